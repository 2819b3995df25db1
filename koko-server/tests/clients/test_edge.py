"""The edge: what a hostile or clumsy network does to the service, over real sockets."""

import asyncio
import concurrent.futures
import contextlib
import http.client
import itertools
import json
import resource
import select
import signal
import socket
import ssl
import subprocess
import threading
import time

import bad_inputs
import h2.config
import h2.connection
import h2.events
import h2.settings
import httpx
import pytest
import trustme
from conftest import KOKO, Service
from hyperframe.frame import Frame, GoAwayFrame, HeadersFrame, PingFrame

TEXT = json.dumps({"text": "hi"}).encode()


@pytest.fixture(scope="module")
def hasty():
    """A service that waits for no request. Idling is allowed for longer than a test has patience."""
    options = {"head": 400, "body": 400, "answer": 2_000}
    running = Service(*(part for name, time in options.items() for part in (f"--{name}-timeout-ms", time)))
    yield running
    assert running.stop() == 0


@pytest.fixture(scope="module")
def sleepless():
    """A service that lets nobody idle."""
    running = Service("--idle-timeout-ms", 1_000)
    yield running
    assert running.stop() == 0


def connect(service):
    return socket.create_connection(service.address, timeout=bad_inputs.PATIENCE)


def everything(connection):
    """What comes until the service closes the connection."""
    received = b""
    with contextlib.suppress(ConnectionResetError):
        while piece := connection.recv(1 << 16):
            received += piece
    return received


def trickle(service, first, then):
    """Sends a byte now and then; what came until the service had enough of it."""
    with connect(service) as connection:
        connection.sendall(first)
        ended = threading.Event()

        def drip():
            with contextlib.suppress(OSError):
                while not ended.wait(0.05):
                    connection.sendall(then)

        dripping = threading.Thread(target=drip)
        dripping.start()
        try:
            return everything(connection)
        finally:
            ended.set()
            dripping.join()


def test_the_page_of_bad_inputs_is_true(service):
    assert bad_inputs.page(service.address) == bad_inputs.PAGE.read_text()


# Slow peers


def test_a_head_that_trickles_in_is_not_waited_for(hasty):
    assert trickle(hasty, b"GET /health HTTP/1.1\r\nx: ", b"a") == b""
    assert (
        trickle(hasty, bad_inputs.request("/health", method="GET") + b"GET /health HT", b"T").count(
            b"HTTP/1.1 200"
        )
        == 1
    )


@pytest.mark.parametrize("path", ["/v1/score", "/v1/moderations", "/v1alpha1/comments:analyze", "/batch"])
@pytest.mark.parametrize("length", ["content-length: 1000000", "transfer-encoding: chunked"])
def test_a_body_that_trickles_in_is_not_waited_for(hasty, path, length):
    drop = b"1\r\na\r\n" if "chunked" in length else b"a"
    answer = trickle(hasty, bad_inputs.request(path, headers=[length]), drop)
    head, body = answer.split(b"\r\n\r\n", 1)
    assert head.startswith(b"HTTP/1.1 408 "), head
    assert "400 ms" in json.loads(body)["error"]["message"]


def test_a_connection_on_which_nothing_is_asked_is_closed(sleepless):
    for said in [b"", b"PRI * HTTP/2.0\r\n\r\nSM\r\n", b"PRI ", bad_inputs.request("/health", method="GET")]:
        with connect(sleepless) as connection:
            connection.sendall(said)
            assert everything(connection).count(b"HTTP/1.1") == (1 if b"health" in said else 0)


def test_many_slow_peers_keep_nobody_out(service):
    slow = [connect(service) for _ in range(500)]
    try:
        for number, connection in enumerate(slow):
            connection.sendall(bad_inputs.request(headers=["content-length: 9"])[: 20 + number])
        for _ in range(20):
            assert httpx.post(service.url + "/v1/score", content=TEXT, timeout=60).status_code == 200
    finally:
        for connection in slow:
            connection.close()


