"""The card of a standing: the band, how sure that is, and the findings that add up to it."""

import math
from datetime import datetime, timezone
from typing import Any, Dict

from . import parts


def html(standing: Dict[str, Any]) -> str:
    return parts.card(
        f'<div style="font-size:15px"><b>{parts.escaped(standing["author"])}</b> '
        f"{parts.chip(standing['band'], parts.BANDS[standing['band']])}</div>",
        _range(standing),
        parts.heading("Findings"),
        _findings(standing),
        parts.heading("Families"),
        parts.bars(standing["families"]),
        _about(standing),
    )


def line(standing: Dict[str, Any]) -> str:
    """The standing in one line, for the card of a decision."""
    chip = parts.chip(standing["band"], parts.BANDS[standing["band"]])
    said = f"{parts.escaped(standing['family'])} {parts.probability(standing['probability'])}"
    return f"{parts.heading('Author')}<div><b>{parts.escaped(standing['author'])}</b> {chip} {said}</div>"


def _range(standing: Dict[str, Any]) -> str:
    low, probability, high = (100 * standing[name] for name in ("low", "probability", "high"))
    colour = parts.BANDS[standing["band"]]
    grey = parts.tint(parts.GREY, 0.15)
    track = f"position:relative;background:{grey};border-radius:3px;height:12px;margin:6px 0"
    reach = (
        f"position:absolute;left:{low:.1f}%;width:{max(0.5, high - low):.1f}%;height:12px;"
        f"background:{parts.tint(colour, 0.4)};border-radius:3px"
    )
    now = (
        f"position:absolute;left:calc({probability:.1f}% - 2px);width:4px;height:12px;"
        f"background:{parts.tint(colour, 1)}"
    )
    said = (
        f"{parts.escaped(standing['family'])}: {parts.probability(standing['probability'])}; "
        f"{parts.probability(standing['low'])} after three clean posts, "
        f"{parts.probability(standing['high'])} after three harmful ones"
    )
    return f'<div style="{track}"><div style="{reach}"></div><div style="{now}"></div></div><div>{said}</div>'


def _findings(standing: Dict[str, Any]) -> str:
    findings = standing["findings"]
    largest = max([abs(standing["base_mn"]), *(abs(each["contribution_mn"]) for each in findings)]) or 1
    lines = [["base rate", "", _nats(standing["base_mn"], largest), f"{standing['base_mn'] / 1000:+.2f}"]]
    lines += [
        [
            parts.escaped(finding["signal"].replace("_", " ")),
            parts.escaped(finding["because"]),
            _nats(finding["contribution_mn"], largest),
            f"{finding['contribution_mn'] / 1000:+.2f}",
        ]
        for finding in findings
    ]
    lines.append(["<b>total</b>", "", "", f"<b>{standing['total_mn'] / 1000:+.2f}</b>"])
    return parts.rows(["", "because", "for or against", "nats"], lines, right=[3])


def _nats(contribution: int, largest: int) -> str:
    """A bar to the right speaks against the author, one to the left for them."""
    width = 50 * abs(contribution) / largest
    left = 50 if contribution >= 0 else 50 - width
    colour = parts.RED if contribution >= 0 else parts.GREEN
    bar, line, ground = parts.tint(colour, 0.8), parts.tint(parts.GREY, 0.8), parts.tint(parts.GREY, 0.12)
    fill = f"position:absolute;left:{left:.1f}%;width:{width:.1f}%;height:8px;background:{bar}"
    middle = f"position:absolute;left:50%;width:1px;height:8px;background:{line}"
    track = (
        f"position:relative;height:8px;min-width:48px;max-width:120px;background:{ground};border-radius:2px"
    )
    return f'<div style="{track}"><div style="{fill}"></div><div style="{middle}"></div></div>'


def _about(standing: Dict[str, Any]) -> str:
    as_of = datetime.fromtimestamp(standing["as_of"], timezone.utc).strftime("%Y-%m-%d %H:%M UTC")
    percentile = standing["percentile"]
    # Nobody is above all authors: that would be above themselves.
    rank = "" if percentile is None else f"above {min(99, math.floor(100 * percentile))} % of authors"
    degraded = "the store was away: this is what was known before" if standing["degraded"] else ""
    evidence = f"{standing['evidence']:.1f} effective posts in half a year"
    return parts.small(f"as of {as_of}", evidence, rank, degraded)
