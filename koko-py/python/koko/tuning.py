"""Thresholds with a guarantee for somebody's own texts, as in `koko calibrate`: the core promises."""

import os
import re
from typing import Any, Dict, List, NamedTuple, Optional, Sequence, Union

from . import _koko, _labelled
from .errors import BadInputError
from .results import ScoreTable

__all__ = ["Promise", "Tuning", "tune"]


class Promise(NamedTuple):
    """A threshold for one label, and what it does."""

    label: str
    fpr: float
    """The share of harmless texts that was asked for."""
    threshold: Optional[float]
    """From this score on a text is flagged; None if nothing can be promised."""
    fpr_at_most: Optional[float]
    """The share of harmless texts that is flagged at the most; above `fpr` where there are too few."""
    recall: Optional[float]
    """The share of harmful texts that is found."""
    recall_low: Optional[float]
    recall_high: Optional[float]
    harmful: int
    harmless: int
    needed: int
    """How many harmless texts it takes to promise `fpr`."""

    @property
    def kept(self) -> bool:
        """Whether what was asked for can be promised."""
        return self.fpr_at_most is not None and self.fpr_at_most <= self.fpr

    def __str__(self) -> str:
        if self.threshold is None:
            return f"{self.label}: nothing can be promised from {self.harmless:,} harmless texts"
        promised = f"from {self.threshold:.6g} on, at most {self.fpr_at_most:.2%} of harmless texts"
        few = "" if self.kept else f" ({self.needed:,} harmless texts are needed for {self.fpr:.2%})"
        found = "" if self.recall is None else f"; {self.recall:.0%} of the harmful ones are found"
        return f"{self.label}: {promised}{few}{found}"


class Tuning:
    """What `koko.tune` proposes."""

    def __init__(self, promises: List[Promise], labelled: _labelled.Labelled, about: Dict[str, Any]) -> None:
        self.promises = promises
        """For each label and each rate what can be promised."""
        self.about = about
        """How they came about: confidence, ids, rows, failed."""
        self._labelled = labelled

    @property
    def scores(self) -> ScoreTable:
        """What the model said."""
        return self._labelled.scores

    @property
    def thresholds(self) -> Dict[str, float]:
        """The threshold of each label for which the first rate can be promised."""
        first: Dict[str, Promise] = {}
        for promise in self.promises:
            first.setdefault(promise.label, promise)
        return {
            label: each.threshold for label, each in first.items() if each.kept and each.threshold is not None
        }

    def to_pandas(self) -> Any:
        """A row for each label and rate."""
        import pandas

        return pandas.DataFrame([{**each._asdict(), "kept": each.kept} for each in self.promises])

    def policy(self, base: Optional[Union[str, "os.PathLike[str]"]] = None) -> str:
        """A policy with these thresholds: the file `base`, or the built-in one, changed in `[thresholds]`.

        Labels for which nothing can be promised keep what they have.
        """
        source = "the built-in policy" if base is None else os.fspath(base)
        text = _koko.builtin_policy() if base is None else _read(source)
        written = _with_thresholds(text, self.thresholds)
        _koko.check_policy(source, written)
        return written

    def save(
        self, path: Union[str, "os.PathLike[str]"], *, base: Optional[Union[str, "os.PathLike[str]"]] = None
    ) -> None:
        """Writes that policy, for `koko.Moderator(policy=path)`."""
        policy = self.policy(base)
        with open(path, "w", encoding="utf-8") as file:
            file.write(policy)

    def __repr__(self) -> str:
        return "<koko.Tuning>\n" + "\n".join(f"  {promise}" for promise in self.promises)

    def _repr_html_(self) -> str:
        from ._notebook import figures

        return figures.tuning(self)


def tune(
    data: Any,
    *,
    text: str = "text",
    labels: Any = None,
    fpr: Union[float, Sequence[float]] = 0.01,
    confidence: float = 0.95,
    moderator: Any = None,
    scores: Optional[ScoreTable] = None,
    progress: Optional[bool] = None,
) -> Tuning:
    """Proposes thresholds with a guarantee."""
    rates = [fpr] if isinstance(fpr, (int, float)) else list(fpr)
    if not rates or not all(0 < rate < 1 for rate in [*rates, confidence]):
        raise BadInputError("`fpr` and `confidence` must lie between 0 and 1")
    moderator = _labelled.moderator_or_default(moderator)
    table = _labelled.read(
        data, text=text, labels=labels, moderator=moderator, scores=scores, progress=progress
    )
    promises = [
        _promise(label, table, rate, confidence) for label in table.truths for rate in map(float, rates)
    ]
    about = {"confidence": confidence, "ids": moderator.ids, "rows": len(table.scores)}
    return Tuning(promises, table, about | {"failed": len(table.scores.errors)})


def _promise(label: str, table: _labelled.Labelled, rate: float, confidence: float) -> Promise:
    scores, truths, _ = table.sides(label)
    answer = _koko.promise(scores[truths], scores[~truths], rate, confidence)
    best = answer["promised"] or answer["instead"] or {}
    interval = best.get("recall_interval") or {}
    # Through its decimal digits: a float32 would show digits that nobody meant.
    threshold = float(f"{best['threshold']:.6f}") if best else None
    return Promise(
        label,
        rate,
        threshold,
        best.get("fpr_at_most"),
        best.get("recall"),
        interval.get("low"),
        interval.get("high"),
        int(truths.sum()),
        int((~truths).sum()),
        answer["needed"],
    )


def _read(path: str) -> str:
    with open(path, encoding="utf-8") as file:
        return file.read()


def _with_thresholds(policy: str, thresholds: Dict[str, float]) -> str:
    """Changes lines of the table `[thresholds]`, and leaves everything else as it was."""
    lines = policy.splitlines(keepends=True)
    heads = [place for place, line in enumerate(lines) if re.match(r"\s*\[", line)]
    start = next((place for place in heads if re.match(r"\s*\[thresholds\]", lines[place])), None)
    if start is None:
        if re.search(r"^\s*thresholds\b", policy, re.MULTILINE):
            raise BadInputError(
                "this policy has its thresholds outside of a table `[thresholds]`: move them there, or use "
                "`koko calibrate`"
            )
        return policy.rstrip("\n") + "\n\n[thresholds]\n" + _lines(thresholds)
    end = next((place for place in heads if place > start), len(lines))
    kept = [line for line in lines[start + 1 : end] if _key(line) not in thresholds]
    return "".join(lines[: start + 1]) + _lines(thresholds) + "".join(kept + lines[end:])


def _lines(thresholds: Dict[str, float]) -> str:
    return "".join(f"{label} = {threshold:.6g}\n" for label, threshold in thresholds.items())


def _key(line: str) -> Optional[str]:
    found = re.match(r"\s*[\"']?([A-Za-z0-9_]+)[\"']?\s*=", line)
    return found.group(1) if found else None
