"""A set of your own: one CSV file with a text column and a column for each label that you know.

A value is a number from 0 (no) to 1 (yes); an empty value means that nobody looked, which is not a zero.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from koko_training.labels import LABELS
from koko_training.rows import Row, read_table

NAME = "own"


def read_own(path: Path, text_column: str) -> Iterator[Row]:
    """The rows of a CSV file. The columns `weight` and `group` are optional."""
    for line, row in enumerate(read_table(path), start=2):
        if text_column not in row:
            raise SystemExit(f"{path} has no column `{text_column}`: name the text's column with --text-column")
        known = {label: row[label].strip() for label in LABELS if (row.get(label) or "").strip()}
        if not known and line == 2 and not any(label in row for label in LABELS):
            raise SystemExit(f"{path} has no label column: add at least one of {', '.join(LABELS)}")
        targets = {label: _share(value, f"{path}, line {line}, column {label}") for label, value in known.items()}
        weight = float(row.get("weight") or 1.0)
        group = f"{NAME}/{row['group']}" if row.get("group") else ""
        yield Row(row[text_column], targets, weight, group, NAME)


def _share(value: str, place: str) -> float:
    try:
        share = float(value)
    except ValueError:
        share = -1.0
    if not 0.0 <= share <= 1.0:
        raise SystemExit(f"{place}: `{value}` is not a number from 0 to 1; leave it empty where nobody looked")
    return share
