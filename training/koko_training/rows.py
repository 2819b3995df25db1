"""What a reader yields: one labelled text. And the small repairs that several sets need.

A label that is not in `targets` is unknown, which is not the same as zero: it is masked out of the loss.
"""

from __future__ import annotations

import csv
import html
import lzma
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

# Some posts are longer than the csv module's cautious default for one field.
csv.field_size_limit(1 << 24)


@dataclass
class Row:
    """One text, what is known about it, and how much it counts."""

    text: str
    targets: dict[str, float]
    weight: float = 1.0
    # Rows that belong together (one author, one pair) share a group and never end up in different splits.
    # Empty means that the text stands alone.
    group: str = ""
    set_name: str = field(default="", compare=False)


def read_table(path: Path) -> Iterator[dict[str, str]]:
    """The rows of a .csv or .tsv file, plain or xz-compressed."""
    if not path.exists():
        raise SystemExit(f"{path} is missing: point --data at the folder that holds the sets")
    open_text = lzma.open if path.suffix == ".xz" else open
    with open_text(path, "rt", encoding="utf-8", newline="") as file:
        yield from csv.DictReader(file, delimiter="\t" if ".tsv" in path.name else ",")


def read_tables(folder: Path, *names: str) -> Iterator[dict[str, str]]:
    """The rows of several files of one set, one file after the other."""
    for name in names:
        yield from read_table(folder / name)


TAG = re.compile(r"<(?:br|/?a|/?b|/?i|/?p)\b[^>]*>", re.IGNORECASE)
MENTION_MARK = re.compile(r"<user>|\[user\]|<mention_\d+>", re.IGNORECASE)
LINK_MARK = re.compile(r"<url>|\[url\]|@url\b", re.IGNORECASE)
NUMBER_MARK = re.compile(r"<number>|<percent>|<money>", re.IGNORECASE)
SPACED_PUNCTUATION = re.compile(r" +([.,!?;:%)\]}]|n't\b|'(?:s|m|re|ve|ll|d)\b)")
SPACED_OPENING = re.compile(r"([(\[{]) +")


def unescape(text: str) -> str:
    """Undo HTML entities (some are escaped twice) and drop the few tags that sets contain."""
    return TAG.sub(" ", html.unescape(html.unescape(text)))


def real_marks(text: str) -> str:
    """Turn a set's own marks for names, links and numbers back into what people type.

    Koko's normalizer then masks names and links itself, exactly as it will when the model is used.
    """
    text = MENTION_MARK.sub("@someone", text)
    text = LINK_MARK.sub("https://example.com", text)
    return NUMBER_MARK.sub("10", text)


def untokenize(text: str) -> str:
    """Join the punctuation that a set's authors had split off, as nobody types it that way."""
    return SPACED_OPENING.sub(r"\1", SPACED_PUNCTUATION.sub(r"\1", text))


def backslash_unescape(text: str) -> str:
    r"""Undo literal \uXXXX and \n escapes, surrogate pairs included."""
    text = re.sub(r"(?:\\u[0-9a-fA-F]{4})+", lambda found: _from_utf16(found.group()), text)
    return text.replace("\\n", "\n")


def _from_utf16(escapes: str) -> str:
    units = bytes.fromhex(escapes.replace("\\u", ""))
    return units.decode("utf-16-be", errors="ignore")
