"""Texts of many sentences in a dozen genres: a frame that harms nobody, and a core that decides about the targets.

Harmful and harmless texts share their frames, so that only the core tells them apart, wherever it stands.
"""

from __future__ import annotations

import random
from collections.abc import Iterator

from koko_training.generator import hate
from koko_training.generator.longer.drafts import composed
from koko_training.generator.longer.harmful import (
    ABUSE,
    BLOODY,
    BLOODY_PLAY,
    BLOODY_WITNESS,
    CONFESSED_SEX,
    DESPAIR,
    DESPAIR_CHAT,
    PITCH,
    SENSUAL,
    SENSUAL_PLAY,
    SEXTING,
    SHAMING,
    TIRADE,
    TIRADE_GOES_ON,
    VEILED_VOWS,
    VOWS_OF_VIOLENCE,
)
from koko_training.generator.longer.harmless import (
    BROTHERHOOD,
    COMPLAINT,
    COURT,
    FIGHTING_WORDS,
    GRIEF,
    HARMLESS_CHAT,
    HARMLESS_HEAT,
    HISTORY,
    ILLNESS,
    KITCHEN,
    NUISANCES,
    OBJECTIONS,
    OFFERS,
    PEACEFUL,
    PRAISE,
    PROMISES,
    STAGED,
    SUFFERED,
    TENDER,
    TENDER_PLAY,
)
from koko_training.generator.longer.parts import Core
from koko_training.generator.longer.private import CHATLOG, DIARY, LETTER, NOTE, ROLEPLAY, STORY
from koko_training.generator.longer.public import BLOG, POST, RANT, REPORT, REVIEW, SPEECH
from koko_training.labels import LABELS, RUDENESS, ones, zeros
from koko_training.rows import Row

HARMLESS = zeros(*LABELS)
ADULT_SCENE = HARMLESS | {"sexual": 1.0, "toxicity": 0.1}
CRUEL_SCENE = zeros("identity_attack", "threat", "sexual", "self_harm", "spam", "insult", "profanity") | {
    "violence": 1.0,
    "toxicity": 0.3,
}
TIRADES = ones("identity_attack", "toxicity") | zeros("spam", "self_harm", "sexual")
ABUSING = ones("insult", "toxicity") | zeros("identity_attack", "threat", "sexual", "self_harm", "spam", "profanity")
VIOLENT_VOW = ones("threat", "toxicity") | {"violence": 0.8} | zeros("self_harm", "spam", "sexual", "identity_attack")
VEILED_VOW = ones("threat", "toxicity") | zeros("self_harm", "spam", "sexual", "identity_attack", "profanity")
DESPAIRING = ones("self_harm") | zeros(*RUDENESS, "spam", "sexual")
PITCHING = ones("spam") | zeros(*RUDENESS, "sexual", "self_harm", "violence")
WITNESSED = CRUEL_SCENE | {"toxicity": 0.2}
# Whom a quoted attack or a threat against the writer comes from is not the writer.
QUOTED = {"toxicity": 0.1} | zeros("identity_attack", "threat", "violence", "sexual", "self_harm", "spam")
COMPLAINED_OF = {"toxicity": 0.1, "threat": 0.1} | zeros("identity_attack", "insult", "sexual", "self_harm", "spam")
REPORTED = HARMLESS | {"violence": 0.3}
REMEMBERED = HARMLESS | {"violence": 0.2}
ANGRY = HARMLESS | {"toxicity": 0.1}
GRIEVING = HARMLESS | {"self_harm": 0.05}
DEEP = (1, 1, 2, 3, 4)
# Short attacks from the other families, which here drown in a long text.
BORROWED_HATE = (*hate.DEHUMANISING, *hate.DEROGATION, *hate.EXCLUSION, *hate.DISGUST)
OPINIONATED = (RANT, POST, BLOG, SPEECH, LETTER, REVIEW, DIARY, NOTE)

