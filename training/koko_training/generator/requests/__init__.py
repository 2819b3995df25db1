"""What people type to a chat assistant or an image generator: requests for harm, and requests that only sound like it.

Both are asked for in the same words ("write me", "how do i", "can you"), so that these words say nothing.
A harmful request names its topic and never holds what it asks for.
"""

from __future__ import annotations

import random
from collections.abc import Iterator, Mapping

from koko_training.generator.grammar import drawn
from koko_training.generator.hate import tidied
from koko_training.generator.requests.context import in_context
from koko_training.generator.requests.harmful import (
    HATE_REQUESTS,
    INSULT_REQUESTS,
    SCAM_REQUESTS,
    SELF_HARM_REQUESTS,
    SEXUAL_IMAGES,
    SEXUAL_TEXTS,
    THREAT_REQUESTS,
    VIOLENT_ACTS,
    VIOLENT_TEXTS,
)
from koko_training.generator.requests.harmless import (
    COMPUTING,
    FAIR,
    GROWING,
    HOUSEHOLD,
    LANGUAGE,
    LEARNING,
    LETTERS,
    LOW,
    MEDICAL,
    PLAYING,
    STAGING,
)
from koko_training.generator.requests.slots import TOOLED
from koko_training.labels import LABELS, RUDENESS, ones, zeros
from koko_training.rows import Row

FEWEST = 5

HARMLESS = zeros(*LABELS)
ASKED_SEXUAL = HARMLESS | {"sexual": 0.9}
del ASKED_SEXUAL["toxicity"]
ASKED_VIOLENCE = {"violence": 0.9} | zeros("identity_attack", "insult", "profanity", "sexual", "self_harm", "spam")
ASKED_HATE = {"identity_attack": 0.9, "toxicity": 0.8} | zeros("threat", "sexual", "self_harm", "spam", "profanity")
ASKED_THREAT = {"threat": 0.7, "toxicity": 0.7} | zeros("identity_attack", "sexual", "self_harm", "spam", "profanity")
ASKED_INSULT = {"insult": 0.7, "toxicity": 0.7} | zeros(
    "identity_attack", "threat", "sexual", "self_harm", "spam", "profanity", "violence"
)
ASKED_SELF_HARM = ones("self_harm") | zeros("identity_attack", "sexual", "spam", "profanity")
ASKED_SCAM = {"spam": 0.6} | zeros(*RUDENESS[1:], "sexual", "self_harm", "violence")
SUPPORTED = HARMLESS | {"self_harm": 0.15}

GROUPS: dict[str, tuple[tuple[str, ...], Mapping[str, float], int]] = {
    "sexual_texts": (SEXUAL_TEXTS, ASKED_SEXUAL, 340),
    "sexual_images": (SEXUAL_IMAGES, ASKED_SEXUAL, 220),
    "violent_texts": (VIOLENT_TEXTS, ASKED_VIOLENCE, 300),
    "violent_acts": (VIOLENT_ACTS, ASKED_VIOLENCE, 260),
    "hate": (HATE_REQUESTS, ASKED_HATE, 500),
    "threats": (THREAT_REQUESTS, ASKED_THREAT, 230),
    "insults": (INSULT_REQUESTS, ASKED_INSULT, 240),
    "self_harm": (SELF_HARM_REQUESTS, ASKED_SELF_HARM, 340),
    "scams": (SCAM_REQUESTS, ASKED_SCAM, 270),
    "computing": (COMPUTING, HARMLESS, 380),
    "playing": (PLAYING, HARMLESS, 320),
    "household": (HOUSEHOLD, HARMLESS, 370),
    "staging": (STAGING, HARMLESS, 400),
    "medical": (MEDICAL, HARMLESS, 340),
    "learning": (LEARNING, HARMLESS, 460),
    "language": (LANGUAGE, HARMLESS, 360),
    "growing": (GROWING, HARMLESS, 420),
    "fair": (FAIR, HARMLESS, 400),
    "letters": (LETTERS, HARMLESS, 340),
    "low": (LOW, SUPPORTED, 230),
}


def write(chance: random.Random) -> Iterator[Row]:
    """All groups, one after the other, without the rows that are too short to be a request."""
    for templates, targets, count in GROUPS.values():
        for row in tidied(drawn(templates, TOOLED, targets, count, chance)):
            if len(row.text.split()) >= FEWEST:
                row.text = in_context(row.text, chance)
                yield row
