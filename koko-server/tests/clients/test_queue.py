"""What moderators need beside deciding one item at a time, and what operators measure.

On SQLite and on PostgreSQL.
"""

import itertools

import pytest
from conftest import insults
from patience import wait_until

MILD = """
name = "mild"

[thresholds]
insult = 0.99

[[rule]]
id = "insults"
when = "found.insult"
action = "review"
because = "Insults are looked at"
"""
STRICT = MILD.replace("mild", "strict").replace("0.99", "0.3").replace('"review"', '"remove"')

OFFER = "win a new phone today, everybody gets one, idiot, just follow my page {}"
NAMES = (f"name_{n}" for n in itertools.count())


def waiting(asking, author):
    items = asking.get("/v1/review", params={"limit": 1000}).json()["items"]
    return [item for item in items if item["decision"]["author"] == author]


def make_wait(asking, **more):
    """An item of a new author, and the author."""
    author = next(NAMES)
    asking.moderate({**insults(author, 1)[0], **more})
    (item,) = waiting(asking, author)
    return item["id"], author


def test_a_text_is_tried_under_other_rules_and_nothing_is_kept(asking):
    content = {"text": "you 1d10t", "author": "tried", "community": "chess", "target": "wren"}
    usual = asking.post("/v1/try", content).json()
    assert usual["decision"]["action"] == "review" and usual["standing"] is None
    insult = next(span for span in usual["spans"] if span["label"] == "insult")
    assert insult["utf16"] == [4, 9] and insult["read_as"] == "idiot"
    assert usual["thresholds"]["insult"] == pytest.approx(0.7)
    strict = asking.post("/v1/try", {**content, "policy": STRICT}).json()
    assert strict["decision"]["action"] == "remove" and strict["decision"]["ids"]["policy"].startswith(
        "strict@"
    )
    assert strict["scores"] == usual["scores"]
    number = asking.post("/v1/policies", {"source": MILD}).json()["version"]
    assert (
        asking.post("/v1/try", {**content, "policy_version": number}).json()["decision"]["action"] == "allow"
    )
    assert asking.post("/v1/try", {**content, "policy_version": 999}).status_code == 404
    wrong = asking.post("/v1/try", {**content, "policy": 'name = "x"\n[[rule]]\n'})
    assert wrong.status_code == 400 and "the policy of the request" in wrong.json()["error"]["message"]
    assert asking.post("/v1/try", {"author": "tried"}).status_code == 400
    assert asking.get("/v1/decisions", params={"author": "tried"}).json()["decisions"] == []
    assert asking.get("/v1/actors/tried").status_code == 404


def test_an_author_counts_when_a_text_is_tried_and_nothing_counts_for_them(asking):
    asking.moderate(*insults("counted", 3))
    before = asking.get("/v1/actors/counted").json()
    policy = MILD.replace("found.insult", "standing.probability > 0.5")
    tried = asking.post("/v1/try", {"text": "good morning", "author": "counted", "policy": policy}).json()
    assert tried["decision"]["action"] == "review"
    assert asking.get("/v1/actors/counted").json()["evidence"] == pytest.approx(before["evidence"], rel=1e-3)


def test_an_item_is_left_to_somebody_else(asking):
    item, _ = make_wait(asking)
    path = f"/v1/review/{item}/escalate"
    left = asking.post(path, {"reviewer": "ada", "note": "is this a quotation?"}).json()["item"]
    assert (left["escalated_by"], left["escalated_note"]) == ("ada", "is this a quotation?")
    first = asking.get("/v1/review", params={"limit": 1}).json()["items"][0]
    assert first["id"] == item, "it goes before others"
    given = asking.post("/v1/review/claim", {"reviewer": "ada", "count": 100}).json()["items"]
    assert item not in [other["id"] for other in given], "ada has said that she does not want it"
    for other in given:
        asking.post(f"/v1/review/{other['id']}/release", {"reviewer": "ada"})
    assert asking.post("/v1/review/claim", {"reviewer": "bert"}).json()["items"][0]["id"] == item
    assert asking.post(path, {"reviewer": "ada"}).status_code == 409, "bert looks at it"
    again = asking.post(path, {"reviewer": "bert"}).json()["item"]
    assert again["rank"] == left["rank"], "more urgent than urgent there is not"
    asking.post(f"/v1/review/{item}/decide", {"reviewer": "eve", "outcome": "fine"})
    assert asking.post(path, {"reviewer": "eve"}).status_code == 409
    assert asking.post("/v1/review/nothing/escalate", {"reviewer": "ada"}).status_code == 404
    too_long = asking.post(path, {"reviewer": "ada", "note": "x" * 4_001})
    assert too_long.status_code == 400 and "`note`" in too_long.json()["error"]["message"]


