"""Events in, standings out: the cases of `conformance/actors.jsonl`, and what only Python callers meet."""

import json
import math
from datetime import datetime, timezone
from pathlib import Path

import pytest

import koko

FILE = Path(__file__).parents[2] / "conformance" / "actors.jsonl"
CASES = [json.loads(line) for line in FILE.read_text(encoding="utf-8").splitlines()]
# Thousandths of a nat: rounding differs between machines.
TOLERANCE_MN = 2


@pytest.mark.parametrize("case", CASES, ids=[case["name"] for case in CASES])
def test_standings_are_those_of_the_file(case):
    moderator = koko.Moderator(threads=1)
    moderator.record(case["events"], replay=True)
    for author, wanted in zip(case["authors"], case["standings"]):
        found = moderator.standing(author, at=case["now"])
        assert (found["author"], found["family"], found["band"], found["base_mn"]) == (
            wanted["author"],
            wanted["family"],
            wanted["band"],
            wanted["base_mn"],
        )
        assert abs(found["total_mn"] - wanted["total_mn"]) <= TOLERANCE_MN
        findings = sorted((finding["signal"], finding["contribution_mn"]) for finding in found["findings"])
        expected = sorted(map(tuple, wanted["findings"]))
        assert [signal for signal, _ in findings] == [signal for signal, _ in expected]
        for (_, contribution), (_, right) in zip(findings, expected):
            assert abs(contribution - right) <= TOLERANCE_MN
        assert found["base_mn"] + sum(contribution for _, contribution in findings) == found["total_mn"]


def now():
    return int(datetime.now(timezone.utc).timestamp())


def test_the_same_event_counts_once_and_an_overturned_decision_is_taken_back(tmp_path):
    store, secret = str(tmp_path / "authors"), "nobody can guess these words"
    moderator = koko.Moderator(threads=1, store=store, secret=secret)
    decision = {"event": "moderated", "id": "d1", "author": "rook", "moderator": "tove", "at": now()}
    decision.update(outcome="removed", family="harassment")
    first, again = moderator.record([decision, decision])
    assert first["counted"] and not again["counted"]
    assert first["standing"]["findings"][0]["signal"] == "past_actions"
    overturned = {"event": "appealed", "id": "d1", "version": 2, "at": now(), "outcome": "overturned"}
    (after,) = moderator.record([overturned])
    assert after["standing"]["total_mn"] < first["standing"]["base_mn"], "it counts for the author"
    assert moderator.export("rook")["standing"]["author"] == "rook"
    assert moderator.forget("rook") and not moderator.forget("rook")
    assert moderator.standing("rook") is None and moderator.export("rook") is None


@pytest.mark.parametrize(
    "event, words",
    [
        ({"event": "posted", "at": 5}, "author"),
        ({"event": "posted", "author": "rook", "at": 5}, "180 days"),
        ({"event": "posted", "author": "a" * (1 << 20), "at": now()}, "128 bytes"),
        ({"event": "posted", "author": "rook", "at": now(), "scores": {"insult": math.nan}}, "from 0 to 1"),
        ({"event": "posted", "author": "rook", "at": now(), "mood": "bad"}, "mood"),
        ("posted", "must be a dict"),
    ],
)
def test_what_is_no_event_is_refused_with_its_place_and_the_others_count(event, words):
    moderator = koko.Moderator(threads=1)
    good = {"event": "posted", "author": "ines", "at": now()}
    refused, recorded = moderator.record([event, good], errors="collect")
    assert refused["error"]["kind"] == "bad_input" and words in refused["error"]["message"]
    assert recorded["counted"]
    with pytest.raises(koko.errors.BadInputError, match="row 0"):
        moderator.record([event])


def test_a_secret_that_can_be_guessed_is_refused():
    with pytest.raises(koko.errors.BadInputError, match="at least 16"):
        koko.Moderator(threads=1, secret="short")
