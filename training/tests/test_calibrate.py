"""Platt scaling, thresholds and the figures of the card."""

from __future__ import annotations

import math

import numpy as np
import pytest

from koko_training.calibrate import declared_tolerance
from koko_training.metrics import (
    auc,
    average_precision,
    calibration_error,
    decided,
    recall_above,
    threshold_at,
)
from koko_training.platt import fit_platt, in_a_fair_mix, sigmoid

CHANCE = np.random.default_rng(5)


def test_the_fit_recovers_known_parameters() -> None:
    logits = CHANCE.normal(0, 3, 40_000)
    targets = (CHANCE.random(40_000) < sigmoid(0.6 * logits - 1.5)).astype(float)
    found = fit_platt(logits, targets, np.ones(40_000), 4.0, 1.0)
    assert found.scale == pytest.approx(0.6, abs=0.03)
    assert found.shift == pytest.approx(-1.5, abs=0.06)


def test_a_rare_label_is_calibrated_as_if_it_were_less_rare_and_a_frequent_one_as_it_is() -> None:
    targets, weights = np.array([1.0, 0.5, *np.zeros(98)]), np.ones(100)
    mixed, counts = in_a_fair_mix(targets, weights, 0.2)
    assert (counts * mixed).sum() / counts.sum() == pytest.approx(0.2)
    # What speaks against the label weighs as much as before.
    assert (counts * (1 - mixed)).sum() == pytest.approx((weights * (1 - targets)).sum())
    for frequent in (np.array([1.0, 0.0]), np.zeros(3)):
        kept, same = in_a_fair_mix(frequent, np.ones(len(frequent)), 0.2)
        assert kept.tolist() == frequent.tolist()
        assert same.tolist() == [1.0] * len(frequent)


def test_the_calibration_error_counts_rows_by_weight() -> None:
    scores, targets = np.array([0.1, 0.9]), np.array([0.0, 0.0])
    assert calibration_error(scores, targets, np.array([3.0, 1.0]), bins=2) == pytest.approx((3 * 0.1 + 0.9) / 4)


def test_soft_targets_are_fitted_as_they_are() -> None:
    logits = CHANCE.normal(0, 2, 5000)
    found = fit_platt(logits, sigmoid(1.3 * logits + 0.4), np.ones(5000), 4.0, 1.0)
    assert (found.scale, found.shift) == (pytest.approx(1.3, abs=0.02), pytest.approx(0.4, abs=0.02))


def test_with_hardly_any_rows_the_prior_rules() -> None:
    found = fit_platt(np.array([4.0, -3.0]), np.array([1.0, 0.0]), np.ones(2), 4.0, 1.0)
    assert found.scale == pytest.approx(1.0, abs=0.1)
    assert fit_platt(np.zeros(0), np.zeros(0), np.zeros(0), 4.0, 1.0).scale == 1.0


def test_the_scale_stays_positive_even_if_a_model_is_wrong() -> None:
    logits = CHANCE.normal(0, 2, 5000)
    found = fit_platt(logits, (logits < 0).astype(float), np.ones(5000), 4.0, 1.0)
    assert found.scale > 0


def test_above_a_threshold_lies_no_more_than_the_share() -> None:
    scores = CHANCE.random(2000)
    for share in (0.05, 0.01, 0.001):
        assert (scores > threshold_at(scores, share)).mean() <= share
    # Equal scores must not tip it over.
    assert (np.full(100, 0.3) > threshold_at(np.full(100, 0.3), 0.05)).mean() == 0


def test_with_fewer_rows_than_the_rate_can_resolve_the_highest_score_is_taken() -> None:
    scores = np.array([0.1, 0.7, 0.3])
    assert threshold_at(scores, 0.001) == 0.7
    assert threshold_at(np.zeros(0), 0.001) == 1.0


def test_targets_in_the_middle_count_as_neither() -> None:
    targets = np.array([0.0, 0.3, 0.5, 0.7, 1.0, 1.0], np.float32)
    clear, positive = decided(targets, np.array([True] * 5 + [False]))
    assert clear.tolist() == [True, True, False, True, True, False]
    assert positive.tolist() == [False, False, False, True, True, False]


def test_figures_of_a_small_case_done_by_hand() -> None:
    scores = np.array([0.9, 0.8, 0.7, 0.7, 0.1])
    positive = np.array([True, False, True, False, False])
    # Of six pairs the positive row wins four, loses one and ties one.
    assert auc(scores, positive) == pytest.approx(4.5 / 6)
    assert average_precision(np.array([0.9, 0.8, 0.7]), np.array([True, False, True])) == pytest.approx((1 + 2 / 3) / 2)
    assert calibration_error(np.full(100, 0.3), np.full(100, 0.2), np.ones(100)) == pytest.approx(0.1)
    assert recall_above(scores, positive, 0.8) == 0.5
    assert math.isnan(auc(scores, np.zeros(5, bool)))


def test_a_declared_tolerance_is_never_below_the_measured_one() -> None:
    assert declared_tolerance(0.0001) == 0.002
    assert declared_tolerance(0.0031) == 0.007
