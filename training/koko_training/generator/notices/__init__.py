"""The honest twins of `scams`: real delivery notes, codes, receipts, small ads, job ads, clubs, artists, warnings.

They speak of the same parcels, banks, coins and sums, with links and numbers, but nobody in them is out to cheat.
"""

from __future__ import annotations

import random
from collections.abc import Iterator

from koko_training.generator.grammar import drawn
from koko_training.generator.notices.caution import HEALTH, INVESTING, MONEY, NEWS, RULES, VICTIMS, WARNINGS
from koko_training.generator.notices.services import ACCOUNTS, APPOINTMENTS, BANKING, DELIVERY, OFFICIAL, SHOPS
from koko_training.generator.notices.slots import SLOTS
from koko_training.generator.notices.talk import FAMILY, FORUM, HELLO, LETTERS, LONGER, SHARING, SHORT, TALK
from koko_training.generator.notices.work import BUSINESS, CAUSES, CREATORS, EVENTS, MARKET, REVIEWS, WORK
from koko_training.labels import LABELS, zeros
from koko_training.rows import Row

HARMLESS = zeros(*LABELS)

GROUPS = (
    (DELIVERY, 190), (BANKING, 205), (OFFICIAL, 220), (APPOINTMENTS, 200), (FAMILY, 230), (WORK, 240),
    (BUSINESS, 205), (SHOPS, 200), (ACCOUNTS, 230), (SHARING, 250), (MARKET, 240), (CAUSES, 185), (CREATORS, 230),
    (WARNINGS, 230), (VICTIMS, 230), (INVESTING, 200), (MONEY, 210), (HEALTH, 185), (REVIEWS, 200), (EVENTS, 185),
    (FORUM, 185), (RULES, 185), (NEWS, 175), (HELLO, 200), (SHORT, 190), (LETTERS, 360), (TALK, 300), (LONGER, 420),
)  # fmt: skip
# Those whose templates can follow each other.
PLAIN = tuple(group for group in GROUPS if group[0] not in (SHORT, LETTERS, TALK, LONGER))


def write(chance: random.Random) -> Iterator[Row]:
    """Every kind of notice and talk on its own, and some messages that say two or three things."""
    for templates, count in GROUPS:
        yield from drawn(templates, SLOTS, HARMLESS, count, chance)
    longer = [" ".join(chance.sample(templates, chance.choice((2, 2, 3)))) for templates, _ in PLAIN for _ in range(30)]
    yield from drawn(longer, SLOTS, HARMLESS, 650, chance)
