"""What the peers run is what the bundle holds."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import onnxruntime
import pytest
from onnx import TensorProto, helper
from tokenizers import Tokenizer

from koko_peers.graphs import bert_weights, fp32_graph
from koko_peers.weights import open_bundle, operations, unfolded
from koko_training.shape import Shape

ROOT = Path(__file__).resolve().parents[3]
BUNDLE = open_bundle(ROOT / "models" / "koko-en-1")


def logits(graph: bytes, texts: list[str]) -> np.ndarray:
    session = onnxruntime.InferenceSession(graph, providers=["CPUExecutionProvider"])
    tokenizer = Tokenizer.from_file(str(BUNDLE.tokenizer))
    rows = []
    for text in texts:
        ids = np.array([tokenizer.encode(text).ids[: BUNDLE.max_tokens]])
        rows.append(session.run(["logits"], {"input_ids": ids, "attention_mask": np.ones_like(ids)})[0][0])
    return np.stack(rows)


def another_graph() -> bytes:
    value = helper.make_tensor_value_info("value", TensorProto.FLOAT, [1])
    return helper.make_model(helper.make_graph([], "another", [value], [value])).SerializeToString()


@pytest.fixture(scope="module")
def texts() -> list[str]:
    lines = (ROOT / "examples" / "data" / "comments.jsonl").read_text(encoding="utf-8").splitlines()
    return [json.loads(line)["text"] for line in lines[:20]]


@pytest.fixture(scope="module")
def int8(texts: list[str]) -> np.ndarray:
    return logits(BUNDLE.graph.read_bytes(), texts)


def test_the_fp32_graph_differs_from_the_bundle_by_rounding_only(texts: list[str], int8: np.ndarray) -> None:
    found = logits(fp32_graph(BUNDLE).SerializeToString(), texts)
    assert np.abs(found - int8).mean() < 0.2 < 0.1 * found.std()


def test_the_scale_of_the_attention_is_taken_out_of_the_query_alone() -> None:
    scale = (BUNDLE.shape.width // BUNDLE.shape.heads) ** 0.5
    for name, array in unfolded(BUNDLE).items():
        assert np.allclose(array, BUNDLE.folded[name] * (scale if ".query." in name else 1))


def test_no_weight_is_forgotten_on_the_way_to_a_checkpoint() -> None:
    # The checkpoint has a type embedding besides.
    assert len(bert_weights(BUNDLE)) == len(BUNDLE.folded) + 1


def test_operations_are_counted_from_the_shape() -> None:
    shape = Shape(width=2, inner=3, layers=5, outputs=7)
    assert operations(shape, [11]) == 2 * (11 * 5 * (4 * 4 + 2 * 2 * 3 + 2 * 2 * 11) + 2 * 7)


def test_a_graph_with_other_names_is_refused(tmp_path: Path) -> None:
    folder = tmp_path / "another"
    folder.mkdir()
    (folder / "model.onnx").write_bytes(another_graph())
    with pytest.raises(SystemExit, match="does not name its weights"):
        open_bundle(folder)
