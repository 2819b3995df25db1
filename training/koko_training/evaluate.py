"""The step `evaluate`: measures the graph that ships, with its calibration, on texts that nothing has learned from."""

from __future__ import annotations

import json
from typing import Any

import numpy as np

from koko_training.calibrate import Platt, load_calibration
from koko_training.examples import Examples, load_examples
from koko_training.labels import LABELS
from koko_training.metrics import auc, average_precision, calibration_error, decided, recall_above
from koko_training.scoring import logits_of, open_session, texts_per_second
from koko_training.settings import Settings


def run(settings: Settings) -> None:
    """Write `evaluation.json`."""
    folder = settings.work / "evaluate"
    folder.mkdir(parents=True, exist_ok=True)
    test = load_examples(settings.work / "data" / "test.npz")
    if not len(test):
        raise SystemExit("no row is left to measure on: give more texts, or raise `test_percent` in the configuration")
    calibration = load_calibration(settings.work)
    sessions = {
        "int8": open_session(settings.work / "quantize" / "model.onnx", settings.threads),
        "fp32": open_session(settings.work / "quantize" / "fp32.onnx", settings.threads),
    }
    logits = {name: logits_of(session, test, name) for name, session in sessions.items()}
    labels = {label: measured(test, logits, n, calibration) for n, label in enumerate(LABELS)}
    report = {
        "labels": labels,
        "macro": {
            figure: mean(labels, figure)
            for figure in ("auc", "average_precision", "calibration_error", "recall_01", "int8_loss")
        },
        "sets": {
            label: by_set(test, logits["int8"][:, LABELS.index(label)], label)
            for label in ("toxicity", "identity_attack")
        },
        "texts_per_second": {name: round(texts_per_second(session, test, 1000)) for name, session in sessions.items()},
        "cut_share": float((test.lengths >= settings.max_tokens).mean()),
    }
    (folder / "evaluation.json").write_text(json.dumps(report, indent=1))
    for label, figures in labels.items():
        print(f"{label:16} AUC {figures['auc']:.4f}  int8 loss {figures['int8_loss']:+.4f}")


def measured(
    test: Examples, logits: dict[str, np.ndarray], number: int, calibration: dict[str, Any]
) -> dict[str, float]:
    """The figures of one label."""
    label = LABELS[number]
    platt = Platt(**calibration["calibration"][label])
    clear, positive = decided(test.targets[:, number], test.known[:, number])
    scores, positive = platt.probabilities(logits["int8"][clear, number]), positive[clear]
    # AUC does not depend on the calibration, so the fp32 logits need none.
    found, fp32 = auc(scores, positive), auc(logits["fp32"][clear, number], positive)
    known = test.known[:, number]
    return {
        "positive": int(positive.sum()),
        "negative": int((~positive).sum()),
        "auc": found,
        "average_precision": average_precision(scores, positive),
        "calibration_error": calibration_error(
            platt.probabilities(logits["int8"][known, number]), test.targets[known, number]
        ),
        "recall_01": recall_above(scores, positive, calibration["thresholds"][label]["fpr_01"]),
        "int8_loss": fp32 - found,
    }


def by_set(test: Examples, logits: np.ndarray, label: str) -> dict[str, dict[str, float]]:
    """AUC within each set that has both kinds of rows: the harder question, as whole sets cannot be told apart here."""
    number = LABELS.index(label)
    clear, positive = decided(test.targets[:, number], test.known[:, number])
    found = {}
    for place, name in enumerate(test.set_names):
        chosen = clear & (test.sets == place)
        if min((positive & chosen).sum(), (~positive & chosen).sum()) >= 20:
            found[name] = {"rows": int(chosen.sum()), "auc": auc(logits[chosen], positive[chosen])}
    return found


def mean(labels: dict[str, dict[str, float]], figure: str) -> float:
    """The mean over the labels that could be measured."""
    values = [figures[figure] for figures in labels.values() if not np.isnan(figures[figure])]
    return float(np.mean(values)) if values else float("nan")
