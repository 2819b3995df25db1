"""Koko's own API, and how the service treats what is not meant well."""

import concurrent.futures
import json
import subprocess
import time

import httpx
import pytest
from conftest import KOKO, Service
from patience import wait_until


def post(service, path, body, **more):
    content = body if isinstance(body, (str, bytes)) else json.dumps(body)
    return httpx.post(service.url + path, content=content, timeout=60, **more)


def test_health_and_what_stands_behind_every_answer(service):
    assert httpx.get(service.url + "/health").json() == {"status": "ok"}
    ready = httpx.get(service.url + "/ready")
    assert ready.json()["status"] == "ready"
    assert ready.headers["koko-model"] == ready.json()["models"][0]
    for answer in (ready, httpx.get(service.url + "/nowhere"), post(service, "/v1/score", "{")):
        assert "@blake3:" in answer.headers["koko-model"] and answer.headers["x-request-id"]


def test_one_text_and_many(service):
    one = post(service, "/v1/score", {"id": 7, "text": "you idiot"}).json()
    assert one["id"] == 7 and one["scores"]["insult"] > 0.5
    many = post(
        service, "/v1/score", [{"text": "good morning"}, {"id": "b"}, 5, {"id": "d", "text": "you idiot"}]
    ).json()
    assert many[0]["scores"]["insult"] < 0.5 and many[3]["scores"]["insult"] > 0.5
    assert many[1]["error"]["kind"] == "bad_input" and many[1]["id"] == "b" and "error" in many[2]


def test_scores_are_those_of_the_command(service):
    rows = [
        {"id": number, "text": text}
        for number, text in enumerate(["good morning", "you idiot", "win a phone"])
    ]
    lines = "\n".join(map(json.dumps, rows))
    told = subprocess.run([KOKO, "score", "--quiet"], input=lines, capture_output=True, text=True, check=True)
    for line, answer in zip(told.stdout.splitlines(), post(service, "/v1/score", rows).json(), strict=True):
        line = json.loads(line)
        assert line["id"] == answer["id"]
        assert line["scores"] == pytest.approx(answer["scores"], abs=0.03)


def test_authors_get_a_standing_that_can_be_shown_and_forgotten(service):
    contents = [
        {"id": f"p{number}", "author": "rook_9", "target": "wren", "text": f"you are an idiot, {number}"}
        for number in range(6)
    ]
    last = post(service, "/v1/moderate", contents).json()[-1]
    assert (
        last["decision"]["action"] != "allow"
        and last["spans"][0]["label"]
        and last["standing"]["author"] == "rook_9"
    )
    shown = httpx.get(service.url + "/v1/actors/rook_9").json()
    assert shown["band"] == last["standing"]["band"] and shown["findings"]
    assert httpx.get(service.url + "/v1/actors/rook_9/export").json()["standing"]["author"] == "rook_9"
    assert httpx.delete(service.url + "/v1/actors/rook_9").json() == {"forgotten": True, "decisions": 6}
    assert httpx.get(service.url + "/v1/actors/rook_9").status_code == 404


def test_events_are_recorded_once(service):
    event = {
        "event": "posted",
        "id": "e1",
        "author": "vex",
        "at": int(time.time()),
        "scores": {"insult": 0.9},
    }
    first, again = (post(service, "/v1/events", event).json() for _ in range(2))
    assert first["counted"] and not again["counted"] and first["receipt"]
    both = post(service, "/v1/events", [{"event": "nonsense"}, {**event, "id": "e2"}]).json()
    assert both[0]["error"]["kind"] == "bad_input" and both[1]["counted"]


def test_explain_names_the_words(service):
    words = post(service, "/v1/explain", {"text": "you idiot"}).json()["words"]
    assert max(words, key=lambda word: word["weights"]["insult"])["word"] == "idiot"


BAD = [
    ("", 400),
    ("{", 400),
    ("5", 400),
    ('{"text": 5}', 400),
    ('{"text": "\\ud800"}', 400),
    (b"\xff\xfe", 400),
    ("[" * 100_000, 400),
    (json.dumps({"text": "a" * ((1 << 20) + 1)}), 400),
    (json.dumps([{"text": "a"}] * 1_001), 400),
    (json.dumps({"text": "hi", "author": "x" * 129}), 400),
    (b"a" * (9 << 20), 413),
]


@pytest.mark.parametrize(
    "path", ["/v1/score", "/v1/moderate", "/v1/moderations", "/v1alpha1/comments:analyze"]
)
def test_nonsense_is_refused_in_words_and_never_as_our_bug(service, path):
    for body, status in BAD:
        answer = post(service, path, body)
        tolerant = path != "/v1/moderate" and "author" in str(body[:40])
        assert (
            answer.status_code in {status, *([200] if tolerant else [])} or 400 <= answer.status_code < 500
        ), body[:40]
        assert answer.status_code == 200 or answer.json()["error"]["message"], body[:40]
    assert httpx.get(service.url + path).status_code == 405
    assert httpx.get(service.url + "/health").status_code == 200


def test_who_has_no_key_is_refused(guarded):
    assert post(guarded, "/v1/score", {"text": "hi"}).status_code == 401
    assert (
        post(guarded, "/v1/score", {"text": "hi"}, headers={"authorization": "Bearer no"}).status_code == 401
    )
    right = {"authorization": f"Bearer {guarded.key}"}
    assert post(guarded, "/v1/score", {"text": "hi"}, headers=right).status_code == 200
    assert httpx.get(guarded.url + "/health").status_code == 200


def test_too_much_at_once_is_refused_with_a_time_to_come_back():
    service = Service("--requests", 1)
    try:
        long = " ".join(["you are an idiot and the garden is lovely"] * 2_000)
        with concurrent.futures.ThreadPoolExecutor(12) as pool:
            answers = list(
                pool.map(lambda _: post(service, "/v1/explain", {"text": long[:20_000]}), range(12))
            )
        kinds = {answer.status_code for answer in answers}
        assert 503 in kinds and kinds <= {200, 503}
        assert all(int(answer.headers["retry-after"]) >= 1 for answer in answers if answer.status_code == 503)
        # Who was let in and then ran out of time leaves once the words at hand are read.
        wait_until(
            lambda: post(service, "/v1/score", {"text": "hi"}).status_code == 200, "nobody is let in again"
        )
    finally:
        assert service.stop() == 0


def test_requests_that_are_under_way_end_before_the_service_does():
    service = Service()
    text = "you are an idiot and the garden is lovely, said the neighbour, and left. " * 40
    with concurrent.futures.ThreadPoolExecutor(1) as pool:
        asked = pool.submit(post, service, "/v1/explain", {"text": text})
        time.sleep(0.3)
        assert service.stop() == 0
        assert asked.result().status_code in {200, 503}
