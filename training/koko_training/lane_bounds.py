"""When the fast lane may clear a text, and what that costs.

The full model *finds something* in a text if the calibrated score of any label reaches the threshold that the built-in
policy has for it. That is more than what the policy acts on: none of its rules holds where nothing is found, whatever
the standing of the author, and no span is shown. Only texts in which nothing is found may be cleared.
"""

from __future__ import annotations

import math
import tomllib
from pathlib import Path
from typing import Any

import numpy as np

from koko_training.examples import Examples
from koko_training.labels import LABELS
from koko_training.metrics import clopper_pearson
from koko_training.platt import Platt

BUILTIN = Path(__file__).parents[2] / "koko-core" / "src" / "policy" / "builtin.toml"
MODES = ("balanced", "max")
# With fewer texts in which something is found, nothing can be said about one in a thousand of them.
LEAST_FOUND = 1000
# The share of texts in which something is found, in the stream for which the saving is told.
STREAM = 0.05


def found_from() -> dict[str, float]:
    """The score from which on each label counts as found: the threshold of the built-in policy."""
    thresholds = tomllib.loads(BUILTIN.read_text(encoding="utf-8"))["thresholds"]
    return {label: float(thresholds[label]) for label in LABELS}


def distances(logits: np.ndarray, fitted: dict[str, Platt], levels: dict[str, float]) -> np.ndarray:
    """How far the label that comes closest lies above its threshold, in log-odds. From zero on, something is found."""
    above = [
        fitted[label].scale * logits[:, number].astype(np.float64) + fitted[label].shift - logit(levels[label])
        for number, label in enumerate(LABELS)
    ]
    return np.max(above, axis=0)


def logit(probability: float) -> float:
    return math.log(probability / (1 - probability))


def bound_for(finds: np.ndarray, found: np.ndarray, rate: float) -> float:
    """The highest bound below which no larger share is to be expected of further texts in which something is found.

    Of as many texts as there are, the one with rank k has k / (count + 1) of all further ones below it, on average.
    """
    ordered = np.sort(finds[found])
    rank = max(int(rate * (len(ordered) + 1)), 1)
    # Rounded down, so that it survives being written with four digits.
    return math.floor(1e4 * float(ordered[rank - 1])) / 1e4


def cleared(said: np.ndarray, bound: float, fitted: dict[str, Platt], levels: dict[str, float]) -> np.ndarray:
    """Which texts are cleared: those below the bound, for which the lane's own scores reach no threshold either."""
    return (said[:, -1] < bound) & (distances(said, fitted, levels) < 0)


def figures(found: np.ndarray, clear: np.ndarray) -> dict[str, Any]:
    """How much is cleared, and how much that should not have been, with Clopper and Pearson's 95 % interval."""
    missed, all_found = int((found & clear).sum()), int(found.sum())
    share = float(clear[~found].mean()) if (~found).any() else float("nan")
    missed_share = missed / max(all_found, 1)
    return {
        "found": all_found,
        "missed": missed,
        "missed_share": missed_share,
        "interval": list(clopper_pearson(missed, all_found, 0.95)),
        "nothing_found": int((~found).sum()),
        "cleared_share": share,
        "full_reads_of_stream": 1 - STREAM * missed_share - (1 - STREAM) * share,
    }


def by_set(examples: Examples, found: np.ndarray, clear: np.ndarray) -> dict[str, dict[str, float]]:
    """Of the texts of each set in which nothing is found, the share that is cleared."""
    shares = {}
    for place, name in enumerate(examples.set_names):
        chosen = (examples.sets == place) & ~found
        if chosen.sum() >= 20:
            shares[name] = {"rows": int(chosen.sum()), "cleared_share": float(clear[chosen].mean())}
    return shares
