"""Statements of reasons, from a decision to what is submitted, and what becomes of them later."""

import datetime
import json

import pytest
from api import Api, running
from conftest import make_key
from receiver import Receiver

POLICY = """
name = "strict"

[thresholds]
toxicity = 0.7
severe_toxicity = 0.99
insult = 0.5

[[rule]]
id = "no-insults"
when = "found.insult"
action = "hold"
because = "Insults somebody"
"""
MAPPINGS = """
[always]
source_type = "SOURCE_VOLUNTARY"
decision_ground_reference_url = "https://forum.example/terms"
territorial_scope = ["AT", "DE"]

[redress]
internal_complaint = "Write to us within six months."
"""


@pytest.fixture(scope="module")
def receiver():
    receiver = Receiver()
    yield receiver
    receiver.stop()


@pytest.fixture(scope="module")
def api(tmp_path_factory):
    folder = tmp_path_factory.mktemp("statements")
    (folder / "strict.toml").write_text(POLICY)
    (folder / "statements.toml").write_text(MAPPINGS)
    (folder / "koko.toml").write_text(
        "[tenants.default]\npolicy = 'strict.toml'\nstatements = 'statements.toml'\nkeep_texts = true\n"
        "[webhooks]\nnetworks = ['127.0.0.0/8']\nhttp = true\n"
    )
    with running("--config", folder / "koko.toml", "--data", folder / "kept") as service:
        yield Api(service)


def held(api, author="rook_9", text="you are an utter idiot, all of you"):
    decision = api.moderate(author, text, id="c/17")
    assert decision["decision"]["action"] == "hold"
    return decision["decision_id"]


def test_a_decision_says_what_it_can_and_a_statement_is_issued_once(api, receiver):
    _, secret = api.endpoint(receiver.url("/issued"), "statement.issued")
    decision = held(api)
    path = f"/v1/decisions/{decision}/statement"
    suggested = api("GET", path)
    today = datetime.datetime.now(datetime.UTC).date()
    assert suggested["restricts"] and suggested["missing"] == [] and suggested["issued"] == []
    assert suggested["draft"] == {
        "decision_visibility": ["DECISION_VISIBILITY_CONTENT_DISABLED"],
        "territorial_scope": ["AT", "DE"],
        "application_date": str(today),
        "decision_facts": "An automated system found the content to be rude or disrespectful, insulting. "
        "These rules of the platform apply: Insults somebody.",
        "source_type": "SOURCE_VOLUNTARY",
        "automated_detection": "Yes",
        "automated_decision": "AUTOMATED_DECISION_FULLY",
        "decision_ground": "DECISION_GROUND_INCOMPATIBLE_CONTENT",
        "incompatible_content_ground": "Rule `no-insults`",
        "incompatible_content_explanation": "Insults somebody.",
        "decision_ground_reference_url": "https://forum.example/terms",
        "puid": decision,
        "category": "STATEMENT_CATEGORY_CYBER_VIOLENCE",
        "content_type": ["CONTENT_TYPE_TEXT"],
        "content_date": str(today),
    }
    said = {"source_type": "SOURCE_ARTICLE_16", "content_language": "EN"}
    issued = api("POST", path, {"submission": said}, 201)
    assert issued["submission"] == {**suggested["draft"], **said}
    assert issued["redress"]["internal_complaint"] == "Write to us within six months."
    assert issued["koko"]["reason_codes"] == ["no-insults"] and issued["koko"]["decision_id"] == decision
    assert "@blake3:" in issued["koko"]["model"] and issued["koko"]["labels"]["insult"] > 0.5
    assert issued["corrects"] is None and issued["statement_id"] == decision
    sent = receiver.wait("/issued", 1)[0]
    assert sent.verify(secret)["data"] == {
        "statement_id": decision,
        "decision_id": decision,
        "corrects": None,
        "content": "c/17",
        "author": "rook_9",
    }
    again = api("POST", path, {}, 409)["error"]["message"]
    assert f'"corrects": "{decision}"' in again
    corrected = api("POST", path, {"corrects": decision, "submission": {"content_language": "DE"}}, 201)
    assert corrected["statement_id"] == corrected["submission"]["puid"] == f"{decision}_2"
    first, second = api("GET", path)["issued"]
    assert first == issued and second == corrected and second["corrects"] == decision
    assert receiver.wait("/issued", 2)[1].data["corrects"] == decision


