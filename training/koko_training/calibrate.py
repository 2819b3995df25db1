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
from koko_training.metrics import decided, of_each_kind, threshold_at
from koko_training.parity import fit_maps, learned_attributes
from koko_training.platt import NOTHING_KNOWN, Platt, fit_platt, in_a_fair_mix
from koko_training.scoring import logits_of, open_session, run_batch
from koko_training.settings import Settings
from koko_training.shipped import Shipped

# A head that has never seen a positive row knows nothing; its label then scores about zero rather than a half.
SILENT_SHIFT = -20.0
# A false-positive rate is told by at least so many rows that exceed it.
FEWEST_EXCEEDING = 5
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
    shipped = settings.shipped
    fitted = {}
    for n, label in enumerate(LABELS):
        if shipped is not None:
            too_few = min(of_each_kind(valid.targets[:, n], valid.known[:, n])) < settings.section("head")["fewest"]
            before = shipped.fitted[label]
            fitted[label] = before if too_few else fit_label(valid, logits, n, rules, before)
        else:
            seen = learned[label]["positive"]
            fitted[label] = fit_label(valid, logits, n, rules) if seen else Platt(shift=SILENT_SHIFT)
    found = {label: thresholds(valid, logits, n, fitted[label]) for n, label in enumerate(LABELS)}
    maps = fit_maps(valid, logits)
    if shipped is not None:
        found = {label: with_old_ones(found[label], label, valid, fitted[label], shipped) for label in LABELS}
        maps = shipped.manifest.get("parity", {}) | maps
    report = {
        "calibration": {label: asdict(platt) for label, platt in fitted.items()},
        "thresholds": found,
        "parity": maps,
        "attributes": list(learned_attributes(logits)),
        "batch_difference": batch_difference(session, valid, fitted),
    }
    (folder / "calibration.json").write_text(json.dumps(report, indent=1))
    for label, platt in fitted.items():
        print(f"{label:16} scale {platt.scale:.3f} shift {platt.shift:+.3f}")


def fit_label(
    valid: Examples, logits: np.ndarray, number: int, rules: dict[str, Any], before: Platt = NOTHING_KNOWN
) -> Platt:
    """The calibration of one label, from the rows that know it."""
    known = valid.known[:, number]
    targets, weights = in_a_fair_mix(
        valid.targets[known, number], valid.weights[known], least_share(rules, LABELS[number])
    )
    precisions = rules["scale_precision"], rules["shift_precision"]
    return fit_platt(logits[known, number], targets, weights, *precisions, before)


def least_share(rules: dict[str, Any], label: str) -> float:
    """How frequent a label is made for its calibration, if it is rarer among the rows."""
    shares = rules["least_share"]
    return float(shares.get(label, shares["default"]))


def thresholds(examples: Examples, logits: np.ndarray, number: int, platt: Platt) -> dict[str, float]:
    """For each false-positive rate, the score above which no larger share of harmless rows lies."""
    clear, positive = decided(examples.targets[:, number], examples.known[:, number])
    scores = platt.probabilities(logits[clear & ~positive, number])
    return {name: threshold_at(scores, rate) for name, rate in RATES.items()}


def with_old_ones(
    found: dict[str, float], label: str, valid: Examples, platt: Platt, shipped: Shipped
) -> dict[str, float]:
    """The thresholds, with those of the bundle to start from, put on the new scale, where there are too few rows."""
    number = LABELS.index(label)
    (_, harmless), old = of_each_kind(valid.targets[:, number], valid.known[:, number]), shipped.fitted[label]
    kept = dict(found)
    for name, rate in RATES.items():
        if rate * harmless < FEWEST_EXCEEDING:
            before = min(max(shipped.thresholds[label][name], 1e-6), 1 - 1e-6)
            logit = (math.log(before / (1 - before)) - old.shift) / old.scale
            kept[name] = float(platt.probabilities(np.array([logit]))[0])
    # A rate of few rows may contradict one of many.
    kept["fpr_01"] = max(kept["fpr_01"], kept["fpr_05"])
    kept["fpr_001"] = max(kept["fpr_001"], kept["fpr_01"])
    return kept


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