def test_who_does_not_read_answers_is_sent_away(sleepless):
    """Answers that nobody takes fill the buffers of both sides; then nothing moves."""
    discovery = bad_inputs.request("/$discovery/rest?version=v1alpha1", method="GET")
    with socket.socket() as deaf:
        deaf.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4_096)
        deaf.connect(sleepless.address)
        deaf.setblocking(False)
        with contextlib.suppress(BlockingIOError):
            while True:
                deaf.send(discovery * 100)
        waiting = select.poll()
        waiting.register(deaf, select.POLLERR | select.POLLHUP)
        assert waiting.poll(bad_inputs.PATIENCE * 1_000)
    assert httpx.get(sleepless.url + "/health").status_code == 200


# Many connections


def test_ten_thousand_idle_connections_keep_nobody_out(service, capsys):
    _, most = resource.getrlimit(resource.RLIMIT_NOFILE)
    before = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (most, most))
    count = min(10_000, most - 1_000)
    with contextlib.ExitStack() as idle:
        for _ in range(count):
            idle.enter_context(connect(service))
        with capsys.disabled():
            print(f" {count} idle connections ", end="")
        for _ in range(3):
            assert httpx.post(service.url + "/v1/score", content=TEXT, timeout=60).status_code == 200
    resource.setrlimit(resource.RLIMIT_NOFILE, before)


def test_who_finds_no_place_is_told_to_come_back():
    service = Service("--connections", 4)
    try:
        idle = [connect(service) for _ in range(4)]
        with connect(service) as one_more:
            head, body = everything(one_more).split(b"\r\n\r\n", 1)
        assert b"\r\ncontent-length: %d\r\n" % len(body) in head
        assert head.startswith(b"HTTP/1.1 503 ") and b"\r\nretry-after: 1\r\n" in head
        assert json.loads(body)["error"]["kind"] == "overloaded"
        idle.pop().close()
        # The place is free once the service has noticed.
        while httpx.get(service.url + "/health").status_code == 503:
            pass
        for connection in idle:
            connection.close()
    finally:
        assert service.stop() == 0


# HTTP/1.1 and HTTP/2


def test_requests_in_one_go_are_answered_in_their_order(service):
    requests = b"".join(
        bad_inputs.request(body=json.dumps({"id": number, "text": "hi"}).encode()) for number in range(50)
    )
    with connect(service) as connection:
        connection.sendall(requests)
        connection.shutdown(socket.SHUT_WR)
        answers = everything(connection)
    bodies = [piece.split(b"\r\n\r\n", 1)[1] for piece in answers.split(b"HTTP/1.1 200 OK")[1:]]
    assert [json.loads(body)["id"] for body in bodies] == list(range(50))


def test_http2_without_asking_first(service):
    speaking = {"http1": False, "http2": True, "base_url": service.url, "timeout": 60}

    # From several threads this client begins two requests on one stream now and then.
    async def at_once():
        async with httpx.AsyncClient(**speaking) as client:
            asked = (client.post("/v1/score", json={"id": number, "text": "hi"}) for number in range(100))
            return await asyncio.gather(*asked)

    answers = asyncio.run(at_once())
    assert {answer.http_version for answer in answers} == {"HTTP/2"}
    assert [answer.json()["id"] for answer in answers] == list(range(100))
    with httpx.Client(**speaking) as client:
        assert client.get("/nowhere").json()["error"]["kind"] == "not_found"
        too_large = client.post("/v1/score", content=b"a" * (10 << 20))
        assert too_large.status_code == 413 and "8388608" in too_large.json()["error"]["message"]
        assert client.get("/health", headers={"x": "a" * 40_000}).status_code == 431


class Peer:
    """A peer that speaks HTTP/2, frame by frame."""

    def __init__(self, service):
        self.socket = connect(service)
        self.http = h2.connection.H2Connection(h2.config.H2Configuration(header_encoding="utf-8"))
        self.http.initiate_connection()
        self.flush()

    def flush(self):
        self.socket.sendall(self.http.data_to_send())

    def ask(self, path="/v1/score", method="POST", **more):
        stream = self.http.get_next_available_stream_id()
        names = {":method": method, ":scheme": "http", ":authority": "koko", ":path": path}
        self.http.send_headers(stream, list(names.items()), **more)
        return stream

    def events(self):
        """What the service says, until it closes the connection."""
        while received := self.socket.recv(1 << 16):
            yield from self.http.receive_data(received)

    def frames(self):
        """The same as frames: the library takes none any more once the service has said that it will go."""
        stream = self.socket.makefile("rb")
        while head := stream.read(9):
            frame, length = Frame.parse_frame_header(memoryview(head))
            frame.parse_body(memoryview(stream.read(length)))
            yield frame


