"""Targets from a finished model, so that a smaller one learns from its judgement as well (distillation).

Where people labelled a row, their word and the teacher's are mixed. Where nobody looked, the teacher's alone counts: so
a student is told everything about every row.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import numpy as np
from blake3 import blake3
from tokenizers import Tokenizer

from koko_training.examples import Examples
from koko_training.platt import sigmoid
from koko_training.scoring import logits_of, open_session
from koko_training.settings import Settings
from koko_training.vocabulary import TOKENIZER, windowed


def soft_targets(examples: Examples, settings: Settings, teacher: Path) -> Examples:
    """The same rows. `teacher_share` is how much the teacher's word counts where a label is known, from 0 to 1."""
    share, threads = settings.section("train")["teacher_share"], settings.threads
    model = teacher / "quantize" / "model.onnx"
    if not model.exists():
        raise SystemExit(f"{model} is missing: --teacher wants a work folder in which `quantize` has run")
    # The teacher may know other word pieces.
    before, after = (
        windowed((work / "data" / TOKENIZER).read_text(encoding="utf-8"), settings.max_tokens)
        for work in (settings.work, teacher)
    )
    opinion = opinion_of(model, examples, settings.work / "data", threads, lambda: reread(examples, before, after))
    targets, known = examples.targets.copy(), examples.known.copy()
    outputs = opinion.shape[1]
    mixed = (1 - share) * targets[:, :outputs] + share * opinion
    targets[:, :outputs] = np.where(known[:, :outputs], mixed, opinion)
    known[:, :outputs] = True
    return replace(examples, targets=targets, known=known)


def opinion_of(
    model: Path, examples: Examples, kept_in: Path, threads: int, as_read: Callable[[], Examples] | None = None
) -> np.ndarray:
    """What a graph says about each row, before calibration. `as_read` gives the rows in its own pieces.

    It is kept: another student of the same rows, or this one after a stop, need not ask again.
    """
    asked = blake3(model.read_bytes() + examples.ids.tobytes()).hexdigest()[:16]
    kept = kept_in / f"opinion-{asked}.npy"
    if not kept.exists():
        rows = examples if as_read is None else as_read()
        opinion = sigmoid(logits_of(open_session(model, threads), rows, "opinion"))
        np.save(kept, opinion.astype(np.float32))
    return np.load(kept)


def reread(examples: Examples, before: Tokenizer, after: Tokenizer) -> Examples:
    """The same texts in the word pieces of another tokenizer. Both must split words alike."""
    texts = before.decode_batch([examples.row(number).tolist() for number in range(len(examples))])
    encodings = after.encode_batch(texts)
    lengths = [len(encoding.ids) for encoding in encodings]
    ids = np.array([token for encoding in encodings for token in encoding.ids], np.int32)
    return replace(examples, ids=ids, starts=np.concatenate([[0], np.cumsum(lengths, dtype=np.int64)]))
