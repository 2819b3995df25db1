"""What the service says to what is not meant well, or not thought through: cases, and a page about them.

    python koko-server/tests/clients/bad_inputs.py      # writes koko-server/BAD-INPUTS.md anew

Everything goes over real sockets, byte by byte as it stands here. A test holds the table against the service.
"""

import gzip
import json
import socket
from dataclasses import dataclass
from http.client import HTTPException, HTTPResponse
from pathlib import Path
from urllib.parse import quote

PAGE = Path(__file__).resolve().parents[2] / "BAD-INPUTS.md"

# Longer than anything here takes, so that a service that hangs fails the test.
PATIENCE = 60


@dataclass(frozen=True)
class Case:
    """Bytes for a connection of their own."""

    what: str
    sent: bytes
    is_half_closed: bool = False
    answers: int = 1


def request(path="/v1/score", body=b"", method="POST", headers=()):
    lines = [f"{method} {path} HTTP/1.1", "host: koko", *headers]
    if body:
        lines.append(f"content-length: {len(body)}")
    return "\r\n".join([*lines, "", ""]).encode() + body


def posted(what, body, path="/v1/score", headers=()):
    content = body if isinstance(body, bytes) else json.dumps(body).encode()
    return Case(what, request(path, content, headers=headers))


def raw(what, text, **more):
    return Case(what, text.encode().replace(b"\n", b"\r\n"), **more)


PERSPECTIVE = "/v1alpha1/comments:analyze"


def comment(text):
    return {"comment": {"text": text}, "requestedAttributes": {"TOXICITY": {}}}


def author(name):
    shown = repr(name[:24])[1:-1]
    return Case(f"author `{shown}`, escaped", request(f"/v1/actors/{quote(name, safe='')}", method="GET"))


GOOD = '{"text": "hi"}'
FORM = "content-type: application/x-www-form-urlencoded"
HEAD = "POST /v1/score HTTP/1.1\nhost: koko\n"
CHUNKED = HEAD + "transfer-encoding: chunked\n\n"
MIB = 1 << 20
CHUNK = b"100000\r\n%s\r\n" % (b"a" * MIB)

