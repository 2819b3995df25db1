"""The functional checks: small families of texts whose labels are beyond doubt, and how scores fare on them.

Knows no model: whoever has one hands in its scores. The texts never enter training.
"""

from __future__ import annotations

import tomllib
from collections import Counter
from collections.abc import Collection
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from koko_training.labels import LABELS
from koko_training.metrics import auc, average_precision

FOLDER = Path(__file__).parents[1] / "functional"
CUT = 0.5
HATE = "identity_attack"


@dataclass(frozen=True)
class Case:
    """One text, the labels it carries and the labels it does not. The others are open to argument."""

    text: str
    positive: frozenset[str]
    negative: frozenset[str]

    def missed(self, scores: dict[str, float]) -> list[str]:
        """Labels that should have been found."""
        return sorted(label for label in self.positive if scores[label] < CUT)

    def false_alarms(self, scores: dict[str, float]) -> list[str]:
        """Labels that should not have been found."""
        return sorted(label for label in self.negative if scores[label] >= CUT)


@dataclass(frozen=True)
class Family:
    """Cases that ask the same question."""

    name: str
    what: str
    # Whether its cases count towards the shares of hateful and non-hateful texts.
    hate: bool
    cases: tuple[Case, ...]


# A case and the scores that it got.
Judged = tuple[Case, dict[str, float]]


def load_families(folder: Path = FOLDER) -> list[Family]:
    """Every family of a folder by name, or a sentence about what is wrong with one."""
    files = sorted(folder.glob("*.toml"))
    if not files:
        raise ValueError(f"{folder} holds no family: name a folder with .toml files")
    return [_family(file) for file in files]


def texts_of(families: list[Family]) -> list[str]:
    """The texts in the order in which `judged` expects their scores."""
    return [case.text for family in families for case in family.cases]


def judged(families: list[Family], scores: list[dict[str, float]]) -> dict[str, Any]:
    """Count what passed. One dictionary of scores for each text of `texts_of`, in its order."""
    expected = sum(len(family.cases) for family in families)
    if len(scores) != expected:
        raise ValueError(f"{len(scores)} scores for {expected} cases: score every text of `texts_of`, in its order")
    rest = iter(scores)
    pairs = {family.name: [(case, next(rest)) for case in family.cases] for family in families}
    every = [pair for of_family in pairs.values() for pair in of_family]
    about_hate = [pair for family in families if family.hate for pair in pairs[family.name]]
    return {
        "overall": _tally(every),
        "hateful": _share([case_scores[HATE] >= CUT for case, case_scores in about_hate if HATE in case.positive]),
        "non_hateful": _share([case_scores[HATE] < CUT for case, case_scores in about_hate if HATE in case.negative]),
        "families": {name: _tally(of_family) for name, of_family in pairs.items()},
        "labels": {label: _told_apart(every, label) for label in LABELS},
        "any_harm": _any_harm(every),
    }


def _told_apart(pairs: list[Judged], label: str) -> dict[str, Any]:
    """How well a label tells the cases that carry it from those that do not, whatever the threshold."""
    clear = [
        (scores[label], label in case.positive) for case, scores in pairs if label in case.positive | case.negative
    ]
    return _counts(clear) | {"auc": auc(*_columns(clear))}


def _any_harm(pairs: list[Judged]) -> dict[str, Any]:
    """How well the highest score tells cases with some harm from those without any."""
    clear = [
        (max(scores.values()), bool(case.positive))
        for case, scores in pairs
        if case.positive or case.negative == frozenset(LABELS)
    ]
    return _counts(clear) | {"average_precision": average_precision(*_columns(clear))}


def _columns(clear: list[tuple[float, bool]]) -> tuple[np.ndarray, np.ndarray]:
    return np.array([score for score, _ in clear]), np.array([is_positive for _, is_positive in clear], bool)


def _counts(clear: list[tuple[float, bool]]) -> dict[str, int]:
    positive = sum(is_positive for _, is_positive in clear)
    return {"positive": positive, "negative": len(clear) - positive}


def _tally(pairs: list[Judged]) -> dict[str, Any]:
    missed = [case.missed(scores) for case, scores in pairs]
    alarms = [case.false_alarms(scores) for case, scores in pairs]
    passed = [not (of_missed or of_alarms) for of_missed, of_alarms in zip(missed, alarms, strict=True)]
    return _share(passed) | {"missed": _counted(missed), "false_alarms": _counted(alarms)}


def _share(hits: list[bool]) -> dict[str, Any]:
    return {"cases": len(hits), "passed": sum(hits), "share": sum(hits) / len(hits) if hits else None}


def _counted(labels: list[list[str]]) -> dict[str, int]:
    counts = Counter(label for of_case in labels for label in of_case)
    return {label: counts[label] for label in LABELS if counts[label]}


def _family(file: Path) -> Family:
    try:
        read = tomllib.loads(file.read_text(encoding="utf-8"))
    except tomllib.TOMLDecodeError as error:
        raise ValueError(f"{file} is not valid TOML: {error}") from error
    _check_fields(read, {"name", "what", "case"}, {"hate"}, str(file))
    if read["name"] != file.stem:
        raise ValueError(f"{file} calls itself `{read['name']}`: a family has the name of its file")
    cases = tuple(_case(case, f"{file}, case {number}") for number, case in enumerate(read["case"], 1))
    return Family(read["name"], read["what"], read.get("hate", False), cases)


def _case(read: dict[str, Any], where: str) -> Case:
    _check_fields(read, {"text"}, {"is", "is_not"}, where)
    negative = LABELS if read.get("is_not") == ["all"] else read.get("is_not", [])
    case = Case(read["text"], _labels(read.get("is", []), where), _labels(negative, where))
    if not case.text.strip():
        raise ValueError(f"{where} has no text: write one or drop the case")
    if not case.positive | case.negative:
        raise ValueError(f"{where} expects nothing: name labels in `is` or `is_not`")
    if both := sorted(case.positive & case.negative):
        raise ValueError(f"{where} wants `{both[0]}` in `is` and in `is_not`: choose one")
    return case


def _check_fields(read: dict[str, Any], needed: set[str], allowed: set[str], where: str) -> None:
    if unknown := sorted(read.keys() - needed - allowed):
        raise ValueError(f"{where} has an unknown field `{unknown[0]}`: use {', '.join(sorted(needed | allowed))}")
    if missing := sorted(needed - read.keys()):
        raise ValueError(f"{where} lacks `{missing[0]}`: add it")


def _labels(names: Collection[str], where: str) -> frozenset[str]:
    if unknown := sorted(set(names) - set(LABELS)):
        raise ValueError(f'{where} names an unknown label `{unknown[0]}`: use {", ".join(LABELS)}, or ["all"] alone')
    return frozenset(names)