def test_a_reversal_is_a_new_statement_that_refers_to_the_first(api):
    decision = held(api, "wren", "you are such an idiot")
    path = f"/v1/decisions/{decision}/statement"
    api("POST", path, {"submission": {"content_language": "EN"}}, 201)
    decide = f"/v1/review/{decision}/decide"
    api("POST", decide, {"reviewer": "ines", "outcome": "banned"})
    api("POST", decide, {"reviewer": "ines", "outcome": "banned"})
    api("POST", decide, {"reviewer": "ines", "outcome": "fine"})
    first, harder, lifted = api("GET", path)["issued"]
    assert not first["lifts_restriction"] and not harder["lifts_restriction"] and lifted["lifts_restriction"]
    assert harder["submission"]["decision_account"] == "DECISION_ACCOUNT_TERMINATED"
    assert harder["submission"]["automated_decision"] == "AUTOMATED_DECISION_PARTIALLY"
    assert harder["submission"]["content_language"] == "EN" and harder["corrects"] == first["statement_id"]
    assert lifted["corrects"] == harder["statement_id"]
    assert not any(name.startswith("decision_visibility") for name in lifted["submission"])
    assert "decision_account" not in lifted["submission"] and "ines" not in json.dumps(lifted["submission"])
    assert "nothing is restricted any more" in lifted["submission"]["decision_facts"]


def test_what_is_private_is_not_submitted(api):
    decision = held(api)
    path = f"/v1/decisions/{decision}/statement"
    for facts, words in [
        ("It was written by Rook 9.", "author's name"),
        ("The content is c/17.", "id of the content"),
        ('It says "an utter idiot, all".', "quotes the content"),
        ("Ask ines@forum.example.", "address"),
    ]:
        refused = api("POST", path, {"submission": {"decision_facts": facts}}, 400)
        assert words in refused["error"]["message"], refused
    assert api("GET", path)["issued"] == []
    # Somebody may be called like a word that Koko says by itself.
    api("POST", f"/v1/decisions/{held(api, 'platform')}/statement", {}, 201)


def test_what_may_not_be_submitted_is_refused_with_words(api):
    fine = api.moderate("wren", "good morning")["decision_id"]
    nothing = api("POST", f"/v1/decisions/{fine}/statement", {}, 400)["error"]["message"]
    assert "restricts nothing" in nothing
    path = f"/v1/decisions/{held(api)}/statement"
    for submission, words in [
        ({"decision_visibility": ["REMOVED"]}, "DECISION_VISIBILITY_CONTENT_REMOVED"),
        ({"decision_visibility": ["DECISION_VISIBILITY_OTHER"]}, "decision_visibility_other"),
        ({"decision_facts": "x" * 5_001}, "from 1 to 5000"),
        ({"content_date": "17 February"}, "2026-02-17"),
        ({"content_language": "de"}, "two capital letters"),
        ({"decision_ground": "DECISION_GROUND_ILLEGAL_CONTENT"}, "illegal_content_legal_ground"),
        ({"puid": "mine"}, "given by this service"),
        ({"facts": "x"}, "unknown field"),
    ]:
        refused = api("POST", path, {"submission": submission}, 400)
        assert words in refused["error"]["message"], refused
    missing = api("POST", path, {"corrects": "nothing"}, 404)["error"]["message"]
    assert "could be corrected" in missing
    api("GET", "/v1/decisions/unknown/statement", status=404)


def test_whoever_reviews_may_issue_and_whoever_reads_may_look(tmp_path):
    keys = {scope: make_key(tmp_path, scope, "--scope", scope) for scope in ("moderate", "review", "read")}
    with running("--data", tmp_path) as service:
        apis = {scope: Api(service, key) for scope, key in keys.items()}
        decision = apis["moderate"].moderate("rook", "you are an utter idiot")["decision_id"]
        path = f"/v1/decisions/{decision}/statement"
        apis["review"]("GET", path, status=403)
        apis["read"]("POST", path, {}, 403)
        assert apis["read"]("GET", path)["issued"] == []
        removed = {"decision_visibility": ["DECISION_VISIBILITY_CONTENT_REMOVED"]}
        issued = apis["review"]("POST", path, {"submission": removed}, 201)
        assert issued["issued_by"] == "review" and apis["read"]("GET", path)["issued"] == [issued]
