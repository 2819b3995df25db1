"""What earlier releases left is opened by today's Koko, which says the same about it."""

import json

import faces
import keep
import pytest
from service import KOKO, Service

# What says when somebody asked.
OF_THE_MOMENT = {"as_of", "waiting_s"}


def same(was, now, where=""):
    """Every difference in what was said; what is said in addition is none."""
    if isinstance(was, dict) and isinstance(now, dict):
        for name in was.keys() - OF_THE_MOMENT:
            if name not in now:
                yield f"{where}.{name} is gone"
            else:
                yield from same(was[name], now[name], f"{where}.{name}")
    elif isinstance(was, list) and isinstance(now, list):
        if len(was) != len(now):
            yield f"{where} had {len(was)}, has {len(now)}"
        for number, (one, other) in enumerate(zip(was, now, strict=False)):
            yield from same(one, other, f"{where}[{number}]")
    elif isinstance(was, float) and isinstance(now, int | float):
        if now != pytest.approx(was, rel=2e-3, abs=2e-3):
            yield f"{where} was {was}, is {now}"
    elif was != now and not (where.endswith("_mn") and abs(was - now) <= 2):
        yield f"{where} was {was!r}, is {now!r}"


def test_a_difference_is_noticed():
    was = {"a": [1.0, {"b": "x"}], "total_mn": 5}
    assert not list(same(was, {"a": [1.001, {"b": "x", "new": 1}], "total_mn": 6}))
    for now in ({"a": [1.1, {"b": "x"}]}, {"a": [1.0, {"b": "y"}]}, {"a": [1.0]}, {"a": [1.0, {}]}):
        assert list(same(was, {"total_mn": 5, **now}))
    assert list(same(was, {**was, "total_mn": 9}))


def test_a_bundle_a_policy_and_a_taught_label_say_what_they_said(release):
    now = keep.judged(release.folder, release.run)
    assert not list(same(release.said["scores"], now["scores"]))
    assert not list(same(release.said["decisions"], now["decisions"]))


def test_a_store_of_authors_goes_on(release):
    assert not list(same(release.said["wren"], keep.exported(release.folder, release.run)))
    events = (release.folder / "events.jsonl").read_text().replace('"id": "p', '"id": "q')
    (release.folder / "more.jsonl").write_text(events)
    store = ["--store", "store", "--secret-file", "secret"]
    release.run(KOKO, "actors", "replay", "--add", *store, "more.jsonl")
    more = keep.exported(release.folder, release.run)
    assert more["sums"]["events_180d"] > 1.9 * release.said["wren"]["sums"]["events_180d"]


@pytest.mark.parametrize("database", ["sqlite", "postgres"])
def test_a_service_goes_on_where_it_was_killed(release, database, postgres):
    data = release.folder / database
    options = keep.where(data)
    if database == "postgres":
        options += ["--database", postgres.restore((release.folder / "postgres.sql").read_text())]
    key = (release.folder / f"{database}.key").read_text()
    was = release.read(f"{database}.json")
    release.go_back(was)
    with (
        Service(*options, cwd=release.folder, environment=release.environment) as service,
        keep.asking(service, key) as client,
    ):
        now = {question: client.get(question).raise_for_status().json() for question in was["told"]}
        assert not list(same(was["told"], now))
        waiting = now["/v1/review?limit=100"]["items"][0]["id"]
        client.post(
            f"/v1/review/{waiting}/decide", json={"outcome": "removed", "reviewer": "tove"}
        ).raise_for_status()
        assert client.post("/v1/moderate", json={"author": "mara", "text": "hello"}).status_code == 200
        assert service.stop() == 0
    release.run(KOKO, "audit", "verify", *keep.data_of(options))
    # What was acknowledged before the kill is archived now.
    told = release.run(KOKO, "archive", "query", "--data", data, "--archive", data / "archive")
    archived = {json.loads(line).get("content") for line in told.splitlines()}
    assert {comment["id"] for comment in keep.comments()} <= archived


def test_a_configuration_is_still_one(release):
    shown = release.run(KOKO, "serve", "--config", "koko.toml", "--print-config")
    assert "[tenants.default" in shown and "networks" in shown


def test_nothing_that_customers_call_is_gone(release):
    options = keep.where(release.folder / "new")
    with Service(*options, cwd=release.folder) as service, keep.asking(service) as client:
        keep.used(client)
        now = release.folder / "now"
        faces.take(now, client, KOKO)
    assert not list(faces.changed(release.folder / "faces", now))
