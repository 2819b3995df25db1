"""The step `quantize`: from trained weights to the two graphs, fp32 (to compare with) and int8 (to ship).

Nothing is fitted here but how activations become bytes, which is chosen on training texts.
"""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import onnx
from safetensors.numpy import load_file
from tqdm import tqdm

from koko_training.balance import best_input
from koko_training.examples import Examples, load_examples
from koko_training.graph import Weights, folded, fp32_lookup, fp32_product, write_graph
from koko_training.int8 import Input, int8_lookup, int8_product, product_input
from koko_training.scoring import open_session
from koko_training.settings import Settings
from koko_training.shape import Shape


def run(settings: Settings) -> None:
    """Write `fp32.onnx`, `model.onnx` and `quantize.json`."""
    rules = settings.section("quantize")
    folder = settings.work / "quantize"
    folder.mkdir(parents=True, exist_ok=True)
    trained = load_file(settings.work / "train" / "model.safetensors")
    examples = load_examples(settings.work / "data" / "train.npz")
    chosen = np.random.default_rng(settings.seed).permutation(len(examples))[: rules["texts"]]

    shape = replace(settings.shape, outputs=len(trained["head.bias"]), vocabulary=len(trained["words.weight"]))
    fp32, int8 = build_graphs(trained, shape, settings.max_tokens, examples, chosen, rules, settings.threads)
    onnx.save(fp32, folder / "fp32.onnx")
    onnx.save(int8, folder / "model.onnx")
    difference = difference_to_torch(trained, shape, folder / "fp32.onnx", examples, chosen[:64], settings.threads)
    if difference > 1e-3:
        raise SystemExit(f"the fp32 graph differs from torch by {difference:.5f}: graph.py and encoder.py disagree")
    report = {
        "fp32_to_torch": difference,
        "fp32_bytes": (folder / "fp32.onnx").stat().st_size,
        "int8_bytes": (folder / "model.onnx").stat().st_size,
    }
    (folder / "quantize.json").write_text(json.dumps(report, indent=1))
    print(f"fp32 differs from torch by {difference:.6f}; int8 graph: {report['int8_bytes'] / 1e6:.1f} MB")


def build_graphs(
    trained: Weights,
    shape: Shape,
    max_tokens: int,
    examples: Examples,
    chosen: np.ndarray,
    rules: dict[str, Any],
    threads: int,
) -> tuple[onnx.ModelProto, onnx.ModelProto]:
    """The fp32 graph and the int8 one."""
    weights = folded(trained, shape)
    fp32 = write_graph(weights, shape, max_tokens, fp32_product(weights), fp32_lookup(weights))
    bits = rules["weight_bits"]
    seen = observe(fp32, examples, chosen, threads)
    inputs = {read: chosen_input(weights, read, seen.pop(read), bits) for read in tqdm(list(seen), "balance")}
    int8 = write_graph(weights, shape, max_tokens, int8_product(weights, inputs, bits), int8_lookup(weights))
    return fp32, int8


def observe(fp32: onnx.ModelProto, examples: Examples, chosen: np.ndarray, threads: int) -> dict[str, np.ndarray]:
    """What the products read over some texts: for each input, an array [tokens, channels]."""
    inputs = {}
    for node in fp32.graph.node:
        if node.op_type == "MatMul" and node.input[1].startswith("layers."):
            inputs[product_input(node.input[1].removesuffix(".weight"))] = node.input[0]
    if not inputs:
        return {}
    watched = onnx.ModelProto()
    watched.CopyFrom(fp32)
    watched.graph.output.extend(onnx.ValueInfoProto(name=value) for value in dict.fromkeys(inputs.values()))
    session = open_session(watched.SerializeToString(), threads)
    seen: dict[str, list[np.ndarray]] = {read: [] for read in inputs}
    # One text at a time: padding would be counted otherwise.
    for number in tqdm(chosen, "observe"):
        ids, mask = examples.padded(np.array([number]))
        arrays = session.run(list(inputs.values()), {"input_ids": ids, "attention_mask": mask})
        for read, array in zip(inputs, arrays, strict=True):
            seen[read].append(array[0].astype(np.float16))
    return {read: np.concatenate(arrays) for read, arrays in seen.items()}


def chosen_input(weights: Weights, read: str, values: np.ndarray, weight_bits: int) -> Input:
    """How the input `read` becomes bytes, as is best for all products that read it."""
    layer, part = read.rsplit(".", 1)
    readers = ("query", "key", "value") if part == "hidden" else (part,)
    together = np.concatenate([weights[f"{layer}.{reader}.weight"] for reader in readers]).T
    # What attention has mixed has no loud channels.
    return best_input(values, together, weight_bits, may_balance=part != "attended", seed=0)


def difference_to_torch(
    trained: Weights, shape: Shape, fp32: Path, examples: Examples, numbers: np.ndarray, threads: int
) -> float:
    """The largest difference of a logit or an embedding between torch and the fp32 graph."""
    import torch

    from koko_training.encoder import Classifier

    torch.set_num_threads(threads)
    model = Classifier(shape).eval()
    model.load_state_dict({name: torch.from_numpy(array) for name, array in trained.items()})
    ids, mask = examples.padded(numbers)
    with torch.inference_mode():
        expected = [tensor.numpy() for tensor in model(torch.from_numpy(ids), torch.from_numpy(mask))]
    found = open_session(fp32, threads).run(["logits", "embedding"], {"input_ids": ids, "attention_mask": mask})
    return max(float(np.abs(a - b).max()) for a, b in zip(expected, found, strict=True))
