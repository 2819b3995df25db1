"""Fills templates with words, seeded: `{slot}` stands for one of its fillers, which may hold slots themselves."""

from __future__ import annotations

import random
import re
from collections.abc import Iterator, Mapping, Sequence

from koko_training.rows import Row

SLOT = re.compile(r"\{([a-z_]+)\}")
ARTICLE = re.compile(r"\b([Aa]) (?=[aeio]|u(?!s|ni|r))")
# How many draws in a row may repeat what there is already, before a family counts as exhausted.
PATIENCE = 200


def fill(template: str, slots: Mapping[str, Sequence[str]], chance: random.Random) -> str:
    """The template with every slot filled, and "a" turned into "an" before a vowel."""
    while SLOT.search(template):
        template = SLOT.sub(lambda slot: chance.choice(slots[slot.group(1)]), template)
    return ARTICLE.sub(r"\1n ", template)


def drawn(
    templates: Sequence[str],
    slots: Mapping[str, Sequence[str]],
    targets: Mapping[str, float],
    count: int,
    chance: random.Random,
) -> Iterator[Row]:
    """Up to `count` different texts from the templates, all with the same targets."""
    seen: set[str] = set()
    misses = 0
    while len(seen) < count and misses < PATIENCE:
        text = fill(chance.choice(templates), slots, chance)
        if text in seen:
            misses += 1
            continue
        misses = 0
        seen.add(text)
        yield Row(text, dict(targets))
