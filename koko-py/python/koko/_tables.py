"""What callers hand over as many rows, made ready for the native half.

Imports none of the libraries that it knows.
Arrow's protocol carries everything but pandas, whose columns may hold any object: those are walked.
"""

import sys
from typing import Any, Dict, Iterator, Optional

from ._koko import content_fields
from .errors import BadInputError


class Source:
    """Rows, and what is known about where they came from."""

    __slots__ = ("index", "library", "rows", "texts", "total")

    def __init__(
        self, rows: Any, texts: Any = None, library: Optional[str] = None, index: Any = None
    ) -> None:
        self.rows = rows
        """What the native half reads."""
        self.texts = texts
        """The texts by their place, if they can be looked up again."""
        self.library = library
        """Whose table or column it was: "pandas", "polars", "pyarrow" or None."""
        self.index = index
        """The index of pandas."""
        try:
            self.total: Optional[int] = len(rows if texts is None else texts)
        except TypeError:
            self.total = None

    def text(self, row: int) -> Optional[str]:
        if self.texts is None:
            return None
        text = self.texts.iloc[row] if self.library == "pandas" else self.texts[row]
        text = text.as_py() if self.library == "pyarrow" else text
        return text if isinstance(text, str) else None


def is_a(value: Any, library: str, *names: str) -> bool:
    """Whether `value` is of one of these classes; if the library was not imported, nobody can have one."""
    module = sys.modules.get(library)
    return module is not None and isinstance(value, tuple(getattr(module, name) for name in names))


def texts(value: Any, column: Optional[str]) -> Source:
    """The texts of a list, a column or a table. `column` names that of a table."""
    if is_a(value, "pandas", "DataFrame"):
        value = value[_column(list(value.columns), column)]
    if is_a(value, "pandas", "Series"):
        return Source(value, value, "pandas", value.index)
    if is_a(value, "polars", "LazyFrame"):
        value = value.collect()
    if is_a(value, "polars", "DataFrame"):
        value = value[_column(value.columns, column)]
    if is_a(value, "polars", "Series"):
        return Source(value, value, "polars")
    if is_a(value, "pyarrow", "Table", "RecordBatch"):
        value = value[_column(value.column_names, column)]
    if is_a(value, "pyarrow", "Array", "ChunkedArray"):
        return Source(value, value, "pyarrow")
    if is_a(value, "pyarrow", "RecordBatchReader"):
        return Source(value, None, "pyarrow")
    return Source(value, value if isinstance(value, (list, tuple)) else None)


def _column(names: Any, column: Optional[str]) -> Any:
    there = ", ".join(map(str, names))
    if column is not None and column not in names:
        raise BadInputError(f"there is no column `{column}`: the columns are {there}")
    if column is None and "text" in names:
        return "text"
    if column is None and len(names) != 1:
        raise BadInputError(
            "which column holds the texts? Say it with column=…, or hand over that column alone; "
            f"the columns are {there}"
        )
    return names[0] if column is None else column


def contents(value: Any, columns: Optional[Dict[str, str]]) -> Source:
    """The contents of a list or a table. `columns` names the columns of fields: {"text": "body"}."""
    fields = content_fields()
    unknown = [field for field in columns or () if field not in fields]
    if unknown:
        raise BadInputError(f"a content has no field {unknown[0]!r}: use one of {', '.join(fields)}")
    named = {field: (columns or {}).get(field, field) for field in fields}
    # A column alone is one of texts.
    if is_a(value, "pandas", "Series") or is_a(value, "polars", "Series"):
        value = value.to_frame(named["text"])
    if is_a(value, "pyarrow", "Array", "ChunkedArray"):
        value = sys.modules["pyarrow"].table({named["text"]: value})
    if is_a(value, "pandas", "DataFrame"):
        there = _there(list(value.columns), named, columns)
        fields = [field for field in fields if named[field] in there]
        rows = _dicts(fields, [value[named[field]] for field in fields])
        return Source(rows, value[named["text"]], "pandas", value.index)
    if is_a(value, "polars", "LazyFrame"):
        value = value.collect()
    if is_a(value, "polars", "DataFrame"):
        return Source(value.select(_there(value.columns, named, columns)), value[named["text"]], "polars")
    if is_a(value, "pyarrow", "Table", "RecordBatch"):
        there = value.select(_there(value.column_names, named, columns))
        return Source(there, value[named["text"]], "pyarrow")
    if is_a(value, "pyarrow", "RecordBatchReader"):
        return Source(value, None, "pyarrow")
    if columns and not hasattr(value, "__arrow_c_stream__"):
        raise BadInputError(f"`columns` names the columns of a table, and this is {type(value).__name__}")
    known = isinstance(value, (list, tuple)) and all(isinstance(each, dict) for each in value)
    return Source(value, [each.get("text") for each in value] if known else None)


def _there(names: Any, named: Dict[str, str], columns: Optional[Dict[str, str]]) -> Any:
    """The columns that are needed. What a table has besides may be of any type."""
    absent = [name for name in [*(columns or {}).values(), named["text"]] if name not in names]
    if absent:
        raise BadInputError(
            f'there is no column `{absent[0]}`: name the columns with columns={{"text": …}}; '
            f"the columns are {', '.join(map(str, names))}"
        )
    wanted = set(named.values())
    return [name for name in names if name in wanted]


def _dicts(fields: Any, columns: Any) -> Iterator[Dict[str, Any]]:
    """The rows of a pandas frame, as the native half takes contents."""
    for values in zip(*columns):
        yield {field: _plain(field, value) for field, value in zip(fields, values)}


def _plain(field: str, value: Any) -> Any:
    """A cell of pandas. What is missing is None, and a whole number may be an id."""
    if field == "text":
        return value
    # NaN, NaT and NA are not equal to themselves, or cannot tell.
    if value is None or type(value).__name__ in ("NAType", "NaTType") or value != value:
        return None
    if field != "at" and not isinstance(value, (str, bool)) and hasattr(value, "__index__"):
        return str(value.__index__())
    return value
