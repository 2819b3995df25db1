"""Reads plain texts as the engine does: normalized, masked, cut into word pieces. For texts that no split holds."""

from __future__ import annotations

from koko_training.data import read_as_koko_does, tokenized
from koko_training.examples import Examples
from koko_training.rows import Row
from koko_training.settings import Settings
from koko_training.vocabulary import TOKENIZER, windowed


def read_texts(texts: list[str], settings: Settings) -> Examples:
    """The texts as rows without targets, in their order, read with the tokenizer of the run."""
    rows = [Row(text, {}) for text in texts]
    read_as_koko_does(rows, settings.normalizes)
    tokenizer = (settings.work / "data" / TOKENIZER).read_text(encoding="utf-8")
    return tokenized(rows, windowed(tokenizer, settings.max_tokens))
