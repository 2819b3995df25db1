"""How an activation becomes bytes so that the product that reads it changes least.

A few channels of a transformer are many times louder than the others. One scale for all would leave the quiet ones a
handful of steps. So loud channels are turned down before rounding, and their weights up by as much: the product stays
the same, and every channel has its share of the 255 steps. How far to turn down, and how much of the extremes to cut,
is searched: what counts is the error of the product, weights rounded as they will be.
"""

from __future__ import annotations

import numpy as np

from koko_training.int8 import Input, Range, quantized_columns

# Tokens on which the error is measured, and tokens from which ranges are taken.
MEASURED = 512
SEEN = 4096
# Channels louder than this share of all channels are turned down to it. The first leaves everything as it is.
LOUDEST = (1.0, 0.995, 0.98, 0.95, 0.9, 0.8, 0.6)
# Shares of the values that may lie outside the range, on each side.
CUT = (0.0, 0.00001, 0.0001, 0.0005)


def best_input(values: np.ndarray, weight: np.ndarray, weight_bits: int, may_balance: bool, seed: int) -> Input:
    """The choice of least squared error for `values @ weight`: values [tokens, channels], weights [channels, outputs].

    Without `may_balance`, only the range is chosen.
    """
    chance = np.random.default_rng(seed)
    seen = values[chance.permutation(len(values))[:SEEN]].astype(np.float32)
    measured = seen[:MEASURED]
    wanted = measured @ weight
    loudness = np.maximum(np.abs(values).max(axis=0).astype(np.float32), 1e-4)
    best, least = None, np.inf
    for loudest in LOUDEST if may_balance else LOUDEST[:1]:
        # Rounded to powers of two, which cost no precision in either place.
        down = 2.0 ** np.rint(np.log2(np.minimum(np.quantile(loudness, loudest) / loudness, 1.0)))
        down = down.astype(np.float32)
        rounded, scales = quantized_columns(weight / down[:, None], 2 ** (weight_bits - 1) - 1)
        balanced_weight = rounded * scales
        turned_down = seen * down
        for low, high in ranges(turned_down):
            candidate = Input(Range(low, high), down if may_balance else None)
            error = float(np.square(candidate.rounded(measured) @ balanced_weight - wanted).mean())
            if error < least:
                best, least = candidate, error
    assert best is not None, "there is always a first candidate with a finite error"
    return best


def ranges(values: np.ndarray) -> list[tuple[float, float]]:
    """The ranges that leave out each share of `CUT` on both sides. They always hold zero."""
    quantiles = np.quantile(values, [*CUT, *(1 - share for share in CUT)])
    lows, highs = np.minimum(quantiles[: len(CUT)], 0.0), np.maximum(quantiles[len(CUT) :], 0.0)
    return list(zip(lows.tolist(), highs.tolist(), strict=True))
