"""Attacks on groups in polite words: implied, joked, asked, told as an anecdote, wished, with no slur and no swearing.

Half of the rows are harmless twins with the same nouns and verbs: denied, refuted, debated, remembered, lived through,
or said of bodies and things.
"""

from __future__ import annotations

import random
from collections.abc import Iterator, Mapping, Sequence

from koko_training.generator.grammar import drawn, fill
from koko_training.generator.hate import tidied
from koko_training.generator.implied.capitals import cased
from koko_training.generator.implied.claims import FANTASIES, LESSER, NEVER, PESTS, REPLACED, STEREOTYPED
from koko_training.generator.implied.denials import DEBATE, HEATED, NEGATED, NEGATED_LATE, QUOTED
from koko_training.generator.implied.guises import IRONY, NEIGHBOURS, POLITE, PRONOUNS
from koko_training.generator.implied.peoples import FROM_ABROAD, PEOPLES
from koko_training.generator.implied.scenes import EXPERIENCED, OBJECTS, OWN_STORIES, ROLES, SCENES
from koko_training.generator.implied.slots import SLOTS
from koko_training.labels import LABELS, ones, zeros
from koko_training.rows import Row

# How many comments are longer: several sentences of one mind.
LONGER = 0.15

HATE = ones("identity_attack") | {"toxicity": 0.95} | zeros("profanity", "sexual", "self_harm", "spam")
PLAIN = HATE | zeros("threat", "violence")
# Jokes and hints are found less rude than they are hateful.
HINTED = PLAIN | {"toxicity": 0.9}
# Who speaks of vermin may mean to exterminate: threat and violence stay open here.
LOWEST = HATE | ones("toxicity") | {"severe_toxicity": 0.6}
THREATENING = HATE | ones("toxicity") | {"threat": 0.85, "severe_toxicity": 0.8, "violence": 0.75}

HATEFUL: dict[str, tuple[tuple[str, ...], dict[str, float], int]] = {
    "lesser": (LESSER, PLAIN, 700),
    "stereotyped": (STEREOTYPED, PLAIN, 750),
    "replaced": (REPLACED, PLAIN, 700),
    "irony": (IRONY, HINTED, 700),
    "pests": (PESTS, LOWEST, 600),
    "never": (NEVER, PLAIN, 800),
    "fantasies": (FANTASIES, THREATENING, 550),
    "polite": (POLITE, PLAIN, 700),
    "neighbours": (NEIGHBOURS, HINTED, 650),
    "pronouns": (PRONOUNS, PLAIN, 650),
}

HARMLESS = zeros(*LABELS)
# Quotes and reports may speak of violence: whether they carry that label stays open.
REPORTED = zeros(*(label for label in LABELS if label != "violence"))
QUOTING = REPORTED | {"toxicity": 0.1}
HEAT = zeros("identity_attack", "threat", "severe_toxicity", "profanity", "sexual", "self_harm", "spam")
ANGRY = HEAT | {"toxicity": 0.3}
SCORN = HEAT | {"toxicity": 0.4}
GRUMBLING = zeros("identity_attack", "threat", "severe_toxicity", "sexual", "self_harm", "spam", "profanity", "insult")
TWINS: dict[str, tuple[tuple[str, ...], dict[str, float], int]] = {
    "negated": (NEGATED, HARMLESS, 1100),
    "negated_late": (NEGATED_LATE, HARMLESS, 800),
    "quoted": (QUOTED, QUOTING, 700),
    "heated": (HEATED, ANGRY, 450),
    "debate": (DEBATE, REPORTED, 750),
    "own_stories": (OWN_STORIES, HARMLESS, 650),
    "scenes": (SCENES, HARMLESS, 700),
    "objects": (OBJECTS, GRUMBLING | {"toxicity": 0.1}, 500),
    "roles": (ROLES, SCORN, 550),
    "experienced": (EXPERIENCED, REPORTED, 650),
}


def comment(templates: Sequence[str], chance: random.Random) -> str:
    """A template or, at times, two of them, with room for another sentence before and after."""
    chosen = chance.sample(templates, 2 if chance.random() < LONGER else 1)
    closed = (text if text[-1] in ".?!" else text + "{stop}" for text in chosen)
    return "{before} " + " ".join(closed) + " {after}"


def bound(slots: Mapping[str, Sequence[str]], chance: random.Random) -> dict[str, Sequence[str]]:
    """The slots for one text, which speaks of one group in one place, however often it names them."""
    fixed = {name: (fill(f"{{{name}}}", slots, chance),) for name in ("plural", "foreign", "area", "town", "unnamed")}
    if chance.random() < 0.6:
        plural, person, adjective = chance.choice(PEOPLES)
        fixed |= {"plural": (plural,), "person": (person,), "adjective": (adjective,)}
        if plural in FROM_ABROAD:
            fixed["foreign"] = (plural,)
    return {**slots, **fixed}


def written(
    templates: Sequence[str],
    slots: Mapping[str, Sequence[str]],
    targets: Mapping[str, float],
    count: int,
    chance: random.Random,
) -> Iterator[Row]:
    """`count` different comments, half of them with careful capital letters."""
    seen: set[str] = set()
    while len(seen) < count:
        for row in tidied(drawn([comment(templates, chance)], bound(slots, chance), targets, 1, chance)):
            if row.text in seen:
                continue
            seen.add(row.text)
            if row.text.count(".") == 1 and chance.random() < 0.4:
                row.text = row.text.removesuffix(".")
            if chance.random() < 0.5:
                row.text = cased(row.text)
            yield row


def write(chance: random.Random) -> Iterator[Row]:
    """All hateful subfamilies, then all their twins."""
    for templates, targets, count in (*HATEFUL.values(), *TWINS.values()):
        yield from written(templates, SLOTS, targets, count, chance)
