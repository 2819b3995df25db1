"""Two services on one PostgreSQL and one Valkey: what one of them knows, the other does."""

import json
import threading
import time

import httpx
import pytest
import trustme
from conftest import ALL, Asking, Service, insults, koko
from patience import PATIENCE_S, wait_until
from valkey import SafeValkey


@pytest.fixture(scope="module")
def store(tmp_path_factory):
    folder = tmp_path_factory.mktemp("store")
    server = SafeValkey(folder, trustme.CA())
    server.url += f"?ca={folder / 'ca.pem'}"
    # It comes back empty.
    server.options["appendonly"] = "no"
    with server:
        yield server


@pytest.fixture(scope="module")
def where(postgres, store, tmp_path_factory):
    """What two services share: their database, their store, and the secret."""
    secret = tmp_path_factory.mktemp("shared") / "secret"
    secret.write_text("a secret of these two services")
    return ["--database", postgres.new(), "--store", store.url, "--secret-file", secret]


@pytest.fixture(scope="module")
def two(where):
    """The same key at either service."""
    database = where[:2]
    key = koko("keys", "new", "console", *ALL, *database).stdout.strip()
    running = [Service(*where), Service(*where)]
    yield [Asking(service, key, where) for service in running]
    assert [service.stop() for service in running] == [0, 0]


def looking(asking, seen, ready):
    """Reads what happens at a service, until somebody says that it is enough."""
    with asking.client.stream("GET", "/v1/live", timeout=PATIENCE_S) as answer:
        ready.set()
        fields = {}
        for line in answer.iter_lines():
            name, _, value = line.partition(": ")
            fields[name] = value
            if not line:
                if "data" in fields:
                    seen.append(fields)
                fields = {}
            if len({event["event"] for event in seen}) == 3:
                return


def test_who_looks_on_sees_what_happens_at_the_other_service(two):
    here, there = two
    seen, ready = [], threading.Event()
    thread = threading.Thread(target=looking, args=[here, seen, ready])
    thread.start()
    assert ready.wait(PATIENCE_S)
    # The other one learns within moments that somebody looks on.
    deadline, made = time.monotonic() + PATIENCE_S, []
    while thread.is_alive() and time.monotonic() < deadline:
        made += there.moderate(*insults(f"starling {len(made)}", 8))
        flag = {"event": "flagged", "id": f"f{len(made)}", "author": "starling", "reporter": "wren"}
        assert there.post("/v1/events", {**flag, "at": int(time.time())}).status_code == 200
    thread.join(PATIENCE_S)
    kinds = {event["event"] for event in seen}
    assert kinds == {"decision.made", "standing.changed", "flag.received"}
    decided = [event for event in seen if event["event"] == "decision.made"]
    ids = [decision["decision_id"] for decision in made]
    assert all(event["id"] in ids for event in decided), "each is one of the other service's"
    assert len({event["id"] for event in decided}) == len(decided), "and comes once"
    assert json.loads(decided[0]["data"])["author"].startswith("starling")


def test_another_tenant_sees_nothing_of_it(two, where):
    here, there = two
    key = koko("keys", "new", "other", "--tenant", "other", *ALL, *where[:2]).stdout.strip()
    other = Asking(here.service, key, where)
    seen, ready = [], threading.Event()

    def look():
        with other.client.stream("GET", "/v1/live", timeout=PATIENCE_S) as answer:
            ready.set()
            for line in answer.iter_lines():
                seen.append(line)
                if "decision.made" in line:
                    return

    thread = threading.Thread(target=look)
    thread.start()
    assert ready.wait(PATIENCE_S)
    there.moderate(*insults("starling", 3))
    at_the_other = Asking(there.service, key, where)
    deadline = time.monotonic() + PATIENCE_S
    while thread.is_alive() and time.monotonic() < deadline:
        at_the_other.moderate({"id": "own", "author": "rook", "text": "you are an idiot"})
    thread.join(PATIENCE_S)
    assert "event: decision.made" in seen and not any("starling" in line for line in seen)


def test_a_rate_holds_for_both_services_together(two, where):
    key = koko("keys", "new", "slow", "--per-second", "0.01", *where[:2]).stdout.strip()
    here, there = (Asking(asking.service, key, where) for asking in two)
    answer = here.post("/v1/score", [{"text": "a"}] * 600)
    assert answer.status_code == 200 and answer.headers["ratelimit-remaining"] == "400"
    refused = there.post("/v1/score", [{"text": "b"}] * 401)
    assert refused.status_code == 429 and refused.json()["error"]["kind"] == "rate_limited"
    assert refused.headers["ratelimit-remaining"] == "400" and refused.headers["retry-after"] == "60"
    answer = there.post("/v1/score", [{"text": "b"}] * 400)
    assert answer.status_code == 200 and answer.headers["ratelimit-remaining"] == "0"
    assert here.post("/v1/score", {"text": "c"}).status_code == 429


def test_nobody_takes_more_than_there_is_however_many_ask_at_once(two, where):
    key = koko("keys", "new", "crowd", "--per-second", "0.01", *where[:2]).stdout.strip()
    askings = [Asking(asking.service, key, where) for asking in two] * 6
    statuses = []

    def ask(asking):
        for _ in range(4):
            statuses.append(asking.post("/v1/score", [{"text": "a"}] * 100).status_code)

    threads = [threading.Thread(target=ask, args=[asking]) for asking in askings]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(statuses) == [200] * 10 + [429] * 38


def test_while_the_store_is_away_each_service_counts_for_itself_and_says_so(two, where, store):
    key = koko("keys", "new", "alone", "--per-second", "0.01", *where[:2]).stdout.strip()
    here, there = (Asking(asking.service, key, where) for asking in two)
    assert here.post("/v1/score", [{"text": "a"}] * 1_000).status_code == 200
    assert there.post("/v1/score", {"text": "b"}).status_code == 429

    def alone():
        metrics = two[0].get("/metrics").text.splitlines()
        [line] = [line for line in metrics if line.startswith("koko_rates_alone_total")]
        return float(line.split()[-1])

    before = alone()
    store.stop()
    try:
        assert here.post("/v1/score", [{"text": "a"}] * 1_000).status_code == 200
        assert there.post("/v1/score", {"text": "b"}).status_code == 200
        assert here.post("/v1/score", {"text": "c"}).status_code == 429, "its own count holds"
        assert alone() >= before + 2
    finally:
        store.start()

    # Then they count together again, each once it has noticed; the server has forgotten what was counted.
    def left(asking):
        return int(asking.post("/v1/score", {"text": "d"}).headers["ratelimit-remaining"])

    def together():
        was = left(there)
        return was > 0 and left(here) == was - 1

    wait_until(together, "they go on counting for themselves")


def test_a_service_that_is_killed_is_no_longer_heard_and_the_other_goes_on(where, two):
    third = Service(*where)
    with httpx.stream("GET", f"{third.url}/v1/live", headers=two[0].client.headers, timeout=PATIENCE_S):
        third.process.kill()
        third.process.wait(timeout=30)
    third.process.stderr.close()
    assert two[0].moderate({"id": "after", "text": "good morning"})[0]["decision_id"]
