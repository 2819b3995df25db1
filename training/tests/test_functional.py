"""The functional checks: their files, and how scores are judged."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from koko_training.functional import Case, Family, judged, load_families, texts_of
from koko_training.labels import LABELS

FAMILIES = load_families()


def scores(**high: float) -> dict[str, float]:
    """Scores near zero, but for those named."""
    return dict.fromkeys(LABELS, 0.01) | high


def case(text: str, positive: tuple[str, ...] = (), negative: tuple[str, ...] = ()) -> Case:
    return Case(text, frozenset(positive), frozenset(negative))


def written(folder: Path, lines: str) -> Path:
    """A folder with one family named `tried`."""
    (folder / "tried.toml").write_text(lines, encoding="utf-8")
    return folder


def test_every_family_says_what_it_checks_and_has_forty_cases() -> None:
    assert len(FAMILIES) >= 28
    for family in FAMILIES:
        assert len(family.cases) >= 40, family.name
        assert family.what.endswith("."), family.name


def test_no_text_stands_twice() -> None:
    counts = Counter(" ".join(text.lower().split()) for text in texts_of(FAMILIES))
    assert [text for text, count in counts.items() if count > 1] == []


def test_perfect_scores_pass_everywhere() -> None:
    perfect = [scores(**dict.fromkeys(case.positive, 0.5)) for family in FAMILIES for case in family.cases]
    found = judged(FAMILIES, perfect)
    assert found["overall"]["share"] == found["hateful"]["share"] == found["non_hateful"]["share"] == 1.0
    assert found["overall"]["missed"] == found["overall"]["false_alarms"] == {}


def test_a_case_fails_by_a_miss_or_by_a_false_alarm() -> None:
    hate = Family(
        "hate",
        "Hate.",
        True,
        (
            case("found", ("identity_attack", "toxicity"), ("spam",)),
            case("half found", ("identity_attack", "toxicity")),
            case("harmless", (), LABELS),
            case("left open", ("insult",)),
        ),
    )
    other = Family("other", "Not hate.", False, (case("taken for hate", (), ("identity_attack", "spam")),))
    found = judged(
        [hate, other],
        [
            scores(identity_attack=0.5, toxicity=0.9),
            scores(identity_attack=0.9, toxicity=0.4),
            scores(profanity=0.5),
            scores(insult=0.8, identity_attack=0.9),
            scores(identity_attack=0.7),
        ],
    )
    assert found["families"]["hate"] == {
        "cases": 4,
        "passed": 2,
        "share": 0.5,
        "missed": {"toxicity": 1},
        "false_alarms": {"profanity": 1},
    }
    assert found["families"]["other"]["false_alarms"] == {"identity_attack": 1}
    assert (found["overall"]["cases"], found["overall"]["passed"]) == (5, 2)
    # Judged on identity_attack alone, and only in families about hate.
    assert found["hateful"] == {"cases": 2, "passed": 2, "share": 1.0}
    assert found["non_hateful"] == {"cases": 1, "passed": 1, "share": 1.0}


def test_labels_are_also_judged_without_a_threshold() -> None:
    cases = (case("a", ("spam",)), case("b", ("spam",)), case("c", (), LABELS), case("d", (), ("spam",)))
    found = judged(
        [Family("tried", "Tried.", False, cases)],
        [scores(spam=0.4), scores(spam=0.1), scores(spam=0.2), scores(spam=0.05, insult=0.9)],
    )
    # Of four pairs the positive one wins three.
    assert found["labels"]["spam"] == {"positive": 2, "negative": 2, "auc": 0.75}
    # The last case leaves other harm open, so it counts neither way.
    assert found["any_harm"] == {"positive": 2, "negative": 1, "average_precision": (1 + 2 / 3) / 2}


def test_too_few_scores_are_refused() -> None:
    with pytest.raises(ValueError, match="0 scores for 1 cases"):
        judged([Family("one", "One.", False, (case("a", (), ("spam",)),))], [])


@pytest.mark.parametrize(
    ("lines", "complaint"),
    [
        ('text = "a"\nis = ["rudeness"]', "unknown label `rudeness`"),
        ('text = "a"\nis_not = ["all", "spam"]', "unknown label `all`"),
        ('text = "a"\nlabels = ["spam"]', "unknown field `labels`"),
        ('is = ["spam"]', "lacks `text`"),
        ('text = "a"', "expects nothing"),
        ('text = "a"\nis = ["spam"]\nis_not = ["all"]', "`spam` in `is` and in `is_not`"),
    ],
)
def test_a_case_that_makes_no_sense_is_refused(tmp_path: Path, lines: str, complaint: str) -> None:
    with pytest.raises(ValueError, match=complaint):
        load_families(written(tmp_path, f'name = "tried"\nwhat = "x"\n[[case]]\n{lines}\n'))


def test_a_family_without_its_own_name_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="calls itself `other`"):
        load_families(written(tmp_path, 'name = "other"\nwhat = "x"\n[[case]]\ntext = "a"\nis = ["spam"]\n'))
