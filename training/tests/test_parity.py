"""The map to Perspective's scale, and the false-positive rates by what a text names."""

from __future__ import annotations

import numpy as np

from koko_training.examples import Examples
from koko_training.fairness import false_positive_rates
from koko_training.labels import LABELS, OUTPUTS
from koko_training.metrics import rank_correlation
from koko_training.parity import at_threshold, fit_maps, mapped, quantile_map

CHANCE = np.random.default_rng(8)


def test_a_quantile_map_gives_the_other_scale_back() -> None:
    theirs = CHANCE.beta(1, 3, 4000)
    ours = theirs**2
    assert np.abs(mapped(ours, quantile_map(ours, theirs)) - theirs).max() < 0.05


def test_attributes_have_maps_only_where_a_model_has_logits_for_them() -> None:
    rows = 200
    targets = np.zeros((rows, len(OUTPUTS)), np.float32)
    targets[:, OUTPUTS.index("FLIRTATION")] = np.linspace(0, 1, rows)
    known = np.zeros(targets.shape, bool)
    known[:, OUTPUTS.index("FLIRTATION")] = True
    examples = Examples(
        np.zeros(rows, np.int32), np.arange(rows + 1), targets, known, np.ones(rows, np.float32),
        np.zeros(rows, np.int16), ["rtp-perspective"],
    )  # fmt: skip
    logits = np.tile(np.linspace(-3, 3, rows, dtype=np.float32)[:, None], len(OUTPUTS))
    assert list(fit_maps(examples, logits)) == ["FLIRTATION"]
    assert fit_maps(examples, logits[:, : len(LABELS)]) == {}


def test_knots_rise_from_corner_to_corner() -> None:
    knots = quantile_map(np.repeat([0.1, 0.5, 1.0], 50), np.repeat([0.2, 0.2, 0.9], 50))
    for side in ("ours", "perspective"):
        assert knots[side][0] == 0.0
        assert knots[side][-1] == 1.0
        assert (np.diff(knots[side]) >= 0).all()
    assert (np.diff(knots["ours"]) > 0).all()


def test_rank_correlation_knows_order_only() -> None:
    values = CHANCE.normal(size=200)
    assert rank_correlation(values, np.exp(values)) == 1.0
    assert rank_correlation(values, -values) == -1.0
    # Worked by hand: d² = 1 + 1 + 0 + 0 over four values, 1 - 6 * 2 / (4 * 15).
    assert abs(rank_correlation(np.array([1, 2, 3, 4]), np.array([2, 1, 3, 4])) - 0.8) < 1e-12
    assert np.isnan(rank_correlation(np.ones(5), values[:5]))


def test_agreement_counts_both_sides() -> None:
    found = at_threshold(np.array([0.9, 0.1, 0.8, 0.2]), np.array([0.9, 0.1, 0.1, 0.9]), 0.7)
    assert found == {"agreement": 0.5, "flagged_by_us": 0.5, "flagged_by_perspective": 0.5}


def test_only_harmless_texts_that_name_a_term_count_for_it() -> None:
    texts = (
        ["the women won"] * 20 + ["a woman spoke"] * 20 + ["women are mentioned in abuse"] * 20 + ["nothing here"] * 20
    )
    scores = np.array([0.9] * 20 + [0.1] * 60)
    scores[40:60] = 1.0
    harmless = np.array([True] * 40 + [False] * 20 + [True] * 20)
    found = false_positive_rates(texts, scores, harmless)
    assert found["women"] == {"rows": 40, "rate": 0.5}
    assert found["every harmless text"] == {"rows": 60, "rate": 20 / 60}
    assert "men" not in found
