"""`gate`: whether a new model may go on. Prints every figure with its bound, and fails if one is on the wrong side.

A figure that cannot be measured, because there are too few rows, is told and does not count. If none of the labels can
be judged, nothing is known, and the model is refused. A share of few rows is a rough figure: it is on the wrong side if
that would be so at the better end of its exact 95 % interval as well.
"""

from __future__ import annotations

import argparse
import json
import math
import sys
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from koko_training.labels import LABELS
from koko_training.manifest import note, sha256
from koko_training.metrics import clopper_pearson
from koko_training.pipeline import PRODUCTION

GATES = Path(__file__).parents[2] / "gates.toml"
OF_LABELS = ("average_precision", "recall_01", "false_positives_01", "calibration_error")
HIGHER_IS_BETTER = ("average_precision", "recall_01", "functional", "identity_mentions")
# Whatever is measured in seconds is another number each time.
TIMED = ("median_ms", "p95_ms")
EVERY = "every harmless text"


@dataclass(frozen=True)
class Gate:
    """One figure and one of its bounds."""

    name: str
    # Of which label, if it is one of a label.
    label: str
    new: float
    # What it may be in truth, in the best case.
    at_best: float
    production: float | None
    bound: float
    # Whether the bound follows from the model in production.
    compared: bool

    @property
    def figure(self) -> str:
        return f"{self.name} {self.label}".rstrip()

    @property
    def verdict(self) -> str:
        if math.isnan(self.new):
            return "not measured"
        passed = self.at_best >= self.bound if self.name in HIGHER_IS_BETTER else self.at_best <= self.bound
        return "passes" if passed else "REFUSED"

    def told(self) -> dict[str, Any]:
        told = {"figure": self.figure, "verdict": self.verdict, "compared": self.compared}
        if self.name in TIMED:
            return told
        new = None if math.isnan(self.new) else self.new
        return told | {"bound": self.bound, "new": new, "production": self.production}

    def line(self) -> str:
        side = "≥" if self.name in HIGHER_IS_BETTER else "≤"
        before = "" if self.production is None else f"{self.production:.4f}"
        why = "production" if self.compared else "gates.toml"
        return f"{self.verdict:13}{self.figure:36}{self.new:>10.4f}{before:>12}   {side} {self.bound:.4f} ({why})"


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--work", type=Path, required=True, help="the work folder, where `measure` has run")
    parser.add_argument("--gates", type=Path, default=GATES, help="the bounds (default: training/gates.toml)")


def run(chosen: argparse.Namespace) -> None:
    """Write `gate.json`; status 1 if the model is refused."""
    bounds = tomllib.loads(chosen.gates.read_text(encoding="utf-8"))
    new, production = read(chosen.work, "new", "evaluate"), read(chosen.work, "production", PRODUCTION)
    judged = [label for label in LABELS if is_judged(new["labels"][label], bounds["fewest"])]
    found = list(gates(bounds, new, production and figures(production, judged), judged))
    refused = list(dict.fromkeys(gate.figure for gate in found if gate.verdict == "REFUSED"))
    if len(judged) < bounds["least_judged"]:
        refused.append(f"labels that can be judged: {len(judged)}, and {bounds['least_judged']} are needed")
    print(f"{'':13}{'':36}{'new':>10}{'production' if production else '':>12}")
    print("\n".join(gate.line() for gate in found))
    others = [label for label in LABELS if label not in judged]
    print(f"not judged, with fewer than {bounds['fewest']} rows of a kind: {', '.join(others) or 'none'}")
    if production and production["has_lane"] and not new["has_lane"]:
        print("the model in production has a fast lane, and the new one has none: `--cascade` would do nothing with it")
    folder = chosen.work / "gate"
    folder.mkdir(parents=True, exist_ok=True)
    report = {
        "refused": refused,
        "judged": judged,
        "gates": [gate.told() for gate in found],
    }
    (folder / "gate.json").write_text(json.dumps(report, indent=1))
    reads = [chosen.work / "evaluate", chosen.work / PRODUCTION]
    note("gate", folder, folder, reads, {"gates.toml": sha256(chosen.gates)}, {"refused": refused})
    if refused:
        print(f"refused: {'; '.join(refused)}")
        sys.exit(1)
    print("the model may go on")


def read(work: Path, name: str, folder: str) -> dict[str, Any] | None:
    """What was measured of one of the two models; nothing of the one in production before there is any."""
    path = work / PRODUCTION / "bundles.json"
    if not path.exists():
        raise SystemExit(f"{path} is missing: run `measure` first")
    bundles = json.loads(path.read_text())
    if name not in bundles:
        return None
    measured = json.loads((work / folder / "evaluation.json").read_text())
    speed = json.loads((work / PRODUCTION / "speed.json").read_text())[name]
    bundle = bundles[name]
    return measured | {"megabytes": bundle["bytes"] / 1e6, "has_lane": bundle["lane"]} | speed


def is_judged(label: dict[str, float], fewest: int) -> bool:
    return min(label["positive"], label["negative"]) >= fewest


def figures(measured: dict[str, Any], judged: list[str]) -> dict[tuple[str, str], float]:
    """Every figure that has a bound, by its name and label."""
    functional = measured["functional"]
    of_labels = {(name, label): measured["labels"][label][name] for label in judged for name in OF_LABELS}
    of_all = {
        "functional": functional["overall"]["share"],
        "identity_mentions": functional["families"]["identity_mentions"]["share"],
        "identity_gap": identity_gap(measured["fairness"]),
        "megabytes": measured["megabytes"],
        "median_ms": measured["median_ms"],
        "p95_ms": measured["p95_ms"],
    }
    return of_labels | {(name, ""): value for name, value in of_all.items()}


def identity_gap(fairness: dict[str, dict[str, Any]]) -> float:
    """How much more often harmless texts are flagged if they name some group, for the group for which it is most."""
    gaps = [
        found["rate"] - by_term[EVERY]["rate"]
        for by_term in fairness.values()
        for term, found in by_term.items()
        if term != EVERY and EVERY in by_term
    ]
    return max(gaps, default=math.nan)


def at_best(measured: dict[str, Any], name: str, label: str, value: float) -> float:
    """The better end of the interval of a share of rows; other figures are taken as they are."""
    if not label or name not in ("recall_01", "false_positives_01") or math.isnan(value):
        return value
    counts = measured["labels"][label]
    rows = counts["positive" if name == "recall_01" else "negative"]
    low, high = clopper_pearson(round(value * rows), rows, 0.95)
    return high if name in HIGHER_IS_BETTER else low


def gates(
    bounds: dict[str, Any], measured: dict[str, Any], production: dict[tuple[str, str], float] | None, judged: list[str]
) -> Iterator[Gate]:
    """Each figure of a model with each of its bounds."""
    allowed = bounds["worse_than_production"]
    for (name, label), value in figures(measured, judged).items():
        best = at_best(measured, name, label, value)
        before = None if production is None else production[name, label]
        absolute = bounds["at_least"].get(name, bounds["at_most"].get(name))
        if absolute is not None:
            yield Gate(name, label, value, best, before, absolute, compared=False)
        if before is None or math.isnan(before):
            continue
        if name in allowed:
            side = -1 if name in HIGHER_IS_BETTER else 1
            yield Gate(name, label, value, best, before, before + side * allowed[name], compared=True)
        elif (times := allowed.get(f"{name}_times")) is not None:
            yield Gate(name, label, value, best, before, before * times, compared=True)
