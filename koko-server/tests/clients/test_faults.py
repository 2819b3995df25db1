"""What was acknowledged is kept, whatever happens to the service and to what it stands on."""

import json
import os
import signal
import threading
from pathlib import Path

import httpx
from conftest import Service, koko
from patience import wait_until

KILLS = int(os.environ.get("KOKO_KILLS", "4"))


def test_what_was_acknowledged_survives_kill_9(tmp_path):
    """Decisions, their authors' records and the audit log, with writers that never pause."""
    acknowledged = []
    for round_number in range(KILLS):
        running = Service("--data", tmp_path / "data")
        stop = threading.Event()

        def write(writer, url=running.url, stop=stop, round_number=round_number):
            number = 0
            with httpx.Client(base_url=url, timeout=30) as client:
                while not stop.is_set():
                    name = f"{round_number}-{writer}-{number}"
                    content = {"id": name, "author": f"a{writer}", "text": f"you are an idiot, {name}"}
                    try:
                        answer = client.post("/v1/moderate", json=content)
                    except httpx.HTTPError:
                        return
                    if answer.status_code == 200:
                        acknowledged.append((name, f"a{writer}", answer.json()["decision_id"]))
                    number += 1

        writers = [threading.Thread(target=write, args=(writer,)) for writer in range(4)]
        for writer in writers:
            writer.start()
        httpx.post(f"{running.url}/v1/policies", json={"source": POLICY % round_number})
        while len(acknowledged) < 40 * (round_number + 1):
            stop.wait(0.01)
        running.process.send_signal(signal.SIGKILL)
        running.process.wait()
        running.process.stderr.close()
        stop.set()
        for writer in writers:
            writer.join()
    running = Service("--data", tmp_path / "data")
    try:
        with httpx.Client(base_url=running.url, timeout=30) as client:
            for name, _, decision in acknowledged:
                answer = client.get(f"/v1/decisions/{decision}")
                assert answer.status_code == 200 and answer.json()["content"] == name
            for author in {author for _, author, _ in acknowledged}:
                posts = [name for name, other, _ in acknowledged if other == author]
                record = client.get(f"/v1/actors/{author}/export").json()
                assert record["standing"]["evidence"] >= 0.9 * min(len(posts), 20)
            versions = client.get("/v1/policies").json()["versions"]
        assert len(versions) == KILLS
        assert "unbroken" in koko("audit", "verify", "--data", tmp_path / "data").stdout
    finally:
        assert running.stop() == 0


POLICY = """
name = "round-%d"

[[rule]]
id = "insults"
when = "found.insult"
action = "hold"
because = "Insults wait"
"""


def test_while_the_database_is_away_scores_are_given_and_decisions_refused(postgres, tmp_path):
    running = Service("--data", tmp_path / "data", "--database", postgres.new())
    content = {"id": "w1", "author": "wren", "text": "you are an idiot"}
    try:
        with httpx.Client(base_url=running.url, timeout=60) as client:
            assert client.post("/v1/moderate", json=content).status_code == 200
            postgres.stop()
            try:
                refused = client.post("/v1/moderate", json={**content, "id": "w2"})
                assert refused.status_code == 503, refused.text
                assert refused.json()["error"]["kind"] == "database_unavailable"
                assert int(refused.headers["retry-after"]) >= 1
                assert client.post("/v1/score", json={"text": "hello"}).status_code == 200
                assert client.post("/v1/moderations", json={"input": "hello"}).status_code == 200
                assert client.get("/health").status_code == 200
                assert client.get("/ready").status_code == 503
            finally:
                postgres.start()
            again = client.post("/v1/moderate", json={**content, "id": "w2"})
            assert again.status_code == 200, again.text
            assert client.get("/ready").status_code == 200
            kept = client.get("/v1/decisions", params={"author": "wren"}).json()["decisions"]
            assert [decision["content"] for decision in kept] == ["w2", "w1"]
    finally:
        assert running.stop() == 0


def test_while_the_disk_is_full_nothing_is_told_that_was_not_kept(tmp_path):
    """On a disk of three megabytes. What was acknowledged is there, and there is more once there is room."""
    folder = tmp_path / "small"
    folder.mkdir()
    disk = 'mount -t tmpfs -o size=3m none "$0" && exec "$@"'
    running = Service("--data", folder, "--keep-texts", inside=("unshare", "-rm", "sh", "-c", disk, folder))
    # The disk is seen by the service alone, and through it by us.
    ballast = Path(f"/proc/{running.process.pid}/root{folder}/ballast")
    ballast.write_bytes(bytes(1 << 20))
    text = "good morning to everybody in this place. " * 60
    kept, number = [], 0
    try:
        with httpx.Client(base_url=running.url, timeout=60) as client:

            def moderate(number):
                content = {"id": f"n{number}", "author": f"a{number}", "text": f"{number} {text}"}
                return client.post("/v1/moderate", json=content)

            while (answer := moderate(number)).status_code == 200:
                kept.append(answer.json()["decision_id"])
                number += 1
                assert number < 1_000, "three megabytes are not full yet"
            assert answer.status_code == 503, answer.text
            assert answer.json()["error"]["kind"] in ("database_unavailable", "store_unavailable")
            assert int(answer.headers["retry-after"]) >= 1
            # The disk is full at any step: while something is written, or when it is to be made final.
            for sentences in range(1, 60):
                longer = {"id": f"s{sentences}", "author": "b", "text": text[: 45 * sentences]}
                answer = client.post("/v1/moderate", json=longer)
                assert answer.status_code in (200, 503), answer.text
                kept += [answer.json()["decision_id"]] if answer.status_code == 200 else []
            assert client.post("/v1/score", json={"text": "hello"}).status_code == 200
            assert client.get("/health").status_code == 200
            for decision in kept:
                assert client.get(f"/v1/decisions/{decision}").status_code == 200
            ballast.unlink()

            def decided():
                answer = moderate(number)
                assert answer.status_code in (200, 503), answer.text
                return answer if answer.status_code == 200 else None

            answer = wait_until(decided, "there is room again, and nothing is decided", seconds=30)
            assert client.get(f"/v1/decisions/{answer.json()['decision_id']}").status_code == 200
    finally:
        assert running.stop() == 0


def test_contents_never_stand_in_what_the_service_says(tmp_path):
    """Everything that a service writes to stderr, while good and bad requests come."""
    canary = "zebra-canary-7731"
    running = Service("--data", tmp_path / "data")
    with httpx.Client(base_url=running.url, timeout=30) as client:
        client.post("/v1/moderate", json={"id": "x", "author": canary, "text": f"you idiot {canary}"})
        client.post("/v1/score", content=f'{{"text": "{canary}"')
        client.post("/v1/score", json={"text": canary, "id": {"not": canary}})
        client.post("/track/content", json={"id": canary, "content": {"text": canary}})
        client.post("/v1/moderations", json={"input": [canary, 5]})
        client.post("/v1alpha1/comments:analyze", json={"comment": {"text": canary}})
        client.get(f"/v1/actors/{canary}/{canary}")
    running.process.send_signal(signal.SIGTERM)
    said = running.process.stderr.read()
    assert running.process.wait(timeout=30) == 0
    running.process.stderr.close()
    assert canary not in said, json.dumps(said)