CASES = {
    "Bodies": [
        Case("no body", request(headers=["content-length: 0"])),
        posted("`{`", b"{"),
        posted("`5`", b"5"),
        posted("`null`", b"null"),
        posted("no `text`", {}),
        posted("`text` is a number", {"text": 5}),
        posted("`text` is null", {"text": None}),
        posted("`text` is half of a pair of UTF-16", b'{"text": "\\ud800"}'),
        posted("bytes that are no UTF-8", b'{"text": "\xff\xfe"}'),
        posted("UTF-16", GOOD.encode("utf-16")),
        posted("`NaN`", b'{"text": NaN}'),
        posted("JSON, and something behind it", b'{"text": "hi"} {"text": "hi"}'),
        posted("packed with gzip", gzip.compress(GOOD.encode(), mtime=0), headers=["content-encoding: gzip"]),
        posted("100,000 open brackets", b"[" * 100_000),
        posted("100,000 open objects", b'{"a":' * 100_000),
        posted("a form", b"text=hi", headers=[FORM]),
        posted("JSON that says it is a form", GOOD.encode(), headers=[FORM]),
        posted("a text with a NUL in it", {"text": "a\0b"}),
        posted("a text of 1 MiB and a byte", {"text": "a" * (MIB + 1)}),
        posted("1,001 texts", [{"text": "a"}] * 1_001),
        posted("10 MiB", b"a" * (10 * MIB)),
        posted("10 MiB for Perspective", b"a" * (10 * MIB), PERSPECTIVE),
        posted("10 MiB for OpenAI", b"a" * (10 * MIB), "/v1/moderations"),
        posted("Perspective: 20,480 bytes", comment("a" * 20_480), PERSPECTIVE),
        posted("Perspective: 20,481 bytes", comment("a" * 20_481), PERSPECTIVE),
        posted("Perspective: `comment` is a list", {"comment": []}, PERSPECTIVE),
        posted("OpenAI: `input` is a number", {"input": 5}, "/v1/moderations"),
        posted("OpenAI: `input` is empty", {"input": []}, "/v1/moderations"),
        posted("an event of no kind", {"event": "nonsense"}, "/v1/events"),
    ],
    "Names": [
        author("' OR 1=1; DROP TABLE actors; --"),
        author("../../etc/passwd"),
        author("a\0b"),
        author("a\nset-cookie: b"),
        author("x" * 129),
        author("\u202eevil"),
        Case("author `%ff`", request("/v1/actors/%ff", method="GET")),
        Case("author `%zz`", request("/v1/actors/%zz", method="GET")),
        Case("`/../../etc/passwd`", request("/../../etc/passwd", method="GET")),
        Case("`//v1/score`", request("//v1/score", GOOD.encode())),
        Case("`/v1/score/`", request("/v1/score/", GOOD.encode())),
        Case("`/V1/SCORE`", request("/V1/SCORE", GOOD.encode())),
        posted("a text under the name `__proto__`", b'{"id": "__proto__", "text": "hi"}'),
        Case("a request id with markup", request("/health", method="GET", headers=["x-request-id: <b>"])),
    ],
    "Methods and paths": [
        Case("`GET /v1/score`", request(method="GET")),
        Case("`PUT /v1/moderations`", request("/v1/moderations", method="PUT", body=b"{}")),
        Case("`DELETE /health`", request("/health", method="DELETE")),
        Case("`GET /v1alpha1/comments:analyze`", request(PERSPECTIVE, method="GET")),
        Case("`BREW /v1/score`", request(method="BREW")),
        Case("`OPTIONS /v1/score`, while no page may call", request(method="OPTIONS")),
        Case("`CONNECT example.com:443`", request("example.com:443", method="CONNECT")),
        Case("`OPTIONS *`", request("*", method="OPTIONS")),
        Case("`GET http://example.com/health`", request("http://example.com/health", method="GET")),
        Case("`GET /nowhere`", request("/nowhere", method="GET")),
        Case("a path of 70,000 bytes", request("/" + "a" * 70_000, method="GET")),
    ],
    "Headers": [
        Case("one header of 100 KiB", request(headers=["x: " + "a" * 100 * 1024])),
        Case("101 headers", request(headers=[f"x-{number}: a" for number in range(101)])),
        Case("headers without an end", b"GET /health HTTP/1.1\r\n" + b"x: aaaaaaaaaaaa\r\n" * 20_000),
        raw("a header without a colon", "GET /health HTTP/1.1\nhost koko\n\n"),
        raw("a blank before the colon", "GET /health HTTP/1.1\nhost : koko\n\n"),
        raw("a header that goes on in the next line", "GET /health HTTP/1.1\nhost: koko\nx: a\n b\n\n"),
        Case("a NUL in a header", b"GET /health HTTP/1.1\r\nhost: ko\0ko\r\n\r\n"),
        raw("no `Host`", "GET /health HTTP/1.1\n\n"),
        raw("`Host` with markup", "GET /$discovery/rest?version=v1alpha1 HTTP/1.1\nhost: <script>\n\n"),
        Case("lines that end with LF alone", b"GET /health HTTP/1.1\nhost: koko\n\n"),
        raw("HTTP/1.0", "GET /health HTTP/1.0\n\n"),
        raw("HTTP/3.0", "GET /health HTTP/3.0\nhost: koko\n\n"),
        raw("HTTP/0.9", "GET /health\n"),
        Case("`Upgrade: websocket`",
             request("/health", method="GET", headers=["connection: upgrade", "upgrade: websocket"])),
    ],
    "Pages from elsewhere, and cookies, on a service without keys": [
        posted("a page of another website", {"text": "hi"}, headers=["origin: https://elsewhere.example"]),
        posted("a page of nowhere", {"text": "hi"}, headers=["origin: null"]),
        posted("a page of another port", {"text": "hi"}, headers=["origin: http://127.0.0.1:3000"]),
        posted("a page that does not say of which website", {"text": "hi"},
               headers=["sec-fetch-site: cross-site"]),
        posted("a page at the name by which it asks", {"text": "hi"}, headers=["origin: http://koko"]),
        posted("an `Origin` with markup", {"text": "hi"}, headers=["origin: <script>"]),
        posted("a cookie of no session", {"text": "hi"}, headers=["cookie: koko-session=" + "0" * 64]),
        posted("a cookie of 4 KiB", {"text": "hi"}, headers=["cookie: koko-session=" + "a" * 4096]),
        Case("`PUT /console/session`", request("/console/session", method="PUT", body=b"{}")),
        Case("`GET /console/assets/../../../etc/passwd`",
             request("/console/assets/../../../etc/passwd", method="GET")),
    ],
    "Lengths": [
        raw("`Content-Length: abc`", f"{HEAD}content-length: abc\n\n{GOOD}"),
        raw("`Content-Length: -1`", f"{HEAD}content-length: -1\n\n{GOOD}"),
        raw("`Content-Length` of 2⁷⁰", f"{HEAD}content-length: {1 << 70}\n\n{GOOD}"),
        raw("`Content-Length` of 1 TiB", f"{HEAD}content-length: {1 << 40}\n\n{GOOD}"),
        raw("two lengths", f"{HEAD}content-length: 14\ncontent-length: 15\n\n{GOOD}"),
        raw("a length and chunks",
            f"{HEAD}content-length: 4\ntransfer-encoding: chunked\n\ne\n{GOOD}\n0\n\n"),
        raw("chunks", f"{CHUNKED}7\n{GOOD[:7]}\n7\n{GOOD[7:]}\n0\n\n"),
        raw("a chunk of no size", CHUNKED + "xyz\nhello\n0\n\n"),
        raw("a chunk of too large a size",
            CHUNKED + "fffffffffffffffff\nhello\n0\n\n"),
        Case("10 MiB in chunks", request(headers=["transfer-encoding: chunked"]) + CHUNK * 10 + b"0\r\n\r\n"),
        Case("endless chunks", request(headers=["transfer-encoding: chunked"]) + CHUNK * 100),
        raw("`Transfer-Encoding: gzip`", f"{HEAD}transfer-encoding: gzip\n\n{GOOD}"),
        raw("a body shorter than its length, and no more to come",
            f"{HEAD}content-length: 100\n\n{GOOD}", is_half_closed=True),
        raw("half a head, and no more to come", "POST /v1/score HTTP/1.1\nhos", is_half_closed=True),
    ],
    "Connections": [
        raw("a whole request, and no more to come", f"{HEAD}content-length: 14\n\n{GOOD}",
            is_half_closed=True),
        Case("three requests at once", request(body=GOOD.encode()) * 3, answers=3),
        Case("a good request, then nonsense", request(body=GOOD.encode()) + b"nonsense\n\n", answers=2),
        Case("an empty line before the request", b"\r\n" + request("/health", method="GET")),
        Case("a greeting of TLS", b"\x16\x03\x01\0\xf8\x01\0\0\xf4\x03\x03" + bytes(200)),
        Case("random bytes", bytes(range(255, -1, -1)) * 8),
        Case("nothing at all, and no more to come", b"", is_half_closed=True),
        Case("HTTP/2 begun, and then nonsense", b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n" + b"nonsense" * 10),
    ],
}  # fmt: skip


def outcome(address, case):
    """What a case gets: an answer, its words, and what becomes of the connection."""
    with socket.create_connection(address, timeout=PATIENCE) as connection:
        try:
            connection.sendall(case.sent)
            if case.is_half_closed:
                connection.shutdown(socket.SHUT_WR)
        except (BrokenPipeError, ConnectionResetError):
            # It was refused before all of it was sent, and the refusal can still be read.
            pass
        stream = connection.makefile("rb")
        answers = [answer for answer in (read(connection, stream) for _ in range(case.answers)) if answer]
        if not answers:
            return "", "", "closed"
        status, words = answers[-1]
        return (
            f"{status}" if len(answers) == 1 else f"{len(answers)} answers, the last {status}",
            words,
            after(connection, stream),
        )


def read(connection, stream):
    """An answer: its status, and what it says."""

    class Rest:
        @staticmethod
        def makefile(_):
            return Unclosed(stream)

    response = HTTPResponse(Rest)
    try:
        response.begin()
        body = response.read()
    except (HTTPException, ConnectionResetError):
        return None
    assert "content-length" in {name.lower() for name in response.headers}, response.headers
    return response.status, words(response.status, body)


class Unclosed:
    """A stream that stays open when an answer has been read from it."""

    def __init__(self, stream):
        self.stream = stream

    def __getattr__(self, name):
        return getattr(self.stream, name)

    def close(self):
        pass


def words(status, body):
    """What a refusal says; those of the protocol itself say nothing."""
    if status == 200 or not body:
        return ""
    message = json.loads(body)["error"]["message"]
    assert message
    return message


def after(connection, stream):
    """Whether the connection takes another request."""
    try:
        connection.sendall(request("/health", method="GET"))
        answer = read(connection, stream)
    except (BrokenPipeError, ConnectionResetError):
        answer = None
    return "kept" if answer and answer[0] == 200 else "closed"


def page(address):
    """The table."""
    lines = [
        "# What bad input gets",
        "",
        "Sent to `koko serve` over real sockets by `koko-server/tests/clients/bad_inputs.py`, which also",
        "writes this page; a test holds it against the service. No status: the connection is closed",
        "without a word, as HTTP wants it where no request could be made out.",
    ]
    for group, cases in CASES.items():
        lines += [
            "",
            f"## {group}",
            "",
            "| sent | answer | in words | connection |",
            "| --- | --- | --- | --- |",
        ]
        for case in cases:
            status, said, connection = outcome(address, case)
            shown = (said if len(said) <= 100 else said[:99] + "…").replace("|", "\\|").replace("\n", " ")
            lines.append(f"| {case.what} | {status} | {shown} | {connection} |")
    return "\n".join(lines) + "\n"


if __name__ == "__main__":
    from conftest import Service

    running = Service()
    try:
        PAGE.write_text(page(running.address))
    finally:
        running.stop()
