"""The network of the fast lane, in whole numbers as it ships. `koko-core/src/lane/network.rs` does the same.

Each token says something about itself, about the token before it and about the one behind it. What is said about a
place is added up, cut off at zero, and pooled over the row by maximum and mean; one hidden layer makes logits of that.
The outputs are a logit for each label, and one for "the full model finds something".
"""

from __future__ import annotations

from dataclasses import asdict, dataclass
from pathlib import Path

import numpy as np
from safetensors import safe_open
from safetensors.numpy import save

from koko_training.examples import Examples, sorted_batches

FORMAT = "koko-lane-1"
# The token in whose place a row has nothing; `Examples.padded` fills up with it.
NOTHING = 0
# A bias and three bytes must fit 16 bits.
MAX_BIAS = 30_000
BATCH = 256


@dataclass(frozen=True)
class Network:
    """`words[token]` holds what it says about the one behind it, itself, and the one before it, in bytes."""

    words: np.ndarray
    bias: np.ndarray
    scale: np.ndarray
    first: np.ndarray
    first_bias: np.ndarray
    second: np.ndarray

    def say(self, examples: Examples) -> np.ndarray:
        """The logits of all rows, in their order; the last one is that of "finds something"."""
        logits = np.zeros((len(examples), self.second.shape[1]), np.float32)
        for numbers in sorted_batches(examples.lengths, BATCH):
            logits[numbers] = self.say_batch(*examples.padded(numbers))
        return logits

    def say_batch(self, ids: np.ndarray, mask: np.ndarray) -> np.ndarray:
        """The logits of some rows that were filled up to one length."""
        before, behind = neighbours(ids)
        about = sum(self.words[token, place].astype(np.int32) for place, token in enumerate((before, ids, behind)))
        about = np.maximum(about + self.bias, 0) * mask[:, :, None]
        lengths = mask.sum(axis=1, keepdims=True).astype(np.float32)
        features = np.concatenate(
            [about.max(axis=1) * self.scale, about.sum(axis=1) * self.scale / lengths, np.log(lengths) / 4], axis=1
        ).astype(np.float32)
        sums = features @ self.first + self.first_bias
        hidden, logits = np.split(sums, [len(self.second)], axis=1)
        return logits + np.maximum(hidden, 0) @ self.second

    def save(self, path: Path) -> None:
        """Write the file that the bundle holds."""
        path.write_bytes(save(asdict(self), metadata={"format": FORMAT}))


def neighbours(ids: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """For each place, the token before it and the one behind it."""
    nothing = np.full_like(ids[:, :1], NOTHING)
    return np.concatenate([nothing, ids[:, :-1]], axis=1), np.concatenate([ids[:, 1:], nothing], axis=1)


def load_network(path: Path) -> Network:
    """Read what `save` wrote."""
    with safe_open(path, "numpy") as file:
        if (file.metadata() or {}).get("format") != FORMAT:
            raise SystemExit(f"{path} is not of the format {FORMAT}: run the step `lane` again")
        return Network(**{name: file.get_tensor(name) for name in file.keys()})  # noqa: SIM118


def in_whole_numbers(
    words: np.ndarray, bias: np.ndarray, first: np.ndarray, first_bias: np.ndarray, second: np.ndarray
) -> Network:
    """The network with bytes in its tables: each channel has a unit of its own, in which its largest number is 127."""
    scale = np.maximum(np.abs(words).max(axis=(0, 1)) / 127, 1e-9).astype(np.float32)
    return Network(
        words=np.rint(words / scale).astype(np.int8),
        bias=np.clip(np.rint(bias / scale), -MAX_BIAS, MAX_BIAS).astype(np.int16),
        scale=scale,
        first=np.ascontiguousarray(first, np.float32),
        first_bias=first_bias.astype(np.float32),
        second=np.ascontiguousarray(second, np.float32),
    )
