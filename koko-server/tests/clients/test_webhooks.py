"""Webhooks, as a receiver meets them."""

import concurrent.futures
import json
import os
import signal
import threading
import time

import httpx
import pytest
import trustme
from api import Api, running
from conftest import Service, make_key
from patience import PATIENCE_S, wait_until
from receiver import Receiver, tls_of
from standardwebhooks import Webhook, WebhookVerificationError

LOCAL = ("--webhook-networks", "127.0.0.0/8", "--webhook-http")
"""Allows this machine as a target, over http."""
SOON = ("--webhook-base", "0.002")
"""The first wait in seconds; the longest is a minute."""
AT_ONCE = ("--webhook-base", "0.00001")
"""All ten attempts within a second."""
ALL = [
    "decision.made",
    "decision.changed",
    "flag.received",
    "standing.changed",
    "statement.issued",
    "model.changed",
]


@pytest.fixture(scope="module", params=["sqlite", "postgres"])
def api(request, tmp_path_factory):
    where = ["--data", tmp_path_factory.mktemp("hooks")]
    if request.param == "postgres":
        where += ["--database", request.getfixturevalue("postgres").new()]
    with running(*where, *LOCAL, *SOON) as service:
        yield Api(service)


@pytest.fixture(scope="module")
def receiver(api):
    """For what the service that everybody shares sends."""
    receiver = Receiver()
    yield receiver
    receiver.stop()


@pytest.fixture
def other():
    """For what a service of one's own sends."""
    receiver = Receiver()
    yield receiver
    receiver.stop()


def test_each_event_is_told_thinly_and_verified_by_what_others_verify_with(api, receiver):
    _, secret = api.endpoint(receiver.url("/all"), *ALL)
    posts = [{"id": f"c{number}", "target": "wren"} for number in range(8)]
    decisions = [api.moderate("rook", "you are an idiot", **post) for post in posts]
    flag = {"event": "flagged", "id": "f1", "author": "rook", "reporter": "wren", "at": int(time.time())}
    for _ in range(2):
        api("POST", "/v1/events", flag)
    waiting = api("GET", "/v1/review")["items"]
    reviewed = waiting[0]["id"]
    api("POST", f"/v1/review/{reviewed}/decide", {"reviewer": "ines", "outcome": "removed"})
    policy = api("GET", "/v1/policies")["in_force"]["source"]
    stored = api("POST", "/v1/policies", {"source": policy, "put_in_force": True}, 201)
    seen = {"decision.changed", "flag.received", "standing.changed", "model.changed"}
    heard = receiver.wait("/all", lambda heard: seen <= {sent.event for sent in heard} and len(heard) >= 12)
    by_event = {event: [sent.data for sent in heard if sent.event == event] for event in ALL}
    for sent in heard:
        assert sent.verify(secret) == sent.json and set(sent.json) == {"type", "timestamp", "data"}
        assert len(sent.body) < 20_000 and b"idiot" not in sent.body and b'": ' not in sent.body
        assert sent.headers["content-type"] == "application/json" and "." not in sent.id
    assert heard[0].verify_in_node(secret) == ["decision.made", "decision.made"]
    made = by_event["decision.made"]
    assert [data["decision_id"] for data in made] == [decision["decision_id"] for decision in decisions]
    assert made[0]["author"] == "rook" and made[0]["content"] == "c0" and made[0]["scores"]["insult"] > 0.5
    assert made[0]["action"] == decisions[0]["decision"]["action"] and "@blake3:" in made[0]["model"]
    assert made[0]["reasons"] == [reason["rule"] for reason in decisions[0]["decision"]["reasons"]]
    unknown = {"content": None, "community": None, "family": None}
    assert by_event["flag.received"] == [{"flag_id": "f1", "author": "rook", "at": flag["at"], **unknown}]
    changed = by_event["decision.changed"][0]
    assert changed["decision_id"] == reviewed and changed["author"] == "rook"
    assert changed["outcome"] == "removed"
    for before, after in zip(by_event["standing.changed"], by_event["standing.changed"][1:], strict=False):
        assert before["band"] == after["before"] != after["band"]
    policy = {"changed": "policy", "version": stored["version"], "id": stored["id"]}
    assert by_event["model.changed"] == [policy]


