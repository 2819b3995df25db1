"""Sets of harmless talk: everyday chat, questions to assistants, encyclopedic sentences, counter-speech.

They teach what the labels are not. Most are easy, so the configuration samples them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from hashlib import blake2b
from pathlib import Path

from koko_training.labels import LABELS, RUDENESS, zeros
from koko_training.rows import Row, read_table, read_tables

POSITIVE = {
    "admiration", "amusement", "approval", "caring", "curiosity", "desire", "excitement", "gratitude", "joy", "love",
    "optimism", "pride", "realization", "relief", "surprise",
}  # fmt: skip
FAMILY = ("toxicity", "severe_toxicity", "insult", "threat", "identity_attack")
FIRST_NAMES = (
    "Alex", "Sam", "Maria", "John", "Ahmed", "Priya", "Chen", "Olga",
    "Kwame", "Sofia", "David", "Fatima", "Lucas", "Emma", "Noah", "Yuki",
)  # fmt: skip
RELIGIONS = ["Christianity", "Islam", "Judaism", "Buddhism", "Hinduism", "Sikhism"]


@cache
def lexicon(data: Path) -> re.Pattern[str]:
    """Matches any entry of the English list of coarse words."""
    words = (data / "ldnoobw-lexicon" / "en.txt").read_text(encoding="utf-8").split("\n")
    return re.compile(
        r"(?<!\w)(?:" + "|".join(re.escape(word.strip()) for word in words if word.strip()) + r")(?!\w)", re.I
    )


def named(text: str) -> str:
    """Put a name where the set has [NAME]: the mark stands in harmless rows only, so the model would go by it."""
    choice = blake2b(text.encode(), digest_size=2).digest()
    text = text.replace("[NAME]", FIRST_NAMES[choice[0] % len(FIRST_NAMES)])
    return text.replace("[RELIGION]", RELIGIONS[choice[1] % len(RELIGIONS)])


def goemotions(folder: Path) -> Iterator[Row]:
    coarse = lexicon(folder.parent)
    for row in read_tables(folder, "train.csv.xz", "dev.csv"):
        emotions = set(row["emotions"].split("|"))
        targets = zeros("spam")
        if emotions <= POSITIVE | {"neutral"}:
            if not coarse.search(row["text"]):
                targets |= zeros(*FAMILY, "profanity", "sexual")
            elif emotions <= POSITIVE:
                targets |= zeros(*FAMILY)
        # Anger, disgust and the like are no toxicity labels: such rows only know that they are not spam.
        yield Row(named(row["text"]), targets, weight=1.0 if len(targets) > 1 else 0.5)


def wiki_identity(folder: Path) -> Iterator[Row]:
    for row in read_tables(folder, "train.tsv.xz", "dev.tsv"):
        yield Row(row["comment"], zeros(*RUDENESS))


def counterspeech(folder: Path) -> Iterator[Row]:
    for row in read_table(folder / "train.csv"):
        # These answers quote hateful words in order to reject them.
        targets = zeros("identity_attack", "threat", "severe_toxicity", "sexual", "self_harm", "spam") | {
            "toxicity": 0.1
        }
        yield Row(row["text"], targets)


def persona_chat(folder: Path) -> Iterator[Row]:
    coarse = lexicon(folder.parent)
    for row in read_table(folder / "train.csv.xz"):
        targets = zeros(*FAMILY, "spam") if coarse.search(row["text"]) else zeros(*LABELS)
        yield Row(row["text"], targets, group=row["conv"])


def harmless_xz(folder: Path) -> Iterator[Row]:
    for row in read_table(folder / "train.csv.xz"):
        yield Row(row["text"], zeros(*LABELS))


def harmless(folder: Path) -> Iterator[Row]:
    for row in read_table(folder / "train.csv"):
        yield Row(row["text"], zeros(*LABELS))
