"""Puts a text together: opening, scene, core, middle and closing, told in sentences or by two speakers."""

from __future__ import annotations

import random
from collections.abc import Iterator, Mapping, Sequence

from koko_training.generator import everyday
from koko_training.generator.grammar import fill
from koko_training.generator.longer.harmless import PEACEFUL
from koko_training.generator.longer.parts import Core, Genre
from koko_training.generator.longer.private import CHATLOG
from koko_training.generator.longer.slots import HE, SHE, SLOTS
from koko_training.rows import Row

SHORTEST, LONGEST = 40, 150
# How many drafts of one text may be too short, too long or known before we go on without it.
PATIENCE = 60

# Everyday talk for between the sentences. Children and schools have no place beside adult scenes.
FILLERS = tuple(
    text for text in everyday.CHAT if not any(word in text for word in ("{kid}", "daycare", "{subject}", "{who}"))
)


def composed(core: Core, chance: random.Random) -> Iterator[Row]:
    """Up to as many different texts as the core wants, none of them much shorter or longer than we promise."""
    seen: set[str] = set()
    misses = 0
    while len(seen) < core.count and misses < PATIENCE:
        text = draft(core, chance.choice(core.genres), chance)
        if text in seen or not SHORTEST <= len(text.split()) <= LONGEST:
            misses += 1
            continue
        misses = 0
        seen.add(text)
        yield Row(text, dict(core.targets))


def draft(core: Core, genre: Genre, chance: random.Random) -> str:
    """One text: opening, scene, core, middle and closing. Now and then it starts or ends with its core."""
    names = cast(chance)

    def told(sentence: str, slots: Mapping[str, Sequence[str]] = SLOTS) -> str:
        return fill(sentence, {**slots, **names}, chance)

    heart = [told(one, core.slots) for one in chance.sample(core.sentences, chance.choice(core.depth))]
    if core.goes_on:
        heart += [told(one) for one in chance.sample(core.goes_on, chance.choice((0, 0, 1, 2, 3)))]
    length = chance.randint(SHORTEST, LONGEST) - sum(len(one.split()) for one in heart)
    scene = [told(one) for one in chance.sample(genre.scene, len(genre.scene))]
    middle = [told(one) for one in chance.sample(genre.middle, len(genre.middle))]
    opening = [told(chance.choice(genre.openings))] if chance.random() < 0.85 else []
    closing = [told(chance.choice(genre.closings))] if chance.random() < 0.75 else []
    before: list[str] = []
    after: list[str] = []
    ahead = chance.choice((0.15, 0.4, 0.6, 0.6, 0.85))
    while length > sum(len(one.split()) for one in before + after) and (scene or middle):
        side, pool = (before, scene or middle) if chance.random() < ahead else (after, middle or scene)
        if genre.chatty and chance.random() < 0.18:
            if chance.random() < 0.6:
                side.append(fill(chance.choice(FILLERS), everyday.SLOTS, chance))
            else:
                side.append(told(chance.choice(PEACEFUL)))
        else:
            side.append(pool.pop())
    core_told = set(heart)
    if len(heart) > 1 and after and chance.random() < 0.3:
        after.insert(chance.randrange(len(after)) + 1, heart.pop())
    sentences = [*opening, *before, *heart, *after, *closing]
    if genre is CHATLOG:
        return dialogue(sentences, core_told, chance)
    text = " ".join(map(ended, sentences))
    return " ".join(text.split())


def cast(chance: random.Random) -> dict[str, tuple[str, ...]]:
    """The people of one text and where it takes place, which do not change within it."""
    names: dict[str, tuple[str, ...]] = {slot: (chance.choice(SLOTS[slot]),) for slot in ("town", "street", "kin")}
    taken: set[str] = set()
    for slot in ("a", "b"):
        pool, pronouns = chance.choice(((SHE, ("she", "her", "her")), (HE, ("he", "him", "his"))))
        name = chance.choice([name for name in pool if name not in taken])
        taken.add(name)
        names |= {slot: (name,)} | {
            f"{slot}_{form}": (pronoun,) for form, pronoun in zip(("she", "her", "hers"), pronouns, strict=True)
        }
    return names


def ended(sentence: str) -> str:
    """The sentence with a capital letter and a stop, as long texts have them."""
    at = 1 if sentence[:1] in ('"', "*", "(") else 0
    sentence = sentence[:at] + sentence[at : at + 1].upper() + sentence[at + 1 :]
    return sentence if sentence[-1] in '.?!,:*)"…' or not sentence[-1].isascii() else sentence + "."


def dialogue(turns: list[str], core: set[str], chance: random.Random) -> str:
    """The sentences as turns of two speakers. One may say two things in a row, and one of them says all of the core."""
    speakers = chance.choice(
        (("A", "B"), ("A", "B"), ("Me", "Them"), ("user1", "user2"), (chance.choice(SHE), chance.choice(HE)))
    )
    joint = chance.choice(("\n", "\n", " ", " / "))
    small = chance.random() < 0.6
    at, owner = chance.randrange(2), chance.randrange(2)
    told: list[str] = []
    for turn in turns:
        at = owner if turn in core else at
        told.append(f"{speakers[at]}: {turn.lower() if small else turn}")
        if chance.random() < 0.85:
            at = 1 - at
    return joint.join(told)