def test_an_endpoint_hears_what_it_asked_for_and_texts_only_where_it_asked_for_them(api, receiver):
    api.endpoint(receiver.url("/plain"), "decision.made")
    api.endpoint(receiver.url("/texts"), "decision.made", include_text=True)
    api.endpoint(receiver.url("/models"), "model.changed")
    api.moderate("wren", "good morning")
    api.moderate("wren", "good " * 2_000)
    short, long = receiver.wait("/texts", 2)
    assert short.data["text"] == "good morning" and not short.data["text_truncated"]
    assert long.data["text_truncated"] and long.data["text"] in "good " * 2_000 and len(long.body) < 20_000
    # Of a text that is not much longer, the body alone would not tell.
    assert len(long.data["text"]) <= 8_192
    plain = receiver.wait("/plain", 2)
    assert [sent.id for sent in plain] == [short.id, long.id]
    assert not any("text" in sent.data for sent in plain) and receiver.on("/models") == []


def test_what_is_not_what_was_signed_is_refused(api, receiver):
    endpoint, secret = api.endpoint(receiver.url("/signed"), "decision.made")
    _, other = api.endpoint(receiver.url("/other"), "decision.changed")
    api.moderate("wren")
    sent = receiver.wait("/signed", 1)[0]
    assert sent.verify(secret)["data"]["author"] == "wren"
    late = {**sent.headers, "webhook-timestamp": str(int(sent.headers["webhook-timestamp"]) - 3_600)}
    forged = {**sent.headers, "webhook-id": "msg_1"}
    changed = sent.body.replace(b"wren", b"rook")
    for key, body, headers in [
        (secret, changed, sent.headers),
        (secret, sent.body, late),
        (secret, sent.body, forged),
        (other, sent.body, sent.headers),
    ]:
        with pytest.raises(WebhookVerificationError):
            Webhook(key).verify(body, headers)
    paths = ["/v1/webhooks", f"/v1/webhooks/{endpoint}", "/v1/audit"]
    shown = json.dumps([api("GET", path) for path in paths])
    assert endpoint in shown and "webhook.made" in shown and "whsec_" not in shown


def test_while_a_secret_is_replaced_both_sign_and_then_the_new_one_alone(api, receiver):
    endpoint, first = api.endpoint(receiver.url("/rotated"), "decision.made")
    second = api("POST", f"/v1/webhooks/{endpoint}/rotate", {"overlap_seconds": 600})["secret"]
    api.moderate("wren")
    both = receiver.wait("/rotated", 1)[0]
    assert both.verify(first) == both.verify(second) == both.json
    assert len(api("GET", f"/v1/webhooks/{endpoint}")["old_secrets_until_ms"]) == 1
    third = api("POST", f"/v1/webhooks/{endpoint}/rotate", {"overlap_seconds": 0})["secret"]
    api.moderate("wren")
    alone = receiver.wait("/rotated", 2)[1]
    alone.verify(third)
    for old in (first, second):
        with pytest.raises(WebhookVerificationError):
            alone.verify(old)
    for _ in range(3):
        api("POST", f"/v1/webhooks/{endpoint}/rotate", {})
    assert "run out" in api("POST", f"/v1/webhooks/{endpoint}/rotate", {}, 409)["error"]["message"]


