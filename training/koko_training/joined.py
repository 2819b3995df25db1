"""Long texts, put together from short ones: harm in one sentence of many is what readers of comments miss, too.

Most training rows are one sentence. A model that takes the mean over tokens must see harm among harmless sentences to
find it there.
"""

from __future__ import annotations

import random

from koko_training.labels import LABELS
from koko_training.rows import Row

JOINED = "joined"
BETWEEN = (" ", " ", ". ", " - ", "... ")
MOST_PARTS = 5
MOST_CHARACTERS = 500
# How often the neighbours of a text are harmless for certain.
HARMLESS_NEIGHBOURS = 0.75


def joined(rows: list[Row], share: float, seed: int) -> list[Row]:
    """As many new rows as `share` of the given ones, each of two to five texts."""
    chance = random.Random(f"{seed} joined")
    harmless = [row for row in rows if all(row.targets.get(label, 1.0) == 0 for label in LABELS)]
    if not harmless:
        return []
    found = []
    for row in chance.sample(rows, round(share * len(rows))):
        others = harmless if chance.random() < HARMLESS_NEIGHBOURS else rows
        parts = [row, *(chance.choice(others) for _ in range(chance.randrange(1, MOST_PARTS)))]
        while len(parts) > 2 and sum(len(part.text) for part in parts) > MOST_CHARACTERS:
            parts.pop()
        chance.shuffle(parts)
        found.append(whole(parts, chance.choice(BETWEEN)))
    return found


def whole(parts: list[Row], between: str) -> Row:
    """The texts as one. It carries a label if one part does, and is free of it only if every part is known to be."""
    targets = {}
    for label in LABELS:
        known = [part.targets[label] for part in parts if label in part.targets]
        if known and (len(known) == len(parts) or max(known) >= 0.5):
            targets[label] = max(known)
    text = between.join(part.text for part in parts)
    return Row(text, targets, min(part.weight for part in parts), set_name=JOINED)
