"""The log of a busy service on its way: a real `koko serve`, files that are turned over while it
writes, a real rsyslog, and a store that is away, full, or silent."""

import itertools
import json
import os
import re
import subprocess
import sys
import threading
import time
from collections import Counter
from pathlib import Path

import httpx
import pytest

ROOT = Path(__file__).resolve().parents[2]
HERE = ROOT / "deploy" / "logging"
KOKO = ROOT / "target" / "debug" / "koko"
TOOLS = ROOT / "target" / "tools" / "access-and-logs" / "bin"
LONG = os.environ.get("KOKO_LONG") == "1"
REQUESTS = 10_000 if LONG else 400
OUTAGE_S = 10.0 if LONG else 2.0
PATIENCE_S = 120

sys.path[:0] = [str(ROOT / "koko-server" / "tests" / "clients"), str(ROOT / "deploy" / "ci" / "stubs")]
from bulk import Store  # noqa: E402
from collector import Collector  # noqa: E402
from receiver import Receiver  # noqa: E402
from service import wait_until  # noqa: E402
from test_log import CANARY, VALID, everything  # noqa: E402

from conftest import ALL, make_key  # noqa: E402

TEMPLATE = json.loads((HERE / "index-template.json").read_text())


class Turning:
    """Writes what comes to a file, and begins a new one after so many lines, as it is done for containers."""

    def __init__(self, folder, every):
        self.folder, self.every, self.lines = folder, every, []
        folder.mkdir()
        self.turned = 0
        self.file = self.path().open("wb")

    def path(self):
        return self.folder / "koko.jsonl"

    def read(self, pipe):
        for line in pipe:
            if self.lines and len(self.lines) % self.every == 0:
                self.file.close()
                self.turned += 1
                self.path().rename(self.folder / f"koko.jsonl.{self.turned}")
                self.file = self.path().open("wb")
            self.file.write(line)
            self.file.flush()
            self.lines.append(line)


class Rsyslog:
    """The real one, with the file that we ship."""

    def __init__(self, folder, store):
        self.folder = folder
        (folder / "spool").mkdir()
        (folder / "rsyslog.conf").write_text(
            f'global(workDirectory="{folder}/spool")\ninclude(file="{HERE}/rsyslog.conf")\n'
        )
        self.environment = {
            **os.environ,
            "KOKO_LOG_FILES": str(folder / "log" / "koko.jsonl*"),
            "KOKO_LOG_STORE": store.url,
            "KOKO_LOG_STORE_SECONDS": "2",
            "KOKO_LOG_ASIDE": str(folder / "aside.log"),
            "KOKO_LOG_DISK": "1g",
            "KOKO_LOG_SHIP": str(HERE / "bulk_ship.py"),
        }
        self.told = (folder / "rsyslog.log").open("wb")

    def command(self, *options, config=None):
        config = config or self.folder / "rsyslog.conf"
        return [TOOLS / "rsyslogd", *options, "-f", config, "-M", str(TOOLS / "rsyslog-modules")]

    def start(self):
        options = ["-n", "-i", self.folder / "rsyslog.pid"]
        self.process = subprocess.Popen(
            self.command(*options), env=self.environment, stdout=self.told, stderr=self.told
        )

    def stop(self):
        self.process.terminate()
        self.process.wait(timeout=PATIENCE_S)

    def says(self):
        return (self.folder / "rsyslog.log").read_text()


@pytest.fixture
def rsyslog(tmp_path):
    store = Store(TEMPLATE)
    rsyslog = Rsyslog(tmp_path, store)
    rsyslog.store = store
    rsyslog.start()
    yield rsyslog
    if rsyslog.process.poll() is None:
        rsyslog.stop()
    rsyslog.told.close()
    store.set("none")
    store.down()


def line(number, **more):
    usual = {
        "ts": f"2026-11-27T12:00:{number // 1000 % 60:02}.{number % 1000:03}Z",
        "level": "info",
        "event": "request",
    }
    return {**usual, "request_id": f"r-{number}", "status": 200, "latency_us": 9_007_199_254_740_993, **more}


def write(rsyslog, lines):
    folder = rsyslog.folder / "log"
    folder.mkdir(exist_ok=True)
    with (folder / "koko.jsonl").open("a") as file:
        file.writelines(each if isinstance(each, str) else json.dumps(each) + "\n" for each in lines)


def kept(rsyslog, count):
    """What the store has, once it has so many."""
    rsyslog.store.wait(count)
    return list(rsyslog.store.documents.values())


def same(documents, lines):
    """Whether they are the same documents, each exactly once, to the last digit."""
    written = Counter(json.dumps(each, sort_keys=True) for each in lines)
    return written == Counter(json.dumps(each, sort_keys=True) for each in documents)


