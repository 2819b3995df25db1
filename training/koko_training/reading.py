"""Reads plain texts as the engine does: normalized, masked, cut into word pieces. For texts that no split holds."""

from __future__ import annotations

from koko_training.data import read_as_koko_does, tokenized
from koko_training.examples import Examples
from koko_training.rows import Row
from koko_training.settings import Settings
from koko_training.vocabulary import windowed


def read_texts(texts: list[str], settings: Settings, tokenizer: str, max_tokens: int) -> Examples:
    """The texts as rows without targets, in their order, read with this tokenizer."""
    rows = [Row(text, {}) for text in texts]
    read_as_koko_does(rows, settings.normalizes)
    return tokenized(rows, windowed(tokenizer, max_tokens))
