"""The card of scores: the text with the words behind the highest label, and a bar for each label."""

from typing import Any, Dict, Optional

from . import parts

# Words are looked for only where there is something to explain, and where that takes no time: it costs a run
# for each word.
_FROM_SCORE = 0.3
_MOST_WORDS = 120
# Words that weigh less than this share of the heaviest are not marked.
_FAINTEST = 0.2


def html(scored: Dict[str, Any], text: Optional[str], moderator: Any) -> str:
    shown = "" if text is None else parts.marked(text, _words(scored["scores"], text, moderator))
    return parts.card(shown, parts.bars(scored["scores"]), reading(scored))


def reading(scored: Dict[str, Any]) -> str:
    """What to know about how the text was read."""
    notes = []
    if scored.get("truncated"):
        notes.append("so long that only samples of it were read")
    if scored.get("lane") == "fast":
        notes.append("cleared by the tiny model: its scores are rougher")
    return parts.small(*notes) if notes else ""


def _words(scores: Dict[str, float], text: str, moderator: Any) -> Any:
    label = max(scores, key=scores.__getitem__)
    if moderator is None or scores[label] < _FROM_SCORE or len(text.split()) > _MOST_WORDS:
        return []
    return word_marks(moderator._explain(text)["words"], label)


def word_marks(words: Any, label: str) -> Any:
    """Words that make a text worse, by how much."""
    heaviest = max((word["weights"][label] for word in words), default=0.0)
    if heaviest <= 0.02:
        return []
    return [
        (*word["place"]["chars"], f"{label} {weight:+.2f}", parts.RED, weight / heaviest)
        for word in words
        for weight in [word["weights"][label]]
        if weight > _FAINTEST * heaviest
    ]
