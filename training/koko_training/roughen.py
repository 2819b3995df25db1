"""Small slips of the keyboard, so that the model has seen some. Case needs none: the tokenizer folds it."""

from __future__ import annotations

import random


def roughen(text: str, chance: random.Random) -> str:
    """The same text with one slip: two letters swapped, one dropped or doubled, an apostrophe or the last stop lost."""
    slip = chance.choice((swap, drop, double, without_apostrophes, without_last_stop))
    return slip(text, chance) or text


def _inside_a_word(text: str, chance: random.Random) -> int | None:
    """A place with a letter on both sides. First letters stay: people seldom get them wrong."""
    places = [at for at in range(1, len(text) - 2) if text[at - 1 : at + 2].isalpha()]
    return chance.choice(places) if places else None


def swap(text: str, chance: random.Random) -> str:
    at = _inside_a_word(text, chance)
    return text if at is None else text[:at] + text[at + 1] + text[at] + text[at + 2 :]


def drop(text: str, chance: random.Random) -> str:
    at = _inside_a_word(text, chance)
    return text if at is None else text[:at] + text[at + 1 :]


def double(text: str, chance: random.Random) -> str:
    at = _inside_a_word(text, chance)
    return text if at is None else text[: at + 1] + text[at:]


def without_apostrophes(text: str, _: random.Random) -> str:
    return text.replace("'", "").replace("’", "")


def without_last_stop(text: str, _: random.Random) -> str:
    return text.rstrip(".!?")
