"""The graph writer, on a tiny encoder with random weights."""

from __future__ import annotations

import numpy as np
import pytest

from koko_training.balance import best_input, ranges
from koko_training.examples import Examples
from koko_training.graph import Weights
from koko_training.int8 import Range, quantized_columns
from koko_training.quantize import build_graphs
from koko_training.scoring import open_session
from koko_training.shape import Shape

SHAPE = Shape(vocabulary=200, positions=40, width=32, heads=4, inner=64, layers=2, outputs=10)
CHANCE = np.random.default_rng(11)


def random_weights() -> Weights:
    """Weights large enough that attention and the head say something."""

    def matrix(*size: int) -> np.ndarray:
        return CHANCE.normal(0, 1.5 / size[-1] ** 0.5, size).astype(np.float32)

    def norm(name: str) -> Weights:
        return {f"{name}.weight": 1 + 0.1 * matrix(SHAPE.width), f"{name}.bias": matrix(SHAPE.width)}

    weights = {
        "words.weight": matrix(SHAPE.vocabulary, SHAPE.width),
        "positions.weight": matrix(SHAPE.positions, SHAPE.width),
    }
    weights |= norm("embedding_norm")
    sizes = dict.fromkeys(("query", "key", "value", "attended"), (SHAPE.width, SHAPE.width))
    sizes |= {"widen": (SHAPE.inner, SHAPE.width), "narrow": (SHAPE.width, SHAPE.inner)}
    for layer in (f"layers.{number}" for number in range(SHAPE.layers)):
        for part, size in sizes.items():
            weights |= {f"{layer}.{part}.weight": matrix(*size), f"{layer}.{part}.bias": matrix(size[0])}
        weights |= norm(f"{layer}.attended_norm") | norm(f"{layer}.narrow_norm")
    return weights | {"head.weight": matrix(SHAPE.outputs, SHAPE.width), "head.bias": matrix(SHAPE.outputs)}


def random_examples(rows: int) -> Examples:
    lengths = CHANCE.integers(3, 30, rows)
    return Examples(
        ids=CHANCE.integers(1, SHAPE.vocabulary, lengths.sum()).astype(np.int32),
        starts=np.concatenate([[0], np.cumsum(lengths)]),
        targets=np.zeros((rows, 10), np.float32),
        known=np.zeros((rows, 10), bool),
        weights=np.ones(rows, np.float32),
        sets=np.zeros(rows, np.int16),
        set_names=["invented"],
    )


EXAMPLES = random_examples(64)
WEIGHTS = random_weights()
RULES = {"weight_bits": 7}
GRAPHS = dict(zip(("fp32", "int8"), build_graphs(WEIGHTS, SHAPE, 32, EXAMPLES, np.arange(64), RULES, 1), strict=True))
SESSIONS = {name: open_session(model.SerializeToString(), 1) for name, model in GRAPHS.items()}


