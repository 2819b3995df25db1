"""Rows that nobody wrote, for the fast lane."""

from __future__ import annotations

import json
from itertools import pairwise
from pathlib import Path

import numpy as np
from made_up import rows_of

from koko_training.lane_made_up import LONGEST, SHORTEST, MadeUp, with_made_up
from koko_training.vocabulary import whole_words

FIRST, LAST, MOST = 1, 2, 16
ROWS = [[FIRST, *range(3 + 10 * text, 3 + 10 * text + length), LAST] for text, length in enumerate([10, 4, 1, 10, 7])]
WORDS = np.array([90, 91])
TRAIN = rows_of(ROWS)


def made(count: int = 2_000, seed: int = 7) -> list[list[int]]:
    return [row.tolist() for row in MadeUp(TRAIN, WORDS, seed).rows(count, MOST)]


def text_of(token: int) -> int:
    return (token - 3) // 10


def test_rows_are_cut_joined_and_changed_and_never_empty_or_too_long() -> None:
    rows = made()
    assert all(1 <= len(row) <= MOST for row in rows)
    written = {tuple(row[1:-1]) for row in ROWS}
    runs = [row for row in rows if all(after - before == 1 for before, after in pairwise(row))]
    assert {tuple(row) for row in runs} - written, "parts of texts"
    assert any(len({text_of(token) for token in row} - {text_of(90)}) == 2 for row in rows), "of two texts"
    assert any(90 in row or 91 in row for row in rows), "words from elsewhere"
    assert not any({FIRST, LAST} & set(row) for row in rows), "markers mean an end"
    assert not any(row == ROWS[2][1:-1] for row in rows), "a text of one token has no parts"


def test_a_part_is_a_stretch_of_a_text() -> None:
    maker = MadeUp(TRAIN, WORDS, 3)
    for _ in range(200):
        part = maker.part().tolist()
        assert SHORTEST <= len(part) <= LONGEST
        assert part == list(range(part[0], part[0] + len(part)))


def test_the_same_seed_makes_the_same_rows() -> None:
    assert made(50) == made(50)
    assert made(50) != made(50, seed=8)


def test_made_up_rows_come_behind_the_others_with_markers_and_without_labels_and_none_is_held_back() -> None:
    all_rows = with_made_up(TRAIN, [], WORDS, 40.0, MOST + 2, 7)
    assert len(all_rows) == 41 * len(TRAIN)
    assert [all_rows.row(number).tolist() for number in range(len(TRAIN))] == ROWS
    rows = [all_rows.row(number).tolist() for number in range(len(TRAIN), len(all_rows))]
    assert all(row[0] == FIRST and row[-1] == LAST for row in rows)
    assert not all_rows.known[len(TRAIN) :].any()
    assert all_rows.set_names[all_rows.sets[-1]] == "made-up"

    held_back = rows_of([rows[0]])
    fewer = with_made_up(TRAIN, [held_back], WORDS, 40.0, MOST + 2, 7)
    assert rows[0] not in [fewer.row(number).tolist() for number in range(len(TRAIN), len(fewer))]
    assert len(fewer) < len(all_rows)


def test_words_are_pieces_that_stand_alone(tmp_path: Path) -> None:
    path = tmp_path / "tokenizer.json"
    path.write_text(json.dumps({"model": {"vocab": {"[CLS]": 0, "a": 1, "##ed": 2, "good": 3, "7up": 4, "is": 5}}}))
    assert whole_words(path).tolist() == [3, 5]
