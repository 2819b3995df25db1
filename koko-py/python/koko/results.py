"""The answers to many rows: a sequence of dicts, and a table with typed columns.

    scores = moderator.score(texts)
    scores[0]["scores"]["insult"]   # a row, as for one text
    scores["insult"]                # a column, as a NumPy array
    scores.to_pandas()              # also to_polars, to_arrow; to_native gives what the texts came in

Anything that speaks Arrow's PyCapsule protocol reads them without a copy: `polars.DataFrame(scores)`,
`pyarrow.table(scores)`, `duckdb.sql("from scores")`.
"""

from typing import Any, Dict, List

from ._koko import ModeratedRows, ScoredRows
from ._views import moderation_view, score_view

__all__ = ["ModerationTable", "ScoreTable", "Table"]


class Table:
    """What both kinds of results can do. Rows keep the order of the input; nothing in it changes.

    It behaves like a list, and is no `collections.abc.Sequence`: polars would take one for rows, and copy.
    """

    __slots__ = ("_moderator", "_rows", "_source")

    def __init__(self, rows: Any, source: Any, moderator: Any = None) -> None:
        self._rows, self._source, self._moderator = rows, source, moderator

    def __len__(self) -> int:
        return len(self._rows)

    def __getitem__(self, key: Any) -> Any:
        """A row by its place, rows by a slice (as a list), or a column by its name."""
        if isinstance(key, str):
            return self._column(key)
        if isinstance(key, slice):
            return [self._row(row) for row in range(*key.indices(len(self)))]
        row = key.__index__()
        row = row + len(self) if row < 0 else row
        if not 0 <= row < len(self):
            raise IndexError(f"row {key} of {len(self)}")
        return self._row(row)

    def __iter__(self) -> Any:
        return (self._row(row) for row in range(len(self)))

    def __eq__(self, other: object) -> bool:
        if isinstance(other, (Table, list, tuple)):
            return len(self) == len(other) and all(one == two for one, two in zip(self, other))
        return NotImplemented

    __hash__ = None  # type: ignore[assignment]

    @property
    def labels(self) -> List[str]:
        """The labels, in the order of the model; each is a column of probabilities."""
        return self._rows.labels

    @property
    def columns(self) -> List[str]:
        """The names of all columns."""
        return self._rows.columns

    @property
    def errors(self) -> List[Dict[str, Any]]:
        """What failed, with errors="collect": {"row", "kind", "message"} for each such row."""
        return self._rows.errors()

    def to_list(self) -> List[Dict[str, Any]]:
        """The rows as a plain list of plain dicts."""
        return [self._rows.row(row) for row in range(len(self))]

    def to_arrow(self) -> Any:
        """A pyarrow.Table. Scores are not copied."""
        return _library("pyarrow").table(self)

    def to_polars(self) -> Any:
        """A polars.DataFrame. Scores are not copied."""
        return _library("polars").DataFrame(self)

    def to_pandas(self) -> Any:
        """A pandas.DataFrame, with the index of the input if that was pandas: `df.join(…)`."""
        pandas = _library("pandas")
        columns = {name: pandas.Series(self._cells(name), dtype=self._dtype(name)) for name in self.columns}
        frame = pandas.DataFrame(columns)
        return frame if self._source.index is None else frame.set_axis(self._source.index)

    def to_native(self) -> Any:
        """A table of the library that the input came from; pandas for lists and iterators."""
        made = {"polars": self.to_polars, "pyarrow": self.to_arrow}
        return made.get(self._source.library, self.to_pandas)()

    def __arrow_c_stream__(self, requested_schema: Any = None) -> Any:
        return self._rows.__arrow_c_stream__(requested_schema)

    def __dataframe__(self, *args: Any, **kwargs: Any) -> Any:
        """The older protocol of libraries that know no Arrow yet, through pyarrow."""
        return self.to_arrow().__dataframe__(*args, **kwargs)

    def __array__(self, dtype: Any = None, copy: Any = None) -> Any:
        """The scores as NumPy's matrix: a row for each text, a column for each label."""
        import numpy

        matrix = numpy.column_stack([self._cells(label) for label in self.labels])
        return matrix if dtype is None else matrix.astype(dtype)

    def __repr__(self) -> str:
        failed = len(self.errors)
        told = f", {failed:,} failed" if failed else ""
        return f"<koko.{type(self).__name__}: {len(self):,} rows{told}; {', '.join(self.columns)}>"

    def _repr_html_(self) -> str:
        from ._notebook import table

        return table.html(self)

    def _column(self, name: str) -> Any:
        import numpy

        if name not in self.columns:
            raise KeyError(f"there is no column {name!r}: the columns are {', '.join(self.columns)}")
        return numpy.asarray(self._cells(name))

    def _cells(self, name: str) -> Any:
        return self._rows.list(name)

    def _dtype(self, name: str) -> Any:
        """The type of a column of pandas: the same, however many rows there are, and whatever is missing."""
        if name in self.labels:
            return "float32"
        if name == "truncated":
            return "boolean" if "error" in self.columns else "bool"
        return object if name in _NESTED else "string"

    def _row(self, row: int) -> Any:
        return self._rows.row(row)


class ScoreTable(Table):
    """Scores of many texts.

    Columns: one float32 for each label (0 to 1; NaN or null where the text failed), `truncated`, `lane`; with
    errors="collect" also `error` and `error_message`.
    """

    __slots__ = ()
    _rows: ScoredRows

    def _cells(self, name: str) -> Any:
        numbers = self._rows.numbers(name)
        if numbers is None:
            return self._rows.list(name)
        import numpy

        return numpy.asarray(numbers)

    def _row(self, row: int) -> Any:
        return score_view(self._rows.row(row), self._source.text(row), self._moderator)


class ModerationTable(Table):
    """Decisions about many contents.

    Columns: `id` (if any content has one), one float32 for each label, `action`, `reasons` (a list of rule,
    action, because, labels), `spans` (a list of label, start, end; in characters, end exclusive), `standing`
    (author, family, probability, low, high, band, evidence, total_mn, percentile), `truncated`, `lane`; with
    errors="collect" also `error` and `error_message`. A row has everything that `moderate` answers, findings
    included.
    """

    __slots__ = ()
    _rows: ModeratedRows

    def _cells(self, name: str) -> Any:
        cells = self._rows.list(name)
        if cells is not None:
            if name in self.labels:
                import numpy

                return numpy.array(cells, dtype="float32")
            return cells
        return [_NESTED[name](row) for row in self.to_list()]

    def _row(self, row: int) -> Any:
        return moderation_view(self._rows.row(row), self._source.text(row), self._moderator)


def _spans(row: Dict[str, Any]) -> Any:
    places = row.get("spans")
    if places is None:
        return None
    return [{"label": each["label"], "start": each["chars"][0], "end": each["chars"][1]} for each in places]


_STANDING = ("author", "family", "probability", "low", "high", "band", "evidence", "total_mn", "percentile")


def _standing(row: Dict[str, Any]) -> Any:
    standing = row.get("standing")
    return None if standing is None else {name: standing[name] for name in _STANDING}


_NESTED = {
    "reasons": lambda row: row["decision"]["reasons"] if "decision" in row else None,
    "spans": _spans,
    "standing": _standing,
}


def _library(name: str) -> Any:
    import importlib

    try:
        return importlib.import_module(name)
    except ImportError:
        raise ImportError(f"{name} is not installed: pip install {name}") from None
