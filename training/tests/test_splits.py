"""Splitting and merging: what has been learned must not be measured."""

from __future__ import annotations

import random
from collections import defaultdict

from koko_training.data import repeated, sampled, times_seen
from koko_training.roughen import roughen
from koko_training.rows import Row
from koko_training.splits import merge_copies, split_of

REPEAT = {"spam": 3, "threat": 2}


def splits_of(rows: list[Row]) -> dict[str, set[str]]:
    """Which splits the rows of each group are in."""
    found = defaultdict(set)
    for row in rows:
        found[row.group].add(split_of(row.group, 10, 20, {}))
    return found


def test_a_group_is_never_in_two_splits() -> None:
    rows = merge_copies(Row(f"text {n}", {"spam": 1.0}, group=f"author{n % 40}") for n in range(400))
    assert all(len(splits) == 1 for splits in splits_of(rows).values())


def test_the_shares_are_about_those_asked_for() -> None:
    drawn = [split_of(f"group{n}", 10, 20, {}) for n in range(4000)]
    assert abs(drawn.count("valid") / 4000 - 0.10) < 0.02
    assert abs(drawn.count("test") / 4000 - 0.20) < 0.02


def test_a_split_does_not_change_between_runs() -> None:
    assert [split_of(f"group{n}", 30, 30, {}) for n in range(8)] == [
        split_of(f"group{n}", 30, 30, {}) for n in range(8)
    ]


def test_a_chosen_split_wins() -> None:
    assert split_of("set/video", 0, 0, {"set/video": "test"}) == "test"


def test_copies_of_a_text_become_one_row_whatever_their_case() -> None:
    rows = [
        Row("Good day", {"toxicity": 0.0}, group="a"),
        Row("good DAY", {"toxicity": 1.0, "spam": 0.0}, group="b"),
        Row("good day", {"toxicity": 1.0}, weight=2.0),
    ]
    (row,) = merge_copies(rows)
    assert row.group == "a"
    assert row.targets == {"toxicity": 0.75, "spam": 0.0}
    assert row.weight == 2.0


def test_texts_without_a_group_stand_alone() -> None:
    rows = merge_copies([Row("one", {}), Row("two", {})])
    assert len({row.group for row in rows}) == 2


def test_rare_labels_are_seen_more_often() -> None:
    rows = [Row("a", {"spam": 1.0, "threat": 0.7}), Row("b", {"threat": 0.7}), Row("c", {"spam": 0.2})]
    assert [times_seen(row, REPEAT) for row in rows] == [3, 2, 1]
    assert len(repeated(rows, REPEAT, {})) == 6
    assert len(repeated([Row("d", {}, set_name="small")], REPEAT, {"small": 2})) == 2


def test_sampling_depends_on_the_text_alone() -> None:
    rows = [Row(f"text {n}", {}, set_name="easy") for n in range(1000)]
    kept = sampled(rows, {"easy": 0.3})
    assert abs(len(kept) - 300) < 60
    assert sampled(rows[::-1], {"easy": 0.3}) == kept[::-1]


def test_a_slip_of_the_keyboard_is_small_and_repeatable() -> None:
    text = "this isn't what anyone expected."
    slips = {roughen(text, random.Random(seed)) for seed in range(40)}
    assert len(slips) > 5
    assert all(abs(len(slip) - len(text)) <= 1 for slip in slips)
    assert roughen(text, random.Random(7)) == roughen(text, random.Random(7))
    assert roughen("!", random.Random(4)) == "!"
