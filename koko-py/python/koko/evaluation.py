"""How well scores do on texts that somebody has labelled. The figures themselves are those of the core."""

from typing import Any, Dict, List, NamedTuple, Optional

from . import _koko, _labelled
from .errors import BadInputError
from .results import ScoreTable

__all__ = ["Evaluation", "Figure", "GroupFigures", "LabelFigures", "evaluate"]

# Of each kind, how many texts it takes until an interval says anything.
_FEWEST = 5


class Figure(NamedTuple):
    """A figure with its interval. NaN where there is too little to say."""

    value: float
    low: float
    high: float

    def __str__(self) -> str:
        return "-" if self.value != self.value else f"{self.value:.3f} ({self.low:.3f} to {self.high:.3f})"


class GroupFigures(NamedTuple):
    """How one group fares at the policy's threshold."""

    group: str
    harmless: int
    """Texts of the group that the label is not true of."""
    flagged: int
    """How many of them are flagged all the same."""
    fpr: Figure
    """That share, with Clopper and Pearson's interval."""


class LabelFigures(NamedTuple):
    """How well one label does."""

    label: str
    positives: int
    negatives: int
    auc: Figure
    """The probability that a positive scores higher than a negative."""
    average_precision: Figure
    recall_at_fpr: Figure
    """The share of positives above the score that 1 % of the negatives reach, or what `fpr` says."""
    calibration_error: Figure
    """How far its probabilities are off, on average."""
    threshold: float
    """Where the policy calls it found."""
    precision: Figure
    """At that threshold, of what is found, how much is true."""
    recall: Figure
    """Of what is true, how much is found."""
    fpr: Figure
    """Of the harmless texts, how many are found."""
    groups: List[GroupFigures]


class Evaluation:
    """What `koko.evaluate` found. A notebook shows it as a table."""

    def __init__(self, labels: Dict[str, LabelFigures], labelled: _labelled.Labelled, about: Dict[str, Any]):
        self.labels = labels
        """The figures of each label."""
        self.about = about
        """How they came about: confidence, fpr, bootstrap, seed, ids, rows, failed."""
        self._labelled = labelled

    @property
    def scores(self) -> ScoreTable:
        """What the model said: hand it to the next call as `scores=`, and nothing is computed twice."""
        return self._labelled.scores

    def __getitem__(self, label: str) -> LabelFigures:
        return self.labels[label]

    def to_pandas(self) -> Any:
        """A row for each label; of each figure three columns: `auc`, `auc_low`, `auc_high`."""
        import pandas

        rows = [{name: value for name, value in _flat(figures)} for figures in self.labels.values()]
        return pandas.DataFrame(rows).set_index("label")

    def groups_to_pandas(self) -> Any:
        """A row for each label and group, with the false-positive rate at the policy's threshold."""
        import pandas

        rows = [
            {"label": label, "group": each.group, "harmless": each.harmless, "flagged": each.flagged}
            | {"fpr": each.fpr.value, "fpr_low": each.fpr.low, "fpr_high": each.fpr.high}
            for label, figures in self.labels.items()
            for each in figures.groups
        ]
        names = ["label", "group", "harmless", "flagged", "fpr", "fpr_low", "fpr_high"]
        return pandas.DataFrame(rows, columns=names)

    def plot(self, kind: str = "precision_recall", **options: Any) -> Any:
        """One of "precision_recall", "roc", "calibration", "distribution", "confusion": see `koko.plots`."""
        from . import plots

        kinds = ["precision_recall", "roc", "calibration", "distribution", "confusion"]
        if kind not in kinds:
            raise BadInputError(f"there is no plot {kind!r}: use one of {', '.join(kinds)}")
        return getattr(plots, kind)(self, **options)

    def __repr__(self) -> str:
        told = ", ".join(f"{label} AUC {figures.auc.value:.3f}" for label, figures in self.labels.items())
        return f"<koko.Evaluation: {self.about['rows']:,} rows; {told}>"

    def _repr_html_(self) -> str:
        from ._notebook import figures

        return figures.evaluation(self)