def test_a_decision_is_appealed_against_and_taken_back(asking):
    item, author = make_wait(asking)
    clean = asking.get(f"/v1/actors/{author}").json()
    decide = f"/v1/review/{item}/decide"
    banned = asking.post(decide, {"reviewer": "ada", "outcome": "banned"}).json()["standing"]
    assert banned["total_mn"] > clean["total_mn"]
    assert waiting(asking, author) == []
    path = f"/v1/review/{item}/appeal"
    appealed = asking.post(path, {"appeal": "it was a line of a play"}).json()["item"]
    assert appealed["appeal"] == "it was a line of a play" and appealed["closed_at"] is None
    assert [other["id"] for other in waiting(asking, author)] == [item]
    fine = asking.post(decide, {"reviewer": "bert", "outcome": "fine"}).json()
    assert fine["item"]["version"] == 2 and fine["standing"]["total_mn"] < banned["total_mn"]
    for appeal in ("", " ", "x" * 4_001):
        assert asking.post(path, {"appeal": appeal}).status_code == 400
    assert asking.post("/v1/review/nothing/appeal", {"appeal": "why?"}).status_code == 404


def test_what_a_policy_decided_alone_is_appealed_against(asking):
    (made,) = asking.moderate({"author": next(NAMES), "text": "good morning"})
    item = made["decision_id"]
    assert asking.post(f"/v1/review/{item}/reopen", {}).status_code == 404, "it never waited"
    appealed = asking.post(f"/v1/review/{item}/appeal", {"appeal": "you have not read it"})
    assert appealed.status_code == 200
    assert item in [other["id"] for other in asking.get("/v1/review").json()["items"]]
    decided = asking.post(f"/v1/review/{item}/decide", {"reviewer": "ada", "outcome": "fine"}).json()
    assert decided["item"]["version"] == 1


def test_what_came_and_went_at_once_is_listed_whole(asking):
    """Copies of what nobody wrote are equally urgent, and what is decided together is closed together."""
    text = f"you clueless idiot, says {next(NAMES)}"
    made = asking.moderate(*({"text": text} for _ in range(7)))
    wanted = sorted(one["decision_id"] for one in made)
    first = wanted[0]
    waits = asking.pages("/v1/review", {"like": first, "limit": 2})
    assert [item["id"] for item in waits] == wanted and len({item["rank"] for item in waits}) == 1
    everything = [item["id"] for item in asking.pages("/v1/review", {"limit": 2})]
    assert len(set(everything)) == len(everything) == asking.get("/v1/review").json()["waiting"]
    asking.post("/v1/review/decide", {"ids": wanted, "reviewer": "ada", "outcome": "removed"})
    closed = [item["id"] for item in asking.pages("/v1/review/closed", {"limit": 2})]
    assert set(wanted) <= set(closed) and len(set(closed)) == len(closed)
    for path in ("/v1/review", "/v1/review/closed"):
        refused = asking.get(path, params={"before": "yesterday"})
        assert refused.status_code == 400 and "next" in refused.json()["error"]["message"]


def test_a_mistake_is_undone(asking):
    item, author = make_wait(asking)
    asking.post(f"/v1/review/{item}/decide", {"reviewer": "ada", "outcome": "removed", "note": "oops"})
    closed = asking.get("/v1/review/closed", params={"limit": 1}).json()
    assert closed["items"][0]["id"] == item
    older = asking.get("/v1/review/closed", params={"before": closed["next"]}).json()
    assert item not in [other["id"] for other in older["items"]]
    assert asking.get(f"/v1/decisions/{item}").json()["changed_to"] == "removed"
    opened = asking.post(f"/v1/review/{item}/reopen", {}).json()["item"]
    assert (opened["outcome"], opened["note"], opened["closed_at"]) == (None, None, None)
    assert asking.get(f"/v1/decisions/{item}").json()["changed_to"] is None
    assert [other["id"] for other in waiting(asking, author)] == [item]
    did = [entry["did"] for entry in asking.get("/v1/audit", params={"limit": 2}).json()["entries"]]
    assert did == ["decision.reopened", "decision.reviewed"]


