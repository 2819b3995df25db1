"""Google's own client for Perspective, unmodified, with another discovery URL."""

import json

import httpx
import pytest
from conftest import Service
from googleapiclient import discovery
from googleapiclient.errors import HttpError

EVERY = [
    "TOXICITY", "SEVERE_TOXICITY", "IDENTITY_ATTACK", "INSULT", "PROFANITY", "THREAT", "SEXUALLY_EXPLICIT",
    "FLIRTATION",
    "SPAM", "OBSCENE", "INCOHERENT", "INFLAMMATORY", "LIKELY_TO_REJECT", "RESPECT_EXPERIMENTAL",
]  # fmt: skip


def build(url, key="any"):
    return discovery.build(
        "commentanalyzer",
        "v1alpha1",
        developerKey=key,
        cache_discovery=False,
        static_discovery=False,
        discoveryServiceUrl=f"{url}/$discovery/rest?version=v1alpha1",
    )


@pytest.fixture(scope="module")
def client(service):
    return build(service.url)


def body(text, *attributes, **more):
    return {
        "comment": {"text": text},
        "requestedAttributes": {name: {} for name in attributes or ["TOXICITY"]},
        **more,
    }


def summary(answer, attribute="TOXICITY"):
    return answer["attributeScores"][attribute]["summaryScore"]["value"]


def test_a_comment_is_scored(client):
    rude = (
        client.comments().analyze(body=body("you are an idiot", clientToken="t1", languages=["en"])).execute()
    )
    assert summary(rude) > 0.7
    assert rude["attributeScores"]["TOXICITY"]["spanScores"][0]["begin"] == 0
    assert (rude["languages"], rude["clientToken"]) == (["en"], "t1")
    kind = client.comments().analyze(body=body("what a lovely garden you have")).execute()
    assert summary(kind) < 0.3


def test_it_works_without_a_key_where_there_are_no_keys(service):
    assert summary(build(service.url, key=None).comments().analyze(body=body("you idiot")).execute()) > 0.5


def test_sentences_are_counted_in_utf16(client):
    answer = client.comments().analyze(body=body("Hi \U0001f600. You fool.", spanAnnotations=True)).execute()
    spans = answer["attributeScores"]["TOXICITY"]["spanScores"]
    assert [(span["begin"], span["end"]) for span in spans] == [(0, 6), (7, 16)]
    assert spans[1]["score"]["value"] > spans[0]["score"]["value"]


def test_each_text_is_read_once():
    running = Service("--cache", "0")
    try:
        client = build(running.url)

        def tokens(ask):
            def read():
                lines = httpx.get(f"{running.url}/metrics").text.splitlines()
                return sum(int(line.split()[-1]) for line in lines if line.startswith("koko_tokens_total{"))

            before = read()
            ask()
            return read() - before

        def analyzed(text, **more):
            return tokens(client.comments().analyze(body=body(text, **more)).execute)

        def scored(text):
            return tokens(lambda: httpx.post(f"{running.url}/v1/score", json={"text": text}))

        one, two = "You are an idiot.", "We meet at the pond."
        assert analyzed(one) == analyzed(one, spanAnnotations=True) == scored(one) > 0
        each = scored(f"{one} {two}") + scored(one) + scored(two)
        assert analyzed(f"{one} {two}", spanAnnotations=True) == each
    finally:
        assert running.stop() == 0


def test_errors_are_typed(client):
    with pytest.raises(HttpError) as refused:
        client.comments().analyze(body=body("  ")).execute()
    assert refused.value.status_code == 400 and refused.value.reason == "Comment must be non-empty."
    assert refused.value.error_details[0]["errorType"] == "COMMENT_EMPTY"
    for asked, kind in [
        (body("a" * 20_481), "COMMENT_TOO_LONG"),
        ({"comment": {"text": "hi"}}, "NO_REQUESTED_ATTRIBUTES"),
        (body("hi", "NONSENSE"), "INVALID_REQUEST"),
        ({**body("hi"), "requestedAttributes": {"TOXICITY": {"scoreType": "RAW"}}}, "INVALID_REQUEST"),
        ({**body("hi"), "comment": {"text": "<b>hi</b>", "type": "HTML"}}, "INVALID_REQUEST"),
        (body("hi", languages=["fr"]), "LANGUAGE_NOT_SUPPORTED_BY_ATTRIBUTE"),
        (body("Доброе утро, дорогие друзья"), "LANGUAGE_NOT_SUPPORTED_BY_ATTRIBUTE"),
    ]:
        with pytest.raises(HttpError) as refused:
            client.comments().analyze(body=asked).execute()
        assert refused.value.error_details[0]["errorType"] == kind, asked


def test_a_loop_that_drops_what_is_refused_ends(client):
    wanted, rounds = list(EVERY), 0
    while True:
        try:
            answer = client.comments().analyze(body=body("you are an idiot", *wanted)).execute()
            break
        except HttpError as refused:
            detail = refused.error_details[0]["languageNotSupportedByAttributeError"]
            wanted.remove(detail["attribute"])
            rounds += 1
    assert rounds == 4 and set(answer["attributeScores"]) == set(wanted)
    dropped = client.comments().analyze(body=body("hi", *EVERY, dropUnsupportedAttributes=True)).execute()
    assert set(dropped["attributeScores"]) == set(wanted)
    assert "INCOHERENT" in dropped["koko"]["not_evaluated"]


def test_below_the_threshold_nothing_is_said(client):
    asked = {
        "comment": {"text": "good morning"},
        "requestedAttributes": {"TOXICITY": {"scoreThreshold": 0.9}},
    }
    assert "attributeScores" not in client.comments().analyze(body=asked).execute()


