"""Whatever happens to service, disk, clock and store: what was acknowledged is archived, and nothing else."""

import itertools
import random
import shutil
import sqlite3
import subprocess
import threading
import time

import httpx
import pytest

from conftest import KOKO, LONG, ROOT, content, wait_until

ROUNDS = 20 if LONG else 3
WRITERS = 3


class Load:
    """Several who ask for decisions until they are told to stop, and remember what they were told."""

    def __init__(self, first=0):
        self.asked, self.acknowledged, self.refused = set(), {}, []
        self.numbers = iter(range(first, 10**9))
        self.lock = threading.Lock()
        self.took = []

    def run(self, service):
        """Begins; what is given back ends it."""
        over = threading.Event()
        threads = [threading.Thread(target=self.write, args=(service, over)) for _ in range(WRITERS)]
        for thread in threads:
            thread.start()

        def end():
            over.set()
            for thread in threads:
                thread.join()

        return end

    def write(self, service, over):
        with httpx.Client(base_url=service.client.base_url, timeout=30) as client:
            while not over.is_set():
                with self.lock:
                    number = next(self.numbers)
                    self.asked.add(f"c{number}")
                began = time.monotonic()
                try:
                    answer = client.post("/v1/moderate", json=content(number))
                except httpx.TransportError:
                    # It was killed: nobody knows what became of this one.
                    time.sleep(0.01)
                    continue
                self.took.append(time.monotonic() - began)
                if answer.status_code == 200:
                    self.acknowledged[answer.json()["decision_id"]] = f"c{number}"
                else:
                    self.refused.append(answer)


def check_archived(rows, load, database=None):
    """Everything that was acknowledged is there after duplicates are dropped, and nothing that never was."""
    view = {row["id"]: row for row in rows}
    assert load.acknowledged, "nothing was acknowledged"
    missing = load.acknowledged.keys() - view.keys()
    assert not missing, f"{len(missing)} of {len(load.acknowledged)} acknowledged records are missing"
    assert {row["content"] for row in rows} <= load.asked
    assert all(view[id]["content"] == asked for id, asked in load.acknowledged.items())
    if database:
        with sqlite3.connect(database) as connection:
            decided = {id for (id,) in connection.execute("SELECT id FROM decisions")}
        assert view.keys() <= decided, "something was archived that was never decided"
    return view


def test_killed_again_and_again(s3, prefix, serve):
    """The process dies at any moment, also while the store fails."""
    lot = random.Random(prefix)
    service = serve(s3.archive(prefix, segment_seconds=0.1))
    load = Load()
    for round_ in range(ROUNDS):
        end = load.run(service)
        s3.faults.set(["unsaid", "slow", "errors", "none"][round_ % 4])
        time.sleep(lot.uniform(0.3, 1.2))
        service.kill()
        end()
        s3.faults.set("none")
        service.start()
    assert not load.refused
    service.stop()
    assert service.segments() == []
    rows = s3.rows(prefix)
    check_archived(rows, load, service.data / "koko.sqlite")
    verified = service.koko("verify")
    assert '"wrong": []' in verified.stdout


def test_what_a_dead_process_left_is_flushed_without_a_service(s3, prefix, serve):
    """Also where its last entry is torn."""
    s3.faults.set("errors")
    service = serve(s3.archive(prefix, segment_seconds=60.0))
    told = service.moderate(*(content(n) for n in range(20)))
    service.kill()
    [log] = service.segments()
    with log.open("ab") as torn:
        torn.write(b"\x40\x00\x00\x00half an entry")
    assert service.koko("flush", "--wait", 1, check=False).returncode == 1
    assert len(service.segments()) == 1
    s3.faults.set("none")
    service.koko("flush")
    assert sorted(row["id"] for row in s3.rows(prefix)) == sorted(line["decision_id"] for line in told)
    assert service.segments() == []


@pytest.mark.parametrize("fault", ["errors", "busy", "hang", "cut", "unsaid", "slow"])
def test_the_store_fails(s3, prefix, serve, fault):
    """Decisions go on, nothing is lost, and what waits is archived once the store is well."""
    service = serve(s3.archive(prefix, segment_seconds=0.2))
    s3.faults.set(fault)
    load = Load()
    end = load.run(service)
    time.sleep(30 if LONG else 1.5)
    end()
    assert not load.refused
    if fault != "slow":
        failed = 'koko_archive_puts_total{outcome="failed"}'
        wait_until(lambda: service.metrics().get(failed, 0) > 0, "the store failed, and nothing was counted")
        assert not [row for row in s3.rows(prefix) if fault != "unsaid"]
        assert service.metrics()["koko_archive_unshipped_bytes"] > 0
    s3.faults.set("none")
    service.koko("flush")
    assert service.metrics()["koko_archive_unshipped_bytes"] == 0
    view = check_archived(s3.rows(prefix), load)
    assert len(view) == len(load.acknowledged)
    metrics = service.metrics()
    assert metrics['koko_archive_records_total{tenant="default",outcome="logged"}'] == len(view)
    assert metrics['koko_archive_records_total{tenant="default",outcome="shipped"}'] == len(view)
    if fault == "unsaid":
        assert metrics['koko_archive_puts_total{outcome="exists"}'] > 0
    service.stop()