def test_the_copies_of_a_campaign_are_decided_together(asking):
    crowd = [next(NAMES) for _ in range(4)]
    # Case, mentions and digits make no other text of it.
    texts = [OFFER.format("now"), OFFER.format("NOW"), "@wren " + OFFER.format("now"), OFFER.format("later")]
    asking.moderate(*({"author": who, "text": text} for who, text in zip(crowd, texts, strict=True)))
    first = waiting(asking, crowd[0])[0]["id"]
    alike = asking.get("/v1/review", params={"like": first}).json()["items"]
    assert {item["decision"]["author"] for item in alike} == set(crowd[:3])
    company = asking.get(f"/v1/actors/{crowd[1]}/company").json()
    (campaign,) = company["campaigns"]
    assert campaign["every_author"] == 3 and company["raids"] == []
    assert {member["author"] for member in campaign["authors"]} == set(crowd[:3])
    assert campaign["decisions"][0]["text"] == texts[2]
    assert asking.get(f"/v1/actors/{crowd[3]}/company").json() == {"campaigns": [], "raids": []}
    asking.post("/v1/review/claim", {"reviewer": "bert", "ids": [alike[0]["id"]]})
    ids = [item["id"] for item in alike]
    many = asking.post(
        "/v1/review/decide", {"ids": [*ids, "nothing"], "reviewer": "ada", "outcome": "removed"}
    ).json()
    assert many["decided"] == ids[1:]
    kinds = {item["id"]: item["error"]["kind"] for item in many["not_decided"]}
    assert kinds == {ids[0]: "conflict", "nothing": "not_found"}
    assert (
        asking.post(
            "/v1/review/decide", {"ids": ["x"] * 1_001, "reviewer": "ada", "outcome": "fine"}
        ).status_code
        == 400
    )
    left = asking.get("/v1/review", params={"like": first}).json()["items"]
    assert [item["id"] for item in left] == ids[:1]


def test_those_who_go_for_one_account_are_seen_together(asking):
    crowd, target = [next(NAMES) for _ in range(3)], next(NAMES)
    asking.moderate(*({"author": who, "target": target, "text": f"you are an idiot, {who}"} for who in crowd))
    asking.moderate({"author": next(NAMES), "target": target, "text": "good morning"})
    (raid,) = asking.get(f"/v1/actors/{crowd[0]}/company").json()["raids"]
    assert raid["target"] == target and {member["author"] for member in raid["authors"]} == set(crowd)
    assert asking.client.delete(f"/v1/actors/{target}").status_code == 200
    assert asking.get(f"/v1/actors/{crowd[0]}/company").json()["raids"] == [], "who is forgotten is no target"


def test_authors_are_listed_by_the_band_they_are_in(asking):
    author = next(NAMES)
    asking.moderate(*insults(author, 12))
    band = asking.get(f"/v1/actors/{author}").json()["band"]
    listed = asking.get("/v1/actors", params={"band": band, "limit": 1}).json()
    assert listed["authors"][0]["author"] == author and listed["authors"][0]["decisions"] == 12
    last = asking.get("/v1/decisions", params={"author": author, "limit": 1}).json()["decisions"][0]
    assert listed["authors"][0]["last_decision_id"] == last["decision_id"]
    everybody = [author["author"] for author in asking.pages("/v1/actors", {"limit": 7}, "authors")]
    assert len(set(everybody)) == len(everybody) and author in everybody
    assert asking.get("/v1/actors", params={"band": "evil"}).status_code == 400
    assert asking.get("/v1/actors", params={"before": "x"}).status_code == 400
    kept = b"".join(file.read_bytes() for file in asking.files())
    assert author.encode() not in kept.replace(f"{author} ".encode(), b""), (
        "its name can be read in the database"
    )


def test_a_label_is_taught_from_what_reviewers_put_aside(asking):
    offers = [
        "we are hiring a baker",
        "join our team as a nurse",
        "now hiring: cooks, full time",
        "apply today for this driver job",
        "we have an open position for a clerk",
        "send us your résumé",
    ]
    others = [
        "the bread came out well",
        "my nurse was very kind",
        "what shall we cook tonight",
        "the driver waited for us",
        "the clerk lost my letter",
    ]
    path = "/v1/labels/job_offer/examples"
    for positive, text in [(True, text) for text in offers] + [(False, text) for text in others]:
        assert asking.post(path, {"text": text, "positive": positive}).status_code == 201
    (made,) = asking.moderate({"author": "postman", "text": "he sent me a postcard"})
    first = asking.post(path, {"decision_id": made["decision_id"], "positive": True}).json()
    again = asking.post(path, {"decision_id": made["decision_id"], "positive": False}).json()
    assert again["text"] == "he sent me a postcard" and again["id"] != first["id"]
    listed = asking.get(path).json()["examples"]
    assert len(listed) == 12 and listed[0] == again, "one about a decision is put aside once"
    (collected,) = (
        known for known in asking.get("/v1/labels").json()["collected"] if known["label"] == "job_offer"
    )
    assert (collected["positives"], collected["negatives"]) == (6, 6)
    taught = asking.post("/v1/labels", {"label": "job_offer", "collected": True})
    assert taught.status_code == 201 and taught.json()["quality"]["positives"] == 6
    assert asking.client.delete(f"{path}/{listed[-1]['id']}").json() == {"removed": True}
    assert asking.client.delete(f"{path}/{listed[-1]['id']}").json() == {"removed": False}
    asking.client.delete("/v1/actors/postman")
    assert again["id"] not in [example["id"] for example in asking.get(path).json()["examples"]]
    for wrong in ({"positive": True}, {"positive": True, "text": "a", "decision_id": "b"}):
        assert asking.post(path, wrong).status_code == 400
    assert asking.post(path, {"decision_id": "nothing", "positive": True}).status_code == 404
    assert asking.post("/v1/labels/toxicity/examples", {"text": "a", "positive": True}).status_code == 400
    kept = b"".join(file.read_bytes() for file in asking.files())
    assert b"hiring a baker" not in kept


