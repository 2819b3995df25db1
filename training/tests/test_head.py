"""Starting from a bundle: the last layer moves where texts say so, and no further."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from made_up import rows_of

from koko_training.calibrate import with_old_ones
from koko_training.head import fitted_weights, tables_of
from koko_training.labels import LABELS
from koko_training.platt import Platt, fit_platt, sigmoid
from koko_training.shipped import open_bundle

TINY = Path(__file__).parents[2] / "models" / "fast" / "koko-en-tiny-1"


def made_up(rows: int, truth: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    chance = np.random.default_rng(1)
    features = np.concatenate([chance.normal(size=(rows, len(truth) - 1)), np.ones((rows, 1))], axis=1)
    return features, (chance.random(rows) < sigmoid(features @ truth)).astype(float)


def test_many_rows_are_followed_and_few_are_not() -> None:
    truth, before = np.array([2.0, -1.0, 0.5]), np.array([0.0, 1.0, 0.0])

    def away(rows: int, hold: float) -> float:
        features, targets = made_up(rows, truth)
        fitted = fitted_weights(features, targets, np.ones(rows), before, hold, before)
        return float(np.abs(fitted - truth).max())

    assert away(20_000, 1) < 0.1
    assert away(20_000, 1) < away(20_000, 20_000) < away(20_000, 1e7)
    assert away(20, 1e7) == pytest.approx(np.abs(before - truth).max(), abs=1e-3)


def test_where_the_search_begins_does_not_matter() -> None:
    features, targets = made_up(500, np.array([2.0, -1.0, 0.5]))
    before, weights = np.zeros(3), np.ones(500)
    ends = [fitted_weights(features, targets, weights, before, 10, begin) for begin in (before, np.full(3, 3.0))]
    assert np.allclose(*ends, atol=1e-5)


def test_a_calibration_stays_near_what_it_was() -> None:
    before, none = Platt(1.3, 0.4), np.zeros(0)
    assert fit_platt(none, none, none, 40, 10, before) == before
    fitted = fit_platt(np.array([2.0, -2.0]), np.array([1.0, 0.0]), np.ones(2), 40, 10, before)
    assert abs(fitted.scale - before.scale) < 0.05 and abs(fitted.shift - before.shift) < 0.05


def test_thresholds_that_few_rows_cannot_tell_are_those_of_before_on_the_new_scale() -> None:
    tiny = open_bundle(TINY)
    valid = rows_of([[1, 2]] * 150)
    valid.targets, valid.known = np.zeros((150, len(LABELS))), np.ones((150, len(LABELS)), bool)
    found = {"fpr_05": 0.11, "fpr_01": 0.05, "fpr_001": 0.05}
    old = tiny.thresholds["insult"]
    kept = with_old_ones(found, "insult", valid, tiny.fitted["insult"], tiny)
    # Five per cent of 150 rows can be told. The others are as they were, as the scale is.
    assert kept["fpr_05"] == 0.11 and kept["fpr_01"] == pytest.approx(old["fpr_01"])
    moved = with_old_ones(found, "insult", valid, Platt(tiny.fitted["insult"].scale, 5.0), tiny)
    assert moved["fpr_01"] > kept["fpr_01"]


def test_a_bundle_is_read_as_it_ships_and_not_when_it_is_damaged(tmp_path: Path) -> None:
    tiny = open_bundle(TINY)
    assert tables_of(tiny)["head.weight"].shape == (384, 18) and tiny.id.startswith("koko-en-tiny-1@blake3:")
    for file in TINY.iterdir():
        (tmp_path / file.name).write_bytes(file.read_bytes())
    (tmp_path / "model.onnx").write_bytes(b"")
    with pytest.raises(SystemExit, match="not those of its manifest"):
        open_bundle(tmp_path)
    with pytest.raises(SystemExit, match="is no bundle"):
        open_bundle(tmp_path / "nowhere")