def test_what_fails_is_sent_again_as_the_same_and_the_log_says_what_happened(api, receiver):
    endpoint, secret = api.endpoint(receiver.url("/flaky"), "decision.made")
    receiver.answer("/flaky", lambda _, before: 500 if before < 2 else 204)
    api.moderate("wren")
    heard = receiver.wait("/flaky", 3)
    assert len({sent.id for sent in heard}) == 1 and len({sent.body for sent in heard}) == 1
    for sent in heard:
        sent.verify(secret)
    path = f"/v1/webhooks/{endpoint}/deliveries?state=delivered"
    [row] = api.wait(path, lambda log: log["deliveries"])["deliveries"]
    assert row["id"] == heard[0].id and row["attempts"] == 3 and row["last"]["status"] == 204
    whole = api("GET", f"/v1/webhooks/{endpoint}/deliveries/{row['id']}")
    assert whole["body"] == heard[0].json
    api("POST", f"/v1/webhooks/{endpoint}/deliveries/{row['id']}/replay", status=202)
    assert receiver.wait("/flaky", 4)[3].id == row["id"]
    api("POST", f"/v1/webhooks/{endpoint}/deliveries/msg_0/replay", status=404)
    assert api.deliveries(endpoint, state="dead") == []


def test_a_test_is_sent_at_once_and_tells_what_came_of_it(api, receiver):
    endpoint, secret = api.endpoint(receiver.url("/tried"), "model.changed")
    done = api("POST", f"/v1/webhooks/{endpoint}/test")
    sent = receiver.wait("/tried", 1)[0]
    assert done["delivered"] and done["status"] == 200 and done["message_id"] == sent.id
    assert sent.verify(secret)["type"] == "webhook.test" and sent.data == {"endpoint_id": endpoint}
    receiver.answer("/tried", 404)
    again = api("POST", f"/v1/webhooks/{endpoint}/test")
    assert not again["delivered"] and again["status"] == 404
    closed = Receiver()
    closed.stop()
    api("PATCH", f"/v1/webhooks/{endpoint}", {"url": closed.url("/")})
    nobody = api("POST", f"/v1/webhooks/{endpoint}/test")
    assert nobody["failure"] == "not_connected" and nobody["status"] is None


def test_what_is_given_up_can_be_sent_again_and_whoever_fails_for_long_is_left_alone(tmp_path, other):
    with running("--data", tmp_path, *LOCAL, *AT_ONCE) as service:
        api = Api(service)
        endpoint, _ = api.endpoint(other.url("/broken"), "decision.made")
        other.answer("/broken", 500)
        api.moderate("wren")
        path = f"/v1/webhooks/{endpoint}"
        disabled = api.wait(path, lambda shown: not shown["enabled"])
        assert disabled["disabled"]["because"] == "failing" and disabled["dead"] == 1
        assert len(other.on("/broken")) == 10
        api.moderate("wren", "nobody is told of this")
        [dead] = api.deliveries(endpoint)
        assert dead["state"] == "dead" and dead["attempts"] == 10 and dead["last"]["status"] == 500
        other.answer("/broken", 200)
        api("PATCH", path, {"enabled": True})
        assert api("POST", f"{path}/replay", status=202) == {"replayed": 1}
        again = other.wait("/broken", 11)[10]
        assert again.id == dead["id"]
        healthy = api.wait(path, lambda shown: shown["dead"] == 0 and shown["pending"] == 0)
        assert healthy["enabled"] and healthy["failing_since_ms"] is None and healthy["failures"] == 0
        did = [entry["did"] for entry in api("GET", "/v1/audit")["entries"]]
        assert did == ["webhook.replayed", "webhook.changed", "webhook.disabled", "webhook.made"]


def test_whoever_is_gone_is_not_asked_again(api, receiver):
    endpoint, _ = api.endpoint(receiver.url("/gone"), "decision.made")
    receiver.answer("/gone", 410)
    api.moderate("wren")
    gone = api.wait(f"/v1/webhooks/{endpoint}", lambda shown: not shown["enabled"])
    assert gone["disabled"]["because"] == "gone" and gone["dead"] == 1
    api.moderate("wren")
    assert len(api.deliveries(endpoint)) == len(receiver.on("/gone")) == 1


