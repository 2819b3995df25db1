"""The card of an explanation: for each label that stands out, the text, its words shaded by their weight."""

from typing import Any, Dict, Optional

from . import parts, score

_FROM_SCORE = 0.3
_MOST_LABELS = 3


def html(explanation: Dict[str, Any], text: Optional[str]) -> str:
    scores = explanation["scores"]
    order = sorted(scores, key=scores.__getitem__, reverse=True)
    chosen = [label for label in order[:_MOST_LABELS] if scores[label] >= _FROM_SCORE] or order[:1]
    return parts.card(*(_label(label, explanation, text) for label in chosen), score.reading(explanation))


def _label(label: str, explanation: Dict[str, Any], text: Optional[str]) -> str:
    words = explanation["words"]
    said = parts.heading(f"{label} {parts.probability(explanation['scores'][label])}")
    heaviest = sorted(words, key=lambda word: -abs(word["weights"][label]))[:5]
    told = [f"{parts.escaped(word['word'])} {word['weights'][label]:+.2f}" for word in heaviest]
    return said + parts.marked(text or "", score.word_marks(words, label)) + parts.small(*told)
