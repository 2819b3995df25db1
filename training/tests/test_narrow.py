"""A narrower start from a finished run."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from safetensors.numpy import save_file
from test_graph import EXAMPLES, SHAPE, WEIGHTS

from koko_training.graph import Weights, folded, fp32_lookup, fp32_product, write_graph
from koko_training.narrow import from_finished, narrowed, strengths
from koko_training.scoring import open_session
from koko_training.settings import Settings, load_config
from koko_training.shape import Shape

CONFIG = load_config(Path(__file__).parents[1] / "config.toml")
# Every so many neurons, one never answers.
EVERY = 4
ANSWERING = SHAPE.inner - SHAPE.inner // EVERY


def with_idle_neurons() -> Weights:
    """The tiny encoder, in which some neurons of each layer never answer, much as they would add."""
    weights = {name: array.copy() for name, array in WEIGHTS.items()}
    for number in range(SHAPE.layers):
        weights[f"layers.{number}.widen.weight"][number::EVERY] = 0
        weights[f"layers.{number}.widen.bias"][number::EVERY] = -30
        weights[f"layers.{number}.narrow.weight"][:, number::EVERY] *= 9
    return weights


def logits(weights: Weights, shape: Shape) -> np.ndarray:
    ready = folded(weights, shape)
    graph = write_graph(ready, shape, SHAPE.positions, fp32_product(ready), fp32_lookup(ready))
    ids, mask = EXAMPLES.padded(np.arange(16))
    return open_session(graph.SerializeToString(), 1).run(["logits"], {"input_ids": ids, "attention_mask": mask})[0]


def test_without_the_neurons_that_never_answer_the_model_says_the_same() -> None:
    weights = with_idle_neurons()
    seen = strengths(weights, SHAPE, SHAPE.positions, EXAMPLES, np.arange(32), 1)
    before = logits(weights, SHAPE)
    without_idle = logits(narrowed(weights, seen, ANSWERING), replace(SHAPE, inner=ANSWERING))
    assert np.abs(without_idle - before).max() < 1e-4
    # Without one that answers it does not.
    fewer = ANSWERING - 1
    assert np.abs(logits(narrowed(weights, seen, fewer), replace(SHAPE, inner=fewer)) - before).max() > 1e-3


def test_a_neuron_counts_by_how_strongly_it_answers_and_by_what_it_adds() -> None:
    added = np.ones((2, 4), np.float32)
    added[:, 3] = 5
    weights = {
        "layers.0.widen.weight": np.arange(12, dtype=np.float32).reshape(4, 3),
        "layers.0.widen.bias": np.arange(4, dtype=np.float32),
        "layers.0.narrow.weight": added,
    }
    kept = narrowed(weights, [np.array([2.0, 1.0, 3.0, 0.5], np.float32)], 2)
    # Neuron 3 answers least and adds most; the two that stay keep their order.
    assert kept["layers.0.widen.bias"].tolist() == [2, 3]
    assert kept["layers.0.widen.weight"].tolist() == [[6, 7, 8], [9, 10, 11]]
    assert kept["layers.0.narrow.weight"].tolist() == [[1, 5], [1, 5]]
    assert weights["layers.0.widen.bias"].tolist() == [0, 1, 2, 3]


def test_a_finished_run_is_taken_as_it_is_or_narrower_and_never_wider(tmp_path: Path) -> None:
    (tmp_path / "train").mkdir()
    save_file(with_idle_neurons(), tmp_path / "train" / "model.safetensors")
    settings = Settings(CONFIG, tmp_path / "work", tmp_path / "bundle", finished=tmp_path)
    same = from_finished(settings, SHAPE, EXAMPLES)
    assert same["layers.0.widen.bias"].shape == (SHAPE.inner,)
    narrow = from_finished(settings, replace(SHAPE, inner=40), EXAMPLES)
    for number in range(SHAPE.layers):
        kept = narrow[f"layers.{number}.widen.bias"]
        assert kept.shape == (40,) and (kept > -30).all(), "what is idle goes first"
    with pytest.raises(SystemExit, match="`inner` cannot be 65"):
        from_finished(settings, replace(SHAPE, inner=65), EXAMPLES)
