"""Threats that name no violent act or hide it in a condition, and harmless texts that use the very same words."""

from __future__ import annotations

import random
from collections.abc import Iterator

from koko_training.generator.grammar import drawn
from koko_training.generator.menace.hints import DEADLINE, KNOWING, PITY, POLITE, REGRET, WALKING_AWAY
from koko_training.generator.menace.senders import (
    BLACKMAIL,
    BROKEN,
    CHATS,
    DOXXING,
    EXES,
    LETTERS,
    MIXED,
    OFFICIALS,
    THIRD,
)
from koko_training.generator.menace.slots import SLOTS
from koko_training.generator.menace.twins import (
    BANTER,
    CIVIC,
    CONSUMERS,
    DEADLINES,
    FICTION,
    MIXED_HARMLESS,
    NICE,
    OFFERS,
    PARCELS,
    PARENTS,
    PARTIES,
    SAFETY,
    SCAM_WARNINGS,
    VICTIMS,
)
from koko_training.labels import LABELS, ones, zeros
from koko_training.rows import Row

OTHERS = zeros("severe_toxicity", "insult", "profanity", "identity_attack", "sexual", "self_harm", "spam")
MENACING = ones("threat") | {"toxicity": 0.9} | OTHERS
# How bad a clear promise of injury is stays open, as it differs between the direct threats and these.
INJURING = {label: value for label, value in MENACING.items() if label != "severe_toxicity"} | {
    "toxicity": 1.0,
    "violence": 0.9,
}
COURTEOUS = MENACING | {"toxicity": 0.8}
# The pictures that a blackmailer has may well be intimate.
BLACKMAILING = {label: value for label, value in MENACING.items() if label != "sexual"}
HARMLESS = zeros(*LABELS)
# Victims quote what was said to them; how violent the quote is stays open.
TELLING = {label: value for label, value in HARMLESS.items() if label != "violence"} | {"threat": 0.2}


def write(chance: random.Random) -> Iterator[Row]:
    """Veiled and conditional threats, and then their harmless twins."""
    for templates, targets, count in (
        (KNOWING, MENACING, 330),
        (PITY, MENACING, 280),
        (DEADLINE, MENACING, 280),
        (REGRET, MENACING, 320),
        (WALKING_AWAY, INJURING, 350),
        (POLITE, COURTEOUS, 260),
        (BLACKMAIL, BLACKMAILING, 260),
        (DOXXING, MENACING, 220),
        (OFFICIALS, MENACING, 300),
        (CHATS, MENACING, 220),
        (THIRD, MENACING, 280),
        (EXES, MENACING, 200),
        (LETTERS, COURTEOUS, 220),
        (BROKEN, MENACING, 170),
        (MIXED, MENACING, 350),
    ):
        yield from drawn(templates, SLOTS, targets, count, chance)
    for templates, targets, count in (
        (PARCELS, HARMLESS, 270),
        (PARTIES, HARMLESS, 220),
        (DEADLINES, HARMLESS, 280),
        (CONSUMERS, HARMLESS, 270),
        (SAFETY, HARMLESS, 260),
        (BANTER, HARMLESS, 240),
        (VICTIMS, TELLING, 300),
        (FICTION, HARMLESS, 250),
        (PARENTS, HARMLESS, 220),
        (SCAM_WARNINGS, HARMLESS, 250),
        (OFFERS, HARMLESS, 200),
        (NICE, HARMLESS, 230),
        (CIVIC, HARMLESS, 240),
        (MIXED_HARMLESS, HARMLESS, 290),
    ):
        yield from drawn(templates, SLOTS, targets, count, chance)
