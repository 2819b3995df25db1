"""The original API of 2017, with imitations of its five clients: as strict as they were."""

import json

import httpx
import pytest
from conftest import Service, make_key


class Strict:
    """What all five clients together insist on."""

    def __init__(self, service, key=None):
        headers = {"Authorization": key} if key else {}
        # The one in Ruby waits for 8 seconds.
        self.client = httpx.Client(base_url=service.url, headers=headers, timeout=8)

    def send(self, endpoint, body, **more):
        content = body if isinstance(body, bytes) else json.dumps(body)
        answer = self.client.post(f"/track/{endpoint}", content=content, **more)
        # One of them reads in the character set of its platform.
        read = json.loads(answer.content.decode("ascii"))
        assert isinstance(read, dict)
        if answer.status_code == 200:
            assert "error" not in read and "errors" not in read
        else:
            assert read["errors"] == read["error"] and all(isinstance(told, str) for told in read["errors"])
            assert read["errors"], "an empty list is no reason"
        return answer.status_code, read


@pytest.fixture(scope="module")
def strict(tmp_path_factory):
    """A service whose decisions are kept, and one of its old clients."""
    running = Service("--data", tmp_path_factory.mktemp("track") / "data")
    client = Strict(running)
    client.url = running.url
    yield client
    assert running.stop() == 0


def content(**more):
    return {
        "id": "c1",
        "user_id": "u1",
        "type": "post",
        "content": {"text": "good morning", "format": "plain"},
        "created_at": "2026-11-26T12:00:00Z",
        **more,
    }


def test_a_content_is_classified_in_the_order_asked_for(strict):
    asked = content(
        id=17,
        content={"text": "you are an idiot, naïve as ever"},
        options={"classifiers": ["insult", "crisis"]},
    )
    status, answer = strict.send("content", asked)
    assert status == 200
    assert answer["classifiers"]["id"] == "17"
    first, second = answer["classifiers"]["classification"]
    assert (first["label"], second["label"]) == ("insult", "crisis")
    assert first["confidence"] > 0.5 > second["confidence"] and isinstance(second["confidence"], float)
    assert strict.send("content", content()) == (200, {})


@pytest.mark.parametrize("name", ["id", "user_id", "type"])
def test_a_missing_field_is_one_message(strict, name):
    body = content()
    del body[name]
    assert strict.send("content", body)[1]["errors"] == [f"Required property {name} was not present."]


def test_older_forms_are_still_understood(strict):
    older = {"id": "o1", "user_id": 5, "type": "post", "content_type": "text", "content": {"text": "hi"}}
    assert strict.send("content", older) == (200, {})
    for at in (1_790_000_000.25, "2026-07-10 12:00:00 -0400", "2026-07-10 12:00:00 UTC"):
        assert strict.send("content", content(created_at=at)) == (200, {})
    assert (
        strict.send("flag", {"id": "f0", "flagger_id": "u9", "type": "spam", "content": {"id": "o1"}})[0]
        == 200
    )
    form = {"content-type": "application/x-www-form-urlencoded"}
    assert strict.send("content", content(), headers=form)[0] == 200, (
        "the documentation's own line sends this"
    )


def test_what_is_wrong_is_said_and_nothing_else_happens(strict):
    for body, told in [
        (b"{", "not valid JSON"),
        (b"\xff{}", "Request body is not valid UTF-8."),
        (b"[]", "Type mismatch. Expected Object but got Array."),
        (content(options={"classifiers": ["joy"]}), 'Value "joy" is not allowed in enum.'),
        (content(created_at="yesterday"), 'Expected "yesterday" to be a valid ISO 8601 date-time.'),
    ]:
        status, answer = strict.send("content", body)
        assert status == 400 and told in answer["errors"][0], answer
    assert strict.send("nothing", {})[0] == 404
    answer = strict.client.get("/track/content")
    assert answer.status_code == 405 and answer.json()["errors"]


def test_reports_and_decisions_count_for_the_author(strict):
    for number in range(6):
        body = content(id=f"r{number}", user_id="rook", content={"text": f"you are an idiot, {number}"})
        del body["created_at"]
        assert strict.send("content", body) == (200, {})
    before = strict.client.get("/v1/actors/rook").json()
    target = [{"content_id": f"r{number}"} for number in range(6)]
    flag = {"id": "f1", "flagger_id": "u2", "reasons": ["abusive"], "targets": target}
    assert strict.send("flag", flag) == (200, {})
    warned = {"id": "m1", "moderator_id": "mod", "action": "user_warned", "targets": target[:2]}
    assert strict.send("moderation", warned) == (200, {})
    assert strict.send("moderation", warned) == (200, {}), "the same again is one decision"
    after = strict.client.get("/v1/actors/rook").json()
    assert after["probability"] > before["probability"]
    assert "past_actions" in [finding["signal"] for finding in after["findings"]]
    found = strict.client.get("/v1/decisions", params={"content": "r0"}).json()["decisions"]
    assert found[0]["changed_to"] == "warned"
    automated = {**warned, "id": "m2", "action": "user_banned", "automated": True}
    assert strict.send("moderation", automated) == (200, {})
    last = strict.client.get("/v1/actors/rook").json()
    assert last["total_mn"] == pytest.approx(after["total_mn"], abs=5), "what a machine decided is no label"


def test_a_report_may_come_before_its_content(strict):
    warned = {"id": "m9", "moderator_id": "mod", "type": "user_warned", "target": {"content_id": "late"}}
    assert strict.send("moderation", warned) == (200, {})
    assert strict.client.get("/v1/actors/jay").status_code == 404
    body = content(id="late", user_id="jay", content={"text": "you are an idiot"})
    assert strict.send("content", body) == (200, {})
    standing = strict.client.get("/v1/actors/jay").json()
    assert "past_actions" in [finding["signal"] for finding in standing["findings"]]


def test_the_same_content_twice_is_one(strict):
    for _ in range(2):
        assert strict.send("content", content(id="twice", user_id="finch"))[0] == 200
    found = strict.client.get("/v1/decisions", params={"content": "twice"}).json()["decisions"]
    assert len(found) == 1


def test_a_bare_key_opens_it(tmp_path):
    key = make_key(tmp_path, "old")
    running = Service("--data", tmp_path)
    try:
        assert Strict(running, key).send("content", content()) == (200, {})
        for wrong in (None, "koko_wrong"):
            client = Strict(running, wrong)
            assert client.send("content", content())[0] == 401
            answer = client.client.post("/track/content", json=content())
            assert answer.headers["www-authenticate"] == "Koko"
    finally:
        assert running.stop() == 0