def test_lists_have_texts_where_they_are_asked_for(asking):
    author = next(NAMES)
    asking.moderate(*insults(author, 1))
    plain = asking.get("/v1/decisions", params={"author": author}).json()["decisions"][0]
    assert "text" not in plain
    whole = asking.get("/v1/decisions", params={"author": author, "texts": True}).json()["decisions"][0]
    assert (whole["author"], whole["text"]) == (author, "you are an idiot, 0")


def samples(asking):
    answer = asking.get("/metrics")
    assert answer.headers["content-type"].startswith("application/openmetrics-text")
    assert answer.text.endswith("# EOF\n")
    lines = (line.rsplit(" ", 1) for line in answer.text.splitlines() if not line.startswith("#"))
    return {name: float(value) for name, value in lines}


def test_what_happens_is_measured_and_nobody_is_named(asking):
    before = samples(asking)
    author = next(NAMES)
    asking.moderate(*insults(author, 5, community="a_rare_place"))
    asking.post("/v1/score", {"text": "a quiet evening"})
    assert asking.post("/v1/score", {"no": "text"}).status_code == 400
    now = samples(asking)

    def risen(name):
        return now[name] - before.get(name, 0)

    assert risen('koko_texts_total{tenant="default",way="moderate"}') == 5
    assert risen('koko_texts_total{tenant="default",way="score"}') == 1
    actions = ("allow", "support", "review", "hold", "remove")
    every = [f'koko_decisions_total{{tenant="default",action="{action}"}}' for action in actions]
    assert sum(risen(name) for name in every if name in now) == 5
    insults_in = [
        f'koko_decision_labels_total{{tenant="default",label="insult",action="{action}"}}'
        for action in actions
    ]
    assert sum(risen(name) for name in insults_in if name in now) == 5
    assert risen('koko_http_requests_total{route="/v1/score",status="400"}') == 1
    assert risen('koko_http_request_seconds_count{route="/v1/moderate"}') == 1
    assert risen('koko_review_waiting{tenant="default"}') == len(waiting(asking, author)) > 0
    model = next(name for name in now if name.startswith("koko_batches_total")).split("{")[1]
    assert risen("koko_batches_total{" + model) > 0 and risen("koko_engine_busy_seconds_total{" + model) > 0
    assert risen("koko_batch_rows_count{" + model) == risen("koko_batches_total{" + model)
    assert 0 < now["koko_saturation{" + model] <= 1
    assert risen('koko_store_seconds_count{operation="load"}') > 0
    assert risen('koko_store_seconds_count{operation="save"}') > 0
    assert risen("koko_database_write_seconds_count") > 0
    written = asking.get("/metrics").text
    assert not any(word in written for word in (author, "a_rare_place", "idiot", "quiet evening"))


def test_a_chart_begins_with_what_was_measured_before(asking):
    names = "koko_inflight_limit,koko_review_waiting"

    def measured():
        history = asking.get("/v1/metrics/history", params={"names": names}).json()
        return history["times_ms"] and history

    seen = wait_until(measured, "nothing was measured before")
    assert set(seen["series"]) <= {"koko_inflight_limit", 'koko_review_waiting{tenant="default"}'}
    assert len(seen["series"]["koko_inflight_limit"]) == len(seen["times_ms"])
    assert seen["series"]["koko_inflight_limit"][-1] > 0 and seen["every_ms"] == 10_000
    assert asking.get("/v1/metrics/history").status_code == 400
