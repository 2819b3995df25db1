"""The network of the fast lane, in whole numbers as it ships. `koko-core/src/lane/network.rs` does the same.

Each token says something about itself, about the token before it and about the one behind it. What is said about a
place is added up and cut off at zero. Every second place is then looked at together with its neighbours: a phrase.
Tokens and phrases are pooled over the row by maximum and mean; one hidden layer makes logits of that.
The outputs are a logit for each label, and one for "the full model finds something".
"""

from __future__ import annotations

from dataclasses import asdict, dataclass
from pathlib import Path

import numpy as np
from safetensors import safe_open
from safetensors.numpy import save

from koko_training.examples import Examples, sorted_batches

FORMAT = "koko-lane-2"
# The token in whose place a row has nothing; `Examples.padded` fills up with it.
NOTHING = 0
# A bias and three bytes must fit 16 bits.
MAX_BIAS = 30_000
# What a phrase comes to must fit 32 bits.
MAX_WIDTH = 128
MAX_PHRASES_BIAS = 1 << 29
# Every second phrase is looked at: they overlap.
STEP = 2
BATCH = 256


@dataclass(frozen=True)
class Network:
    """`words[token]` holds what it says about the one behind it, itself, and the one before it, in bytes.

    `phrases` holds what the place before, a place and the one behind it say about the phrase there.
    """

    words: np.ndarray
    bias: np.ndarray
    scale: np.ndarray
    phrases: np.ndarray
    phrases_bias: np.ndarray
    phrases_scale: np.ndarray
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
        # Whole numbers that floats of 64 bits hold exactly, and multiply faster.
        around = np.pad(about, ((0, 0), (1, 1), (0, 0))).astype(np.float64)
        places = range(0, ids.shape[1], STEP)
        windows = np.stack([around[:, place : place + 3].reshape(len(ids), -1) for place in places], axis=1)
        phrases = windows @ self.phrases.reshape(-1, self.phrases.shape[2]).astype(np.float64)
        phrases = np.maximum(phrases + self.phrases_bias, 0) * mask[:, ::STEP, None]
        features = np.concatenate(
            [
                *pooled(about, mask, self.scale),
                *pooled(phrases, mask[:, ::STEP], self.phrases_scale),
                np.log(mask.sum(axis=1, keepdims=True)) / 4,
            ],
            axis=1,
        ).astype(np.float32)
        sums = features @ self.first + self.first_bias
        hidden, logits = np.split(sums, [len(self.second)], axis=1)
        return logits + np.maximum(hidden, 0) @ self.second

    def save(self, path: Path) -> None:
        """Write the file that the bundle holds."""
        # The format has one order of numbers, and writes those that lie in another one as if they did not.
        tensors = {name: np.ascontiguousarray(tensor) for name, tensor in asdict(self).items()}
        path.write_bytes(save(tensors, metadata={"format": FORMAT}))


def neighbours(ids: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """For each place, the token before it and the one behind it."""
    nothing = np.full_like(ids[:, :1], NOTHING)
    return np.concatenate([nothing, ids[:, :-1]], axis=1), np.concatenate([ids[:, 1:], nothing], axis=1)


def pooled(said: np.ndarray, mask: np.ndarray, scale: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """The largest and the mean over the places of each row."""
    return said.max(axis=1) * scale, said.sum(axis=1) * scale / mask.sum(axis=1, keepdims=True)


def load_network(path: Path) -> Network:
    """Read what `save` wrote."""
    with safe_open(path, "numpy") as file:
        if (file.metadata() or {}).get("format") != FORMAT:
            raise SystemExit(f"{path} is not of the format {FORMAT}: run the step `lane` again")
        return Network(**{name: file.get_tensor(name) for name in file.keys()})  # noqa: SIM118


def in_whole_numbers(
    words: np.ndarray,
    bias: np.ndarray,
    phrases: np.ndarray,
    phrases_bias: np.ndarray,
    first: np.ndarray,
    first_bias: np.ndarray,
    second: np.ndarray,
) -> Network:
    """The network with bytes in its tables: each channel has a unit of its own, in which its largest number is 127."""
    width = words.shape[2]
    if width > MAX_WIDTH or width % 2:
        raise SystemExit(f"[lane] width must be an even number up to {MAX_WIDTH}, not {width}")
    scale = np.maximum(np.abs(words).max(axis=(0, 1)) / 127, 1e-9).astype(np.float32)
    # What phrases are made of comes in units of `scale`.
    in_units = phrases * scale[None, :, None]
    phrases_scale = np.maximum(np.abs(in_units).max(axis=(0, 1)) / 127, 1e-9).astype(np.float32)
    limit = MAX_PHRASES_BIAS
    return Network(
        words=np.rint(words / scale).astype(np.int8),
        bias=np.clip(np.rint(bias / scale), -MAX_BIAS, MAX_BIAS).astype(np.int16),
        scale=scale,
        phrases=np.rint(in_units / phrases_scale).astype(np.int8),
        phrases_bias=np.clip(np.rint(phrases_bias / phrases_scale), -limit, limit).astype(np.int32),
        phrases_scale=phrases_scale,
        first=np.ascontiguousarray(first, np.float32),
        first_bias=first_bias.astype(np.float32),
        second=np.ascontiguousarray(second, np.float32),
    )
