"""Prepared rows, their batches and the budget of tokens."""

from __future__ import annotations

from pathlib import Path

import numpy as np

from koko_training.data import selected, within_budget
from koko_training.examples import Examples, load_examples, shuffled_batches, sorted_batches
from koko_training.labels import LABELS


def examples(lengths: list[int], rare: tuple[int, ...] = ()) -> Examples:
    """Rows of these lengths; those named in `rare` are positive for spam."""
    rows = len(lengths)
    targets = np.zeros((rows, len(LABELS)), np.float32)
    targets[list(rare), LABELS.index("spam")] = 1.0
    return Examples(
        ids=np.concatenate([np.full(length, number + 1) for number, length in enumerate(lengths)]).astype(np.int32),
        starts=np.concatenate([[0], np.cumsum(lengths)]),
        targets=targets,
        known=np.ones((rows, len(LABELS)), bool),
        weights=np.ones(rows, np.float32),
        sets=np.zeros(rows, np.int16),
        set_names=["invented"],
    )


def test_rows_survive_the_disk(tmp_path: Path) -> None:
    before = examples([3, 1, 5], rare=(2,))
    before.save(tmp_path / "rows.npz")
    after = load_examples(tmp_path / "rows.npz")
    assert after.set_names == ["invented"]
    assert [after.row(number).tolist() for number in range(3)] == [[1, 1, 1], [2], [3, 3, 3, 3, 3]]
    assert np.array_equal(before.targets, after.targets)


def test_a_batch_is_filled_up_to_its_longest_row() -> None:
    ids, mask = examples([2, 4]).padded(np.array([1, 0]))
    assert ids.tolist() == [[2, 2, 2, 2], [1, 1, 0, 0]]
    assert mask.tolist() == [[1, 1, 1, 1], [1, 1, 0, 0]]


def test_every_row_is_in_one_batch_and_no_batch_is_over_budget() -> None:
    rows = examples(np.random.default_rng(1).integers(1, 60, 500).tolist())
    batches = list(shuffled_batches(rows, 256, seed=2))
    assert sorted(np.concatenate(batches).tolist()) == list(range(500))
    assert all(rows.lengths[batch].max() * len(batch) <= 256 for batch in batches)
    padding = sum(rows.lengths[batch].max() * len(batch) for batch in batches) / rows.lengths.sum()
    assert padding < 1.15


def test_sorted_batches_hold_every_row_once() -> None:
    lengths = np.array([5, 1, 9, 3, 3])
    batches = list(sorted_batches(lengths, 2))
    assert [lengths[batch].tolist() for batch in batches] == [[1, 3], [3, 5], [9]]


def test_the_budget_takes_plentiful_rows_and_spares_rare_ones() -> None:
    rows = examples([10] * 400, rare=tuple(range(40)))
    within = within_budget(rows, {"train_tokens": 2000, "repeat": {"spam": 3}}, seed=3)
    assert abs(len(within.ids) - 2000) < 400
    assert (within.targets[:, LABELS.index("spam")] == 1).sum() == 40


def test_an_order_is_kept_by_a_selection() -> None:
    chosen = selected(examples([1, 2, 3]), np.array([2, 0]))
    assert [chosen.row(number).tolist() for number in range(2)] == [[3, 3, 3], [1]]