def test_a_slow_body_over_http2_costs_one_request_and_not_the_connection(hasty):
    peer = Peer(hasty)
    slow = peer.ask()
    peer.flush()
    answers = (event for event in peer.events() if isinstance(event, h2.events.ResponseReceived))
    answer = next(answers)
    assert answer.stream_id == slow and dict(answer.headers)[":status"] == "408"
    other = peer.ask("/health", "GET", end_stream=True)
    peer.flush()
    answer = next(answers)
    assert answer.stream_id == other and dict(answer.headers)[":status"] == "200"
    peer.socket.close()


def test_who_begins_requests_only_to_take_them_back_is_sent_away(service):
    peer = Peer(service)
    with contextlib.suppress(OSError):
        for _ in range(5_000):
            peer.http.reset_stream(peer.ask(end_stream=False))
            peer.flush()
    with contextlib.suppress(OSError):
        goodbye = [event for event in peer.events() if isinstance(event, h2.events.ConnectionTerminated)]
        assert goodbye and goodbye[0].error_code != 0
    assert httpx.get(service.url + "/health").status_code == 200


def test_who_takes_nothing_over_http2_is_sent_away(hasty):
    """A window of no bytes: answers can never leave."""
    peer = Peer(hasty)
    peer.http.update_settings({h2.settings.SettingCodes.INITIAL_WINDOW_SIZE: 0})
    peer.ask("/health", "GET", end_stream=True)
    peer.flush()
    seen = [
        event
        for event in peer.events()
        if isinstance(event, (h2.events.ResponseReceived, h2.events.DataReceived))
    ]
    assert [dict(event.headers)[":status"] for event in seen] == ["200"]
    assert httpx.get(hasty.url + "/health").status_code == 200


# The end


def closed_loop(service, stop):
    """Asks over one connection at a time until nobody listens; the statuses, each of a whole answer."""
    statuses = []
    while True:
        connection = http.client.HTTPConnection(*service.address, timeout=bad_inputs.PATIENCE)
        try:
            connection.connect()
        except ConnectionRefusedError:
            assert stop.is_set()
            return statuses
        is_open = True
        while is_open:
            connection.request("POST", "/v1/score", TEXT)
            answer = connection.getresponse()
            assert json.loads(answer.read())
            statuses.append(answer.status)
            is_open = not answer.will_close
        connection.close()


def test_whoever_was_heard_gets_an_answer_when_the_service_stops_under_load():
    for _ in range(3):
        service = Service()
        stop = threading.Event()
        with concurrent.futures.ThreadPoolExecutor(24) as pool:
            loops = [pool.submit(closed_loop, service, stop) for _ in range(24)]
            while httpx.post(service.url + "/v1/score", content=TEXT, timeout=60).status_code != 200:
                pass
            time.sleep(0.3)
            stop.set()
            assert service.stop() == 0
            statuses = list(itertools.chain.from_iterable(loop.result() for loop in loops))
        assert len(statuses) > 24 and set(statuses) <= {200, 503}


def test_what_was_asked_over_http2_is_answered_when_the_service_stops():
    service = Service()
    peer = Peer(service)
    peer.http.update_settings({h2.settings.SettingCodes.INITIAL_WINDOW_SIZE: 1 << 24})
    peer.http.increment_flow_control_window(1 << 24)
    peer.flush()
    body = json.dumps([{"text": f"what a lovely garden, the {number}th"} for number in range(50)]).encode()
    asked = set()
    for _ in range(20):
        asked.add(stream := peer.ask())
        peer.http.send_data(stream, body, end_stream=True)
        peer.flush()
    frames = peer.frames()
    seen = list(itertools.takewhile(lambda frame: not isinstance(frame, HeadersFrame), frames))
    service.process.send_signal(signal.SIGTERM)
    for frame in frames:
        seen.append(frame)
        if isinstance(frame, PingFrame) and "ACK" not in frame.flags:
            peer.socket.sendall(PingFrame(0, frame.opaque_data, flags=["ACK"]).serialize())
    assert {frame.stream_id for frame in seen if "END_STREAM" in frame.flags} == asked
    goodbye = [frame for frame in seen if isinstance(frame, GoAwayFrame)]
    assert goodbye and {frame.error_code for frame in goodbye} == {0}
    assert service.stop() == 0


