"""How our scores stand to those that Google's Perspective API gave, for people who are leaving it."""

from typing import Any, Dict, List, NamedTuple, Optional

from . import _koko, _labelled
from .errors import BadInputError
from .results import ScoreTable

__all__ = ["AttributeFigures", "Comparison", "parity"]

LEVELS = (0.5, 0.7, 0.8, 0.9)
"""Where thresholds usually are."""


class AttributeFigures(NamedTuple):
    """How both agree on one attribute."""

    attribute: str
    texts: int
    spearman: Optional[float]
    """Agreement in order: no map between scales changes it."""
    pearson: Optional[float]
    mean_distance: float
    agreement: Dict[float, Optional[float]]
    """At each usual threshold, the share of texts that both put on the same side."""
    kappa: Dict[float, Optional[float]]
    """The same, with what chance alone would bring taken out."""


class Comparison:
    """What `koko.parity` found."""

    def __init__(
        self, attributes: Dict[str, AttributeFigures], scores: ScoreTable, theirs: Dict[str, Any]
    ) -> None:
        self.attributes = attributes
        """The figures of each attribute."""
        self.scores = scores
        """What Koko says, on Perspective's scale."""
        self.theirs = theirs
        """What Perspective said."""

    def __getitem__(self, attribute: str) -> AttributeFigures:
        return self.attributes[attribute]

    def to_pandas(self) -> Any:
        """A row for each attribute."""
        import pandas

        rows = [
            {
                "attribute": each.attribute,
                "texts": each.texts,
                "spearman": each.spearman,
                "pearson": each.pearson,
            }
            | {"mean_distance": each.mean_distance}
            | {f"agreement_at_{level}": each.agreement[level] for level in LEVELS}
            for each in self.attributes.values()
        ]
        return pandas.DataFrame(rows).set_index("attribute")

    def disagreements(self, attribute: str, count: int = 20) -> List[Dict[str, Any]]:
        """The rows on which both differ most: {"row", "ours", "perspective"}."""
        import numpy

        ours, theirs = self.scores[attribute], self.theirs[attribute]
        distance = numpy.nan_to_num(numpy.abs(ours - theirs), nan=-1.0)
        order = [row for row in numpy.argsort(-distance)[:count] if distance[row] >= 0]
        return [
            {"row": int(row), "ours": float(ours[row]), "perspective": float(theirs[row])} for row in order
        ]

    def plot(self, attribute: str = "TOXICITY", **options: Any) -> Any:
        """Both scores of every text."""
        from . import plots

        return plots.parity(self, attribute, **options)

    def __repr__(self) -> str:
        told = [f"{each.attribute} Spearman {_shown(each.spearman)}" for each in self.attributes.values()]
        return f"<koko.Comparison: {', '.join(told)}>"

    def _repr_html_(self) -> str:
        from ._notebook import figures

        return figures.comparison(self)


def parity(
    data: Any,
    *,
    text: str = "text",
    moderator: Any = None,
    progress: Optional[bool] = None,
) -> Comparison:
    """Compares with the scores that Perspective gave."""
    import numpy

    moderator = _labelled.moderator_or_default(moderator)
    names = _labelled.columns(data)
    if text not in names:
        raise BadInputError(f"there is no column `{text}`: the columns are {', '.join(names)}")
    scores = moderator.perspective(_labelled.column(data, text), errors="collect", progress=progress)
    columns = {
        attribute: next((name for name in (attribute, attribute.lower()) if name in names), None)
        for attribute in scores.labels
    }
    theirs = {
        attribute: _labelled._truths(name, _labelled.column(data, name), len(scores))
        for attribute, name in columns.items()
        if name is not None
    }
    if not theirs:
        raise BadInputError(
            f"no column has Perspective's scores: name them after its attributes, {', '.join(scores.labels)}"
        )
    figures = {}
    for attribute, said in theirs.items():
        known = ~numpy.isnan(said) & ~numpy.isnan(scores[attribute])
        figures[attribute] = _figures(attribute, scores[attribute][known].astype(float), said[known])
    return Comparison(figures, scores, theirs)


def _figures(attribute: str, ours: Any, theirs: Any) -> AttributeFigures:
    both = {level: _koko.agreement(ours >= level, theirs >= level) for level in LEVELS}
    return AttributeFigures(
        attribute,
        len(ours),
        _koko.spearman(ours, theirs),
        _koko.pearson(ours, theirs),
        float(abs(ours - theirs).mean()) if len(ours) else float("nan"),
        {level: agreement for level, (agreement, _) in both.items()},
        {level: kappa for level, (_, kappa) in both.items()},
    )


def _shown(figure: Optional[float]) -> str:
    return "-" if figure is None else f"{figure:.2f}"
