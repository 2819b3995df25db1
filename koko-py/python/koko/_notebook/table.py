"""The first rows of a table of results, with their texts, as a notebook shows a frame."""

from typing import Any, Dict, List

from . import parts

_ROWS = 8
_TEXT = 90


def html(table: Any) -> str:
    rows = [table[row] for row in range(min(_ROWS, len(table)))]
    moderated = "action" in table.columns
    labels: List[str] = table.labels
    head = ["", *(["decision"] if moderated else []), "text", *(label.replace("_", " ") for label in labels)]
    text = table._source.text
    lines = [_line(place, row, text(place), labels, moderated) for place, row in enumerate(rows)]
    failed = len(table.errors)
    about = [
        f"{len(rows):,} of {len(table):,} rows",
        f"{failed:,} failed: see .errors" if failed else "",
        ".to_pandas(), .to_polars(), .to_arrow()",
    ]
    shown = parts.rows(head, lines, right=[0, *range(len(head) - len(labels), len(head))])
    return parts.card(shown, parts.small(*about), width=parts.WIDE)


def _line(place: int, row: Dict[str, Any], text: Any, labels: List[str], moderated: bool) -> List[str]:
    said = "" if text is None else parts.escaped(text if len(text) <= _TEXT else text[:_TEXT] + "…")
    shown = f'<div dir="auto" style="min-width:220px;overflow-wrap:anywhere">{said}</div>'
    if "error" in row:
        told = f"{shown}<i>{parts.escaped(row['error']['message'])}</i>"
        return [str(place), *([""] if moderated else []), told, *(parts.NOTHING for _ in labels)]
    scores = row.get("scores", row)
    action = row["decision"]["action"] if moderated else ""
    chip = [parts.chip(action, parts.ACTIONS[action])] if moderated else []
    return [str(place), *chip, shown, *(_cell(scores[label]) for label in labels)]


def _cell(score: float) -> str:
    style = f"background:{parts.tint(parts.severity(score), 0.5 * score)};border-radius:3px;padding:1px 5px"
    return f'<span style="{style}">{parts.probability(score)}</span>'