def test_idle_connections_do_not_keep_a_service_from_stopping():
    service = Service()
    idle = [connect(service) for _ in range(50)]
    kept = http.client.HTTPConnection(*service.address)
    kept.request("GET", "/health")
    kept.getresponse().read()
    half = connect(service)
    half.sendall(b"POST /v1/sco")
    assert httpx.get(service.url + "/health").status_code == 200
    service.process.send_signal(signal.SIGTERM)
    half.sendall(b"re HTTP/1.1\r\nhost: koko\r\ncontent-length: %d\r\n\r\n%s" % (len(TEXT), TEXT))
    assert b"HTTP/1.1 200 OK" in everything(half)
    assert all(everything(connection) == b"" for connection in idle)
    assert service.process.wait(timeout=30) == 0
    kept.close()
    service.process.stderr.close()


# TLS


@pytest.fixture(scope="module")
def authority():
    return trustme.CA()


@pytest.fixture
def files(tmp_path, authority):
    """A certificate and its key, where a service looks for them."""
    certificate, key = tmp_path / "certificate.pem", tmp_path / "key.pem"
    write(authority.issue_cert("127.0.0.1"), certificate, key)
    return certificate, key


def write(issued, certificate, key):
    key.write_bytes(issued.private_key_pem.bytes())
    certificate.write_bytes(b"".join(blob.bytes() for blob in issued.cert_chain_pems))


def trusting(authority):
    context = ssl.create_default_context()
    authority.configure_trust(context)
    return context


def shown(service, context):
    """The certificate that a service shows."""
    with (
        connect(service) as connection,
        context.wrap_socket(connection, server_hostname="127.0.0.1") as encrypted,
    ):
        return encrypted.getpeercert()["serialNumber"]


def test_tls_with_both_versions_of_http(files, authority):
    service = Service("--tls-certificate", files[0], "--tls-key", files[1], "--head-timeout-ms", 400)
    assert service.url.startswith("https://")
    for versions in ({"http1": True}, {"http1": False, "http2": True}):
        with httpx.Client(verify=trusting(authority), timeout=60, **versions) as client:
            answer = client.post(service.url + "/v1/score", content=TEXT)
            assert answer.status_code == 200 and answer.http_version == (
                "HTTP/2" if "http2" in versions else "HTTP/1.1"
            )
            many = json.dumps([{"text": "hi"}] * 300)
            assert len(client.post(service.url + "/v1/score", content=many).json()) == 300
            assert client.post(service.url + "/v1/score", content=b"a" * (10 << 20)).status_code == 413
    # Neither who speaks no TLS nor who says nothing is waited for.
    for said in (bad_inputs.request("/health", method="GET"), b"", b"\x16\x03\x01"):
        with connect(service) as connection:
            connection.sendall(said)
            assert b"HTTP" not in everything(connection)
    with pytest.raises(httpx.ConnectError):
        httpx.get(service.url + "/health", verify=trusting(trustme.CA()))
    assert service.stop() == 0


def test_a_new_certificate_takes_the_place_of_the_old_one(files, authority):
    service = Service("--tls-certificate", files[0], "--tls-key", files[1])
    context = trusting(authority)
    first = shown(service, context)
    # Noticed by itself.
    write(authority.issue_cert("127.0.0.1"), *files)
    while (second := shown(service, context)) == first:
        pass
    # Half of a pair: the old one stays, and it is said.
    write(trustme.CA().issue_cert("127.0.0.1"), files[0].with_suffix(".other"), files[1])
    service.process.send_signal(signal.SIGHUP)
    told = iter(service.process.stderr.readline, "")
    assert any("the old certificate stays" in line for line in told)
    assert shown(service, context) == second
    # On demand.
    write(authority.issue_cert("127.0.0.1"), *files)
    service.process.send_signal(signal.SIGHUP)
    while shown(service, context) == second:
        pass
    assert service.stop() == 0


def refusal(*options):
    told = subprocess.run(
        [KOKO, "serve", "--listen", "127.0.0.1:0", *map(str, options)], capture_output=True, text=True
    )
    assert told.returncode == 2
    return told.stderr