def test_redirects_are_not_followed(api, receiver):
    endpoint, _ = api.endpoint(receiver.url("/moved"), "decision.made")
    elsewhere = {"location": receiver.url("/inside")}
    receiver.answer("/moved", lambda _, before: (302, elsewhere) if before < 3 else 200)
    api.moderate("wren")
    receiver.wait("/moved", 4)
    assert receiver.on("/inside") == []
    receiver.answer("/moved", (307, elsewhere))
    assert api("POST", f"/v1/webhooks/{endpoint}/test")["status"] == 307
    assert receiver.on("/inside") == []


def test_what_only_this_machine_can_reach_is_not_reached(tmp_path, other):
    with running("--data", tmp_path, "--webhook-http") as service:
        api = Api(service)
        for url, words in [
            (other.url("/private"), "not on the public internet"),
            (other.url("/private", "[::ffff:127.0.0.1]"), "not on the public internet"),
            ("http://169.254.169.254/latest/meta-data", "not on the public internet"),
            ("ftp://example.com/", "ftp"),
            ("http://ines:secret@example.com/", "password"),
        ]:
            refused = api("POST", "/v1/webhooks", {"url": url, "events": ALL}, 400)
            assert words in refused["error"]["message"], refused
        # A name is judged by what it leads to, when that is known.
        endpoint, _ = api.endpoint(other.url("/private", "localhost"), "decision.made")
        tried = api("POST", f"/v1/webhooks/{endpoint}/test")
        assert tried["failure"] == "target_refused" and not tried["delivered"]
        assert other.on("/private") == []
    with running("--data", tmp_path / "other", "--webhook-networks", "127.0.0.0/8") as service:
        plain = Api(service)("POST", "/v1/webhooks", {"url": other.url("/"), "events": ALL}, 400)
        assert "https" in plain["error"]["message"]


def test_where_webhooks_may_go_is_read_again_with_the_configuration(tmp_path, other):
    file = tmp_path / "koko.toml"
    file.write_text("data = 'kept'\n")
    with running("--config", file, *SOON) as service:
        api = Api(service)
        url = {"url": other.url("/allowed"), "events": ["decision.made"]}
        api("POST", "/v1/webhooks", url, 400)
        file.write_text("data = 'kept'\n[webhooks]\nnetworks = ['127.0.0.0/8']\nhttp = true\n")
        service.process.send_signal(signal.SIGHUP)

        def added():
            answer = api.client.post("/v1/webhooks", json=url)
            return answer if answer.status_code == 201 else None

        made = wait_until(added, "SIGHUP changed nothing")
        api.moderate("wren")
        other.wait("/allowed", 1)[0].verify(made.json()["secret"])
        # What was allowed is so no more, also for what is there already.
        file.write_text("data = 'kept'\n[webhooks]\nhttp = true\n")
        api("POST", "/v1/status/models/reload")
        tried = api("POST", f"/v1/webhooks/{made.json()['id']}/test")
        assert tried["failure"] == "target_refused" and len(other.on("/allowed")) == 1


def test_receivers_are_known_by_their_certificate(tmp_path, monkeypatch):
    authority, stranger = trustme.CA(), trustme.CA()
    known = Receiver(tls_of(authority.issue_cert("localhost", "127.0.0.1")))
    unknown = Receiver(tls_of(stranger.issue_cert("localhost", "127.0.0.1")))
    authority.cert_pem.write_to_path(tmp_path / "authority.pem")
    monkeypatch.setenv("SSL_CERT_FILE", str(tmp_path / "authority.pem"))
    with running("--data", tmp_path / "kept", *LOCAL[:2], *SOON) as service:
        api = Api(service)
        _, secret = api.endpoint(known.url("/tls", "localhost", "https"), "decision.made")
        other, _ = api.endpoint(unknown.url("/tls", "localhost", "https"), "decision.made")
        api.moderate("wren")
        known.wait("/tls", 1)[0].verify(secret)
        assert api("POST", f"/v1/webhooks/{other}/test")["failure"] == "insecure"
        assert unknown.on("/tls") == []
    known.stop()
    unknown.stop()