CORES: dict[str, Core] = {
    "adult_scene": Core(SENSUAL, (STORY,), ADULT_SCENE, 230, DEEP),
    "adult_confession": Core(CONFESSED_SEX, (POST, DIARY, BLOG, NOTE), ADULT_SCENE, 180),
    "adult_chat": Core(SEXTING, (CHATLOG,), ADULT_SCENE, 100),
    "adult_play": Core(SENSUAL_PLAY, (ROLEPLAY,), ADULT_SCENE, 120),
    "cruel_scene": Core(BLOODY, (STORY,), CRUEL_SCENE, 250, DEEP),
    "cruel_witness": Core(BLOODY_WITNESS, (POST, DIARY, REPORT, BLOG), WITNESSED, 180),
    "cruel_play": Core(BLOODY_PLAY, (ROLEPLAY,), CRUEL_SCENE, 120),
    "tirade": Core(TIRADE, OPINIONATED, TIRADES, 330, (1, 2), goes_on=TIRADE_GOES_ON),
    "tirade_borrowed": Core(BORROWED_HATE, OPINIONATED, TIRADES, 230, (1, 1, 2), hate.HATE_SLOTS),
    "tirade_chat": Core(TIRADE, (CHATLOG, ROLEPLAY), TIRADES, 80, (1, 2), goes_on=TIRADE_GOES_ON),
    "abuse": Core(ABUSE, (LETTER, NOTE, CHATLOG), ABUSING, 250, DEEP),
    "shaming": Core(SHAMING, (POST, RANT, REVIEW, BLOG, SPEECH), ABUSING, 170),
    "violent_vow": Core(VOWS_OF_VIOLENCE, (LETTER, NOTE, CHATLOG), VIOLENT_VOW, 230),
    "veiled_vow": Core(VEILED_VOWS, (LETTER, NOTE, CHATLOG), VEILED_VOW, 130),
    "despair": Core(DESPAIR, (DIARY, POST, NOTE, BLOG), DESPAIRING, 300, DEEP),
    "despair_chat": Core(DESPAIR_CHAT, (CHATLOG,), DESPAIRING, 100),
    "pitch": Core(PITCH, (POST, REVIEW, BLOG, LETTER, CHATLOG), PITCHING, 250),
    "tender": Core(TENDER, (STORY,), HARMLESS, 300, DEEP),
    "tender_confession": Core(HARMLESS_HEAT, (POST, DIARY, BLOG, NOTE), HARMLESS, 220),
    "tender_play": Core(TENDER_PLAY, (ROLEPLAY,), HARMLESS, 200),
    "fighting_words": Core(FIGHTING_WORDS, (POST, DIARY, BLOG), HARMLESS, 150),
    "staged": Core(STAGED, (STORY,), HARMLESS, 150, DEEP),
    "illness": Core(ILLNESS, (POST, DIARY, BLOG, NOTE), HARMLESS, 150),
    "kitchen": Core(KITCHEN, (BLOG, POST, DIARY, REVIEW), HARMLESS, 140),
    "court": Core(COURT, (REPORT, BLOG), REPORTED, 150),
    "history": Core(HISTORY, (SPEECH, REPORT, BLOG, REVIEW), REMEMBERED, 140),
    "grief": Core(GRIEF, (DIARY, POST, NOTE, BLOG), GRIEVING, 220, DEEP),
    "complaint": Core(COMPLAINT, (LETTER, RANT, REVIEW), ANGRY, 230, DEEP),
    "brotherhood": Core(BROTHERHOOD, OPINIONATED, HARMLESS, 300, DEEP),
    "objections": Core(OBJECTIONS, OPINIONATED, QUOTED, 150),
    "suffered": Core(SUFFERED, (POST, DIARY, BLOG, NOTE), COMPLAINED_OF, 130),
    "nuisances": Core(NUISANCES, (RANT, POST, BLOG, REVIEW), ANGRY, 150, DEEP),
    "praise": Core(PRAISE, (NOTE, LETTER, CHATLOG), HARMLESS, 180, DEEP),
    "promises": Core(PROMISES, (NOTE, LETTER, CHATLOG), HARMLESS, 170),
    "peaceful": Core(PEACEFUL, (STORY, POST, DIARY, RANT, REVIEW, BLOG, SPEECH, REPORT), HARMLESS, 180),
    "offers": Core(OFFERS, (POST, REVIEW, BLOG, LETTER, REPORT), HARMLESS, 160),
    "harmless_chat": Core(HARMLESS_CHAT, (CHATLOG,), HARMLESS, 250, DEEP),
}


def write(chance: random.Random) -> Iterator[Row]:
    """All cores, one after the other, each in its genres."""
    for core in CORES.values():
        yield from composed(core, chance)
