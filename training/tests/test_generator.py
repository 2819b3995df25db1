"""The generated comments: repeatable, varied, and labelled with nothing but our ten labels."""

from __future__ import annotations

import random
from collections import Counter

import pytest

from koko_training.functional import load_families, texts_of
from koko_training.generator import FAMILIES, generated
from koko_training.generator.grammar import fill
from koko_training.labels import LABELS

ROWS = list(generated(7))


def test_the_same_seed_gives_the_same_rows() -> None:
    assert [row.text for row in generated(7)] == [row.text for row in ROWS]


def test_leaving_a_family_out_does_not_change_the_others() -> None:
    everything = Counter(row.text for row in ROWS)
    assert not Counter(row.text for row in generated(7, ["spam", "names"])) - everything


def test_an_unknown_family_is_refused() -> None:
    with pytest.raises(SystemExit, match="no family"):
        list(generated(7, ["nonsense"]))


def test_targets_are_labels_between_no_and_yes() -> None:
    for row in ROWS:
        assert row.targets.keys() <= set(LABELS)
        assert all(0 <= target <= 1 for target in row.targets.values())
        assert row.text.strip()
        assert "{" not in row.text


def test_there_are_thousands_of_different_rows_with_both_sides_of_every_label() -> None:
    assert len({row.text for row in ROWS}) > 0.97 * len(ROWS) > 40_000
    for label in LABELS:
        known = [row.targets[label] for row in ROWS if label in row.targets]
        assert sum(target >= 0.5 for target in known) > 400
        assert sum(target <= 0.1 for target in known) > 5_000


def test_no_functional_check_is_learned_from() -> None:
    learned = {row.text.lower() for row in ROWS}
    assert not [text for text in texts_of(load_families()) if text.lower() in learned]


@pytest.mark.parametrize("family", FAMILIES)
def test_a_family_writes_many_wordings(family: str) -> None:
    rows = list(FAMILIES[family](random.Random(3)))
    openings = Counter(" ".join(row.text.lower().split()[:3]) for row in rows)
    assert len(rows) > 1_000
    assert len(openings) > len(rows) / 10


def test_slots_are_filled_from_within_and_articles_fit() -> None:
    slots = {"fruit": ("apple",), "snack": ("a {fruit}",)}
    assert fill("take {snack} or a pear", slots, random.Random(1)) == "take an apple or a pear"