def test_a_batch_answers_each_part(client):
    answers = {}
    batch = client.new_batch_http_request(
        callback=lambda name, answer, error: answers.update({name: (answer, error)})
    )
    batch.add(client.comments().analyze(body=body("you are an idiot")), request_id="rude")
    batch.add(client.comments().analyze(body=body("")), request_id="empty")
    batch.add(client.comments().analyze(body=body("good morning")), request_id="x" * 100)
    batch.execute()
    assert summary(answers["rude"][0]) > 0.7 and summary(answers["x" * 100][0]) < 0.3
    assert answers["empty"][0] is None and answers["empty"][1].status_code == 400


def test_feedback_is_answered_with_its_token(client):
    suggestion = {
        "comment": {"text": "you idiot"},
        "attributeScores": {"TOXICITY": {"summaryScore": {"value": 1}}},
        "clientToken": "comment:7",
        "communityId": "Coral:https://example.com",
    }
    assert client.comments().suggestscore(body=suggestion).execute()["clientToken"] == "comment:7"
    with pytest.raises(HttpError):
        client.comments().suggestscore(body={**suggestion, "attributeScores": {}}).execute()


def test_feedback_is_kept_beside_what_the_model_says(asking):
    client = build(asking.service.url, asking.key)
    suggestion = {
        "comment": {"text": "what a lovely garden, you old fool"},
        "attributeScores": {
            "TOXICITY": {"summaryScore": {"value": 0.1}},
            "INSULT": {"summaryScore": {"value": 1, "type": "PROBABILITY"}},
            "INCOHERENT": {"summaryScore": {"value": 0}},
            "THREAT": {"spanScores": [{"begin": 0, "end": 4, "score": {"value": 0.9}}]},
        },
        "communityId": "gardens",
        "languages": ["en"],
    }
    scored = client.comments().analyze(
        body=body(suggestion["comment"]["text"], "TOXICITY", "INSULT", languages=["en"])
    )
    scored = scored.execute()
    client.comments().suggestscore(body=suggestion).execute()
    client.comments().suggestscore(body={**suggestion, "doNotStore": True}).execute()
    [kept] = asking.get("/v1/feedback").json()["feedback"]
    assert (kept["text"], kept["community"], kept["by"]) == (
        suggestion["comment"]["text"],
        "gardens",
        "console",
    )
    assert kept["labels"] == {"toxicity": 0.1, "insult": 1}
    assert kept["scores"] == {
        "TOXICITY": {"suggested": 0.1, "scored": pytest.approx(summary(scored), abs=1e-6)},
        "INSULT": {"suggested": 1, "scored": pytest.approx(summary(scored, "INSULT"), abs=1e-6)},
        "INCOHERENT": {"suggested": 0, "scored": None},
    }
    for wrong in (2, -0.1, "much", True):
        scores = {"TOXICITY": {"summaryScore": {"value": wrong}}}
        with pytest.raises(HttpError) as refused:
            client.comments().suggestscore(body={**suggestion, "attributeScores": scores}).execute()
        assert refused.value.status_code == 400
    client.comments().suggestscore(body={**suggestion, "comment": {"text": "another one"}}).execute()
    page = asking.get("/v1/feedback", params={"limit": 1}).json()
    assert [row["text"] for row in page["feedback"]] == ["another one"]
    rest = asking.get("/v1/feedback", params={"before": page["next"]}).json()
    assert [row["id"] for row in rest["feedback"]] == [kept["id"]] and rest["next"] is None
    files = b"".join(file.read_bytes() for file in asking.files())
    assert b"old fool" not in files and kept["id"].encode() in files


def test_of_feedback_no_text_is_kept_where_texts_are_not(guarded):
    suggestion = {"comment": {"text": "hm"}, "attributeScores": {"SPAM": {"summaryScore": {"value": 0}}}}
    build(guarded.url, guarded.key).comments().suggestscore(body=suggestion).execute()
    own = {"Authorization": f"Bearer {guarded.key}"}
    [kept] = httpx.get(f"{guarded.url}/v1/feedback", headers=own).json()["feedback"]
    assert kept["text"] is None and kept["labels"] == {"spam": 0}


def test_keys_are_asked_for_where_there_are_keys(guarded):
    assert summary(build(guarded.url, guarded.key).comments().analyze(body=body("you idiot")).execute()) > 0.5
    with pytest.raises(HttpError) as refused:
        build(guarded.url, "wrong").comments().analyze(body=body("hi")).execute()
    assert refused.value.error_details[0]["reason"] == "API_KEY_INVALID"
    with pytest.raises(HttpError) as refused:
        build(guarded.url, None).comments().analyze(body=body("hi")).execute()
    assert refused.value.status_code == 403


def test_json_that_is_only_nearly_json_is_read_as_browsers_send_it(service):
    relaxed = "{comment: {text: 'you idiot'}, requestedAttributes: {TOXICITY: {}}}"
    for path in ("/v1alpha1/comments:analyze", "/v1alpha1/comments%3Aanalyze?key=k"):
        answer = httpx.post(service.url + path, content=relaxed, headers={"content-type": "text/plain"})
        assert answer.status_code == 200 and summary(answer.json()) > 0.5, answer.text
    refused = httpx.post(service.url + "/v1alpha1/comments:nonsense", content=json.dumps(body("hi")))
    assert refused.status_code == 404 and refused.json()["error"]["status"] == "NOT_FOUND"
