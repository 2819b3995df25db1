"""What is logged, counted and traced about requests: the facts, and never what somebody has written."""

import itertools
import json
import os
import socket
import subprocess
import threading
from pathlib import Path

import bad_inputs
import httpx
import jsonschema
import pytest
from collector import Collector
from conftest import ALL, KOKO, ROOT, insults, make_key
from patience import PATIENCE_S, wait_until
from receiver import Receiver

SCHEMA = json.loads((ROOT / "deploy" / "logging" / "line.schema.json").read_text())
VALID = jsonschema.Draft202012Validator(SCHEMA, format_checker=jsonschema.FormatChecker())
CANARY = "zyx4canary7qvw"


class Logged:
    """A service whose log is for programs, in a file."""

    def __init__(self, folder, *options):
        self.file = Path(folder) / "log.jsonl"
        self.stderr = self.file.open("wb")
        self.process = subprocess.Popen(
            [KOKO, "serve", "--listen", "127.0.0.1:0", "--log-format", "json", *map(str, options)],
            stderr=self.stderr,
            env={**os.environ, "KOKO_BUNDLE": str(ROOT / "models" / "koko-en-1")},
        )
        self.url = self.wait(lambda line: line["event"] == "serving")["message"].rsplit(" ", 1)[1]

    def lines(self):
        written = self.file.read_text()
        return [json.loads(line) for line in written[: written.rfind("\n") + 1].splitlines()]

    def wait(self, is_wanted):
        """The first line that is wanted."""

        def found():
            line = next(filter(is_wanted, self.lines()), None)
            assert line or self.process.poll() is None, self.file.read_text()
            return line

        return wait_until(found, self.file.read_text)

    def stop(self):
        """Ends it; everything that it has logged."""
        self.process.terminate()
        assert self.process.wait(timeout=PATIENCE_S) == 0
        self.stderr.close()
        return self.lines()


@pytest.fixture
def logged(tmp_path):
    """Starts services, and leaves none behind."""
    started = []

    def start(*options):
        started.append(Logged(tmp_path, *options))
        return started[-1]

    yield start
    for service in started:
        service.process.kill()


@pytest.fixture
def collector():
    collecting = Collector()
    yield collecting
    collecting.stop()


def requests_of(lines):
    # Who holds answers against the document reads it first.
    asked = [line for line in lines if line["event"] == "request"]
    return [line for line in asked if line["route"] != "/openapi.json"]


def test_a_decision_has_a_line_with_its_facts_and_the_trace_of_whoever_asked(logged):
    service = logged()
    trace = "0af7651916cd43dd8448eb211c80319c"
    headers = {"x-request-id": "asked-1", "traceparent": f"00-{trace}-b7ad6b7169203331-01"}
    with httpx.Client(base_url=service.url, timeout=60) as client:
        content = {"text": "you are an idiot", "author": "vex", "id": "c-1"}
        decision = client.post("/v1/moderate", json=content, headers=headers).json()
        client.post("/v1/moderate", json=insults("vex", 3))
        client.post("/v1/score", json={"text": "a quiet evening"})
        client.post("/v1/score", content=b"no json")
        client.request("BREW", "/coffee")
    lines = service.stop()
    for line in lines:
        VALID.validate(line)
    first, many, score, bad, other = requests_of(lines)
    ids = decision["decision"]["ids"]
    assert first.pop("latency_us") > 0 and first.pop("ts")
    assert first == {
        "level": "info",
        "event": "request",
        "request_id": "asked-1",
        "method": "POST",
        "route": "/v1/moderate",
        "status": 200,
        "tenant": "default",
        "texts": 1,
        "action": decision["decision"]["action"],
        "policy": ids["policy"],
        "model": ids["model"],
        "trace_id": trace,
    }
    assert many["texts"] == 3 and "action" not in many and many["policy"] == ids["policy"]
    assert score["texts"] == 1 and score["model"] == ids["model"] and "trace_id" not in score
    assert bad["status"] == 400 and bad["tenant"] == "default"
    assert (other["method"], other["route"], other["status"]) == ("OTHER", "other", 404)
    # The link would let in whoever reads the log.
    assert "token=" not in service.file.read_text()


def test_what_is_wrong_at_the_start_is_a_line_and_so_are_levels(tmp_path):
    (tmp_path / "koko.toml").write_text("[log]\nformat = 'json'\nlevel = 'warn'\n")
    options = ["--config", tmp_path / "koko.toml", "--trace-share", "2"]
    ended = subprocess.run([KOKO, "serve", *options], capture_output=True, text=True, check=False)
    assert ended.returncode == 2
    (line,) = map(json.loads, ended.stderr.splitlines())
    VALID.validate(line)
    assert (line["level"], line["event"]) == ("error", "stopped") and "from 0 to 1" in line["message"]


