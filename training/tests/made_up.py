"""Examples for tests: rows of tokens about which nothing is known."""

from __future__ import annotations

import numpy as np

from koko_training.examples import Examples


def rows_of(rows: list[list[int]]) -> Examples:
    count = len(rows)
    return Examples(
        np.array([token for row in rows for token in row], np.int32),
        np.concatenate([[0], np.cumsum([len(row) for row in rows])]),
        np.zeros((count, 1), np.float32), np.zeros((count, 1), bool), np.ones(count, np.float32),
        np.zeros(count, np.int16), ["invented"],
    )  # fmt: skip
