"""Writes what the peers open: the bundle's own graph, its fp32 form, and a Hugging Face folder.

The fp32 graph comes from the same writer as the bundle's own (`koko_training.graph`).
"""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import numpy as np
import onnx
from safetensors.numpy import save_file

from koko_peers.weights import Bundle, unfolded
from koko_training.bert_names import BERT_NAMES
from koko_training.graph import Weights, fp32_lookup, fp32_product, write_graph


def write_all(bundle: Bundle, folder: Path) -> None:
    """Write everything that a peer opens."""
    folder.mkdir(parents=True, exist_ok=True)
    onnx.save(fp32_graph(bundle), folder / "fp32.onnx")
    shutil.copyfile(bundle.graph, folder / "int8.onnx")
    write_hugging_face(bundle, folder / "hugging_face")


def fp32_graph(bundle: Bundle) -> onnx.ModelProto:
    """The graph that does in floats what the bundle's graph does in bytes."""
    weights = bundle.folded
    return write_graph(weights, bundle.shape, bundle.max_tokens, fp32_product(weights), fp32_lookup(weights))


def write_hugging_face(bundle: Bundle, folder: Path) -> None:
    """A folder with `config.json`, `model.safetensors` and `tokenizer.json`, for transformers and candle."""
    shape = bundle.shape
    folder.mkdir(parents=True, exist_ok=True)
    config = {
        "architectures": ["MeanPooledBert"],
        "model_type": "bert",
        "vocab_size": shape.vocabulary,
        "hidden_size": shape.width,
        "num_hidden_layers": shape.layers,
        "num_attention_heads": shape.heads,
        "intermediate_size": shape.inner,
        "hidden_act": "gelu",
        "hidden_dropout_prob": 0.0,
        "attention_probs_dropout_prob": 0.0,
        "max_position_embeddings": bundle.max_tokens,
        "type_vocab_size": 1,
        "initializer_range": 0.02,
        "layer_norm_eps": shape.epsilon,
        "pad_token_id": 0,
        "position_embedding_type": "absolute",
        "use_cache": False,
        "classifier_dropout": None,
        "problem_type": "multi_label_classification",
        "id2label": {str(place): f"output_{place}" for place in range(shape.outputs)},
        "label2id": {f"output_{place}": place for place in range(shape.outputs)},
    }
    (folder / "config.json").write_text(json.dumps(config, indent=1), encoding="utf-8")
    save_file(bert_weights(bundle), folder / "model.safetensors", metadata={"format": "pt"})
    shutil.copyfile(bundle.tokenizer, folder / "tokenizer.json")


def bert_weights(bundle: Bundle) -> Weights:
    """The weights under the names of a BERT checkpoint. The type embedding lives in the positions: here it is zero."""
    weights = unfolded(bundle)
    named = {
        "bert.embeddings.word_embeddings.weight": weights["words.weight"],
        "bert.embeddings.position_embeddings.weight": weights["positions.weight"][: bundle.max_tokens],
        "bert.embeddings.token_type_embeddings.weight": np.zeros((1, bundle.shape.width), np.float32),
        "bert.embeddings.LayerNorm.weight": weights["embedding_norm.weight"],
        "bert.embeddings.LayerNorm.bias": weights["embedding_norm.bias"],
        "classifier.weight": weights["head.weight"],
        "classifier.bias": weights["head.bias"],
    }
    for number in range(bundle.shape.layers):
        for ours, theirs in BERT_NAMES.items():
            for part in ("weight", "bias"):
                name = f"bert.encoder.layer.{number}.{theirs}.{part}"
                named[name] = weights[f"layers.{number}.{ours}.{part}"]
    return {name: np.ascontiguousarray(array) for name, array in named.items()}
