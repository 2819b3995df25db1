"""The pieces of which cards are made: escaped text, bars, chips, marked places."""

import html
from typing import Any, Dict, Iterable, List, Optional, Sequence, Tuple

LONGEST_TEXT = 4_000
"""Characters of a text that a card shows."""

RED, ORANGE, YELLOW = "220,53,69", "230,126,34", "214,158,0"
GREEN, BLUE, GREY = "40,167,69", "66,133,244", "128,128,128"
ACTIONS = {"allow": GREEN, "support": BLUE, "review": YELLOW, "hold": ORANGE, "remove": RED}
BANDS = {"unknown": GREY, "calm": GREEN, "watch": YELLOW, "elevated": ORANGE, "high": RED}


def escaped(value: Any) -> str:
    """Text that means nothing to a browser. Characters that turn writing around are shown by their code."""
    shown = "".join(_shown(character) for character in str(value))
    return html.escape(shown, quote=True)


def _shown(character: str) -> str:
    code = ord(character)
    turns = 0x202A <= code <= 0x202E or 0x2066 <= code <= 0x2069
    broken = 0xD800 <= code <= 0xDFFF or (code < 0x20 and character not in "\n\t") or code == 0x7F
    return f"\\u{code:04x}" if turns or broken else character


def tint(colour: str, alpha: float) -> str:
    return f"rgba({colour},{alpha:.2f})"


NARROW, WIDE = 760, 1_100


def card(*parts: str, width: int = NARROW) -> str:
    """The frame around everything, and how wide it becomes, in pixels."""
    style = (
        "font:13px/1.5 system-ui,-apple-system,'Segoe UI',Roboto,'DejaVu Sans',sans-serif;color:inherit;"
        f"box-sizing:border-box;max-width:{width}px;border:1px solid {tint(GREY, 0.35)};border-radius:8px;"
        "padding:12px 16px;margin:4px 0;text-align:left"
    )
    return f'<div style="{style}">{"".join(parts)}</div>'


def chip(text: Any, colour: str) -> str:
    style = (
        f"display:inline-block;background:{tint(colour, 0.22)};border:1px solid {tint(colour, 0.8)};"
        "border-radius:10px;padding:0 9px;font-weight:600;white-space:nowrap"
    )
    return f'<span style="{style}">{escaped(text)}</span>'


def small(*parts: str) -> str:
    said = " · ".join(part for part in parts if part)
    return f'<div style="font-size:11px;opacity:.72;margin-top:8px">{said}</div>'


def heading(text: str) -> str:
    style = "font-size:11px;letter-spacing:.04em;text-transform:uppercase;opacity:.72;margin:10px 0 2px"
    return f'<div style="{style}">{escaped(text)}</div>'


def severity(score: float) -> str:
    """The colour of a probability."""
    return RED if score >= 0.75 else ORANGE if score >= 0.5 else YELLOW if score >= 0.25 else BLUE


def bars(scores: Dict[str, float]) -> str:
    """A bar for each label."""
    return f'<table style="{_TABLE}">{"".join(_bar(label, score) for label, score in scores.items())}</table>'


# JupyterLab gives all columns one width, and then long cells lie on their neighbours.
_TABLE = (
    "table-layout:auto;border-collapse:collapse;border:0;margin:4px 0 0;width:100%;font:inherit;"
    "color:inherit;background:none"
)
CELL = "padding:1px 8px 1px 0;border:0;text-align:left;background:none;color:inherit;vertical-align:middle"


def _bar(label: str, score: float) -> str:
    colour = severity(score)
    track = f"background:{tint(GREY, 0.15)};border-radius:3px;height:10px;width:100%;min-width:80px"
    fill = f"background:{tint(colour, 0.85)};border-radius:3px;height:10px;width:{max(0.4, 100 * score):.1f}%"
    weight = "600" if score >= 0.5 else "400"
    return (
        '<tr style="background:none">'
        f'<td style="{CELL};white-space:nowrap;font-weight:{weight}">{escaped(label)}</td>'
        f'<td style="{CELL};width:75%"><div style="{track}"><div style="{fill}"></div></div></td>'
        f'<td style="{CELL};text-align:right;font-variant-numeric:tabular-nums;font-weight:{weight}">'
        f"{probability(score)}</td></tr>"
    )


NOTHING = "\u2013"
"""What stands in the place of a number that is not known."""


def probability(score: Optional[float]) -> str:
    return NOTHING if score is None or score != score else f"{score:.2f}"


Mark = Tuple[int, int, str, str, float]
"""First character, one past the last, what to say about it, colour, and how strongly, 0 to 1."""


def marked(text: str, marks: Iterable[Mark]) -> str:
    """A text with places marked. Where marks overlap, the strongest colours and all are said."""
    kept = [mark for mark in marks if mark[0] < min(mark[1], LONGEST_TEXT)]
    shown = text[:LONGEST_TEXT]
    ends = sorted({0, len(shown), *(min(end, len(shown)) for mark in kept for end in mark[:2])})
    pieces = [_piece(shown, start, end, kept) for start, end in zip(ends, ends[1:])]
    more = "" if len(text) <= LONGEST_TEXT else f" <i>… {len(text) - LONGEST_TEXT:,} more characters</i>"
    style = "white-space:pre-wrap;overflow-wrap:anywhere;font-size:15px;line-height:1.8;margin:4px 0"
    return f'<div dir="auto" style="{style}">{"".join(pieces)}{more}</div>'


def _piece(text: str, start: int, end: int, marks: Sequence[Mark]) -> str:
    here = [mark for mark in marks if mark[0] <= start and end <= mark[1]]
    if not here:
        return escaped(text[start:end])
    _, _, _, colour, strength = max(here, key=lambda mark: mark[4])
    said = ", ".join(dict.fromkeys(mark[2] for mark in here))
    style = (
        f"background:{tint(colour, 0.12 + 0.3 * strength)};color:inherit;border-radius:2px;padding:1px 0;"
        f"border-bottom:2px solid {tint(colour, 0.3 + 0.6 * strength)}"
    )
    return f'<mark title="{escaped(said)}" style="{style}">{escaped(text[start:end])}</mark>'


def rows(head: List[str], lines: Iterable[List[str]], right: Iterable[int] = ()) -> str:
    """A table of cells that are HTML already; columns of `right` are numbers. It scrolls if need be."""
    right = set(right)

    def line(cells: List[str], tag: str, style: str) -> str:
        number = ";text-align:right;font-variant-numeric:tabular-nums"
        placed = (
            f'<{tag} style="{CELL};{style}{number if place in right else ""}">{cell}</{tag}>'
            for place, cell in enumerate(cells)
        )
        return f'<tr style="background:none">{"".join(placed)}</tr>'

    thin = f"border-bottom:1px solid {tint(GREY, 0.25)};padding:3px 8px 3px 0"
    titles = line([*map(escaped, head)], "th", f"{thin};font-size:11px;font-weight:600;opacity:.8")
    body = "".join(line(cells, "td", thin) for cells in lines)
    return f'<div style="overflow-x:auto"><table style="{_TABLE}">{titles}{body}</table></div>'


def interval(value: str, low: str, high: str) -> str:
    """A number with its interval, which stay together."""
    sure = f'<span style="font-size:11px;opacity:.72">{low} to {high}</span>'
    return f'<span style="white-space:nowrap">{value} {sure}</span>'
