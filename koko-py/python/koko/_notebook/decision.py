"""The card of a decision: what should happen, why, where, and who wrote it."""

from typing import Any, Dict, Optional

from . import parts, score, standing


def html(moderation: Dict[str, Any], text: Optional[str]) -> str:
    decision = moderation["decision"]
    action = decision["action"]
    colour = parts.ACTIONS[action]
    marks = [(*span["chars"], span["label"], parts.RED, 1.0) for span in moderation["spans"]]
    reasons = "".join(map(_reason, decision["reasons"])) or "<div>No rule of the policy held.</div>"
    found = list(dict.fromkeys(span["label"] for span in moderation["spans"]))
    ids = [decision["ids"]["policy"], decision["ids"]["model"], *decision["ids"]["taught"]]
    head = f'<div style="font-size:15px">{parts.chip(action, colour)}{_id(moderation)}</div>'
    return parts.card(
        head,
        "" if text is None else parts.marked(text, marks),
        parts.small(f"found: {', '.join(map(parts.escaped, found))}") if found and text is not None else "",
        parts.heading("Why"),
        reasons,
        parts.heading("Scores"),
        parts.bars(moderation["scores"]),
        standing.line(moderation["standing"]) if moderation["standing"] is not None else "",
        score.reading(moderation),
        parts.small(*(parts.escaped(name.split("@")[0]) for name in ids)),
    )


def _id(moderation: Dict[str, Any]) -> str:
    return f' <span style="opacity:.72">{parts.escaped(moderation.get("id", ""))}</span>'


def _reason(reason: Dict[str, Any]) -> str:
    chip = parts.chip(reason["action"], parts.ACTIONS[reason["action"]])
    labels = ", ".join(map(parts.escaped, reason["labels"]))
    rule = f'<span style="opacity:.72">{parts.escaped(reason["rule"])}{": " if labels else ""}{labels}</span>'
    return f'<div style="margin:3px 0">{chip} {parts.escaped(reason["because"])} {rule}</div>'
