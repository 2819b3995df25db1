"""The tokenizer of a bundle: the one that the starting weights came with, cut down to the word pieces that are used.

A third of its pieces never occur in what people write to each other (other scripts, reserved places). Every piece is a
row of the largest table in the model. A word whose piece went is read in smaller ones, down to single characters.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from itertools import islice
from pathlib import Path

import numpy as np
from tokenizers import Tokenizer

from koko_training.shipped import TOKENIZER as TOKENIZER
from koko_training.start import whole_tokenizer

CONTINUED = "##"
CHUNK = 10_000


def fitted_tokenizer(texts: Iterable[str], size: int) -> str:
    """The `tokenizer.json` with the `size` pieces that these texts need most."""
    whole = whole_tokenizer()
    tokenizer = Tokenizer.from_str(whole)
    if size >= tokenizer.get_vocab_size():
        return whole
    counts = np.zeros(tokenizer.get_vocab_size(), np.int64)
    texts = iter(texts)
    while chunk := list(islice(texts, CHUNK)):
        for encoding in tokenizer.encode_batch(chunk):
            np.add.at(counts, encoding.ids, 1)
    return cut_down(whole, counts, size)


def cut_down(whole: str, counts: np.ndarray, size: int) -> str:
    """The tokenizer with the most frequent pieces, in their old order. Markers and single characters always stay."""
    tokenizer = json.loads(whole)
    vocabulary = tokenizer["model"]["vocab"]
    markers = {added["content"] for added in tokenizer["added_tokens"]}
    needed = {piece for piece in vocabulary if piece in markers or len(piece.removeprefix(CONTINUED)) == 1}
    if size < len(needed):
        raise SystemExit(f"[shape] vocabulary must be at least {len(needed)}: markers and single characters stay")
    others = sorted(vocabulary.keys() - needed, key=lambda piece: (-counts[vocabulary[piece]], vocabulary[piece]))
    kept = sorted(needed | set(others[: size - len(needed)]), key=vocabulary.__getitem__)
    number = {piece: place for place, piece in enumerate(kept)}
    tokenizer["model"]["vocab"] = number
    for added in tokenizer["added_tokens"]:
        added["id"] = number[added["content"]]
    for marker in tokenizer["post_processor"]["special_tokens"].values():
        marker["ids"] = [number[piece] for piece in marker["tokens"]]
    return json.dumps(tokenizer, ensure_ascii=False)


def pieces_of(tokenizer: str) -> dict[str, int]:
    """The word pieces of a `tokenizer.json`, with their ids."""
    return json.loads(tokenizer)["model"]["vocab"]


def whole_words(tokenizer: Path) -> np.ndarray:
    """The ids of pieces that are words of more than one letter."""
    pieces = pieces_of(tokenizer.read_text(encoding="utf-8"))
    return np.array(sorted(number for piece, number in pieces.items() if len(piece) > 1 and piece.isalpha()))


def kept_pieces(tokenizer: Path) -> np.ndarray:
    """For each piece of a tokenizer that was cut down, its row in the starting weights."""
    old, new = pieces_of(whole_tokenizer()), pieces_of(tokenizer.read_text(encoding="utf-8"))
    return np.array([old[piece] for piece in sorted(new, key=new.__getitem__)])


def windowed(tokenizer: str, max_tokens: int) -> Tokenizer:
    """A tokenizer that cuts every text at one window."""
    ready = Tokenizer.from_str(tokenizer)
    ready.enable_truncation(max_tokens)
    return ready
