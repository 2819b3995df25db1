"""Platt scaling: a line through the logits of a label, so that its sigmoid is a probability (Platt 1999)."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np


@dataclass(frozen=True)
class Platt:
    """p = sigmoid(scale * logit + shift)."""

    scale: float = 1.0
    shift: float = 0.0

    def probabilities(self, logits: np.ndarray) -> np.ndarray:
        return sigmoid(self.scale * logits.astype(np.float64) + self.shift)


NOTHING_KNOWN = Platt()


def sigmoid(values: np.ndarray) -> np.ndarray:
    return 0.5 * (1 + np.tanh(0.5 * values))


def in_a_fair_mix(targets: np.ndarray, weights: np.ndarray, least_share: float) -> tuple[np.ndarray, np.ndarray]:
    """Targets and weights as they would be if the label were at least so frequent.

    How rare a label is in collected data says how hard it was to collect, and nothing about anybody's traffic. With one
    in a hundred, no text could reach a probability of a half but the plainest.
    """
    targets, weights = targets.astype(np.float64), weights.astype(np.float64)
    positive, negative = float((weights * targets).sum()), float((weights * (1 - targets)).sum())
    if positive == 0 or positive >= least_share * (positive + negative):
        return targets, weights
    # Each row is so much of a positive one, which counts more, and so much of a negative one, which counts as before.
    often = least_share / (1 - least_share) * negative / positive
    counts = often * targets + (1 - targets)
    return often * targets / counts, weights * counts


def fit_platt(
    logits: np.ndarray,
    targets: np.ndarray,
    weights: np.ndarray,
    scale_precision: float,
    shift_precision: float,
    before: Platt = NOTHING_KNOWN,
) -> Platt:
    """Logistic regression with two unknowns, by Newton's method.

    A prior holds scale and shift near what they were before, with the given precisions: with few rows it rules, with
    many it is not felt. Where nothing is known, that is a scale of 1 and a shift of 0.
    """
    prior = np.array([before.scale, before.shift])
    precision = np.array([scale_precision, shift_precision])
    features = np.stack([logits, np.ones_like(logits)], axis=1).astype(np.float64)
    targets, weights = targets.astype(np.float64), weights.astype(np.float64)

    def cost(unknowns: np.ndarray) -> float:
        z = features @ unknowns
        return float(
            (weights * (np.logaddexp(0, z) - targets * z)).sum() + (precision * (unknowns - prior) ** 2).sum() / 2
        )

    unknowns = prior.copy()
    for _ in range(100):
        predicted = sigmoid(features @ unknowns)
        slope = features.T @ (weights * (predicted - targets)) + precision * (unknowns - prior)
        curve = (features * (weights * predicted * (1 - predicted))[:, None]).T @ features + np.diag(precision)
        step = np.linalg.solve(curve, slope)
        # A full step may overshoot far from the solution, and a scale must stay positive.
        while cost(unknowns - step) > cost(unknowns) + 1e-9 or unknowns[0] - step[0] <= 0.01:
            step /= 2
            if np.abs(step).max() < 1e-10:
                break
        unknowns = unknowns - step
        if np.abs(step).max() < 1e-7:
            break
    return Platt(float(unknowns[0]), float(unknowns[1]))
