"""What is kept beside the records of authors: decisions, the queue, policies, labels, keys, the audit log.

On SQLite and on PostgreSQL."""

import json
import socket
import sqlite3
import threading

from conftest import ALL, Asking, Service, insults, koko, make_key
from websockets.sync.client import connect

STRICT = """
name = "strict"

[thresholds]
insult = 0.5

[[rule]]
id = "insults"
when = "found.insult"
action = "remove"
because = "Insults are not welcome here"
"""


def test_a_decision_is_kept_and_found_again(asking):
    made = asking.moderate(*insults("rook", 3), {"id": "w1", "author": "wren", "text": "good morning"})
    one = asking.get(f"/v1/decisions/{made[0]['decision_id']}").json()
    assert one["author"] == "rook" and one["content"] == "rook 0" and one["text"] == "you are an idiot, 0"
    assert one["action"] == made[0]["decision"]["action"] and "insult" in one["labels"]
    assert one["answer"]["scores"] == made[0]["scores"]
    found = asking.get("/v1/decisions", params={"author": "rook", "limit": 2}).json()
    ids = [made[2]["decision_id"], made[1]["decision_id"]]
    assert [decision["decision_id"] for decision in found["decisions"]] == ids and found["next"] == ids[-1]
    rest = asking.get("/v1/decisions", params={"author": "rook", "before": found["next"]}).json()
    assert [decision["decision_id"] for decision in rest["decisions"]] == [made[0]["decision_id"]]
    for wanted, count in [
        ({"content": "w1"}, 1),
        ({"label": "insult", "author": "wren"}, 0),
        ({"community": "chess", "author": "rook", "label": "insult"}, 3),
        ({"author": "rook", "action": "allow"}, 0),
        ({"author": "rook", "until": 1_000_000_000}, 0),
        ({"author": "rook", "since": 1_000_000_000}, 3),
    ]:
        assert len(asking.get("/v1/decisions", params=wanted).json()["decisions"]) == count, wanted
    assert asking.get("/v1/decisions/nothing").status_code == 404
    assert asking.get("/v1/decisions", params={"action": "explode"}).status_code == 400
    moments = asking.get("/v1/actors/rook/timeline").json()["moments"]
    assert [moment["content"] for moment in moments] == ["rook 2", "rook 1", "rook 0"]
    assert moments[0]["standing"]["band"] == made[2]["standing"]["band"]


def test_neither_authors_nor_texts_can_be_read_in_the_database(asking):
    asking.moderate({"id": "secret 1", "author": "somebody_rare", "text": "an uncommon sentence, you idiot"})
    kept = b"".join(file.read_bytes() for file in asking.files())
    assert b"secret 1" in kept
    assert b"somebody_rare" not in kept and b"uncommon sentence" not in kept


