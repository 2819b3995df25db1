"""The step `calibrate`: turns logits of the shipped graph into probabilities, and finds the thresholds.

It fits on the split `valid` only, which neither training nor the measured figures have seen.
"""

from __future__ import annotations

import json
import math
from dataclasses import asdict
from pathlib import Path
from typing import Any

import numpy as np

from koko_training.examples import Examples, load_examples
from koko_training.labels import LABELS
from koko_training.metrics import decided, threshold_at
from koko_training.parity import fit_maps, learned_attributes
from koko_training.platt import Platt, fit_platt, in_a_fair_mix
from koko_training.scoring import logits_of, open_session, run_batch
from koko_training.settings import Settings

# A head that has never seen a positive row knows nothing; its label then scores about zero rather than a half.
SILENT_SHIFT = -20.0
RATES = {"fpr_05": 0.05, "fpr_01": 0.01, "fpr_001": 0.001}


def run(settings: Settings) -> None:
    """Write `calibration.json` and the logits of the split `valid`."""
    rules = settings.section("calibrate")
    folder = settings.work / "calibrate"
    folder.mkdir(parents=True, exist_ok=True)
    valid = load_examples(settings.work / "data" / "valid.npz")
    session = open_session(settings.work / "quantize" / "model.onnx", settings.threads)
    logits = logits_of(session, valid, "valid")
    np.save(folder / "valid_logits.npy", logits)

    learned = json.loads((settings.work / "data" / "data.json").read_text())["splits"]["train"]["labels"]
    fitted = {
        label: fit_label(valid, logits, n, rules) if learned[label]["positive"] else Platt(shift=SILENT_SHIFT)
        for n, label in enumerate(LABELS)
    }
    report = {
        "calibration": {label: asdict(platt) for label, platt in fitted.items()},
        "thresholds": {label: thresholds(valid, logits, n, fitted[label]) for n, label in enumerate(LABELS)},
        "parity": fit_maps(valid, logits),
        "attributes": list(learned_attributes(logits)),
        "batch_difference": batch_difference(session, valid, fitted),
    }
    (folder / "calibration.json").write_text(json.dumps(report, indent=1))
    for label, platt in fitted.items():
        print(f"{label:16} scale {platt.scale:.3f} shift {platt.shift:+.3f}")


def fit_label(valid: Examples, logits: np.ndarray, number: int, rules: dict[str, Any]) -> Platt:
    """The calibration of one label, from the rows that know it."""
    known = valid.known[:, number]
    targets, weights = in_a_fair_mix(
        valid.targets[known, number], valid.weights[known], least_share(rules, LABELS[number])
    )
    return fit_platt(logits[known, number], targets, weights, rules["scale_precision"], rules["shift_precision"])


def least_share(rules: dict[str, Any], label: str) -> float:
    """How frequent a label is made for its calibration, if it is rarer among the rows."""
    shares = rules["least_share"]
    return float(shares.get(label, shares["default"]))


def thresholds(examples: Examples, logits: np.ndarray, number: int, platt: Platt) -> dict[str, float]:
    """For each false-positive rate, the score above which no larger share of harmless rows lies."""
    clear, positive = decided(examples.targets[:, number], examples.known[:, number])
    scores = platt.probabilities(logits[clear & ~positive, number])
    return {name: threshold_at(scores, rate) for name, rate in RATES.items()}


def batch_difference(
    session: Any, examples: Examples, fitted: dict[str, Platt], rows: int = 512, size: int = 64
) -> float:
    """The largest change of a probability when a text shares a padded batch of 64 instead of running alone."""
    numbers = np.arange(min(rows, len(examples)))
    if not len(numbers):
        return 0.0
    alone = np.concatenate([run_batch(session, examples, numbers[n : n + 1]) for n in numbers])
    together = np.concatenate(
        [run_batch(session, examples, numbers[n : n + size]) for n in range(0, len(numbers), size)]
    )
    return max(
        float(np.abs(platt.probabilities(alone[:, n]) - platt.probabilities(together[:, n])).max())
        for n, platt in enumerate(fitted.values())
    )


def load_calibration(work: Path) -> dict[str, Any]:
    """What this step wrote."""
    path = work / "calibrate" / "calibration.json"
    if not path.exists():
        raise SystemExit(f"{path} is missing: run the step `calibrate` first")
    return json.loads(path.read_text())


def declared_tolerance(measured: float) -> float:
    """A measured difference, doubled and rounded up to a thousandth, as rarer texts may differ more."""
    return max(math.ceil(2 * measured * 1000) / 1000, 0.002)