def test_the_log_of_a_busy_service_arrives_whole_and_says_nothing_of_anybody(rsyslog, tmp_path):
    collector, hooks = Collector(), Receiver()
    hooks.answer("/hook", lambda _, before: 500 if before % 3 else 200)
    key = make_key(tmp_path / "data", "canary", *ALL)
    turning = Turning(tmp_path / "log", 1_000 if LONG else 100)
    options = ["--data", tmp_path / "data", "--keep-texts", "--traces", collector.url, "--log-format", "json"]
    webhooks = ["--webhook-networks", "127.0.0.0/8", "--webhook-http", "--webhook-base", "0.01"]
    service = subprocess.Popen(
        [KOKO, "serve", "--listen", "127.0.0.1:0", *map(str, options), *webhooks],
        stderr=subprocess.PIPE,
        env={**os.environ, "KOKO_BUNDLE": str(ROOT / "models" / "koko-en-1")},
    )
    writing = threading.Thread(target=turning.read, args=(service.stderr,))
    writing.start()
    try:
        found = wait_until(
            lambda: re.search(r"http://[^ \"]+", str(turning.lines)), lambda: turning.lines, PATIENCE_S
        )
        url = found[0]
        asked = 0
        with httpx.Client(base_url=url, timeout=60) as client:
            for method, path, more in itertools.islice(
                everything(service, key, hooks.url("/hook")), REQUESTS
            ):
                if asked == REQUESTS // 3:
                    rsyslog.store.down()
                    away = threading.Timer(OUTAGE_S, rsyslog.store.up)
                    away.start()
                if asked == REQUESTS // 2:
                    rsyslog.stop()
                    rsyslog.start()
                with client.stream(method, path, **more) as answer:
                    if not path.startswith("/v1/live"):
                        answer.read()
                asked += 1
            metrics = client.get("/metrics", headers={"authorization": f"Bearer {key}"}).text
        away.join()
    finally:
        service.terminate()
        assert service.wait(timeout=PATIENCE_S) == 0
        writing.join()
        collector.stop()
        hooks.stop()
    lines = [json.loads(each) for each in turning.lines]
    for each in lines:
        VALID.validate(each)
    requests = [each for each in lines if each["event"] == "request"]
    assert len(requests) == REQUESTS + 1 and "koko_log_lines_dropped_total 0\n" in metrics
    assert turning.turned > 2
    documents = kept(rsyslog, len(lines))
    assert same(documents, lines) and not rsyslog.store.refused
    told = {
        "log": str(turning.lines),
        "store": json.dumps(documents),
        "metrics": metrics,
        "rsyslog": rsyslog.says(),
    }
    told["traces"] = str(collector.requests)
    for where, words in told.items():
        assert CANARY not in words.lower(), where
        assert where == "rsyslog" or "/v1/moderate" in words, where
    days = {index for index, _ in rsyslog.store.documents}
    assert days == {f"koko-log-{each['ts'][:10]}" for each in lines}
    print(f"{len(lines)} lines, {turning.turned + 1} files, {rsyslog.store.repeated} sent more than once")


@pytest.mark.parametrize("fault", ["busy", "full", "unsaid", "hang"])
def test_what_a_store_does_not_take_comes_again_and_is_kept_once(rsyslog, fault):
    lines = [line(n) for n in range(2_000)]
    rsyslog.store.set(fault)
    write(rsyslog, lines[:1_000])
    wait_until(lambda: rsyslog.store.troubled, rsyslog.says, PATIENCE_S)
    write(rsyslog, lines[1_000:])
    rsyslog.store.set("none")
    assert same(kept(rsyslog, len(lines)), lines)
    assert not rsyslog.store.refused


def test_what_is_no_line_of_ours_is_set_aside_and_holds_nothing_up(rsyslog):
    words = [
        "error while loading shared libraries",
        '{"half": ',
        "[1]",
        "--koko-commit",
        '{"ts": 1}',
        '{"ts": "../../x"}',
    ]
    refused = [line(1, author="somebody"), line(2, status="ok")]
    write(rsyslog, [line(0), *(word + "\n" for word in words), *refused, line(3, message="a" * 40_000)])
    assert same(kept(rsyslog, 2), [line(0), line(3, message="a" * 40_000)])
    aside = rsyslog.folder / "aside.log"
    wait_until(lambda: aside.exists() and aside.read_text().count("\n") >= 8, rsyslog.says, PATIENCE_S)
    told = [json.loads(each) for each in aside.read_text().splitlines()]
    assert Counter(each["line"] for each in told) == Counter([*words, *map(json.dumps, refused)])
    assert "author is not in the mapping" in str(told) and "status is no short" in str(told)


def test_rsyslog_finds_nothing_wrong_with_the_file_and_something_with_a_broken_one(rsyslog):
    checked = subprocess.run(rsyslog.command("-N1"), env=rsyslog.environment, capture_output=True, text=True)
    assert checked.returncode == 0 and "error" not in checked.stderr.lower(), checked.stderr
    broken = rsyslog.folder / "broken.conf"
    for right, wrong in [
        ("useTransactions", "useTransaction"),
        ('"koko-line"', '"koko-word"'),
        ('load="omprog"', 'load="omprogs"'),
    ]:
        broken.write_text((HERE / "rsyslog.conf").read_text().replace(right, wrong))
        checked = subprocess.run(
            rsyslog.command("-N1", config=broken), env=rsyslog.environment, capture_output=True, text=True
        )
        assert checked.returncode != 0, (right, checked.stderr)


def test_a_line_that_was_sent_twice_is_one_and_two_lines_are_two(rsyslog):
    write(rsyslog, [line(1), line(1), line(1, status=201), line(2)])
    assert same(kept(rsyslog, 3), [line(1), line(1, status=201), line(2)])


def test_whoever_restarts_rsyslog_again_and_again_loses_no_line(rsyslog):
    starts, lines = 30 if LONG else 5, []
    for start in range(starts):
        for _ in range(20):
            more = [line(len(lines) + n) for n in range(25)]
            write(rsyslog, more)
            lines += more
            time.sleep(0.01)
        if start % 2:
            log = rsyslog.folder / "log"
            (log / "koko.jsonl").rename(log / f"koko.jsonl.{start}")
        rsyslog.stop()
        rsyslog.start()
    assert same(kept(rsyslog, len(lines)), lines)
    print(f"{len(lines)} lines, {starts} starts, {rsyslog.store.repeated} sent more than once")