def test_without_certificates_a_service_runs_and_an_endpoint_cannot_be_made(tmp_path, monkeypatch):
    for name in ("SSL_CERT_FILE", "SSL_CERT_DIR"):
        monkeypatch.setenv(name, str(tmp_path / "nothing"))
    with running("--data", tmp_path / "kept", *LOCAL) as service:
        api = Api(service)
        api.moderate("wren")
        refused = api("POST", "/v1/webhooks", {"url": "https://example.com/", "events": ALL}, 500)
        assert refused["error"]["kind"] == "webhooks_failed"
        assert "ca-certificates" in refused["error"]["message"]


def test_a_receiver_that_hangs_keeps_nobody_waiting_and_is_told_after_the_restart(tmp_path, other):
    hang = threading.Event()
    other.answer("/hangs", lambda _, before: hang.wait(PATIENCE_S) and 200 if before == 0 else 200)
    with running("--data", tmp_path, *LOCAL) as service:
        api = Api(service)
        endpoint, _ = api.endpoint(other.url("/hangs"), "decision.made")
        api.moderate("wren")
        other.wait("/hangs", 1)
        # Others are told in the meantime.
        api.endpoint(other.url("/meanwhile"), "decision.made")
        api.moderate("rook")
        other.wait("/meanwhile", 1)
    with running("--data", tmp_path, *LOCAL) as service:
        both = lambda heard: len(heard) >= 3 and len({sent.id for sent in heard}) == 2  # noqa: E731
        heard = other.wait("/hangs", both)
        assert heard[0].id in [sent.id for sent in heard[1:]]
        Api(service).wait(f"/v1/webhooks/{endpoint}", lambda shown: shown["pending"] == 0)
    hang.set()


def test_everything_that_was_acknowledged_arrives_after_a_kill(tmp_path, other):
    service = Service("--data", tmp_path, *LOCAL, *SOON)
    api = Api(service)
    _, secret = api.endpoint(other.url("/killed"), "decision.made")
    acknowledged, enough = [], threading.Event()

    def moderate(author):
        for number in range(1_000):
            try:
                answer = httpx.post(
                    service.url + "/v1/moderate",
                    content=json.dumps({"author": author, "text": f"good morning {number}"}),
                    timeout=60,
                )
            except httpx.HTTPError:
                return
            acknowledged.append(answer.json()["decision_id"])
            if len(acknowledged) > 100:
                enough.set()

    with concurrent.futures.ThreadPoolExecutor(4) as threads:
        done = [threads.submit(moderate, f"author {number}") for number in range(4)]
        assert enough.wait(PATIENCE_S)
        service.process.kill()
        service.process.wait()
        for each in done:
            each.result()
    service.process.stderr.close()
    with running("--data", tmp_path, *LOCAL, *SOON):
        told = lambda heard: {sent.data["decision_id"] for sent in heard}  # noqa: E731
        heard = other.wait("/killed", lambda heard: told(heard) >= set(acknowledged))
    for sent in heard:
        sent.verify(secret)


def test_what_is_about_one_author_arrives_in_order_whatever_fails(api, receiver):
    endpoint, _ = api.endpoint(receiver.url("/ordered"), "decision.made")
    receiver.answer("/ordered", lambda _, before: 500 if before % 3 == 1 else 200)
    authors = [f"author {number}" for number in range(5)]
    posts = [{"author": authors[number % 5], "text": "good morning"} for number in range(60)]
    decided = [line["decision_id"] for line in api("POST", "/v1/moderate", posts)]
    api.wait(f"/v1/webhooks/{endpoint}", lambda shown: shown["pending"] == 0)
    arrived = [sent for place, sent in enumerate(receiver.on("/ordered")) if place % 3 != 1]
    assert len(arrived) == 60
    for number, author in enumerate(authors):
        told = [sent.data["decision_id"] for sent in arrived if sent.data["author"] == author]
        assert told == decided[number::5]


