"""What a text is made of: a genre around it and a core that decides about its targets."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from koko_training.generator.longer.slots import SLOTS


class Genre(NamedTuple):
    """The harmless frame of a text. The middle stands behind the core more often than before it."""

    openings: tuple[str, ...]
    scene: tuple[str, ...]
    middle: tuple[str, ...]
    closings: tuple[str, ...]
    # Everyday sentences may stand in it, too.
    chatty: bool = False


class Core(NamedTuple):
    """What decides about the targets of a text, the genres that it stands in, and how many rows we want of it."""

    sentences: tuple[str, ...]
    genres: tuple[Genre, ...]
    targets: Mapping[str, float]
    count: int
    # How many sentences of the core one text has.
    depth: tuple[int, ...] = (1, 1, 2)
    slots: Mapping[str, Sequence[str]] = SLOTS
    # Sentences that speak of those whom the core has named.
    goes_on: tuple[str, ...] = ()
