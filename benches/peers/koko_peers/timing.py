"""What every peer in Python has in common: its arguments, the texts, how it is timed, and the line it prints.

As `benches/timing.rs` does it for Koko and the peers in Rust: over as many of the first texts as fit, and only the
second time. Some programs prepare themselves for each shape of a batch that they meet.
"""

from __future__ import annotations

import argparse
import json
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np

# The second time over so many texts tells how many fit in the time.
FEW = 64
SMALL_BATCH = 8

# Given texts: a row of logits for each, in their order.
Score = Callable[[list[str]], np.ndarray]


@dataclass(frozen=True)
class Task:
    """What the peer was asked to do."""

    folder: Path
    model: str
    way: str
    threads: int


def texts_of(file: Path) -> list[str]:
    """The texts of a file of JSON lines."""
    return [json.loads(line)["text"] for line in file.read_text(encoding="utf-8").splitlines()]


def serve(prepare: Callable[[Task], Score], doc: str | None) -> None:
    """Read the arguments, prepare the peer, then check it or time it, and print one line of JSON."""
    parser = argparse.ArgumentParser(description=doc)
    parser.add_argument("--folder", type=Path, required=True, help="what graphs.py wrote")
    parser.add_argument("--model", required=True)
    parser.add_argument("--way", required=True)
    parser.add_argument("--threads", type=int, required=True)
    parser.add_argument("--texts", type=Path, required=True)
    job = parser.add_mutually_exclusive_group(required=True)
    job.add_argument("--check", type=int, metavar="COUNT", help="print the logits of the first texts")
    job.add_argument("--seconds", type=float, help="time the peer for about so long")
    options = parser.parse_args()
    score = prepare(Task(options.folder, options.model, options.way, options.threads))
    texts = texts_of(options.texts)
    if options.check:
        single = options.way == "single"
        rows = [score([text])[0] for text in texts[: options.check]] if single else score(texts[: options.check])
        print(json.dumps({"logits": np.asarray(rows).tolist()}))
        return
    timed = time_each if options.way == "single" else time_all
    print(json.dumps(timed(score, texts, options.seconds)))


def time_all(score: Score, texts: list[str], seconds: float) -> dict[str, object]:
    """Time as many of the first texts as fit, in one call."""
    count = fitting(lambda: score(texts[:FEW]), len(texts), seconds)
    score(texts[:count])
    start, busy = time.perf_counter(), time.process_time()
    score(texts[:count])
    busy = time.process_time() - busy
    return {"count": count, "seconds": time.perf_counter() - start, "busy": busy, "each": []}


def time_each(score: Score, texts: list[str], seconds: float) -> dict[str, object]:
    """Time each of as many of the first texts as fit."""

    def one(text: str) -> float:
        start = time.perf_counter()
        score([text])
        return time.perf_counter() - start

    count = fitting(lambda: [one(text) for text in texts[:FEW]], len(texts), seconds)
    for text in texts[:count]:
        one(text)
    each = [one(text) for text in texts[:count]]
    return {"count": count, "seconds": sum(each), "each": each}


def fitting(score_few: Callable[[], object], total: int, seconds: float) -> int:
    """How many of `total` texts fit twice in the time, judged by the second time the first few are scored."""
    score_few()
    start = time.perf_counter()
    score_few()
    few = min(FEW, total)
    each = (time.perf_counter() - start) / few
    return min(max(few, int(seconds / (2 * each))), total)


def in_order(lengths: list[int], size: int) -> Iterator[list[int]]:
    """Batches as the texts arrive."""
    return (list(range(start, min(start + size, len(lengths)))) for start in range(0, len(lengths), size))


def by_length(lengths: list[int], size: int = SMALL_BATCH) -> Iterator[list[int]]:
    """Batches of nearly equal length, the longest first: little is wasted on padding."""
    order = sorted(range(len(lengths)), key=lambda row: -lengths[row])
    return (order[start : start + size] for start in range(0, len(order), size))


def padded(rows: list[list[int]], batch: list[int]) -> tuple[np.ndarray, np.ndarray]:
    """Ids and mask of a batch, filled up to its longest row."""
    longest = max(len(rows[row]) for row in batch)
    ids = np.zeros((len(batch), longest), np.int64)
    mask = np.zeros_like(ids)
    for place, row in enumerate(batch):
        ids[place, : len(rows[row])] = rows[row]
        mask[place, : len(rows[row])] = 1
    return ids, mask
