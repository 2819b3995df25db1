"""How our scores stand to Perspective's: a map that keeps the meaning of its thresholds, and how well both agree.

A logit for each attribute learned from the published scores that the sentences of `rtp-perspective` carry. The map is
fitted on held-back ones and measured on others. It matches quantiles: the share of texts above 0.8 is about the same
on both sides.
"""

from __future__ import annotations

from typing import Any

import numpy as np

from koko_training.examples import Examples
from koko_training.labels import ATTRIBUTES, OUTPUTS, RUDENESS
from koko_training.metrics import rank_correlation
from koko_training.platt import Platt

SOURCE = "rtp-perspective"
# Perspective's name of an attribute, and our label that means nearly the same. Its FLIRTATION has none.
NEAREST = {label.upper(): label for label in RUDENESS} | {"SEXUALLY_EXPLICIT": "sexual"}
# A logit that imitates Perspective needs no calibration but the map itself.
PLAIN = Platt()
QUANTILES = np.array([*np.linspace(0, 0.9, 19), 0.925, 0.95, 0.97, 0.98, 0.99, 1.0])
THRESHOLDS = (0.7, 0.8, 0.9)
FEWEST_ROWS = 100

QuantileMap = dict[str, Any]


def fit_maps(valid: Examples, logits: np.ndarray) -> dict[str, QuantileMap]:
    """One map for each attribute with a logit of its own; none without enough of Perspective's scores."""
    maps = {}
    for attribute in learned_attributes(logits):
        ours, theirs = pairs(valid, logits, attribute, attribute, PLAIN)
        if len(ours) >= FEWEST_ROWS:
            maps[attribute] = quantile_map(ours, theirs)
    return maps


def learned_attributes(logits: np.ndarray) -> tuple[str, ...]:
    """The attributes that a model has logits for: all of them, or none if it never saw Perspective's scores."""
    return ATTRIBUTES if logits.shape[1] == len(OUTPUTS) else ()


def pairs(
    examples: Examples, logits: np.ndarray, output: str, attribute: str, platt: Platt
) -> tuple[np.ndarray, np.ndarray]:
    """Our score, from one of the outputs, and Perspective's of every text that has both."""
    number = OUTPUTS.index(attribute)
    if SOURCE not in examples.set_names:
        return np.zeros(0), np.zeros(0)
    rows = (examples.sets == examples.set_names.index(SOURCE)) & examples.known[:, number]
    theirs = examples.targets[rows, number].astype(np.float64)
    return platt.probabilities(logits[rows, OUTPUTS.index(output)]), theirs


def quantile_map(ours: np.ndarray, theirs: np.ndarray) -> dict[str, list[float]]:
    """Knots of a rising line from our scores to Perspective's, from 0 to 0 and from 1 to 1."""
    knots = [(0.0, 0.0)]
    for mine, other in zip(np.quantile(ours, QUANTILES), np.quantile(theirs, QUANTILES), strict=True):
        # Knots that nearly coincide would make a cliff of a line.
        if knots[-1][0] + 1e-4 < mine < 1 - 1e-4 and other >= knots[-1][1]:
            knots.append((round(float(mine), 6), round(float(other), 6)))
    knots.append((1.0, 1.0))
    return {"ours": [mine for mine, _ in knots], "perspective": [other for _, other in knots]}


def mapped(scores: np.ndarray, knots: QuantileMap) -> np.ndarray:
    """Our scores on Perspective's scale."""
    return np.interp(scores, knots["ours"], knots["perspective"])


def agreement(
    test: Examples, logits: np.ndarray, fitted: dict[str, Platt], maps: dict[str, QuantileMap]
) -> dict[str, dict[str, Any]]:
    """For each attribute: the rank correlation, also of the nearest label, and at each threshold the share of texts on
    which both say the same."""
    found = {}
    for attribute, knots in maps.items():
        ours, theirs = pairs(test, logits, attribute, attribute, PLAIN)
        scaled = mapped(ours, knots)
        label = NEAREST.get(attribute)
        by_label = pairs(test, logits, label, attribute, fitted[label]) if label else (np.zeros(0), np.zeros(0))
        found[attribute] = {
            "rows": len(ours),
            "rank_correlation": rank_correlation(ours, theirs),
            "rank_correlation_of_label": rank_correlation(*by_label),
            "mean_distance": float(np.abs(scaled - theirs).mean()) if len(ours) else float("nan"),
            "thresholds": {str(threshold): at_threshold(scaled, theirs, threshold) for threshold in THRESHOLDS},
        }
    return found


def at_threshold(ours: np.ndarray, theirs: np.ndarray, threshold: float) -> dict[str, float]:
    """How often both sides agree, and how large a share each of them flags."""
    mine, other = ours >= threshold, theirs >= threshold
    return {
        "agreement": float((mine == other).mean()) if len(ours) else float("nan"),
        "flagged_by_us": float(mine.mean()) if len(ours) else float("nan"),
        "flagged_by_perspective": float(other.mean()) if len(ours) else float("nan"),
    }
