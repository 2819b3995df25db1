"""Long texts that are put together from short ones."""

from __future__ import annotations

from koko_training.joined import JOINED, joined, whole
from koko_training.labels import LABELS, ones, zeros
from koko_training.rows import Row

HARMLESS = [Row(f"harmless {number}", zeros(*LABELS)) for number in range(20)]
HARMFUL = [Row(f"rude {number}", ones("insult") | zeros("threat"), weight=0.5) for number in range(20)]


def test_one_rude_part_makes_the_whole_rude_and_what_nobody_looked_for_stays_unknown() -> None:
    row = whole([HARMLESS[0], HARMFUL[0]], " ")
    assert row.text == "harmless 0 rude 0"
    assert row.targets == {"insult": 1.0, "threat": 0.0}
    assert row.weight == 0.5


def test_perspectives_scores_are_not_carried_over() -> None:
    scored = Row("half a sentence", {"toxicity": 0.2, "TOXICITY": 0.2})
    assert whole([scored, HARMLESS[0]], " ").targets == {"toxicity": 0.2}


def test_so_many_rows_are_made_each_of_two_texts_or_more_and_always_the_same() -> None:
    rows = joined(HARMLESS + HARMFUL, 0.5, seed=3)
    assert len(rows) == 20
    assert all(row.set_name == JOINED and len(row.text.split()) >= 4 for row in rows)
    assert any("rude" in row.text and "harmless" in row.text for row in rows)
    assert [row.text for row in rows] == [row.text for row in joined(HARMLESS + HARMFUL, 0.5, seed=3)]
    assert joined(HARMFUL, 0.5, seed=3) == []
