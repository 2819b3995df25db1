"""How good scores are, in a few plain functions.

A target counts as yes from 0.7 and as no up to 0.3; between, as neither.
"""

from __future__ import annotations

from math import exp, lgamma, log, log1p

import numpy as np

# The targets 0.7 and 0.3 themselves count, although a float32 does not hold them exactly.
SLACK = 1e-4


def decided(targets: np.ndarray, known: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Which rows of one label are clear, and which of all rows are positive."""
    positive = known & (targets >= 0.7 - SLACK)
    negative = known & (targets <= 0.3 + SLACK)
    return positive | negative, positive


def of_each_kind(targets: np.ndarray, known: np.ndarray) -> tuple[int, int]:
    """How many rows carry a label, and how many do not."""
    clear, positive = decided(targets, known)
    return int(positive.sum()), int((clear & ~positive).sum())


def auc(scores: np.ndarray, positive: np.ndarray) -> float:
    """The chance that a positive row scores above a negative one; ties count half."""
    positives, negatives = int(positive.sum()), int((~positive).sum())
    if not positives or not negatives:
        return float("nan")
    return float((ranks(scores)[positive].sum() - positives * (positives + 1) / 2) / (positives * negatives))


def average_precision(scores: np.ndarray, positive: np.ndarray) -> float:
    """The mean precision at each positive row, best scores first."""
    if not positive.any():
        return float("nan")
    hits = positive[np.argsort(-scores, kind="stable")]
    precision = np.cumsum(hits) / np.arange(1, len(hits) + 1)
    return float(precision[hits].mean())


def calibration_error(scores: np.ndarray, targets: np.ndarray, weights: np.ndarray, bins: int = 10) -> float:
    """The mean gap between what is predicted and what is true, over bins of about equal weight."""
    if not len(scores):
        return float("nan")
    order = np.argsort(scores, kind="stable")
    reached = np.cumsum(weights[order])
    places = np.searchsorted(reached, np.arange(1, bins) / bins * reached[-1])
    gaps = [abs((weights[part] * (scores[part] - targets[part])).sum()) for part in np.split(order, places)]
    return float(sum(gaps) / reached[-1])


def threshold_at(negative_scores: np.ndarray, share: float) -> float:
    """The score above which at most this share of harmless rows lies."""
    if not len(negative_scores):
        return 1.0
    ordered = np.sort(negative_scores)[::-1]
    return float(ordered[min(int(share * len(ordered)), len(ordered) - 1)])


def recall_above(scores: np.ndarray, positive: np.ndarray, threshold: float) -> float:
    """The share of positive rows that score above a threshold."""
    return float((scores[positive] > threshold).mean()) if positive.any() else float("nan")


def rank_correlation(a: np.ndarray, b: np.ndarray) -> float:
    """Spearman's: how alike two orders are, from -1 to 1. Ties share their mean rank."""
    if len(a) < 2:
        return float("nan")
    ranks_a, ranks_b = ranks(a), ranks(b)
    if ranks_a.std() == 0 or ranks_b.std() == 0:
        return float("nan")
    return float(np.corrcoef(ranks_a, ranks_b)[0, 1])


def ranks(values: np.ndarray) -> np.ndarray:
    """The place of each value in the order of all, from 1; ties share their mean place."""
    _, place, counts = np.unique(values, return_inverse=True, return_counts=True)
    return (np.cumsum(counts) - (counts - 1) / 2)[place]


def binomial_cdf(successes: int, trials: int, rate: float) -> float:
    """The probability of at most so many successes."""
    if successes < 0:
        return 0.0
    if successes >= trials or rate <= 0:
        return 1.0
    if rate >= 1:
        return 0.0
    if 2 * successes > trials:
        # The other side has fewer terms.
        return 1.0 - binomial_cdf(trials - successes - 1, trials, 1 - rate)
    ways = lgamma(trials + 1)
    terms = (
        ways - lgamma(k + 1) - lgamma(trials - k + 1) + k * log(rate) + (trials - k) * log1p(-rate)
        for k in range(successes + 1)
    )
    return min(sum(map(exp, terms)), 1.0)


def clopper_pearson(successes: int, trials: int, confidence: float) -> tuple[float, float]:
    """Between which shares the truth lies after so many successes: the exact interval of Clopper and Pearson (1934)."""
    risk = (1 - confidence) / 2

    def upper(successes: int) -> float:
        if successes >= trials:
            return 1.0
        low, high = 0.0, 1.0
        for _ in range(60):
            middle = (low + high) / 2
            low, high = (middle, high) if binomial_cdf(successes, trials, middle) > risk else (low, middle)
        return high

    return 1 - upper(trials - successes), upper(successes)