def everything(service, key, hook):
    """Requests over every API, each of which brings the canary wherever there is room for words."""
    text = f"you are an idiot, {CANARY}"
    own = {"authorization": f"Bearer {key}"}
    names = itertools.count()

    def content(**more):
        n = next(names)
        return {
            "id": f"{CANARY}-{n}",
            "text": text,
            "author": f"{CANARY}-author-{n % 7}",
            "community": f"{CANARY}-community",
            "target": f"{CANARY}-target",
            **more,
        }

    def track(endpoint, **more):
        n = next(names)
        asked = {
            "id": f"{CANARY}-{n}",
            "user_id": f"{CANARY}-user",
            "type": "post",
            "content": {"text": text, "format": "plain"},
            "created_at": "2026-11-26T12:00:00Z",
        }
        return ("POST", f"/track/{endpoint}", {"headers": {"authorization": key}, "json": {**asked, **more}})

    yield "POST", "/v1/webhooks", {"headers": own, "json": {"url": hook, "events": ["decision.made"]}}
    kinds = [
        lambda: ("POST", "/v1/moderate", {"headers": own, "json": content()}),
        lambda: ("POST", "/v1/moderate", {"headers": own, "json": [content() for _ in range(5)]}),
        lambda: (
            "POST",
            "/v1/moderate/lines",
            {"headers": own, "content": "\n".join(json.dumps(content()) for _ in range(3))},
        ),
        lambda: ("POST", "/v1/score", {"headers": own, "json": {"text": text}}),
        lambda: ("POST", "/v1/score", {"headers": own, "json": {"text": f"{text} " * 600}}),
        lambda: ("POST", "/v1/explain", {"headers": own, "json": {"text": text}}),
        lambda: ("POST", "/v1/try", {"headers": own, "json": {"content": content()}}),
        lambda: ("POST", "/v1/try", {"headers": own, "json": content()}),
        lambda: (
            "POST",
            "/v1/events",
            {
                "headers": own,
                "json": {"type": "report", "id": f"{CANARY}-{next(names)}", "author": f"{CANARY}-author-1"},
            },
        ),
        lambda: ("GET", f"/v1/actors/{CANARY}-author-1", {"headers": own}),
        lambda: ("GET", f"/v1/actors/{CANARY}-author-1/timeline", {"headers": own}),
        lambda: ("GET", f"/v1/decisions?author={CANARY}-author-1&texts=true", {"headers": own}),
        lambda: ("GET", f"/v1/decisions/{CANARY}", {"headers": own}),
        lambda: ("GET", f"/v1/review?community={CANARY}-community", {"headers": own}),
        lambda: ("POST", "/v1/policies", {"headers": own, "json": {"source": f"name = '{CANARY}'\n[[rule"}}),
        lambda: ("POST", f"/v1/labels/{CANARY}/1/put-in-force", {"headers": own}),
        lambda: ("GET", f"/v1/live?kinds={CANARY}&{CANARY}={CANARY}", {"headers": own}),
        lambda: ("POST", "/v1/moderations", {"headers": own, "json": {"input": [text, text]}}),
        lambda: ("POST", "/v1/moderations", {"headers": own, "json": {"input": {CANARY: text}}}),
        lambda: ("GET", f"/v1/models?{CANARY}", {"headers": own}),
        lambda: (
            "POST",
            f"/v1alpha1/comments:analyze?key={key}",
            {"json": {**bad_inputs.comment(text), "clientToken": CANARY, "sessionId": CANARY}},
        ),
        lambda: (
            "POST",
            f"/v1alpha1/comments:{CANARY}?key={key}",
            {"json": {"comment": {"text": text}, "requestedAttributes": {CANARY: {}}}},
        ),
        lambda: (
            "POST",
            "/batch",
            {
                "headers": {"content-type": f"multipart/mixed; boundary={CANARY}"},
                "content": f"--{CANARY}\r\n{text}",
            },
        ),
        lambda: track("content"),
        lambda: track("flag", content_id=f"{CANARY}-1", reporter_id=CANARY),
        lambda: track("moderation", **{"action": CANARY}),
        lambda: (
            "GET",
            f"/console/{CANARY}?{CANARY}={CANARY}",
            {"headers": {"cookie": f"{CANARY}={CANARY}"}},
        ),
        lambda: ("GET", f"/console/first?token={CANARY}", {}),
        lambda: ("POST", f"/console/session?{CANARY}", {"json": {CANARY: text}}),
        lambda: ("POST", f"/{CANARY}/{CANARY}?{CANARY}", {"content": text}),
        lambda: (CANARY.upper(), f"/v1/{CANARY}", {"content": text}),
        lambda: ("POST", "/v1/score", {"headers": {"authorization": f"Bearer {CANARY}"}, "content": text}),
        lambda: ("POST", "/v1/moderate", {"headers": own, "content": f'{{"text": "{text}", "{CANARY}": 1}}'}),
        lambda: ("POST", "/v1/moderate", {"headers": own, "json": content(author="", text=text)}),
        lambda: ("POST", "/v1/moderate", {"headers": {**own, "koko-model": CANARY}, "json": content()}),
        lambda: (
            "POST",
            "/v1/score",
            {
                "headers": {
                    **own,
                    "x-request-id": f"<{CANARY}>",
                    "traceparent": CANARY,
                    "tracestate": f"x={CANARY}",
                },
                "json": {"text": text},
            },
        ),
        lambda: (
            "POST",
            "/v1/score",
            {
                "headers": {
                    **own,
                    "traceparent": "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01",
                    "tracestate": f"x={CANARY}",
                    "baggage": f"x={CANARY}",
                },
                "json": {"text": text},
            },
        ),
        lambda: (
            "GET",
            "/metrics",
            {"headers": {**own, "user-agent": CANARY, "referer": f"http://{CANARY}"}},
        ),
    ]
    while True:
        for kind in kinds:
            yield kind()


