"""The mapping from the sets' own labels to ours, on invented rows."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from koko_training.rows import backslash_unescape, real_marks, unescape, untokenize
from koko_training.sets import SETS, comments, everyday, special
from koko_training.sets.own import read_own


def written(folder: Path, name: str, rows: list[dict[str, str]]) -> Path:
    """A set of one file, as its reader expects it."""
    folder.mkdir(parents=True, exist_ok=True)
    with (folder / name).open("w", newline="", encoding="utf-8") as file:
        writer = csv.DictWriter(file, rows[0].keys(), delimiter="\t" if name.endswith(".tsv") else ",")
        writer.writeheader()
        writer.writerows(rows)
    return folder


def test_a_label_that_nobody_asked_about_is_absent(tmp_path: Path) -> None:
    folder = written(tmp_path, "train.tsv", [{"text": "a", "label": "noHate", "file_id": "12_3"}])
    (row,) = comments.stormfront(folder)
    assert row.targets == {"identity_attack": 0.0}
    assert row.group == "12"


def test_unclear_rows_are_left_out(tmp_path: Path) -> None:
    rows = [{"text": "a", "label": kind, "file_id": "1_1"} for kind in ("relation", "idk/skip", "hate")]
    (row,) = comments.stormfront(written(tmp_path, "train.tsv", rows))
    assert row.targets == {"toxicity": 1.0, "identity_attack": 1.0}


@pytest.mark.parametrize(
    ("kind", "expected"),
    [
        ("ssh", {"self_harm": 1.0}),
        ("sxc_prn", {"self_harm": 0.0, "sexual": 1.0, "violence": 0.0}),
        ("vcr", {"self_harm": 0.0, "violence": 1.0}),
        ("ipv", {"self_harm": 0.0, "sexual": 0.0, "violence": 0.0}),
        ("hte", {"self_harm": 0.0}),
    ],
)
def test_a_prompt_knows_its_own_hazard_and_the_unrelated_ones(
    tmp_path: Path, kind: str, expected: dict[str, float]
) -> None:
    folder = written(tmp_path, "en.csv", [{"prompt_text": "a", "hazard": kind}])
    (row,) = special.ailuminate_prompts(folder)
    assert row.targets == expected


def test_only_posts_that_speak_of_it_are_positive_for_self_harm(tmp_path: Path) -> None:
    rows = [
        {"user": "1", "user_label": "Ideation", "text": "some nights I want to die"},
        {"user": "1", "user_label": "Ideation", "text": "my cat is asleep"},
        {"user": "2", "user_label": "Supportive", "text": "please call somebody"},
        {"user": "3", "user_label": "Indicator", "text": "I want to die"},
    ]
    import lzma

    folder = written(tmp_path, "train.csv", rows)
    (folder / "train.csv.xz").write_bytes(lzma.compress((folder / "train.csv").read_bytes()))
    found = [(row.group, row.targets["self_harm"]) for row in special.cssrs_suicide(folder)]
    assert found == [("1", 1.0), ("2", 0.0)]


def test_names_do_not_become_a_sign_of_harmlessness() -> None:
    text = everyday.named("thank you [NAME], peace to [RELIGION]")
    assert "[" not in text
    assert text == everyday.named("thank you [NAME], peace to [RELIGION]")


def test_texts_are_repaired() -> None:
    assert unescape("a &amp;amp; b<br />c") == "a & b c"
    assert real_marks("<user> see [URL] <number>") == "@someone see https://example.com 10"
    assert untokenize("well , that ( is ) it 's fine .") == "well, that (is) it's fine."
    assert backslash_unescape(r"\ud83d\ude00 a\nb") == "😀 a\nb"


def test_every_set_is_listed_once() -> None:
    names = [text_set.name for text_set in SETS]
    assert len(names) == len(set(names))


def test_own_texts_know_only_the_filled_columns(tmp_path: Path) -> None:
    rows = [
        {"comment": "a", "toxicity": "0.5", "spam": "", "group": "x"},
        {"comment": "b", "toxicity": "", "spam": "1", "group": ""},
    ]
    found = list(read_own(written(tmp_path, "own.csv", rows) / "own.csv", "comment"))
    assert [(row.targets, row.group) for row in found] == [({"toxicity": 0.5}, "own/x"), ({"spam": 1.0}, "")]


@pytest.mark.parametrize("value", ["yes", "1.5", "-1"])
def test_a_value_that_is_no_share_is_refused_with_its_place(tmp_path: Path, value: str) -> None:
    path = written(tmp_path, "own.csv", [{"text": "a", "toxicity": value}]) / "own.csv"
    with pytest.raises(SystemExit, match="line 2, column toxicity"):
        list(read_own(path, "text"))


def test_a_missing_text_column_is_refused(tmp_path: Path) -> None:
    path = written(tmp_path, "own.csv", [{"text": "a", "toxicity": "1"}]) / "own.csv"
    with pytest.raises(SystemExit, match="--text-column"):
        list(read_own(path, "comment"))


def test_the_example_file_can_be_read() -> None:
    path = Path(__file__).parents[1] / "examples" / "house-rules.csv"
    assert len(list(read_own(path, "text"))) == 10
