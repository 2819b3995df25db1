"""Capital letters as careful writers set them: the names of peoples and religions, and where a sentence starts."""

from __future__ import annotations

import re

from koko_training.generator.groups import GROUP_SLOTS, listed

# What people who write with care begin with a capital letter: the names of peoples and religions.
NAMED = (
    *(word for name in ("nationals", "believers", "ethnics", "adjective", "person") for word in GROUP_SLOTS[name]),
    *listed("friday, fridays, mondays, tuesdays, sundays, may, latin, rome"),
)
UNNAMED = set(
    listed("""
        people, the, women, men, of, faith, converts, to, believers, pagans, atheists, atheist, evangelicals, orthodox,
        witnesses, black, white, brown, blacks, colour, folks, mixed-race, travellers, minorities, middle, native,
        indigenous, trans, transgender, nonbinary, gay, lesbian, bisexual, queer, disabled, deaf, blind, autistic,
        foreign, immigrant, refugee, migrant, elderly, female, lgbt, man, woman, girl, person, homosexual, drag,
        queen, wheelchair, user, kid, amputee, with, down, syndrome, mentally, ill, asylum, seeker, foreigner,
        pensioner, single, mother, old, guy, may, east, south, pacific, islanders, gypsies, gypsy
    """)
)
NAME = re.compile(
    r"\b(?:" + "|".join(sorted({word for name in NAMED for word in name.split()} - UNNAMED)) + r")\b|\bi\b"
)
START = re.compile(r"(?:^|(?<=[.?!] ))[a-z]")


def cased(text: str) -> str:
    """The text with capital letters where a careful writer puts them."""
    text = NAME.sub(lambda name: name.group().capitalize(), text)
    return START.sub(lambda start: start.group().upper(), text)
