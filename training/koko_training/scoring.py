"""Runs a graph over prepared rows, as the engine will: small batches of about equal length."""

from __future__ import annotations

import time
from pathlib import Path

import numpy as np
import onnxruntime
from tqdm import tqdm

from koko_training.examples import Examples, sorted_batches

BATCH = 8


def open_session(model: Path | bytes, threads: int) -> onnxruntime.InferenceSession:
    """A session with a fixed number of threads."""
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = threads
    options.inter_op_num_threads = 1
    source = model if isinstance(model, bytes) else str(model)
    return onnxruntime.InferenceSession(source, options, providers=["CPUExecutionProvider"])


def run_batch(session: onnxruntime.InferenceSession, examples: Examples, numbers: np.ndarray) -> np.ndarray:
    """The logits of some rows."""
    ids, mask = examples.padded(numbers)
    return session.run(["logits"], {"input_ids": ids, "attention_mask": mask})[0]


def logits_of(session: onnxruntime.InferenceSession, examples: Examples, title: str) -> np.ndarray:
    """The logits of all rows, in the order of the rows."""
    logits = np.zeros((len(examples), session.get_outputs()[0].shape[1]), np.float32)
    batches = list(sorted_batches(examples.lengths, BATCH))
    for numbers in tqdm(batches, title, mininterval=5):
        logits[numbers] = run_batch(session, examples, numbers)
    return logits


def texts_per_second(session: onnxruntime.InferenceSession, examples: Examples, rows: int) -> float:
    """Speed over some rows, sorted by length, in batches of eight; the best of three rounds."""
    batches = [numbers for numbers in sorted_batches(examples.lengths[:rows], BATCH)]
    best = float("inf")
    for _ in range(3):
        started = time.perf_counter()
        for numbers in batches:
            run_batch(session, examples, numbers)
        best = min(best, time.perf_counter() - started)
    return sum(map(len, batches)) / best
