"""Which figures let a model through."""

from __future__ import annotations

import math
import tomllib
from typing import Any

import pytest

from koko_training.labels import LABELS
from koko_training.pipeline.gate import GATES, figures, gates, is_judged

BOUNDS = tomllib.loads(GATES.read_text(encoding="utf-8"))
GOOD = {"average_precision": 0.8, "recall_01": 0.6, "false_positives_01": 0.01, "calibration_error": 0.03}


def measured(**changed: float) -> dict[str, Any]:
    """The figures of a model that is good at everything, but for what is changed."""
    label = GOOD | {"positive": 400, "negative": 4000} | {name: changed[name] for name in GOOD if name in changed}
    cases = {name: {"share": changed.get(name, 0.9)} for name in ("functional", "identity_mentions")}
    gap = changed.get("identity_gap", 0.05)
    return {
        "labels": dict.fromkeys(LABELS, label),
        "functional": {"overall": cases["functional"], "families": cases},
        "fairness": {"toxicity": {"every harmless text": {"rate": 0.05}, "gay": {"rate": 0.05 + gap}}},
        "megabytes": changed.get("megabytes", 23.0),
        "median_ms": changed.get("median_ms", 3.0),
        "p95_ms": changed.get("p95_ms", 6.0),
    }


def refused(new: dict[str, Any], production: dict[str, Any] | None) -> list[tuple[str, bool]]:
    before = production and figures(production, ["insult"])
    found = gates(BOUNDS, new, before, ["insult"])
    return [(gate.name, gate.compared) for gate in found if gate.verdict == "REFUSED"]


def test_a_model_as_good_as_the_one_in_production_may_go_on() -> None:
    assert refused(measured(), None) == refused(measured(), measured()) == []


@pytest.mark.parametrize(
    "figure, worse, bad",
    [
        ("average_precision", 0.77, 0.4),
        ("recall_01", 0.45, 0.01),
        ("false_positives_01", 0.05, 0.2),
        ("calibration_error", 0.06, 0.3),
        ("functional", 0.87, 0.5),
        ("identity_mentions", 0.85, 0.4),
        ("identity_gap", 0.11, 0.5),
        ("megabytes", 34.0, 90.0),
    ],
)
def test_worse_than_production_is_refused_though_it_is_good_and_bad_is_refused_anyway(
    figure: str, worse: float, bad: float
) -> None:
    assert refused(measured(**{figure: worse}), measured()) == [(figure, True)]
    assert refused(measured(**{figure: worse}), None) == []
    assert (figure, False) in refused(measured(**{figure: bad}), None)


def test_slowness_is_held_against_production_and_against_the_clock() -> None:
    assert refused(measured(median_ms=5.0), measured()) == [("median_ms", True)]
    assert refused(measured(p95_ms=200.0), measured()) == [("p95_ms", False)]


def test_what_cannot_be_measured_is_told_and_does_not_count() -> None:
    found = list(gates(BOUNDS, measured(identity_gap=math.nan), None, ["insult"]))
    assert [gate.name for gate in found if gate.verdict == "not measured"] == ["identity_gap"]
    assert not is_judged({"positive": 19, "negative": 4000}, BOUNDS["fewest"])
    assert is_judged({"positive": 20, "negative": 20}, BOUNDS["fewest"])


def test_a_share_of_few_rows_is_taken_at_its_best() -> None:
    few = measured(recall_01=0.5)
    few["labels"] = dict.fromkeys(LABELS, few["labels"]["insult"] | {"positive": 20})
    assert refused(few, measured()) == []
    few["labels"] = dict.fromkeys(LABELS, few["labels"]["insult"] | {"positive": 2000})
    assert refused(few, measured()) == [("recall_01", True)]


def test_every_bound_belongs_to_a_figure() -> None:
    known = {name for name, _ in figures(measured(), ["insult"])}
    for table in ("at_least", "at_most", "worse_than_production"):
        assert {name.removesuffix("_times") for name in BOUNDS[table]} <= known