def test_what_waits_is_claimed_once_and_decided(asking):
    asking.moderate(*insults("crow", 4, "go"))
    held = {item["id"] for item in asking.get("/v1/review", params={"limit": 1000}).json()["items"]}
    assert len(held) >= 4
    taken = []

    def take(reviewer):
        claim = {"reviewer": reviewer, "count": 2}
        taken.append(asking.post("/v1/review/claim", claim).json()["items"])

    threads = [threading.Thread(target=take, args=(f"reviewer {n}",)) for n in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    ids = [item["id"] for items in taken for item in items]
    assert len(ids) == len(set(ids)) and set(ids) <= held, "no two people have the same item"
    item = taken[0][0]
    assert item["decision"]["text"] and item["decision"]["author"]
    path = f"/v1/review/{item['id']}"
    wrong = asking.post(f"{path}/decide", {"reviewer": "somebody else", "outcome": "fine"})
    assert wrong.status_code == 409 and item["claimed_by"] in wrong.json()["error"]["message"]
    author = item["decision"]["author"]
    before = asking.get(f"/v1/actors/{author}").json()
    decided = asking.post(
        f"{path}/decide", {"reviewer": item["claimed_by"], "outcome": "fine", "note": "banter among friends"}
    ).json()
    assert decided["item"]["outcome"] == "fine" and decided["item"]["version"] == 1
    after = asking.get(f"/v1/actors/{author}").json()
    assert after["probability"] < before["probability"], "taken back, and it counts"
    assert asking.get(f"/v1/decisions/{item['id']}").json()["changed_to"] == "fine"
    again = asking.post(f"{path}/decide", {"reviewer": "a second look", "outcome": "removed"}).json()
    assert again["item"]["version"] == 2 and again["standing"]["probability"] > after["probability"]
    other = taken[1][0]
    release = f"/v1/review/{other['id']}/release"
    assert asking.post(release, {"reviewer": "somebody else"}).status_code == 409
    assert asking.post(release, {"reviewer": other["claimed_by"]}).json() == {"released": True}
    assert asking.post("/v1/review/nothing/decide", {"reviewer": "r", "outcome": "fine"}).status_code == 404


def test_a_policy_is_tried_put_in_force_and_taken_back(asking):
    made = asking.moderate({"id": "p1", "author": "jay", "text": "you are an idiot"})[0]
    assert made["decision"]["action"] != "remove"
    tried = asking.post("/v1/decisions/replay", {"policy": STRICT, "ids": [made["decision_id"]]}).json()
    assert (tried["changed"], tried["same"]) == (1, 0)
    assert tried["changes"][0]["would_be"]["action"] == "remove"
    bad = asking.post("/v1/policies", {"source": STRICT.replace("found.insult", "found.insolence")})
    assert bad.status_code == 400 or bad.json()["error"]["kind"] == "bad_policy", bad.text
    assert "insolence" in bad.json()["error"]["message"]
    new = asking.post("/v1/policies", {"source": STRICT, "note": "for a week", "put_in_force": True}).json()
    assert new["in_force"] and new["id"].startswith("strict@blake3:")
    after = asking.post("/v1/moderate", {"text": "you are an idiot"})
    assert after.json()["decision"]["action"] == "remove" and after.headers["koko-policy"] == new["id"]
    listed = asking.get("/v1/policies").json()
    assert listed["in_force"]["version"] == new["version"] and listed["versions"][0]["note"] == "for a week"
    shown = asking.get(f"/v1/policies/{new['version']}").json()
    assert shown["source"] == STRICT
    mild = STRICT.replace('"strict"', '"mild"').replace('"remove"', '"review"')
    milder = asking.post("/v1/policies", {"source": mild}).json()
    assert not milder["in_force"]
    assert asking.post("/v1/moderate", {"text": "you are an idiot"}).json()["decision"]["action"] == "remove"
    put = asking.post(f"/v1/policies/{milder['version']}/put-in-force", {})
    assert put.status_code == 200
    assert asking.post("/v1/moderate", {"text": "you are an idiot"}).json()["decision"]["action"] == "review"
    pinned = asking.post(
        "/v1/decisions/replay", {"policy_version": new["version"], "ids": [made["decision_id"]]}
    ).json()
    assert pinned["ids"]["policy"] == new["id"] and pinned["changed"] == 1
    model = asking.get("/v1/models").json()["data"][0]["id"]
    reread = asking.post("/v1/decisions/replay", {"model": model, "ids": [made["decision_id"]]}).json()
    assert reread["without_text"] == 0 and reread["decisions"] == 1
    assert asking.post("/v1/decisions/replay", {"policy_version": 99}).status_code == 404


def test_a_label_is_taught_and_taken_out_of_force(asking):
    openings = ["the queen's gambit", "a Sicilian defence", "castle early", "pawn to e4", "the endgame"]
    dishes = ["a pinch of salt", "bake the bread", "slice an onion", "simmer the soup", "whisk two eggs"]
    spread = ["I like {}", "who knows more of {}?", "{} again today", "my uncle taught me {}"]
    positives = [line.format(topic) for topic in openings for line in spread]
    negatives = [line.format(topic) for topic in dishes for line in spread]
    taught = asking.post(
        "/v1/labels",
        {"label": "chess", "positives": positives, "negatives": negatives, "put_in_force": True},
    )
    assert taught.status_code == 201, taught.text
    scored = asking.post("/v1/score", {"text": "she played the queen's gambit"}).json()["scores"]
    assert scored["chess"] > 0.5
    listed = asking.get("/v1/labels").json()
    assert listed["in_force"] == [taught.json()["id"]] and listed["labels"][0]["label"] == "chess"
    file = asking.get("/v1/labels/chess/1").json()["source"]
    assert asking.client.delete("/v1/labels/chess").json() == {"label": "chess", "in_force": False}
    assert "chess" not in asking.post("/v1/score", {"text": "hello"}).json()["scores"]
    again = asking.post("/v1/labels", {"file": file, "put_in_force": True}).json()
    assert (again["version"], again["id"]) == (2, taught.json()["id"])
    assert "chess" in asking.post("/v1/score", {"text": "hello"}).json()["scores"]
    assert asking.client.delete("/v1/labels/chess").status_code == 200


def test_an_author_is_forgotten_everywhere(asking):
    asking.moderate(*insults("magpie", 3))
    exported = asking.get("/v1/actors/magpie/export").json()
    assert len(exported["decisions"]) == 3 and exported["decisions"][0]["author"] == "magpie"
    gone = asking.client.delete("/v1/actors/magpie").json()
    assert gone == {"forgotten": True, "decisions": 3}
    assert asking.get("/v1/decisions", params={"author": "magpie"}).json()["decisions"] == []
    waiting = asking.get("/v1/review", params={"limit": 1000}).json()["items"]
    assert all(item["decision"]["author"] != "magpie" for item in waiting)
    assert asking.get("/v1/actors/magpie").status_code == 404


def test_lines_are_answered_while_they_come(asking):
    """Most clients send everything before they read; this one does both at a time."""
    host, port = asking.service.address
    with socket.create_connection((host, port), timeout=60) as line, line.makefile("rb") as answer:

        def send(part):
            line.sendall(b"%x\r\n%s\r\n" % (len(part), part))

        def receive():
            size = int(answer.readline(), 16)
            part = answer.read(size)
            assert answer.readline() == b"\r\n"
            return [json.loads(row) for row in part.splitlines()]

        head = f"POST /v1/moderate/lines HTTP/1.1\r\nHost: {host}\r\nAuthorization: Bearer {asking.key}\r\n"
        line.sendall(f"{head}Transfer-Encoding: chunked\r\n\r\n".encode())
        send(b'{"id": 1, "author": "owl", "text": "good morning"}\n')
        assert answer.readline() == b"HTTP/1.1 200 OK\r\n"
        headers = {}
        while (header := answer.readline()) != b"\r\n":
            name, value = header.decode().strip().split(": ", 1)
            headers[name] = value
        assert headers["content-type"].startswith("application/x-ndjson") and "koko-model" in headers
        [first] = receive()
        assert first["id"] == 1 and first["decision_id"]
        send(b'\nnot json\n{"id": 2, "text": "you are an')
        [second] = receive()
        assert second["error"]["kind"] == "bad_input"
        send(b' idiot"}')
        line.sendall(b"0\r\n\r\n")
        [third] = receive()
        assert third["id"] == 2 and third["decision"]["action"] != "allow"
        assert receive() == []


def test_a_long_stream_is_answered_whole(asking):
    count = 1_000
    rows = [{"id": n, "text": f"good morning, number {n % 7}"} for n in range(count)]
    body = "".join(json.dumps(row) + "\n" for row in rows)
    with asking.client.stream("POST", "/v1/moderate/lines", content=body.encode()) as answer:
        ids = [json.loads(line)["id"] for line in answer.iter_lines()]
    assert ids == list(range(count))


def test_whoever_looks_on_sees_it_happen(asking):
    seen = {}
    ready = threading.Barrier(3)

    def events():
        with asking.client.stream("GET", "/v1/live", params={"kinds": "decision.made"}) as answer:
            ready.wait()
            fields = {}
            for line in answer.iter_lines():
                name, _, value = line.partition(": ")
                fields[name] = value
                if not line and "data" in fields:
                    seen["events"] = fields
                    return

    def over_socket():
        kinds = "decision.made,standing.changed"
        url = f"{asking.service.url.replace('http', 'ws')}/v1/live/socket?kinds={kinds}"
        with connect(url, additional_headers={"Authorization": f"Bearer {asking.key}"}) as open_socket:
            ready.wait()
            while set(kinds.split(",")) - set(seen):
                message = json.loads(open_socket.recv(timeout=60))
                seen.setdefault(message["kind"], message)

    threads = [threading.Thread(target=look) for look in (events, over_socket)]
    for thread in threads:
        thread.start()
    ready.wait()
    made = asking.moderate(*insults("starling", 8))
    for thread in threads:
        thread.join(timeout=60)
    assert seen["events"]["event"] == "decision.made" and seen["events"]["id"] == made[0]["decision_id"]
    assert json.loads(seen["events"]["data"])["author"] == "starling"
    assert seen["decision.made"]["data"]["decision_id"] == made[0]["decision_id"]
    assert seen["standing.changed"]["data"]["author"] == "starling"
    assert asking.client.get("/v1/live/socket").status_code == 400, "not a WebSocket"


def test_everything_that_was_changed_is_in_the_audit_log(asking):
    entries = asking.get("/v1/audit", params={"limit": 1000}).json()["entries"]
    did = {entry["did"] for entry in entries}
    assert {"key.made", "policy.stored", "policy.put_in_force", "label.taught", "author.forgotten"} <= did
    assert {"decision.reviewed"} <= did
    verified = koko("audit", "verify", *asking.where)
    digest = verified.stdout.split()[-1]
    assert "unbroken" in verified.stdout and entries[0]["digest"] == digest
    asking.post("/v1/policies", {"source": STRICT})
    assert koko("audit", "verify", "--digest", digest, *asking.where).returncode == 0
    assert koko("audit", "verify", "--digest", "0" * 63 + "1", *asking.where, check=False).returncode != 0
    assert len(koko("audit", "show", *asking.where).stdout.splitlines()) > len(entries)


def test_a_changed_audit_log_is_told(tmp_path):
    for name in ("one", "two", "three"):
        make_key(tmp_path, name)
    assert "3 entries, unbroken" in koko("audit", "verify", "--data", tmp_path).stdout
    for change, told in [
        ("UPDATE audit SET who = 'nobody' WHERE number = 2", "entry 2: it was changed"),
        ("DELETE FROM audit WHERE number = 2", "entry 3: an entry is missing"),
    ]:
        with sqlite3.connect(tmp_path / "koko.sqlite") as database:
            database.execute(change)
        verified = koko("audit", "verify", "--data", tmp_path, check=False)
        assert verified.returncode != 0 and told in verified.stderr, verified.stderr


def test_keys_open_what_they_are_for_until_they_are_revoked(tmp_path):
    console = make_key(tmp_path, "console", *ALL)
    forum = make_key(tmp_path, "forum")
    chat = make_key(tmp_path, "chat", "--tenant", "chat")
    running = Service("--data", tmp_path)
    try:
        as_forum, as_chat, as_console = (Asking(running, key, None) for key in (forum, chat, console))
        assert Asking(running, None, None).get("/v1/decisions").status_code == 401
        assert Asking(running, "koko_wrong", None).get("/v1/decisions").status_code == 401
        refused = as_forum.get("/v1/audit")
        assert refused.status_code == 403 and "--scope admin" in refused.json()["error"]["message"]
        assert as_forum.post("/v1/review/claim", {"reviewer": "r"}).status_code == 403
        as_forum.moderate(*insults("rook", 2))
        assert as_console.get("/v1/actors/rook").status_code == 200
        assert as_chat.get("/v1/actors/rook").status_code == 404, "another tenant has other authors"
        assert as_chat.get("/v1/decisions").json()["decisions"] == []
        koko("keys", "revoke", "forum", "--data", tmp_path)
        for _ in range(100):
            if as_forum.get("/v1/decisions").status_code == 401:
                break
        else:
            threading.Event().wait(1.5)
            assert as_forum.get("/v1/decisions").status_code == 401
        listed = [json.loads(line) for line in koko("keys", "list", "--data", tmp_path).stdout.splitlines()]
        assert [bool(key["revoked_at"]) for key in listed] == [False, True, False]
        assert not any(secret in json.dumps(listed) for secret in (forum, chat, console))
        assert koko("keys", "revoke", "nobody", "--data", tmp_path, check=False).returncode != 0
        assert koko("keys", "new", "console", "--data", tmp_path, check=False).returncode != 0
    finally:
        assert running.stop() == 0


def test_a_key_may_ask_so_much_and_is_told_how_much_is_left(tmp_path):
    key = make_key(tmp_path, "small", "--per-day", "5")
    fast = make_key(tmp_path, "slow", "--per-second", "0.01")
    running = Service("--data", tmp_path)
    try:
        small = Asking(running, key, None)
        answer = small.post("/v1/score", [{"text": "a"}, {"text": "b"}])
        assert answer.headers["ratelimit-limit"] == "5" and answer.headers["ratelimit-remaining"] == "3"
        assert small.post("/v1/moderations", {"input": "c"}).headers["ratelimit-remaining"] == "2"
        refused = small.post("/v1/score", [{"text": "d"}] * 3)
        assert refused.status_code == 429 and refused.json()["error"]["kind"] == "quota_used"
        assert refused.headers["ratelimit-remaining"] == "2" and int(refused.headers["retry-after"]) >= 1
        slow = Asking(running, fast, None)
        assert slow.post("/v1/score", [{"text": "e"}] * 1000).status_code == 200
        refused = slow.post("/v1/moderations", {"input": "f"})
        assert refused.status_code == 429 and refused.json()["error"]["code"] == "rate_limit_exceeded"
        assert refused.headers["retry-after"] == "60"
    finally:
        assert running.stop() == 0
    running = Service("--data", tmp_path)
    try:
        small = Asking(running, key, None)
        refused = small.post("/v1/score", [{"text": "g"}] * 6)
        assert refused.status_code == 429
        threading.Event().wait(3)
        refused = small.post("/v1/score", [{"text": "g"}] * 3)
        assert refused.status_code == 429, "what was used before the restart counts"
    finally:
        assert running.stop() == 0


def test_a_configuration_is_printed_without_what_is_secret(tmp_path):
    file = tmp_path / "koko.toml"
    file.write_text("listen = '127.0.0.1:7'\ndatabase = 'postgres://koko:s3cret@db/koko'\n")
    printed = koko("serve", "--config", file, "--print-config", "--deadline-ms", "5000").stdout
    assert "postgres://koko@db/koko" in printed and "s3cret" not in printed
    assert 'listen = "127.0.0.1:7"' in printed and "deadline_ms = 5000" in printed
    file.write_text("listne = '127.0.0.1:7'\n")
    refused = koko("serve", "--config", file, check=False)
    assert refused.returncode == 2 and "listne" in refused.stderr and "line 1" in refused.stderr
