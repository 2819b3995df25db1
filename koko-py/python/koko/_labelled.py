"""Tables in which somebody has said what is true of texts: read from any library, scored once.

Knows nothing of figures.
"""

from typing import Any, Dict, List, Mapping, Optional, Sequence, Union

from . import _tables
from .errors import BadInputError
from .results import ScoreTable

Labels = Union[None, Sequence[str], Mapping[str, str]]

# From here on a label counts as true, where raters disagreed: as in `koko calibrate`.
TRUE_FROM = 0.5


class Labelled:
    """Texts with their scores, and for each label what is true of them: NaN where nobody knows."""

    def __init__(self, scores: ScoreTable, truths: Dict[str, Any]) -> None:
        self.scores, self.truths = scores, truths

    def sides(self, label: str) -> Any:
        """The scores of a label, whether it is true of each, and where in the table they stand."""
        import numpy

        known = ~numpy.isnan(self.truths[label]) & ~numpy.isnan(self.scores[label])
        places = numpy.flatnonzero(known)
        return self.scores[label][places].astype(float), self.truths[label][places] >= TRUE_FROM, places


def read(
    data: Any,
    *,
    text: str,
    labels: Labels,
    moderator: Any,
    scores: Optional[ScoreTable],
    progress: Optional[bool],
) -> Labelled:
    """The texts are scored, unless their scores are there already."""
    names = columns(data)
    if scores is None:
        if text not in names:
            raise BadInputError(f"there is no column `{text}`: the columns are {', '.join(names)}")
        scores = moderator.score(column(data, text), errors="collect", progress=progress)
    chosen = _chosen(labels, names, scores.labels)
    rows = len(scores)
    truths = {label: _truths(name, column(data, name), rows) for label, name in chosen.items()}
    return Labelled(scores, truths)


def reached(scores: Any, threshold: float) -> Any:
    """Which scores a policy calls found. It compares as 32-bit floats, and so does this."""
    import numpy

    return scores >= float(numpy.float32(threshold))


def moderator_or_default(moderator: Any) -> Any:
    """One on the default model, if none is given."""
    if moderator is not None:
        return moderator
    from ._moderator import Moderator

    return Moderator()


def columns(data: Any) -> List[str]:
    """The names of the columns of a table."""
    if _tables.is_a(data, "pyarrow", "Table", "RecordBatch"):
        return list(data.column_names)
    if isinstance(data, Mapping):
        return [str(name) for name in data]
    if hasattr(data, "columns"):
        return [str(name) for name in data.columns]
    kind = type(data).__name__
    raise BadInputError(f"expected a table with columns of texts and labels, or a dict of lists, not {kind}")


def column(data: Any, name: str) -> List[Any]:
    """One of them, as a list."""
    if _tables.is_a(data, "polars", "LazyFrame"):
        data = data.select(name).collect()
    values = data[name]
    for to_list in ("to_pylist", "to_list", "tolist"):
        if hasattr(values, to_list):
            return getattr(values, to_list)()
    return list(values)


def _chosen(labels: Labels, names: List[str], known: List[str]) -> Dict[str, str]:
    """For each label that is to be judged, the column that says where it is true."""
    if isinstance(labels, str):
        labels = [labels]
    if labels is None:
        chosen = {label: label for label in known if label in names}
    elif isinstance(labels, Mapping):
        chosen = {str(label): str(name) for label, name in labels.items()}
    else:
        chosen = {label: label for label in labels}
    unknown = [label for label in chosen if label not in known]
    absent = [name for name in chosen.values() if name not in names]
    if unknown:
        raise BadInputError(f"there is no label `{unknown[0]}`: the labels are {', '.join(known)}")
    if absent:
        raise BadInputError(f"there is no column `{absent[0]}`: the columns are {', '.join(names)}")
    if not chosen:
        raise BadInputError(
            f"no column says what is true: name one after a label ({', '.join(known)}), or say "
            "labels={label: column}"
        )
    return chosen


def _truths(name: str, values: List[Any], rows: int) -> Any:
    import numpy

    if len(values) != rows:
        raise BadInputError(f"the column `{name}` has {len(values):,} rows, and {rows:,} texts were scored")
    return numpy.array([_truth(name, row, value) for row, value in enumerate(values)], dtype=float)


def _truth(name: str, row: int, value: Any) -> float:
    if value is None or type(value).__name__ in ("NAType", "NaTType") or value == "":
        return float("nan")
    try:
        truth = float(value)
    except (TypeError, ValueError):
        truth = -1.0
    if truth != truth or 0.0 <= truth <= 1.0:
        return truth
    raise BadInputError(
        f"row {row}: `{name}` must be a number from 0 to 1, or empty where it is not known, not {value!r}"
    )
