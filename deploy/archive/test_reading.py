"""What is archived, read by those who know nothing of Koko; and what is in none of it."""

import datetime
import json
import re
import subprocess
import time

import duckdb
import pyarrow.dataset
import pytest

from conftest import LONG, ROOT, content

LABELS = {
    "toxicity",
    "severe_toxicity",
    "insult",
    "profanity",
    "threat",
    "identity_attack",
    "sexual",
    "self_harm",
    "violence",
    "spam",
}
RECORDS = 4_000 if LONG else 500
YESTERDAY = int(time.time()) - 86_400
CANARY = "heliotrope wombat"


def athena(begins):
    """What follows in deploy/aws/athena.sql, where it is what any engine for SQL understands."""
    written = (ROOT / "deploy" / "aws" / "athena.sql").read_text()
    return re.search(rf"{re.escape(begins)}[^\n]*\n(.*?);", written, re.DOTALL)[1]


def asking(folder):
    """DuckDB on an archive in a folder, with the tables that the view is about."""
    connection = duckdb.connect()
    connection.sql("SET TimeZone = 'UTC'")
    read = "read_parquet('{}', hive_partitioning = true, hive_types = {{'date': VARCHAR, 'hour': VARCHAR}})"
    connection.sql(f"CREATE VIEW records_raw AS SELECT * FROM {read.format(folder / 'v1/*/*/*/*.parquet')}")
    erasures = f"SELECT * FROM read_parquet('{folder}/erasures/v1/*/*.parquet', hive_partitioning = true)"
    if not list(folder.glob("erasures/v1/*/*.parquet")):
        erasures = "SELECT '' AS tenant, '' AS author, CURRENT_TIMESTAMP AS before WHERE false"
    connection.sql(f"CREATE VIEW erasures_raw AS {erasures}")
    connection.sql(f"CREATE VIEW records AS {athena('CREATE OR REPLACE VIEW records AS')}")
    return connection


def everything(folder):
    """All bytes of all files."""
    return b"".join(path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file())


@pytest.fixture
def local(tmp_path, serve):
    """A service that archives in a folder."""
    service = serve({"to": str(tmp_path / "archive"), "segment_seconds": 60.0})
    service.archive = tmp_path / "archive"
    return service


def test_every_kind_is_read_by_arrow_and_by_duckdb(local):
    """Contents, reports, decisions of people, appeals: with everything that an appeal or a training needs."""
    told = local.moderate(*(content(n) for n in range(14)))
    event = {"author": "a0", "at": YESTERDAY, "post": "c0"}
    local.post(
        "/v1/events", {"event": "flagged", "id": "f1", "reporter": "queen", "family": "harassment", **event}
    )
    decided = {
        "event": "moderated",
        "id": "m1",
        "moderator": "ines",
        "outcome": "removed",
        "family": "harassment",
    }
    local.post("/v1/events", {**decided, **event})
    local.post(
        "/v1/events",
        {"event": "appealed", "id": "m1", "version": 2, "at": YESTERDAY + 100, "outcome": "overturned"},
    )
    insult = next(line for line in told if line["decision"]["action"] == "review")
    local.post(f"/v1/review/{insult['decision_id']}/appeal", {"appeal": "it was a joke among friends"})
    local.post(f"/v1/review/{insult['decision_id']}/decide", {"reviewer": "ines", "outcome": "fine"})
    [alone] = local.moderate({"text": "you are an idiot, whoever you are"})
    local.post(f"/v1/review/{alone['decision_id']}/decide", {"reviewer": "ines", "outcome": "removed"})
    local.koko("flush")

    table = pyarrow.dataset.dataset(local.archive / "v1", format="parquet", partitioning="hive").to_table()
    rows = {row["id"]: row for row in table.to_pylist()}
    assert len(rows) == table.num_rows == 15 + 6
    row, answer = rows[insult["decision_id"]], insult
    assert {label for label, _ in row["scores"]} == LABELS
    assert dict(row["scores"]) == pytest.approx(answer["scores"], rel=1e-6)
    assert row["action"] == "review" and row["rules"] == [
        reason["rule"] for reason in answer["decision"]["reasons"]
    ]
    ids = answer["decision"]["ids"]
    assert (row["model"], row["policy"], row["normalizer"]) == (
        ids["model"],
        ids["policy"],
        ids["normalizer"],
    )
    assert (
        row["content"] == insult["id"] and row["community"].startswith("room") and row["surface"] == "comment"
    )
    assert "insult" in row["labels"] and row["lane"] == "full" and row["truncated"] is False
    assert abs((row["taken_at"] - datetime.datetime.now(datetime.UTC)).total_seconds()) < 600
    assert (row["text"], len(row["text_hash"]), len(row["author"])) == (None, 16, 32)
    flag, removed, overturned = rows["flag f1"], rows["moderation m1 1"], rows["appeal m1 2"]
    assert (
        flag["kind"] == "flag"
        and flag["author"] == removed["author"] != flag["reporter"]
        and flag["content"] == "c0"
    )
    assert flag["happened_at"].timestamp() == YESTERDAY and flag["family"] == "harassment"
    assert (removed["outcome"], removed["revision"], removed["severity"]) == ("removed", 1, "normal")
    assert overturned["kind"] == "appeal" and overturned["outcome"] == "overturned"
    outcomes = sorted(row["outcome"] for row in rows.values() if row["decision"] and "review" in row["id"])
    assert outcomes == ["fine", "removed"]
    assert b"ines" not in everything(local.archive) and b"queen" not in everything(local.archive)

    connection = asking(local.archive)
    counted = connection.sql("SELECT kind, count(*) FROM records GROUP BY kind ORDER BY kind").fetchall()
    assert counted == [("appeal", 2), ("content", 15), ("flag", 1), ("moderation", 3)]
    worst = "SELECT id FROM records WHERE kind = 'content' ORDER BY scores['insult'] DESC LIMIT 1"
    scores = {line["decision_id"]: line["scores"]["insult"] for line in [*told, alone]}
    assert connection.sql(worst).fetchall()[0][0] == max(scores, key=scores.get)

    assert connection.sql(athena("-- What people overturned")).fetchall() == [
        (insult["decision"]["reasons"][0]["rule"], 1)
    ]

    asked = local.query("--tenant", "default", "--author", "a0", "--kind", "content")
    assert [line["content"] for line in asked] == ["c0"]
    found = local.query("--label", "insult", "--action", "review", "--kind", "content")
    assert {line["id"] for line in found} == {
        id for id, row in rows.items() if "insult" in (row["labels"] or [])
    }
    assert len(local.query("--limit", 3)) == 3 and local.query("--since", "2100-01-01") == []


