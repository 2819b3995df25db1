"""What people decided, as labels."""

from __future__ import annotations

from typing import Any

import pytest

from koko_training.labels import LABELS
from koko_training.pipeline.verdicts import Latest, targets, verdicts

CONTENT = {"id": "d1", "content": "c1", "labels": ["insult", "toxicity"], "scores": {"threat": 0.1, "violence": 0.3}}


def decision(**more: Any) -> dict[str, Any]:
    usual = {"kind": "moderation", "id": "moderation m1 1", "taken_at": 10, "content": "c1", "decision": "m1"}
    return usual | {"revision": 1, "outcome": "removed", "family": "harassment"} | more


def of_review(at: int, **more: Any) -> dict[str, Any]:
    """As it is archived where nobody is known to have written the content."""
    record = decision(id=f"moderation review d1 at {at}", decision="d1", taken_at=at, revision=None, family=None)
    return record | more


def appeal(outcome: str, revision: int) -> dict[str, Any]:
    record = {"kind": "appeal", "id": f"appeal m1 {revision}", "decision": "m1", "taken_at": 20}
    return record | {"revision": revision, "outcome": outcome}


def known(*records: dict[str, Any]) -> dict[str, float]:
    found = Latest(verdicts(records)).about(CONTENT)
    assert found is not None
    return targets(CONTENT, found)


FINE = {label: 0.0 for label in LABELS if label not in ("self_harm", "profanity")}
HARM = {"insult": 1.0, "toxicity": 1.0}


@pytest.mark.parametrize(
    "records, expected",
    [
        ([decision()], HARM),
        ([decision(outcome="fine")], FINE),
        ([decision(family="violence")], {"violence": 1.0}),
        ([decision(family="hate")], {"identity_attack": 1.0}),
        ([decision(family="manipulation")], {}),
        ([decision(family=None)], HARM),
        ([decision(outcome="fine", revision=2), decision(taken_at=99)], FINE),
        ([decision(outcome="fine", revision=2, taken_at=5), decision(revision=3, taken_at=1)], HARM),
        ([decision(), appeal("overturned", 2)], FINE),
        ([decision(), appeal("pending", 2)], HARM),
        ([decision(), appeal("confirmed", 2)], HARM),
        # Somebody decided anew when the appeal had been granted.
        ([decision(), appeal("overturned", 2), decision(revision=3)], HARM),
        ([of_review(10), of_review(20, outcome="fine")], FINE),
        ([decision(decision="review d1", content=None, outcome="fine")], FINE),
        # Of two decisions about one content the latest holds, whatever each is called.
        ([decision(happened_at=30), of_review(20, outcome="fine")], HARM),
    ],
)
def test_the_later_decision_says_what_is_known(records: list[dict[str, Any]], expected: dict[str, float]) -> None:
    assert known(*records) == expected


def test_nobody_decided_about_another_content() -> None:
    latest = Latest(verdicts([decision(content="c2"), decision(decision="review d2", content="c2")]))
    assert latest.about(CONTENT) is None


def test_swearing_that_was_found_and_is_fine_is_no_swearing() -> None:
    [fine] = verdicts([decision(outcome="fine")])
    assert targets(CONTENT | {"labels": ["profanity", "self_harm"]}, fine) == FINE | {"profanity": 0.0}