def test_what_is_about_an_author_who_is_forgotten_is_not_told_any_more(api, receiver):
    endpoint, _ = api.endpoint(receiver.url("/forgets"), "decision.made")
    receiver.answer("/forgets", 500)
    api.moderate("vex")
    api.moderate("vex")
    api.moderate("wren")
    receiver.wait("/forgets", 1)
    assert len(api.deliveries(endpoint)) == 3
    api("DELETE", "/v1/actors/vex")
    assert len(api.deliveries(endpoint)) == 1
    api("DELETE", f"/v1/webhooks/{endpoint}")
    api("GET", f"/v1/webhooks/{endpoint}/deliveries", status=404)


def test_endpoints_belong_to_whoever_administers_a_tenant(tmp_path, other):
    admin = make_key(tmp_path, "ours", "--tenant", "ours", "--scope", "admin")
    foreign = make_key(tmp_path, "theirs", "--tenant", "theirs", "--scope", "admin")
    low = make_key(tmp_path, "reader", "--tenant", "ours", "--scope", "read")
    with running("--data", tmp_path, *LOCAL, *SOON) as service:
        ours, theirs, reader = (Api(service, key) for key in (admin, foreign, low))
        endpoint, _ = ours.endpoint(other.url("/ours"), "model.changed")
        path = f"/v1/webhooks/{endpoint}"
        for api, status in [(theirs, 404), (reader, 403)]:
            for method, below, body in [
                ("GET", "", None),
                ("PATCH", "", {}),
                ("DELETE", "", None),
                ("POST", "/test", None),
                ("POST", "/rotate", {}),
                ("POST", "/replay", None),
                ("GET", "/deliveries", None),
                ("GET", "/deliveries/msg_0", None),
                ("POST", "/deliveries/msg_0/replay", None),
            ]:
                api(method, path + below, body, status)
        assert theirs("GET", "/v1/webhooks")["endpoints"] == []
        assert [each["id"] for each in ours("GET", "/v1/webhooks")["endpoints"]] == [endpoint]
        policy = theirs("GET", "/v1/policies", status=403)
        assert policy["error"]["kind"] == "forbidden" and other.on("/ours") == []


def test_nonsense_is_refused_with_words(api, receiver):
    good = {"url": receiver.url("/"), "events": ["decision.made"]}
    for change, words in [
        ({"events": []}, "name some of"),
        ({"events": ["decision"]}, "no event `decision`"),
        ({"url": "nowhere"}, "no URL"),
        ({"secret": "whsec_short"}, "24 to 64 bytes"),
        ({"description": "x" * 501}, "at most 500"),
        ({"colour": "red"}, "colour"),
    ]:
        refused = api("POST", "/v1/webhooks", {**good, **change}, 400)
        assert words in refused["error"]["message"], refused
    endpoint, secret = api.endpoint(good["url"], "model.changed", secret="whsec_" + "Zm9vYmFyYmF6" * 3)
    assert secret == "whsec_" + "Zm9vYmFyYmF6" * 3
    path = f"/v1/webhooks/{endpoint}"
    assert "from 0 to" in api("POST", path + "/rotate", {"overlap_seconds": -1}, 400)["error"]["message"]
    lost = api("GET", path + "/deliveries?state=lost", status=400)["error"]["message"]
    assert "pending, delivered, dead" in lost
    changed = api("PATCH", path, {"enabled": False, "description": "ours", "events": ["flag.received"]})
    assert changed["disabled"]["because"] == "by_hand" and changed["events"] == ["flag.received"]


