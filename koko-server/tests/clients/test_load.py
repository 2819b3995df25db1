"""More than the service can do at once, and answers that take as long as they take."""

import concurrent.futures
import json
import socket
import threading

import httpx
import pytest
from conftest import Service

LONG = " ".join(["you are a silly goose and the garden is lovely"] * 40)
PATHS = ["/v1/score", "/v1/moderate", "/v1/moderations", "/v1alpha1/comments:analyze", "/track/content"]


def post(service, path, body):
    return httpx.post(service.url + path, content=json.dumps(body), timeout=60)


@pytest.fixture(scope="module")
def small():
    """A service that does one thing at a time."""
    # Explaining a long text takes as long as it takes, on a slow machine, too.
    running = Service("--requests", 1, "--deadline-ms", 120_000)
    yield running
    assert running.stop() == 0


@pytest.fixture(scope="module")
def full(small):
    """The same while it is busy, for as long as any test needs it."""
    is_over = threading.Event()
    statuses = []

    def keep_busy():
        while not is_over.is_set():
            statuses.append(post(small, "/v1/explain", {"text": LONG}).status_code)

    with concurrent.futures.ThreadPoolExecutor(2) as pool:
        busy = [pool.submit(keep_busy) for _ in range(2)]
        yield small
        is_over.set()
        for each in busy:
            each.result()
    assert 200 in statuses and set(statuses) <= {200, 503}


def head(path):
    return f"POST {path} HTTP/1.1\r\nhost: koko\r\ncontent-length: 1000\r\n\r\n".encode()


@pytest.mark.parametrize("path", PATHS)
def test_who_finds_no_room_is_told_before_the_body_is_there(full, path):
    for _ in range(200):
        with socket.create_connection(full.address, timeout=20) as connection:
            connection.sendall(head(path))
            connection.settimeout(0.2)
            try:
                answer = connection.recv(1 << 16)
            except TimeoutError:
                # There was room just then, and the service waits for the rest.
                continue
        status, _, rest = answer.decode().partition("\r\n")
        headers, _, body = rest.partition("\r\n\r\n")
        assert " 503 " in status and "retry-after: " in headers and "koko-model: " in headers
        body = json.loads(body)
        assert body["errors"] if path.startswith("/track/") else body["error"]["message"]
        return
    pytest.fail("there was always room")


def test_a_request_is_refused_as_a_whole_where_nothing_of_it_is_answered():
    service = Service("--deadline-ms", 1)
    try:
        texts = [f"{number} {LONG}" for number in range(100)]
        with concurrent.futures.ThreadPoolExecutor(8) as pool:
            contents = [{"text": text, "author": "rook_9"} for text in texts]
            openai = ("/v1/moderations", {"input": texts})
            asked = [("/v1/score", contents), ("/v1/moderate", contents), openai]
            answers = list(pool.map(lambda ask: post(service, *ask), asked * 4))
        refused = [answer for answer in answers if answer.status_code != 200]
        assert refused, "a millisecond is enough for none of them"
        for answer in refused:
            assert answer.status_code == 503 and int(answer.headers["retry-after"]) >= 1, answer.text
        for answer in answers:
            lines = answer.json() if answer.status_code == 200 else []
            assert not lines or not all("error" in line for line in lines)
    finally:
        assert service.stop() == 0


def test_streams_go_out_as_they_come(service):
    packed = {"accept-encoding": "gzip"}
    with httpx.stream("GET", service.url + "/v1/live", headers=packed, timeout=60) as live:
        assert live.headers["content-type"] == "text/event-stream" and "content-encoding" not in live.headers
        decided = post(service, "/v1/moderate", {"text": "what a lovely garden"}).json()
        event = next(chunk for chunk in live.iter_text() if "decision.made" in chunk)
        assert decided["decision_id"] in event

    # Clients of HTTP read no answer before they have asked everything; a socket may.
    with socket.create_connection(service.address, timeout=60) as connection:
        opening = "POST /v1/moderate/lines HTTP/1.1\r\nhost: koko\r\naccept-encoding: gzip\r\n"
        connection.sendall(f"{opening}connection: close\r\ntransfer-encoding: chunked\r\n\r\n".encode())
        received = b""
        for asked in range(1, 3):
            line = b'{"text": "what a lovely garden"}\n'
            connection.sendall(b"%x\r\n%s\r\n" % (len(line), line))
            while received.count(b'"action":"allow"') < asked:
                received += connection.recv(1 << 16)
        connection.sendall(b"0\r\n\r\n")
        while piece := connection.recv(1 << 16):
            received += piece
    assert received.startswith(b"HTTP/1.1 200 ") and received.endswith(b"0\r\n\r\n")