def test_the_store_does_not_know_us(s3, prefix, serve):
    """A wrong secret: it is counted as such, nothing is deleted, and the right one archives everything."""
    service = serve(s3.archive(prefix, segment_seconds=0.1), AWS_SECRET_ACCESS_KEY="wrong")
    told = service.moderate(*(content(n) for n in range(5)))
    denied = 'koko_archive_puts_total{outcome="denied"}'
    wait_until(lambda: service.metrics().get(denied, 0) >= 2, "nothing was denied")
    assert s3.rows(prefix) == [] and service.segments()
    wait_until(lambda: any("cannot archive" in line for line in service.said), "nobody was told")
    service.kill()
    service.more = {}
    service.start()
    wait_until(lambda: not service.segments(), "the right secret archives nothing")
    assert {row["id"] for row in s3.rows(prefix)} == {line["decision_id"] for line in told}


@pytest.fixture
def small_disk(tmp_path):
    """16 MiB, of which a file takes all but 3."""
    folder = tmp_path / "disk"
    folder.mkdir()
    mounted = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=16m", "koko-archive-test", folder],
        capture_output=True,
        text=True,
    )
    if mounted.returncode:
        pytest.fail(f"a small disk cannot be mounted, run this as root: {mounted.stderr}")
    yield folder
    subprocess.run(["umount", "--lazy", folder], check=True)


TENANTS = """
[tenants.default.archive]
when_full = "shed"
[tenants.strict.archive]
when_full = "refuse"
"""


@pytest.mark.parametrize("free_mb", [4, 1])
def test_the_disk_is_full(s3, prefix, serve, small_disk, tmp_path, free_mb):
    """Either the log notices in time, or writing fails: a tenant gets answers without records, or none."""
    folder = tmp_path / "service"
    folder.mkdir()
    service = serve(
        s3.archive(prefix, log=str(small_disk / "log"), free_mb=free_mb, segment_seconds=60.0),
        TENANTS,
        folder,
    )
    service.log = small_disk / "log"
    make = [KOKO, "keys", "new", "any", "--data", service.data, "--tenant"]

    def key(tenant):
        made = subprocess.run([*make, tenant], capture_output=True, text=True, check=True)
        return {"Authorization": f"Bearer {made.stdout.strip()}"}

    headers = {tenant: key(tenant) for tenant in ("default", "strict")}

    def ask(tenant, number):
        return service.client.post("/v1/moderate", json=content(number), headers=headers[tenant])

    load = Load()
    for number in range(20):
        answer = ask("default" if number % 2 else "strict", number)
        assert answer.status_code == 200, answer.text
        load.asked.add(f"c{number}")
        load.acknowledged[answer.json()["decision_id"]] = f"c{number}"
    filler = small_disk / "filler"
    free = shutil.disk_usage(small_disk).free
    keep = 3 << 20 if free_mb > 1 else 0
    filler.write_bytes(bytes(free - keep))
    wait_until(lambda: ask("strict", 1000).status_code == 429, "the full disk is not noticed")
    refused = ask("strict", 1001)
    assert refused.json()["error"]["kind"] == "archive_full" and int(refused.headers["Retry-After"]) > 0
    shed = [ask("default", number) for number in range(1002, 1007)]
    assert [answer.status_code for answer in shed] == [200] * 5
    filler.unlink()
    wait_until(lambda: ask("strict", 1010).status_code == 200, "there is room again, and nobody notices")
    assert any("takes no more" in line for line in service.said)
    service.kill()
    service.start()
    service.koko("flush")
    load.asked |= {f"c{number}" for number in range(1000, 1011)}
    view = check_archived(s3.rows(prefix), load)
    assert not {f"c{number}" for number in range(1002, 1007)} & {row["content"] for row in view.values()}


def test_the_clock_jumps(s3, prefix, serve, tmp_path):
    """A day ahead, two back, and where it was: each record is in the hour that the clock said."""
    shim, shift = tmp_path / "clock.so", tmp_path / "shift"
    subprocess.run(
        ["cc", "-shared", "-fPIC", "-o", shim, ROOT / "deploy/ci/stubs/clock.c", "-ldl"], check=True
    )
    shift.write_text("0")
    service = serve(
        s3.archive(prefix, segment_seconds=0.3),
        "[tenants.default.archive]\nkeep_days = 400\n",
        LD_PRELOAD=str(shim),
        KOKO_CLOCK=str(shift),
    )
    told = {}
    for number, seconds in enumerate([0, 86_400, -86_400, 0]):
        shift.write_text(str(seconds))
        for line in service.moderate(*(content(10 * number + n) for n in range(5))):
            told[line["decision_id"]] = int(time.time()) + seconds
    service.koko("flush")
    rows = {row["id"]: row for row in s3.rows(prefix)}
    assert rows.keys() == told.keys()
    for id, at in told.items():
        assert abs(rows[id]["taken_at"].timestamp() - at) < 300
        assert f"{rows[id]['taken_at']:%Y-%m-%d}" == str(rows[id]["date"])
        assert rows[id]["taken_at"].hour == int(rows[id]["hour"])
    assert len({row["date"] for row in rows.values()}) >= 3
    service.stop()


if LONG:

    @pytest.mark.parametrize("fault", ["errors", "hang"])
    def test_nobody_waits_for_a_store_that_fails(s3, prefix, serve, fault):
        """Beside a quiet run on the same machine, in turns, the slowest hundredth takes as long."""
        service = serve(s3.archive(prefix))
        numbers = itertools.count(0, 1_000_000)

        def slowest(fault):
            s3.faults.set(fault)
            load = Load(next(numbers))
            end = load.run(service)
            time.sleep(15)
            end()
            assert not load.refused
            return sorted(load.took)[len(load.took) * 99 // 100]

        slowest("none")
        ratios = [slowest(fault) / slowest("none") for _ in range(3)]
        print(f"p99 with {fault} beside none: {', '.join(f'{ratio:.2f}' for ratio in ratios)}")
        assert sorted(ratios)[1] <= 1.1