def test_services_on_one_database_send_everything_once(tmp_path, postgres, other):
    (tmp_path / "secret").write_text("a secret of both services, long enough for anybody")
    where = ["--database", postgres.new(), "--secret-file", tmp_path / "secret"]
    with running(*where, *LOCAL) as second:
        first = Service(*where, *LOCAL)
        apis = [Api(first), Api(second)]
        endpoint, secret = apis[0].endpoint(other.url("/once"), "decision.made")
        # Without this, the other service would know of the endpoint after a second.
        apis[1]("PATCH", f"/v1/webhooks/{endpoint}", {})
        posts = [
            [{"author": f"{name} {number % 9}", "text": "good morning"} for number in range(200)]
            for name in "ab"
        ]
        with concurrent.futures.ThreadPoolExecutor(2) as threads:
            sent = [
                threads.submit(api, "POST", "/v1/moderate", post)
                for api, post in zip(apis, posts, strict=True)
            ]
            decided = [[line["decision_id"] for line in each.result()] for each in sent]
        assert first.stop() == 0
        apis[1].wait(f"/v1/webhooks/{endpoint}", lambda shown: shown["pending"] == 0)
        heard = other.on("/once")
        assert sorted(each.data["decision_id"] for each in heard) == sorted(decided[0] + decided[1])
        for each in heard[::50]:
            each.verify(secret)
        for name, ids in zip("ab", decided, strict=True):
            for number in range(9):
                author = f"{name} {number}"
                told = [each.data["decision_id"] for each in heard if each.data["author"] == author]
                assert told == ids[number::9]


@pytest.mark.skipif(not os.environ.get("KOKO_LONG"), reason="it waits for leases to run out: half a minute")
def test_what_a_service_had_taken_that_was_killed_is_sent_by_another_within_half_a_minute(
    tmp_path, postgres, other
):
    (tmp_path / "secret").write_text("a secret of both services, long enough for anybody")
    where = ["--database", postgres.new(), "--secret-file", tmp_path / "secret"]
    hang = threading.Event()

    def first_hangs(sent, before):
        if before == 0:
            hang.wait(PATIENCE_S)
        return 200

    first = Service(*where, *LOCAL)
    endpoint, secret = Api(first).endpoint(other.url("/taken"), "decision.made")
    other.answer("/taken", first_hangs)
    decided = Api(first).moderate("wren")["decision_id"]
    other.wait("/taken", 1)
    # From here on somebody else may be there.
    with running(*where, *LOCAL) as second:
        first.process.kill()
        first.process.wait()
        first.process.stderr.close()
        killed_at = time.monotonic()
        heard = other.wait("/taken", 2)
        assert time.monotonic() - killed_at < 30, "a lease lasts 20 s"
        assert {sent.data["decision_id"] for sent in heard} == {decided}
        Api(second).wait(f"/v1/webhooks/{endpoint}", lambda shown: shown["pending"] == 0)
    hang.set()
    heard[1].verify(secret)


@pytest.mark.skipif(not os.environ.get("KOKO_LONG"), reason="it waits for a receiver that takes 18 s")
def test_a_receiver_that_is_slow_is_waited_for_by_the_service_that_has_asked_it(tmp_path, postgres, other):
    (tmp_path / "secret").write_text("a secret of both services, long enough for anybody")
    where = ["--database", postgres.new(), "--secret-file", tmp_path / "secret"]
    other.answer("/slow", lambda sent, before: time.sleep(18) or 200)
    with running(*where, *LOCAL) as first, running(*where, *LOCAL):
        api = Api(first)
        endpoint, _ = api.endpoint(other.url("/slow"), "decision.made")
        for _ in range(2):
            api.moderate("wren")
        api.wait(f"/v1/webhooks/{endpoint}", lambda shown: shown["pending"] == 0)
        assert len(other.on("/slow")) == 2, "each was sent once"