def test_no_word_of_anybody_is_in_a_log_a_metric_or_a_trace(logged, tmp_path, collector):
    count = 10_000 if os.environ.get("KOKO_LONG") else 300
    hooks = Receiver()
    # A receiver that fails, and says why in words.
    hooks.answer("/hook", lambda _, before: 500 if before % 3 else 200)
    key = make_key(tmp_path / "data", "canary", *ALL)
    service = logged(
        *["--data", tmp_path / "data", "--keep-texts", "--traces", collector.url],
        *["--webhook-networks", "127.0.0.0/8", "--webhook-http", "--webhook-base", "0.01"],
    )
    statuses = set()
    with httpx.Client(base_url=service.url, timeout=60) as client:
        wanted = everything(service, key, hooks.url("/hook"))
        for method, path, more in itertools.islice(wanted, count):
            # Streams have no end: their head is enough.
            with client.stream(method, path, **more) as answer:
                statuses.add(answer.status_code)
                if not path.startswith("/v1/live"):
                    answer.read()
        hooks.wait("/hook", 3)
        metrics = client.get("/metrics", headers={"authorization": f"Bearer {key}"}).text
    assert {200, 400, 401, 404, 405} <= statuses and 500 not in statuses, statuses
    lines = service.stop()
    for line in lines:
        VALID.validate(line)
    asked = requests_of(lines)
    assert len(asked) == count + 1
    assert len({line["request_id"] for line in asked}) == count + 1
    told = {"log": service.file.read_text(), "metrics": metrics, "traces": str(collector.requests)}
    for where, words in told.items():
        assert CANARY not in words.lower(), where
        # Nothing was looked through that is empty.
        assert "/v1/moderate" in words, where
    assert any(sent.headers and CANARY in str(sent.data) for sent in hooks.heard), "webhooks do have it"
    assert "koko_log_lines_dropped_total 0\n" in metrics
    hooks.stop()


def test_where_nobody_reads_the_log_lines_are_dropped_and_nobody_waits(tmp_path):
    service = subprocess.Popen(
        [KOKO, "serve", "--listen", "127.0.0.1:0", "--log-format", "json"],
        stderr=subprocess.PIPE,
        env={**os.environ, "KOKO_BUNDLE": str(ROOT / "models" / "koko-en-1")},
    )
    try:
        url = json.loads(service.stderr.readline())["message"].rsplit(" ", 1)[1]
        host, port = url.removeprefix("http://").split(":")
        count = 12_000
        with socket.create_connection((host, int(port)), timeout=PATIENCE_S) as connection:
            asking = threading.Thread(
                target=connection.sendall, args=(b"GET /health HTTP/1.1\r\nhost: koko\r\n\r\n" * count,)
            )
            asking.start()
            answers = connection.makefile("rb")
            # All are answered, although nothing of what is said about them can be written.
            assert (
                sum(answers.readline().startswith(b"HTTP/1.1 200") for _ in answers_of(answers, count))
                == count
            )
            asking.join()
        with httpx.Client(base_url=url, timeout=60) as client:
            lines = client.get("/metrics").text.splitlines()
        (dropped,) = [line for line in lines if line.startswith("koko_log_lines_dropped_total")]
        assert int(dropped.split()[1]) > 0
        service.terminate()
        assert service.wait(timeout=PATIENCE_S) == 0
    finally:
        service.kill()
        service.stderr.close()


def answers_of(answers, count):
    """Before each head of so many answers; then reads on to its end, and past its body."""
    for _ in range(count):
        yield
        length = 0
        while (line := answers.readline()) not in (b"\r\n", b""):
            if line.lower().startswith(b"content-length:"):
                length = int(line.split(b":")[1])
        answers.read(length)


def test_a_request_whose_time_is_up_has_a_line_too(logged):
    service = logged("--body-timeout-ms", 100, "--answer-timeout-ms", 50)
    texts = [f"text number {n} of very many, and a little longer than the others" for n in range(1_000)]
    with httpx.Client(base_url=service.url) as client, pytest.raises(httpx.RemoteProtocolError):
        client.post("/v1/moderate", json=[{"text": text} for text in texts], timeout=60)
    gone = service.wait(lambda line: line["event"] == "request")
    assert (gone["status"], gone["route"]) == (499, "/v1/moderate")
    VALID.validate(gone)
    service.stop()
