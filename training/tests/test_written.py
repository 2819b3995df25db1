"""The sentences that we wrote ourselves."""

from __future__ import annotations

from koko_training.labels import LABELS
from koko_training.sets.written import read_written

ROWS = list(read_written())


def test_no_sentence_says_two_things() -> None:
    targets: dict[str, dict[str, float]] = {}
    for row in ROWS:
        assert targets.setdefault(row.text, row.targets) == row.targets, row.text


def test_labels_and_targets_are_sound() -> None:
    for row in ROWS:
        assert set(row.targets) <= set(LABELS), row.text
        assert all(0.0 <= target <= 1.0 for target in row.targets.values()), row.text


def test_asking_for_help_is_never_taught_to_be_rude() -> None:
    distressed = next(row for row in ROWS if row.text == "i want to die")
    assert distressed.targets["toxicity"] == 0.0
    assert distressed.targets["threat"] == 0.0


def test_every_thin_label_has_sentences() -> None:
    for label in ("self_harm", "spam", "violence", "threat", "sexual"):
        assert sum(row.targets.get(label, 0.0) >= 0.5 for row in ROWS) >= 9, label
