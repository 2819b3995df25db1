"""socket_guard.py by itself: what it takes, what it asks, and when it ends a WebSocket."""

import contextlib
import json
import re
import socket
import subprocess
import sys
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest
import socket_guard
from websockets.exceptions import ConnectionClosed, InvalidStatus
from websockets.sync.client import connect

from conftest import HERE, PATIENCE_S, free_port

HEAD = b"GET /a?b HTTP/1.1\r\nHost: tool.example\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"


def test_the_cookie_is_taken_out_and_everything_else_stays_as_it_is():
    head = (
        HEAD
        + b"x_edge-SESSION: \r\nX-Edge-Session:  __Host-edge=1 \r\nX-Koko-User: ines\r\nCookie: a=b\r\n\r\n"
    )
    claim, request = socket_guard.read(head)
    assert claim == (b"__Host-edge=1", b"tool.example")
    assert request == HEAD + b"X-Koko-User: ines\r\nCookie: a=b\r\n\r\n"


@pytest.mark.parametrize(
    ("head", "status"),
    [
        (HEAD + b"\r\n", 401),
        (HEAD + b"X-Edge-Session:\r\n\r\n", 401),
        (HEAD + b"X-Edge-Session: a=1\r\nX-Edge-Session: a=2\r\n\r\n", 401),
        (HEAD + b"X-Edge-Session: a=1\r\nX_Edge_Session: a=2\r\n\r\n", 401),
        (HEAD + b"X-Edge-Session: a=1\nX-Koko-User: ada\r\n\r\n", 400),
        (HEAD + b"X-Edge-Session: a=1\rHost: other\r\n\r\n", 400),
        (HEAD + b"Host: other.example\r\nX-Edge-Session: a=1\r\n\r\n", 400),
        (HEAD.replace(b"GET", b"POST") + b"X-Edge-Session: a=1\r\n\r\n", 426),
        (HEAD.replace(b"websocket", b"h2c") + b"X-Edge-Session: a=1\r\n\r\n", 426),
        (HEAD + b"Upgrade: h2c\r\nX-Edge-Session: a=1\r\n\r\n", 426),
        (HEAD.replace(b"Upgrade: websocket\r\n", b"") + b"X-Edge-Session: a=1\r\n\r\n", 426),
    ],
)
def test_what_could_be_read_in_two_ways_is_refused(head, status):
    with pytest.raises(socket_guard.Refused, match=f"^{status} "):
        socket_guard.read(head)


class Edge(BaseHTTPRequestHandler):
    """Says who has a session."""

    def do_GET(self):
        edge = self.server
        edge.asked.append((self.headers["host"], self.headers["cookie"]))
        status = edge.says if edge.asked[-1] == ("tool.example", "__Host-edge=1") else 401
        if status == "nothing":
            self.close_connection = True
            return
        self.send_response(status)
        self.send_header("content-length", "0")
        self.end_headers()

    def log_message(self, *_):
        pass


@contextlib.contextmanager
def guard(tool, ask):
    command = [
        sys.executable,
        HERE / "socket_guard.py",
        "--listen",
        "127.0.0.1:0",
        "--to",
        f"127.0.0.1:{tool}",
    ]
    process = subprocess.Popen(
        [*command, "--ask", ask, "--every", "0.05"], stdout=subprocess.PIPE, text=True, stderr=subprocess.PIPE
    )
    try:
        yield int(re.search(r"WebSockets to \S+:(\d+) go to", process.stdout.readline())[1])
    finally:
        process.terminate()
        told = process.communicate(timeout=PATIENCE_S)[1]
    assert "Traceback" not in told or "KeyboardInterrupt" in told, told


@pytest.fixture
def edge():
    server = ThreadingHTTPServer(("127.0.0.1", 0), Edge)
    server.asked, server.says = [], 204
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield server
    server.shutdown()
    server.server_close()


@pytest.fixture(scope="module")
def echo():
    process = subprocess.Popen([sys.executable, HERE / "echo.py"], stdout=subprocess.PIPE, text=True)
    yield int(process.stdout.readline())
    process.terminate()
    process.communicate(timeout=PATIENCE_S)


def through(port, cookie="__Host-edge=1", path="/"):
    """A WebSocket, as the proxy asks for it."""
    headers = {"X-Edge-Session": cookie}
    sock = socket.create_connection(("127.0.0.1", port))
    return connect(f"ws://tool.example{path}", sock=sock, additional_headers=headers, proxy=None)


@pytest.mark.parametrize("says", [302, 401, 403, 500, "nothing", "away"])
def test_a_websocket_ends_when_the_edge_says_anything_but_yes(edge, echo, says):
    with guard(echo, f"http://127.0.0.1:{edge.server_port}/session") as port, through(port) as connection:
        assert "X-Edge-Session" not in json.loads(connection.recv(timeout=60))["headers"]
        connection.send("hello")
        assert connection.recv(timeout=60) == "hello"
        if says == "away":
            edge.shutdown()
            edge.server_close()
        edge.says = says
        with pytest.raises(ConnectionClosed):
            while True:
                connection.recv(timeout=60)
        with pytest.raises(InvalidStatus, match="401"):
            through(port)
    assert len(edge.asked) > 1 and set(edge.asked) == {("tool.example", "__Host-edge=1")}


def test_who_has_no_session_does_not_get_to_the_tool(edge, echo):
    with guard(echo, f"http://127.0.0.1:{edge.server_port}/session") as port:
        for cookie in ("__Host-edge=2", "a", "__Host-edge=1; more"):
            with pytest.raises(InvalidStatus, match="401"):
                through(port, cookie)
        with pytest.raises(InvalidStatus, match="403"):
            through(port, path="/refuses")
    nobody = guard(free_port(), f"http://127.0.0.1:{edge.server_port}/session")
    with nobody as port, pytest.raises(InvalidStatus, match="502"):
        through(port)
