"""Emoji that carry the meaning: a picture in place of the insult, the verb or the group, or one that turns a sentence.

Every picture stands at least as often in kind, literal or merely annoyed sentences: what it does there is what counts.
"""

from __future__ import annotations

import random
from collections.abc import Iterator

from koko_training.generator.emoji.harmful import ENDINGS, HATE_THREATS, INSULTS, NOUNS, THREATS, VERBS
from koko_training.generator.emoji.harmless import AGAINST, CREATURES, FLAGS, FUN, GRUDGES, KIND, PLAIN_GRUDGES, TOOLS
from koko_training.generator.emoji.slots import SLOTS
from koko_training.generator.grammar import drawn
from koko_training.generator.hate import HATE, THREATENING, tidied
from koko_training.labels import LABELS, ones, zeros
from koko_training.rows import Row

HARMLESS = zeros(*LABELS)
HATEFUL = HATE | {"toxicity": 1.0} | zeros("threat")
HATEFUL_THREAT = THREATENING | {"toxicity": 1.0}
ELSEWHERE = zeros("identity_attack", "spam", "self_harm", "sexual")
INSULTING = ones("insult", "toxicity") | ELSEWHERE | zeros("threat", "violence")
THREAT_TO_ONE = ones("threat", "toxicity") | ELSEWHERE | {"violence": 0.8}
# What is said against hate may speak of it.
OBJECTING = {"toxicity": 0.1, "insult": 0.1} | ELSEWHERE | zeros("threat", "severe_toxicity", "profanity")
# A rude picture for somebody's work, a government or a club: no person and no group of people.
GRUMBLING = {"toxicity": 0.2, "insult": 0.1} | ELSEWHERE | zeros("threat", "violence", "severe_toxicity")

SUBFAMILIES: dict[str, tuple[tuple[str, ...], dict[str, float], int]] = {
    "nouns": (NOUNS, HATEFUL, 630),
    "verbs": (VERBS, HATEFUL, 540),
    "endings": (ENDINGS, HATEFUL, 540),
    "hate_threats": (HATE_THREATS, HATEFUL_THREAT, 400),
    "insults": (INSULTS, INSULTING, 360),
    "threats": (THREATS, THREAT_TO_ONE, 180),
    "creatures": (CREATURES, HARMLESS, 450),
    "tools": (TOOLS, HARMLESS, 400),
    "fun": (FUN, HARMLESS, 400),
    "flags": (FLAGS, HARMLESS, 320),
    "kind": (KIND, HARMLESS, 720),
    "against": (AGAINST, OBJECTING, 540),
    "plain_grudges": (PLAIN_GRUDGES, HARMLESS, 360),
    "grudges": (GRUDGES, GRUMBLING, 180),
}


def write(chance: random.Random) -> Iterator[Row]:
    """All subfamilies, one after the other."""
    for templates, targets, count in SUBFAMILIES.values():
        placed = tuple("{opening} " + text + " {closing}" for text in templates)
        yield from tidied(drawn(placed, SLOTS, targets, count, chance))
