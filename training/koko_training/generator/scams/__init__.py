"""Scams and spam of these years, theme by theme: parcel fees, task jobs, airdrops, recovery agents, romance bait.

They use invented firms only. `notices` holds their twins, which look alike and are harmless, and uses `shared`, too.
"""

from __future__ import annotations

import random
from collections.abc import Iterator

from koko_training.generator.grammar import drawn
from koko_training.generator.scams.accounts import ACCOUNTS, CHANNEL, PARCEL, SUPPORT
from koko_training.generator.scams.money import BANK, BETTING, CHARITY, CRYPTO, LOTTERY, OFFICIAL, RECOVERY, TRADING
from koko_training.generator.scams.offers import BROKEN, LETTERS, MARKET, PITCH, SELLING, STORIES, TEASERS
from koko_training.generator.scams.people import DATING, FAMILY, JOBS, ROMANCE, TEAM
from koko_training.generator.scams.slots import SLOTS
from koko_training.labels import LABELS, ones, zeros
from koko_training.rows import Row

SPAM = zeros(*LABELS) | ones("spam")

GROUPS = (
    (PARCEL, 295), (BANK, 315), (OFFICIAL, 305), (FAMILY, 295), (JOBS, 325), (CRYPTO, 340), (RECOVERY, 305),
    (SUPPORT, 310), (ACCOUNTS, 310), (MARKET, 330), (ROMANCE, 330), (TRADING, 340), (LOTTERY, 325), (CHARITY, 270),
    (SELLING, 330), (PITCH, 330), (DATING, 280), (BETTING, 305), (TEAM, 280), (CHANNEL, 310), (TEASERS, 340),
    (STORIES, 340), (LETTERS, 305), (BROKEN, 295),
)  # fmt: skip
# Those whose templates can follow each other.
PLAIN = tuple(group for group in GROUPS if group[0] not in (TEASERS, STORIES, LETTERS, BROKEN))


def write(chance: random.Random) -> Iterator[Row]:
    """Every theme on its own, and some messages that pitch the same thing twice."""
    for templates, count in GROUPS:
        yield from drawn(templates, SLOTS, SPAM, count, chance)
    longer = [" ".join(chance.sample(templates, 2)) for templates, _ in PLAIN for _ in range(25)]
    yield from drawn(longer, SLOTS, SPAM, 500, chance)