def evaluate(
    data: Any,
    *,
    text: str = "text",
    labels: Any = None,
    groups: Optional[str] = None,
    moderator: Any = None,
    scores: Optional[ScoreTable] = None,
    fpr: float = 0.01,
    bootstrap: int = 500,
    confidence: float = 0.95,
    seed: int = 0,
    progress: Optional[bool] = None,
) -> Evaluation:
    """How well a moderator does on rows that somebody has labelled."""
    import numpy

    if not 0 < fpr < 1 or not 0 < confidence < 1:
        raise BadInputError("`fpr` and `confidence` must lie between 0 and 1")
    moderator = _labelled.moderator_or_default(moderator)
    table = _labelled.read(
        data, text=text, labels=labels, moderator=moderator, scores=scores, progress=progress
    )
    group_of = None if groups is None else numpy.array([str(each) for each in _groups(data, groups)])
    chance = numpy.random.default_rng(seed)
    wish = _Wish(fpr, bootstrap, confidence)
    figures = {
        label: _figures(label, table, moderator.thresholds.get(label, 1.0), group_of, wish, chance)
        for label in table.truths
    }
    about = {"confidence": confidence, "fpr": fpr, "bootstrap": bootstrap, "seed": seed}
    about |= {"ids": moderator.ids, "rows": len(table.scores), "failed": len(table.scores.errors)}
    return Evaluation(figures, table, about)


class _Wish(NamedTuple):
    fpr: float
    bootstrap: int
    confidence: float


def _groups(data: Any, name: str) -> List[Any]:
    names = _labelled.columns(data)
    if name not in names:
        raise BadInputError(f"there is no column `{name}`: the columns are {', '.join(names)}")
    return _labelled.column(data, name)


def _figures(
    label: str, table: _labelled.Labelled, threshold: float, group_of: Any, wish: _Wish, chance: Any
) -> LabelFigures:
    scores, truths, places = table.sides(label)
    found = _labelled.reached(scores, threshold)
    positives, negatives = int(truths.sum()), int((~truths).sum())
    ranked = _ranked(scores, truths, wish, chance)
    return LabelFigures(
        label,
        positives,
        negatives,
        ranked["auc"],
        ranked["average_precision"],
        ranked["recall_at_fpr"],
        ranked["calibration_error"],
        float(threshold),
        _share(int((found & truths).sum()), int(found.sum()), wish.confidence),
        _share(int((found & truths).sum()), positives, wish.confidence),
        _share(int((found & ~truths).sum()), negatives, wish.confidence),
        [] if group_of is None else _by_group(found, truths, group_of[places], wish.confidence),
    )


def _ranked(scores: Any, truths: Any, wish: _Wish, chance: Any) -> Dict[str, Figure]:
    """Figures without a formula for their interval: texts of each kind are drawn again and again."""
    import numpy

    high, low = scores[truths], scores[~truths]
    kinds: Any = numpy.repeat([True, False], [len(high), len(low)])

    def all_of(high: Any, low: Any) -> List[Any]:
        both = numpy.concatenate([high, low])
        calibration = _koko.calibration_error(both, kinds.astype(float))
        reached = numpy.sort(low)[::-1][int(wish.fpr * len(low))]
        auc, precision = _koko.auc(both, kinds), _koko.average_precision(both, kinds)
        return [auc, precision, float((high > reached).mean()), calibration]

    names = ["auc", "average_precision", "recall_at_fpr", "calibration_error"]
    nothing = Figure(*[float("nan")] * 3)
    if min(len(high), len(low)) < _FEWEST:
        return {name: nothing for name in names}
    drawn = [
        all_of(chance.choice(high, len(high)), chance.choice(low, len(low))) for _ in range(wish.bootstrap)
    ]
    tail = 50 * (1 - wish.confidence)
    ends = numpy.percentile(drawn, [tail, 100 - tail], axis=0) if drawn else numpy.full((2, 4), numpy.nan)
    return {
        name: Figure(value, float(ends[0][place]), float(ends[1][place]))
        for place, (name, value) in enumerate(zip(names, all_of(high, low)))
    }


def _share(successes: int, trials: int, confidence: float) -> Figure:
    if trials == 0:
        return Figure(*[float("nan")] * 3)
    return Figure(successes / trials, *_koko.clopper_pearson(successes, trials, confidence))


def _by_group(found: Any, truths: Any, group_of: Any, confidence: float) -> List[GroupFigures]:
    figures = []
    for group in sorted(set(group_of)):
        harmless = (group_of == group) & ~truths
        flagged, count = int((found & harmless).sum()), int(harmless.sum())
        figures.append(GroupFigures(str(group), count, flagged, _share(flagged, count, confidence)))
    return figures


def _flat(figures: LabelFigures) -> Any:
    for name, value in zip(figures._fields, figures):
        if isinstance(value, Figure):
            yield from [(name, value.value), (f"{name}_low", value.low), (f"{name}_high", value.high)]
        elif name != "groups":
            yield name, value
