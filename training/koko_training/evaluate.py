"""The step `evaluate`: measures the graph that ships, with its calibration, on texts that nothing has learned from."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from koko_training.calibrate import least_share, load_calibration
from koko_training.examples import Examples, load_examples
from koko_training.fairness import false_positive_rates
from koko_training.functional import judged, load_families, texts_of
from koko_training.labels import LABELS
from koko_training.lane import LANE, load_lane, measure
from koko_training.lane_bounds import distances
from koko_training.lane_network import load_network
from koko_training.metrics import auc, average_precision, calibration_error, decided, recall_above
from koko_training.parity import QuantileMap, agreement
from koko_training.platt import Platt, in_a_fair_mix
from koko_training.reading import read_texts
from koko_training.scoring import logits_of, open_session, texts_per_second
from koko_training.settings import Settings
from koko_training.vocabulary import TOKENIZER

# The texts whose scores are frozen in the card.
REFERENCE = [
    "good morning everybody, see you at noon",
    "you are a complete idiot",
    "this homework is killing me",
    "i know where you live and i am coming for you",
    "people like them should not be allowed to live here",
    "the concert was damn good",
    "you have won a prize, claim it at https://prize.example before midnight",
    "i do not want to be alive anymore",
]


@dataclass(frozen=True)
class Model:
    """A graph with its calibration, and how it reads texts."""

    # The graph that ships, and if there is one, the one that it was rounded from.
    graphs: dict[str, Path]
    fitted: dict[str, Platt]
    thresholds: dict[str, dict[str, float]]
    maps: dict[str, QuantileMap]
    tokenizer: str
    max_tokens: int

    def sessions(self, threads: int) -> dict[str, Any]:
        return {name: open_session(graph, threads) for name, graph in self.graphs.items()}


def run(settings: Settings) -> None:
    """Write `evaluation.json` and `speed.json`."""
    folder = settings.work / "evaluate"
    folder.mkdir(parents=True, exist_ok=True)
    test = load_examples(settings.work / "data" / "test.npz")
    if not len(test):
        raise SystemExit("no row is left to measure on: give more texts, or raise `test_percent` in the configuration")
    model = made(settings)
    report, logits = figures(settings, model, test)
    report["lane"] = fast_lane(settings, test, logits, model.fitted)
    (folder / "evaluation.json").write_text(json.dumps(report, indent=1))
    # Apart, because nothing else differs from one run to the next.
    (folder / "speed.json").write_text(json.dumps({"texts_per_second": speeds(model, test)}, indent=1))
    for label, found in report["labels"].items():
        print(f"{label:16} AUC {found['auc']:.4f}  int8 loss {found['int8_loss']:+.4f}")


def made(settings: Settings) -> Model:
    """The model of this run."""
    calibration, folder = load_calibration(settings.work), settings.work / "quantize"
    graphs = {"int8": folder / "model.onnx", "fp32": folder / "fp32.onnx"}
    return Model(
        graphs={name: graph for name, graph in graphs.items() if name == "int8" or graph.exists()},
        fitted={label: Platt(**calibration["calibration"][label]) for label in LABELS},
        thresholds=calibration["thresholds"],
        maps=calibration["parity"],
        tokenizer=(settings.work / "data" / TOKENIZER).read_text(encoding="utf-8"),
        max_tokens=settings.max_tokens,
    )


def figures(settings: Settings, model: Model, test: Examples) -> tuple[dict[str, Any], np.ndarray]:
    """Everything but what is measured in seconds, and the logits of the graph that ships."""
    sessions = model.sessions(settings.threads)
    logits = {name: logits_of(session, test, name) for name, session in sessions.items()}
    fitted, rules = model.fitted, settings.section("calibrate")
    labels = {
        label: measured(test, logits, n, fitted[label], model.thresholds[label]["fpr_01"], least_share(rules, label))
        for n, label in enumerate(LABELS)
    }
    families = load_families()
    report = {
        "labels": labels,
        "macro": {
            figure: mean(labels, figure)
            for figure in ("auc", "average_precision", "calibration_error", "recall_01", "int8_loss")
        },
        "sets": {
            label: by_set(test, fitted[label].probabilities(logits["int8"][:, LABELS.index(label)]), label)
            for label in ("toxicity", "identity_attack")
        },
        "parity": agreement(test, logits["int8"], fitted, model.maps),
        "fairness": fairness(settings, test, logits["int8"], fitted),
        "functional": judged(families, scored(settings, model, sessions["int8"], texts_of(families))),
        "reference": [
            {"text": text, "scores": scores}
            for text, scores in zip(REFERENCE, scored(settings, model, sessions["int8"], REFERENCE), strict=True)
        ],
        "cut_share": float((test.lengths >= model.max_tokens).mean()),
    }
    return report, logits["int8"]


def measured(
    test: Examples, logits: dict[str, np.ndarray], number: int, platt: Platt, threshold: float, share: float
) -> dict[str, float]:
    """The figures of one label; `threshold` is the one that 1 % of harmless rows reach.

    The calibration error is that of the mix for which the label was calibrated.
    """
    clear, positive = decided(test.targets[:, number], test.known[:, number])
    scores, positive = platt.probabilities(logits["int8"][clear, number]), positive[clear]
    # AUC does not depend on the calibration, so the fp32 logits need none.
    found = auc(scores, positive)
    fp32 = auc(logits["fp32"][clear, number], positive) if "fp32" in logits else float("nan")
    known = test.known[:, number]
    mix = in_a_fair_mix(test.targets[known, number], np.ones(int(known.sum())), share)
    return {
        "positive": int(positive.sum()),
        "negative": int((~positive).sum()),
        "auc": found,
        "average_precision": average_precision(scores, positive),
        "calibration_error": calibration_error(platt.probabilities(logits["int8"][known, number]), *mix),
        "recall_01": recall_above(scores, positive, threshold),
        "false_positives_01": float((scores[~positive] > threshold).mean()) if (~positive).any() else float("nan"),
        "int8_loss": fp32 - found,
    }


def fairness(
    settings: Settings, test: Examples, logits: np.ndarray, fitted: dict[str, Platt]
) -> dict[str, dict[str, Any]]:
    """How often harmless held-back texts are flagged, by the group they name."""
    texts = json.loads((settings.work / "data" / "test_texts.json").read_text())
    found = {}
    for label in ("toxicity", "identity_attack"):
        number = LABELS.index(label)
        clear, positive = decided(test.targets[:, number], test.known[:, number])
        scores = fitted[label].probabilities(logits[:, number])
        found[label] = false_positive_rates(texts, scores, clear & ~positive)
    return found


def fast_lane(
    settings: Settings, test: Examples, logits: np.ndarray, fitted: dict[str, Platt]
) -> dict[str, Any] | None:
    """What each mode of the fast lane clears, and how much of that should not have been; nothing without one."""
    lane = load_lane(settings.work)
    if lane is None:
        return None
    found = distances(logits, fitted, lane["found_from"]) >= 0
    network = load_network(settings.work / "lane" / LANE)
    return measure(network, test, found, lane["bounds"], fitted, lane["found_from"])


def speeds(model: Model, test: Examples) -> dict[str, int]:
    """Texts a second of each graph on one thread, one after the other."""
    return {name: round(texts_per_second(session, test, 1000)) for name, session in model.sessions(1).items()}


def scored(settings: Settings, model: Model, session: Any, texts: list[str]) -> list[dict[str, float]]:
    """The probabilities of some texts, read as the engine reads them."""
    logits = logits_of(session, read_texts(texts, settings, model.tokenizer, model.max_tokens), "texts")
    columns = {label: model.fitted[label].probabilities(logits[:, number]) for number, label in enumerate(LABELS)}
    return [{label: round(float(column[row]), 6) for label, column in columns.items()} for row in range(len(texts))]


def by_set(test: Examples, scores: np.ndarray, label: str) -> dict[str, dict[str, float]]:
    """AUC and accuracy at 0.5 within each set that has both kinds of rows: the harder question, as whole sets cannot be
    told apart here."""
    number = LABELS.index(label)
    clear, positive = decided(test.targets[:, number], test.known[:, number])
    found = {}
    for place, name in enumerate(test.set_names):
        chosen = clear & (test.sets == place)
        if min((positive & chosen).sum(), (~positive & chosen).sum()) >= 20:
            found[name] = {
                "rows": int(chosen.sum()),
                "auc": auc(scores[chosen], positive[chosen]),
                "accuracy": float(((scores >= 0.5) == positive)[chosen].mean()),
            }
    return found


def mean(labels: dict[str, dict[str, float]], figure: str) -> float:
    """The mean over the labels that could be measured."""
    values = [figures[figure] for figures in labels.values() if not np.isnan(figures[figure])]
    return float(np.mean(values)) if values else float("nan")