def test_what_comes_twice_is_there_once(local, serve):
    """A segment that is shipped again changes nothing; copies under other names are dropped by readers."""
    told = local.moderate(*(content(n) for n in range(10)))
    local.kill()
    [log] = local.segments()
    kept = log.read_bytes()
    local.koko("flush")
    before = {path: path.read_bytes() for path in local.archive.rglob("*.parquet")}
    log.write_bytes(kept)
    local.koko("flush")
    assert {path: path.read_bytes() for path in local.archive.rglob("*.parquet")} == before
    [path] = before
    path.with_name("copy.parquet").write_bytes(before[path])
    verified = json.loads(local.koko("verify").stdout)
    assert (verified["records"], verified["copies"]) == (20, 10)
    ids = sorted(line["decision_id"] for line in told)
    assert sorted(line["id"] for line in local.query()) == ids
    assert sorted(id for (id,) in asking(local.archive).sql("SELECT id FROM records").fetchall()) == ids
    compacted = json.loads(local.koko("compact").stdout)
    assert (compacted["objects_before"], compacted["objects_after"], compacted["records_after"]) == (2, 1, 10)
    assert json.loads(local.koko("compact").stdout)["hours"] == 0
    assert (
        sorted(line["id"] for line in local.query()) == ids
        and len(list(local.archive.rglob("*.parquet"))) == 1
    )


def test_whoever_is_forgotten_is_in_no_part_of_it(local):
    """In the log at once; in the store for whoever reads at once, and in its bytes after compacting."""
    event = {"event": "flagged", "reporter": "rook", "at": YESTERDAY}
    local.moderate(*(content(n, author="rook") for n in range(5)), content(5, author="pawn", target="rook"))
    local.koko("flush")
    [key] = {line["author"] for line in local.query("--tenant", "default", "--author", "rook")}
    local.moderate(*(content(n, author="rook") for n in range(10, 15)), content(15, author="pawn"))
    local.post("/v1/events", {**event, "id": "f2", "author": "pawn"})
    assert key.encode() in everything(local.log)
    answer = local.client.delete("/v1/actors/rook")
    assert answer.json() == {"forgotten": True, "decisions": 10}

    logged = b"".join(log.read_bytes() for log in local.log.glob("*.log"))
    assert logged.count(key.encode()) <= 1, "only that they are forgotten may be in the log"
    local.koko("flush")
    assert local.query("--tenant", "default", "--author", "rook") == []
    assert len(local.query("--kind", "content")) == 2 and len(local.query("--kind", "flag")) == 1
    connection = asking(local.archive)
    found = connection.sql("SELECT author, target, reporter FROM records").fetchall()
    assert len(found) == 3 and not [row for row in found if key in row]
    local.post("/v1/moderate", [content(20, author="rook")])
    local.koko("flush")
    assert len(local.query("--tenant", "default", "--author", "rook")) == 1, "what they write later is theirs"
    assert json.loads(local.koko("verify").stdout)["forgotten"] == 6
    local.koko("compact")
    rows = (
        pyarrow.dataset.dataset(local.archive / "v1", format="parquet", partitioning="hive")
        .to_table()
        .to_pylist()
    )
    assert [row["content"] for row in rows if row["author"] == key] == ["c20"]
    assert not [row for row in rows if key in (row["target"], row["reporter"])]
    assert json.loads(local.koko("verify").stdout)["forgotten"] == 0


