"""Prepared rows on disk: token ids of all texts in one long array, with targets, masks and weights beside it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np


@dataclass
class Examples:
    """`ids[starts[n]:starts[n + 1]]` are the tokens of row n. A target counts only where `known` is true."""

    ids: np.ndarray
    starts: np.ndarray
    targets: np.ndarray
    known: np.ndarray
    weights: np.ndarray
    sets: np.ndarray
    set_names: list[str]

    def __len__(self) -> int:
        return len(self.weights)

    def row(self, number: int) -> np.ndarray:
        """The token ids of one row, with [CLS] and [SEP]."""
        return self.ids[self.starts[number] : self.starts[number + 1]]

    @property
    def lengths(self) -> np.ndarray:
        return np.diff(self.starts)

    def padded(self, numbers: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        """Ids and attention mask of some rows, filled up to the longest of them."""
        lengths = self.lengths[numbers]
        places = np.arange(lengths.max())
        mask = places < lengths[:, None]
        ids = np.zeros(mask.shape, np.int64)
        ids[mask] = self.ids[(self.starts[numbers][:, None] + places)[mask]]
        return ids, mask.astype(np.int64)

    def save(self, path: Path) -> None:
        np.savez_compressed(
            path,
            ids=self.ids,
            starts=self.starts,
            targets=self.targets,
            known=self.known,
            weights=self.weights,
            sets=self.sets,
            set_names=np.array(self.set_names),
        )


def load_examples(path: Path) -> Examples:
    """Read what `save` wrote."""
    if not path.exists():
        raise SystemExit(f"{path} is missing: run the step `data` first")
    with np.load(path) as arrays:
        fields = {name: arrays[name] for name in arrays.files}
    return Examples(**fields | {"set_names": fields["set_names"].tolist()})


def sorted_batches(lengths: np.ndarray, size: int) -> Iterator[np.ndarray]:
    """Row numbers in batches of about equal length, short texts first: little is wasted on padding."""
    order = np.argsort(lengths, kind="stable")
    for start in range(0, len(order), size):
        yield order[start : start + size]


def shuffled_batches(examples: Examples, batch_tokens: int, seed: int) -> Iterator[np.ndarray]:
    """Batches of about equal length within a budget of tokens, in random order."""
    chance = np.random.default_rng(seed)
    # A little noise, so that a text does not meet the same neighbours in every epoch.
    order = np.argsort(examples.lengths * chance.uniform(0.95, 1.05, len(examples)), kind="stable")
    batches, batch, longest = [], [], 0
    for number in order:
        length = max(longest, int(examples.lengths[number]))
        if batch and length * (len(batch) + 1) > batch_tokens:
            batches.append(np.array(batch))
            batch, length = [], int(examples.lengths[number])
        batch.append(number)
        longest = length
    if batch:
        batches.append(np.array(batch))
    yield from (batches[place] for place in chance.permutation(len(batches)))