def test_wrong_files_are_told_before_anything_is_served(files, authority, tmp_path):
    certificate, key = files
    other = tmp_path / "other.pem"
    other.write_bytes(authority.issue_cert("127.0.0.1").private_key_pem.bytes())
    locked = tmp_path / "locked.pem"
    locked.write_text("-----BEGIN ENCRYPTED PRIVATE KEY-----\nAAAA\n-----END ENCRYPTED PRIVATE KEY-----\n")
    for first, second, words in [
        (tmp_path / "none.pem", key, "cannot read"),
        (certificate, tmp_path / "none.pem", "cannot read"),
        (key, key, "holds no certificate"),
        (certificate, certificate, "holds no private key"),
        (certificate, other, "not the key of the certificate"),
        (certificate, locked, "encrypted"),
    ]:
        told = refusal("--tls-certificate", first, "--tls-key", second)
        assert words in told and ".pem" in told, told
    assert "--tls-key" in refusal("--tls-certificate", certificate)
    assert "https://forum.example" in refusal("--cors", "forum.example/")


# What every answer carries


def preflight(service, origin):
    asked = {
        "origin": origin,
        "access-control-request-method": "POST",
        "access-control-request-headers": "authorization, content-type",
    }
    return httpx.options(service.url + "/v1/score", headers=asked).headers


def test_pages_of_listed_origins_may_call_and_no_others(service, kept):
    listed, other = "https://forum.example", "https://elsewhere.example"
    strict = Service("--cors", listed, "http://localhost:3000", "--data", kept[0])
    # A preflight comes without a key, always.
    allowed = preflight(strict, listed)
    assert allowed["access-control-allow-origin"] == listed
    assert allowed["access-control-allow-credentials"] == "true"
    assert "POST" in allowed["access-control-allow-methods"]
    assert "authorization" in allowed["access-control-allow-headers"]
    assert (
        preflight(strict, "http://localhost:3000")["access-control-allow-origin"] == "http://localhost:3000"
    )
    refused = preflight(strict, other)
    assert "access-control-allow-origin" not in refused and "access-control-allow-credentials" not in refused
    answer = httpx.post(strict.url + "/v1/score", content=TEXT, headers={"origin": listed})
    # The refusal can be read by the page.
    assert answer.status_code == 401 and answer.headers["access-control-allow-origin"] == listed
    assert "x-request-id" in answer.headers["access-control-expose-headers"]
    assert "origin" in answer.headers["vary"]
    assert strict.stop() == 0

    anybody = Service("--cors", "*", listed)
    assert preflight(anybody, other)["access-control-allow-origin"] == other
    assert "access-control-allow-credentials" not in preflight(anybody, other)
    assert preflight(anybody, listed)["access-control-allow-credentials"] == "true"
    assert anybody.stop() == 0

    closed = preflight(service, listed)
    assert not [name for name in closed if name.startswith("access-control")]


def test_large_answers_are_packed_for_those_who_ask_and_say_how_long_they_are(service):
    many = json.dumps([{"text": "hi"}] * 100)
    for accepted, packed in [
        ("gzip", True),
        ("deflate, gzip;q=0.5", True),
        ("gzip;q=0", False),
        ("identity", False),
    ]:
        answer = httpx.post(service.url + "/v1/score", content=many, headers={"accept-encoding": accepted})
        assert (answer.headers.get("content-encoding") == "gzip") == packed, accepted
        assert len(answer.json()) == 100
        with_body = http.client.HTTPConnection(*service.address)
        with_body.request("POST", "/v1/score", many, {"accept-encoding": accepted})
        raw = with_body.getresponse()
        assert int(raw.headers["content-length"]) == len(raw.read())
        with_body.close()
    small = httpx.get(service.url + "/health", headers={"accept-encoding": "gzip"})
    assert "content-encoding" not in small.headers


def test_a_request_keeps_its_name_if_that_is_harmless(service):
    def named(name):
        return httpx.get(service.url + "/health", headers={"x-request-id": name}).headers["x-request-id"]

    for name in ("a", "req_1-2.3", "x" * 128):
        assert named(name) == name
    for name in ("x" * 129, "<b>", "a b", "a/../b"):
        assert named(name) != name and len(named(name)) == 36


def test_a_wrong_method_is_told_the_right_one(service):
    answer = httpx.get(service.url + "/v1/score")
    assert answer.status_code == 405 and answer.headers["allow"] == "POST"