def test_texts_are_where_their_tenant_wants_them(s3, prefix, serve):
    """And of everybody else there is a hash, which is the same for the same text of the same tenant."""
    tenants = "[tenants.open.archive]\ntexts = true\n[tenants.none.archive]\noff = true\n"
    service = serve(s3.archive(prefix), tenants)
    make = [ROOT / "target/debug/koko", "keys", "new", "any", "--data", service.data, "--tenant"]
    for tenant in ("default", "open", "none"):
        key = subprocess.run([*make, tenant], capture_output=True, text=True, check=True).stdout.strip()
        headers = {"Authorization": f"Bearer {key}"}
        said = [content(n, text=f"{CANARY} {tenant}") for n in range(2)]
        assert service.client.post("/v1/moderate", json=said, headers=headers).status_code == 200
    logged = everything(service.log)
    assert logged.count(CANARY.encode()) == 2 and f"{CANARY} open".encode() in logged
    service.koko("flush")
    objects = {key: s3.bytes(key) for key in s3.objects(prefix)}
    assert len(objects) == 2 and not any("tenant=none" in key for key in objects)
    rows = s3.rows(prefix)
    texts = {
        tenant: {row["text"] for row in rows if row["tenant"] == tenant} for tenant in ("default", "open")
    }
    assert texts == {"default": {None}, "open": {f"{CANARY} open"}}
    assert len({row["text_hash"] for row in rows}) == 2
    assert not any(CANARY.encode() in s3.bytes(key) for key in objects if "tenant=default" in key)
    service.stop()


def test_it_is_much_smaller_than_json(s3, prefix, serve):
    """As many records as a busy minute has."""
    service = serve(s3.archive(prefix, segment_seconds=600.0))
    for first in range(0, RECORDS, 250):
        service.moderate(*(content(n, author=f"a{n % 700}") for n in range(first, first + 250)))
    logged = service.metrics()['koko_archive_bytes_total{stage="logged"}']
    service.stop()
    objects = s3.objects(prefix)
    stored = sum(len(s3.bytes(key)) for key in objects)
    per = [f"{size / RECORDS:.0f}" for size in (logged, stored)]
    print(f"{per[0]} bytes a record as JSON, {per[1]} as Parquet, {logged / stored:.1f} times smaller")
    assert stored / logged <= 0.2


def test_what_is_too_old_is_removed(tmp_path, serve):
    """By the days in the path, and only of the tenant that wants it."""
    archive = tmp_path / "archive"
    for tenant, date in [("default", "2026-01-01"), ("default", "2199-01-01"), ("other", "2026-01-01")]:
        folder = archive / f"v1/tenant={tenant}/date={date}/hour=00"
        folder.mkdir(parents=True)
        (folder / "old.parquet").write_bytes(b"")
    service = serve({"to": str(archive)}, "[tenants.default.archive]\nkeep_days = 30\n")
    service.moderate(content(1))
    service.koko("flush")
    left = sorted(path.parts[-4:-1] for path in archive.rglob("old.parquet"))
    assert [(tenant, date) for tenant, date, _ in left] == [
        ("tenant=default", "date=2199-01-01"),
        ("tenant=other", "date=2026-01-01"),
    ]
    assert len(service.query("--tenant", "default", "--until", "2198-01-01")) == 1
    service.stop()


def test_mistakes_are_told(tmp_path, local):
    """Two services on one log, and what is no object of Koko's."""
    taken = subprocess.run(
        [ROOT / "target/debug/koko", "serve", "--config", local.config, "--listen", "127.0.0.1:0"],
        capture_output=True,
        text=True,
        timeout=60,
    )
    assert taken.returncode == 2
    local.moderate(content(1))
    local.koko("flush")
    [path] = local.archive.rglob("*.parquet")
    status = json.loads(local.koko("status").stdout)
    assert (status["served"], status["segments_waiting"], status["store"]) == (True, 0, "answers")
    path.with_name("torn.parquet").write_bytes(path.read_bytes()[:-20])
    verified = local.koko("verify", check=False)
    assert verified.returncode == 1 and "torn.parquet" in json.loads(verified.stdout)["wrong"][0]
    assert "torn.parquet" in local.koko("compact", check=False).stderr
    assert path.exists()
    none = subprocess.run([ROOT / "target/debug/koko", "archive", "status"], capture_output=True, text=True)
    assert none.returncode == 2 and "--archive" in none.stderr
