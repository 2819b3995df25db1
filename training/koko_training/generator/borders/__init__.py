"""Where abuse ends and who it is about: one person, a thing, people by trade, or people for what they are.

The same sentences stand with each of them. Only a protected group makes an identity attack of them, and neither a curse
nor a misspelling means anything by itself.
"""

from __future__ import annotations

import random
from collections.abc import Iterator, Mapping

from koko_training.generator.borders.groups import (
    BESIDE_GROUP,
    FAIR_ASKED,
    FAIR_CRITICISM,
    FLAT_HATE,
    GROUP_FOUL,
    HATE_ASKED,
    MENTIONS,
    THEN_HATE,
    THEN_PRAISE,
)
from koko_training.generator.borders.persons import COMPLIMENTS, CURSES, FOUL_COMPLIMENTS, PERSON, PERSON_FOUL, TEASING
from koko_training.generator.borders.shared import SHARED, SHARED_FOUL, SHARED_ONE, SHARED_ONE_FOUL
from koko_training.generator.borders.slots import (
    GROUPS,
    ONE_OF_GROUP,
    ONE_PERSON,
    ONE_THING,
    ONE_TRADE,
    SLOTS,
    THINGS,
    TRADES,
)
from koko_training.generator.borders.spellings import NOISY_HATE, NOISY_INSULTS, NOISY_KIND, NOISY_PLAIN, disguised
from koko_training.generator.borders.words import INNOCENT_WORDS, OWN_WORDS, SLURRED
from koko_training.generator.grammar import drawn
from koko_training.generator.hate import HATE, tidied
from koko_training.labels import LABELS, ones, zeros
from koko_training.rows import Row

ELSEWHERE = zeros("identity_attack", "threat", "spam", "self_harm", "sexual", "violence")
HARMLESS = zeros(*LABELS)
HATEFUL = HATE | {"toxicity": 1.0} | zeros("threat")
CLEAN_HATE = HATEFUL | zeros("profanity")
FOUL_HATE = HATEFUL | ones("profanity")
ABUSE = ones("toxicity", "insult") | ELSEWHERE
CLEAN_ABUSE = ABUSE | zeros("profanity")
FOUL_ABUSE = ABUSE | ones("profanity")
GRUDGE = {"toxicity": 0.1, "insult": 0.0} | ELSEWHERE | zeros("profanity", "severe_toxicity")
FOUL_GRUDGE = GRUDGE | {"toxicity": 0.3, "profanity": 1.0}
SCORN = {"toxicity": 0.7} | ELSEWHERE | zeros("profanity", "severe_toxicity")
FOUL_SCORN = SCORN | {"toxicity": 0.9, "profanity": 1.0}
CURSING = HARMLESS | {"toxicity": 0.15, "profanity": 1.0}
# Whether a word that somebody took back is still a curse is for others to say.
OWNED = {label: 0.0 for label in LABELS if label != "profanity"}
ROUGH_PRAISE = HARMLESS | {"toxicity": 0.1}
BANTER = {"toxicity": 0.25} | ELSEWHERE | zeros("severe_toxicity", "profanity")
FOUL_PRAISE = {"toxicity": 0.25, "profanity": 1.0} | ELSEWHERE | zeros("severe_toxicity")
CRITICISM = HARMLESS | {"toxicity": 0.1}

Slots = Mapping[str, tuple[str, ...]]

Subfamily = tuple[tuple[str, ...], Slots, dict[str, float], int]
SUBFAMILIES: dict[str, Subfamily] = {
    "person": (PERSON, SLOTS, CLEAN_ABUSE, 480),
    "person_shared": (SHARED_ONE, ONE_PERSON, CLEAN_ABUSE, 130),
    "person_foul": (PERSON_FOUL, SLOTS, FOUL_ABUSE, 300),
    "person_shared_foul": (SHARED_ONE_FOUL, ONE_PERSON, FOUL_ABUSE, 70),
    "things": (SHARED, THINGS, GRUDGE, 300),
    "thing": (SHARED_ONE, ONE_THING, GRUDGE, 170),
    "things_foul": (SHARED_FOUL, THINGS, FOUL_GRUDGE, 170),
    "thing_foul": (SHARED_ONE_FOUL, ONE_THING, FOUL_GRUDGE, 100),
    "trades": (SHARED, TRADES, SCORN, 240),
    "trade": (SHARED_ONE, ONE_TRADE, SCORN, 90),
    "trades_foul": (SHARED_FOUL, TRADES, FOUL_SCORN, 130),
    "groups": (SHARED, GROUPS, CLEAN_HATE, 480),
    "group_one": (SHARED_ONE, ONE_OF_GROUP, CLEAN_HATE, 220),
    "groups_foul": (SHARED_FOUL, GROUPS, FOUL_HATE, 220),
    "group_cursed": (GROUP_FOUL, SLOTS, FOUL_HATE, 190),
    "curses": (CURSES, SLOTS, CURSING, 440),
    "mentions": (MENTIONS, SLOTS, HARMLESS, 700),
    "flat_hate": (FLAT_HATE, SLOTS, CLEAN_HATE, 480),
    "hate_asked": (HATE_ASKED, SLOTS, CLEAN_HATE, 260),
    "fair_asked": (FAIR_ASKED, SLOTS, HARMLESS, 300),
    "then_hate": (THEN_HATE, SLOTS, CLEAN_HATE, 220),
    "then_praise": (THEN_PRAISE, SLOTS, HARMLESS, 220),
    "beside_group": (BESIDE_GROUP, SLOTS, GRUDGE, 160),
    "innocent_words": (INNOCENT_WORDS, SLOTS, OWNED, 260),
    "own_words": (OWN_WORDS, SLOTS, OWNED, 110),
    "slurred": (SLURRED, SLOTS, HATEFUL, 220),
    "compliments": (COMPLIMENTS, SLOTS, ROUGH_PRAISE, 150),
    "teasing": (TEASING, SLOTS, BANTER, 110),
    "foul_compliments": (FOUL_COMPLIMENTS, SLOTS, FOUL_PRAISE, 80),
    "fair_criticism": (FAIR_CRITICISM, SLOTS, CRITICISM, 290),
}
NOISY: dict[str, Subfamily] = {
    "noisy_hate": (NOISY_HATE, SLOTS, HATEFUL, 290),
    "noisy_insults": (NOISY_INSULTS, SLOTS, ABUSE, 170),
    "noisy_kind": (NOISY_KIND, SLOTS, HARMLESS, 260),
    "noisy_plain": (NOISY_PLAIN, SLOTS, HARMLESS, 220),
}


def write(chance: random.Random) -> Iterator[Row]:
    """All subfamilies, one after the other, and at last those with odd spellings."""
    for templates, slots, targets, count in SUBFAMILIES.values():
        placed = tuple("{opening} " + text + (" {closing}" if text[-1] in ".?!" else "") for text in templates)
        yield from tidied(drawn(placed, slots, targets, count, chance))
    for templates, slots, targets, count in NOISY.values():
        for row in tidied(drawn(templates, slots, targets, count, chance)):
            row.text = disguised(row.text, chance)
            yield row