def outputs(name: str, ids: np.ndarray, mask: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    logits, embedding = SESSIONS[name].run(["logits", "embedding"], {"input_ids": ids, "attention_mask": mask})
    return logits, embedding


def by_hand(ids: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """The same encoder for one text without padding, in plain numpy."""
    from math import erf

    def linear(value: np.ndarray, name: str) -> np.ndarray:
        return value @ WEIGHTS[f"{name}.weight"].T + WEIGHTS[f"{name}.bias"]

    def norm(value: np.ndarray, name: str) -> np.ndarray:
        centred = value - value.mean(-1, keepdims=True)
        scaled = centred / np.sqrt((centred**2).mean(-1, keepdims=True) + SHAPE.epsilon)
        return scaled * WEIGHTS[f"{name}.weight"] + WEIGHTS[f"{name}.bias"]

    hidden = norm(WEIGHTS["words.weight"][ids] + WEIGHTS["positions.weight"][: len(ids)], "embedding_norm")
    for layer in (f"layers.{number}" for number in range(SHAPE.layers)):
        parts = [
            linear(hidden, f"{layer}.{part}").reshape(len(ids), SHAPE.heads, -1) for part in ("query", "key", "value")
        ]
        query, key, value = (part.transpose(1, 0, 2) for part in parts)
        likeness = np.exp(query @ key.transpose(0, 2, 1) / np.sqrt(query.shape[-1]))
        mixed = (likeness / likeness.sum(-1, keepdims=True)) @ value
        mixed = mixed.transpose(1, 0, 2).reshape(len(ids), -1)
        hidden = norm(hidden + linear(mixed, f"{layer}.attended"), f"{layer}.attended_norm")
        inner = linear(hidden, f"{layer}.widen")
        inner = inner * 0.5 * (1 + np.vectorize(erf)(inner / np.sqrt(2)))
        hidden = norm(hidden + linear(inner, f"{layer}.narrow"), f"{layer}.narrow_norm")
    embedding = hidden.mean(0)
    return linear(embedding, "head"), embedding


def test_the_fp32_graph_does_the_arithmetic_of_the_encoder() -> None:
    ids, mask = EXAMPLES.padded(np.array([3]))
    for found, expected in zip(outputs("fp32", ids, mask), by_hand(ids[0]), strict=True):
        assert np.abs(found[0] - expected).max() < 1e-4


def test_int8_stays_near_fp32() -> None:
    ids, mask = EXAMPLES.padded(np.arange(64))
    fp32, int8 = outputs("fp32", ids, mask)[0], outputs("int8", ids, mask)[0]
    assert np.abs(fp32 - int8).mean() < 0.05 * fp32.std()


@pytest.mark.parametrize("name", SESSIONS)
def test_a_text_scores_the_same_alone_and_in_company(name: str) -> None:
    ids, mask = EXAMPLES.padded(np.arange(64))
    together = outputs(name, ids, mask)
    for number in range(0, 64, 5):
        alone = outputs(name, *EXAMPLES.padded(np.array([number])))
        for one, many in zip(alone, together, strict=True):
            assert np.abs(one[0] - many[number]).max() < 0.02


@pytest.mark.parametrize("name", SESSIONS)
def test_what_stands_in_the_padding_does_not_matter(name: str) -> None:
    ids, mask = EXAMPLES.padded(np.arange(8))
    scribbled = np.where(mask == 1, ids, 77)
    for clean, scrawled in zip(outputs(name, ids, mask), outputs(name, scribbled, mask), strict=True):
        assert np.abs(clean - scrawled).max() < 1e-5


@pytest.mark.parametrize("name", SESSIONS)
def test_a_row_of_nothing_but_padding_gives_numbers(name: str) -> None:
    nothing = np.zeros((1, 4), np.int64)
    assert all(np.isfinite(array).all() for array in outputs(name, nothing, nothing))


def test_the_int8_graph_is_a_quarter_of_the_size() -> None:
    weights = {
        name: sum(len(t.raw_data) for t in model.graph.initializer if ".weight" in t.name)
        for name, model in GRAPHS.items()
    }
    assert weights["int8"] < 0.35 * weights["fp32"]


def test_seven_bits_cannot_overflow_where_two_products_are_added_in_sixteen() -> None:
    largest = max(
        int(np.abs(np.frombuffer(tensor.raw_data, np.int8).astype(int)).max())
        for tensor in GRAPHS["int8"].graph.initializer
        if tensor.data_type == 3 and tensor.name.startswith("layers.")
    )
    assert 2 * 255 * largest < 2**15


def test_a_range_holds_zero_and_leaves_out_the_share() -> None:
    values = np.concatenate([np.linspace(1, 2, 10_000), [50.0]])
    whole, *_, cut = ranges(values)
    assert whole == (0.0, 50.0)
    assert cut[0] == 0.0 and cut[1] < 2.1
    assert Range(-1.0, 3.0).zero_point == 64


def test_a_loud_channel_is_turned_down_and_the_product_gains() -> None:
    values = CHANCE.normal(size=(2_000, 64))
    values[:, 5] *= 60
    weight = CHANCE.normal(size=(64, 32))
    weight[5] *= 0.02

    def error(may_balance: bool) -> float:
        chosen = best_input(values, weight, 7, may_balance, seed=1)
        rounded, scales = quantized_columns(chosen.turned_up(weight), 63)
        return float(np.abs(chosen.rounded(values) @ (rounded * scales) - values @ weight).mean())

    down = best_input(values, weight, 7, True, seed=1).down
    assert down is not None and down.argmin() == 5 and down[5] < 0.1
    assert error(True) < 0.3 * error(False)


def test_columns_have_their_own_scales() -> None:
    weight = np.array([[1.0, 100.0], [-0.5, 25.0]])
    rounded, scales = quantized_columns(weight, 127)
    assert rounded.tolist() == [[127, 127], [-64, 32]]
    assert np.allclose(rounded * scales, weight, atol=0.5)
