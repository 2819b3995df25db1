"""Cries for help in everyday and indirect words, and texts in the same words that are about something else.

No text names a method: there are only feelings, hints, goodbyes, worry about somebody, and help.
"""

from __future__ import annotations

import random
from collections.abc import Iterator

from koko_training.generator.distress.elsewhere import (
    ACADEMIC,
    BETTER_OFF,
    CUTTING,
    FICTION,
    MOVING,
    PLAIN_QUESTIONS,
    QUITTING,
    RETIRING,
)
from koko_training.generator.distress.feelings import BURDEN, FAREWELLS, NOT_WAKING, RELAPSES, SECRET, VAGUE
from koko_training.generator.distress.slots import SLOTS
from koko_training.generator.distress.sorrow import GRIEF, HOTLINES, HYPERBOLE, LONELY_POSTS, RECOVERY, REPLIES, SADNESS
from koko_training.generator.distress.voices import ASKED, BROKEN, FRIENDS, GROWN, POSTS, TEXTED, URGED, YOUNG
from koko_training.generator.grammar import drawn
from koko_training.labels import LABELS, ones, zeros
from koko_training.rows import Row

OTHERS = zeros(*(label for label in LABELS if label != "self_harm"))
DISCLOSED = ones("self_harm") | OTHERS
HINTED = {"self_harm": 0.8} | OTHERS
FOR_A_FRIEND = {"self_harm": 0.7} | OTHERS
# Whether such a wish is an insult or a threat as well stays open.
ENCOURAGING = (
    ones("self_harm", "toxicity")
    | {"severe_toxicity": 0.7}
    | zeros("profanity", "identity_attack", "sexual", "violence", "spam")
)
HARMLESS = zeros(*LABELS)
SAD = HARMLESS | {"self_harm": 0.05}
INFORMING = HARMLESS | {"self_harm": 0.15}


def write(chance: random.Random) -> Iterator[Row]:
    """Disclosures and worries, words that push somebody towards it, and then the harmless twins."""
    for templates, targets, count in (
        (BURDEN, DISCLOSED, 280),
        (NOT_WAKING, DISCLOSED, 360),
        (FAREWELLS, DISCLOSED, 320),
        (RELAPSES, DISCLOSED, 280),
        (YOUNG, DISCLOSED, 250),
        (GROWN, DISCLOSED, 280),
        (POSTS, DISCLOSED, 380),
        (TEXTED, DISCLOSED, 220),
        (ASKED, DISCLOSED, 280),
        (SECRET, DISCLOSED, 200),
        (BROKEN, DISCLOSED, 140),
        (VAGUE, HINTED, 220),
        (FRIENDS, FOR_A_FRIEND, 320),
        (URGED, ENCOURAGING, 330),
    ):
        yield from drawn(templates, SLOTS, targets, count, chance)
    for templates, targets, count in (
        (HYPERBOLE, HARMLESS, 320),
        (SADNESS, SAD, 400),
        (GRIEF, HARMLESS, 220),
        (LONELY_POSTS, SAD, 320),
        (RECOVERY, HARMLESS, 150),
        (HOTLINES, INFORMING, 240),
        (REPLIES, HARMLESS, 230),
        (ACADEMIC, INFORMING, 230),
        (FICTION, HARMLESS, 220),
        (QUITTING, HARMLESS, 240),
        (MOVING, HARMLESS, 240),
        (RETIRING, HARMLESS, 190),
        (CUTTING, HARMLESS, 220),
        (BETTER_OFF, HARMLESS, 280),
        (PLAIN_QUESTIONS, HARMLESS, 230),
    ):
        yield from drawn(templates, SLOTS, targets, count, chance)
