"""Who gets through Apache, and as whom: the table of access."""

import base64
import contextlib
import http.client
import json
import socket
import ssl

import httpx
import pytest
import websocket
from identity import LIES, asked
from websocket import ABNF

PAGE = {"accept": "text/html", "sec-fetch-mode": "navigate", "sec-fetch-dest": "document"}
IDENTITY = ("x-koko-user", "x-edge-session")


def identity_of(told):
    """What a tool believes about who asks, whichever way it reads headers."""
    found = {}
    for name, value in told["headers"]:
        plain = name.lower().replace("_", "-")
        if plain in IDENTITY:
            found.setdefault(plain, []).append(value)
    return found


INES = {"x-koko-user": ["ines"]}


def asking(browser, headers):
    """With which headers a browser asks for a WebSocket, besides those that are always the same."""
    session = browser and browser.session_cookie()
    return [*headers, *([("Cookie", f"__Host-edge={session}")] if session else [])]


class Socket:
    """A WebSocket over TLS, read and written on one thread: Python's TLS now and then hangs where two do."""

    def __init__(self, address, **more):
        self.connection = websocket.create_connection(address, timeout=60, **more)

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.connection.shutdown()

    def send(self, message):
        kind = ABNF.OPCODE_BINARY if isinstance(message, bytes) else ABNF.OPCODE_TEXT
        self.connection.send(message, kind)

    def recv(self):
        """The next message; ConnectionError where there is none any more."""
        try:
            if message := self.connection.recv():
                return message
        except websocket.WebSocketConnectionClosedException as error:
            raise ConnectionError from error
        raise ConnectionError

    def ends(self):
        """Whether it is ended from the other side."""
        with pytest.raises(ConnectionError):
            while True:
                self.recv()
        return True


def socket_of(site, browser=None, name="tool", path="/", headers=()):
    return Socket(
        f"wss://{name}.koko.test:{site.port}{path}",
        sslopt={"context": site.trust},
        origin=site.url(name),
        header=[f"{header}: {value}" for header, value in asking(browser, headers)],
    )


def refusal(site, browser=None, name="tool", origin="own", path="/", headers=()):
    """With which status a WebSocket is refused."""
    connection = http.client.HTTPSConnection(f"{name}.koko.test", site.port, context=site.trust, timeout=60)
    with contextlib.closing(connection):
        connection.putrequest("GET", path)
        always = {"Upgrade": "websocket", "Connection": "Upgrade", "Sec-WebSocket-Version": "13"}
        always["Sec-WebSocket-Key"] = base64.b64encode(bytes(16)).decode()
        if origin:
            always["Origin"] = site.url(name) if origin == "own" else origin
        for header, value in [*always.items(), *asking(browser, headers)]:
            connection.putheader(header, value)
        connection.endheaders()
        return connection.getresponse().status


def raw(site, *lines, name="tool"):
    """The first line of what Apache answers to lines as they are, with its whole answer."""
    plain = socket.create_connection(("127.0.0.1", site.port), timeout=60)
    with site.trust.wrap_socket(plain, server_hostname=f"{name}.koko.test") as connection:
        connection.sendall(b"\r\n".join(lines) + b"\r\n\r\n")
        answer = b""
        with contextlib.suppress(ssl.SSLEOFError):
            while some := connection.recv(65_536):
                answer += some
    return answer.decode("latin-1")


# Before signing in


def test_whoever_has_no_session_is_sent_to_the_provider(site):
    lies = {"x-forwarded-host": "elsewhere.example", "x-forwarded-proto": "http", "forwarded": "host=other"}
    for more in ({}, lies):
        sent = site.browser().go("/lab?a=1", **more)
        said = asked(sent.headers["location"])
        assert sent.status_code == 302 and sent.headers["location"].startswith(
            site.identity.issuer + "/auth?"
        )
        assert said["code_challenge_method"] == "S256" and said["response_type"] == "code"
        assert len(said["state"]) > 20 and len(said["nonce"]) > 20
        assert said["redirect_uri"] == site.url("tool") + "/edge/back"


@pytest.mark.parametrize(
    "headers",
    [
        {"accept": "application/json"},
        {"accept": "text/event-stream"},
        {"accept": "*/*", "x-requested-with": "XMLHttpRequest"},
        {"accept": "*/*", "sec-fetch-mode": "cors", "sec-fetch-dest": "empty"},
        {"accept": "application/json", "cookie": "__Host-edge=00000000-0000-0000-0000-000000000000"},
        {"accept": "application/json", "authorization": "Bearer of-somebody"},
        {"accept": "application/json", "x-koko-user": "ada", "remote-user": "ada"},
    ],
)
def test_programs_without_a_session_get_401(site, headers):
    for method in ("GET", "POST", "PUT", "DELETE"):
        answer = httpx.request(method, site.url("tool") + "/api", headers=headers, verify=site.trust)
        assert answer.status_code == 401, (method, answer.headers)


def test_whoever_asks_for_a_host_that_is_not_ours_gets_nothing(site):
    browser = site.browser(person="ines")
    cookie = {"cookie": f"__Host-edge={browser.session_cookie()}"}
    for host in ("nowhere.koko.test", "evil.example", "127.0.0.1"):
        answer = httpx.get(
            f"https://nowhere.koko.test:{site.port}/", headers={**cookie, "host": host}, verify=site.trust
        )
        assert answer.status_code in (403, 421), host


# Signing in


def test_whoever_signs_in_comes_to_where_they_wanted_as_themselves(site):
    browser = site.browser()
    back = browser.depart("ines", "/lab/tree/a%2Fb%20c?d=1")
    answer = browser.client.get(back, headers=PAGE)
    assert (
        answer.status_code == 302
        and answer.headers["location"] == site.url("tool") + "/lab/tree/a%2Fb%20c?d=1"
    )
    [cookie] = [value for value in answer.headers.get_list("set-cookie") if value.startswith("__Host-edge=")]
    assert {"Path=/", "Secure", "HttpOnly", "SameSite=Lax"} <= set(
        cookie.split("; ")
    ) and "Domain" not in cookie
    browser.client.cookies.set("theirs", "kept", domain="tool.koko.test")
    page = browser.go("/lab/tree/a%2Fb%20c?d=1")
    told = page.json()
    assert page.status_code == 200 and told["path"] == "/lab/tree/a%2Fb%20c?d=1"
    assert identity_of(told) == INES
    sent = {name.lower(): value for name, value in told["headers"]}
    assert sent["cookie"] == "theirs=kept" and "oidc" not in str(told).lower() and "authorization" not in sent
    assert page.headers["strict-transport-security"]
    # A page asks in the background, as it always does.
    assert browser.client.get("/api", headers={"accept": "application/json"}).status_code == 200


def test_groups_say_who_may_use_which_tool(site):
    for name, person, status in [
        ("tool", "ines", 200),
        ("tool", "lena", 200),
        ("tool", "sam", 403),
        ("tool", "nobody", 403),
        ("notebooks", "ines", 403),
    ]:
        browser = site.browser(name)
        assert browser.arrive(person).status_code == status, (name, person)
        if status == 403:
            assert refusal(site, browser, name) == 403, (name, person)


def test_each_tool_has_a_session_of_its_own(site):
    browser = site.browser(person="lena")
    cookie = {"cookie": f"__Host-edge={browser.session_cookie()}", "accept": "application/json"}
    assert httpx.get(site.url("tool"), headers=cookie, verify=site.trust).status_code == 200
    assert httpx.get(site.url("notebooks"), headers=cookie, verify=site.trust).status_code == 401


def test_whoever_signs_out_is_out(site):
    browser = site.browser(person="ines")
    cookie = {"cookie": f"__Host-edge={browser.session_cookie()}", "accept": "application/json"}
    assert httpx.get(site.url("tool"), headers=cookie, verify=site.trust).status_code == 200
    out = browser.go(f"/edge/back?logout={site.url('tool')}/")
    assert out.status_code == 302 and out.headers["location"].startswith(
        site.identity.issuer + "/session/end?"
    )
    assert httpx.get(site.url("tool"), headers=cookie, verify=site.trust).status_code == 401
    elsewhere = site.browser(person="ines").go("/edge/back?logout=https://elsewhere.example/")
    assert "elsewhere.example" not in elsewhere.headers.get("location", "")


def test_only_the_browser_that_began_comes_back_once(site):
    browser, stranger = site.browser(), site.browser()
    back = browser.depart("ines")
    state = asked(back)["state"]
    for client, url in [
        (stranger.client, back),
        (browser.client, back.replace(state, state[::-1])),
        (browser.client, back.replace("state=", "other=")),
        (browser.client, back.replace(asked(back)["code"], "0" * 43)),
    ]:
        answer = client.get(url, headers=PAGE)
        assert not [name for name in answer.cookies if name == "__Host-edge"], answer.headers
    kept = {cookie.name: cookie.value for cookie in browser.client.cookies.jar}
    again = browser.depart("ines")
    assert browser.client.get(again, headers=PAGE).status_code == 302
    assert browser.go("/").status_code == 200
    stranger.client.cookies.update(kept)
    assert "__Host-edge" not in stranger.client.get(again, headers=PAGE).cookies


@pytest.mark.parametrize("kind", LIES)
def test_what_the_provider_did_not_say_like_that_is_not_believed(site, kind):
    site.identity.behave(tamper=kind, claims="token")
    browser = site.browser()
    told = browser.client.get(browser.depart("ines"), headers=PAGE)
    assert kind == "none" or (
        told.status_code == 200 and "Error" in told.text and not browser.session_cookie()
    )
    for path in ("/", "/edge/session"):
        answer = browser.client.get(path, headers={"accept": "application/json"})
        assert answer.status_code == 401, path
    assert refusal(site, browser) == 401
    site.identity.behave(claims="token")
    assert site.browser().arrive("ines").status_code == 200


# What is believed about who asks

LIES = [
    [("X-Koko-User", "ada")],
    [("x-koko-user", "ada"), ("X-KOKO-USER", "ada")],
    [("X_Koko_User", "ada")],
    [("x_koko-user", "ada"), ("X-Koko_User", "ada"), ("X-Koko-User", "ada")],
    [("X-Edge-Session", "__Host-edge=0"), ("X_Edge_Session", "__Host-edge=0")],
    [
        ("OIDC_CLAIM_groups", "admins"),
        ("OIDC_CLAIM_preferred_username", "ada"),
        ("OIDC-CLAIM-groups", "admins"),
    ],
    [("Remote-User", "ada"), ("Authorization", "Basic YWRhOg==")],
    [("Connection", "X-Koko-User, X-Koko-Other")],
    [("Connection", "close, x-koko-user"), ("Connection", "X_Koko_User"), ("X-Koko-User", "ada")],
]


@pytest.mark.parametrize("lies", LIES, ids=lambda lies: lies[0][0] + f"-{len(lies)}")
def test_nobody_says_themselves_who_they_are(site, lies):
    browser = site.browser(person="ines")
    cookie = ("Cookie", f"__Host-edge={browser.session_cookie()}")
    answer = httpx.get(site.url("tool"), headers=[*lies, cookie], verify=site.trust)
    assert answer.status_code == 200 and identity_of(answer.json()) == INES, answer.text
    if lies[0][0] != "Connection":
        with socket_of(site, browser, headers=lies) as connection:
            assert identity_of(json.loads(connection.recv())) == INES


def test_headers_that_could_be_read_in_two_ways_are_refused_or_dropped(site):
    browser = site.browser(person="ines")
    head = [b"GET / HTTP/1.1", f"Host: tool.koko.test:{site.port}".encode(), b"Connection: close"]
    cookie = f"Cookie: __Host-edge={browser.session_cookie()}".encode()
    for lie, status in [
        (b"X-Koko-User : ada", 400),
        (b"X-Koko-User\t: ada", 400),
        (b" X-Koko-User: ada", 200),
        (b"X-Koko\x00-User: ada", 400),
        (b"X-Other: one\r\n X-Koko-User: ada", 200),
        (b"X-Other: one\rX-Koko-User: ada", 400),
    ]:
        answer = raw(site, *head, lie, cookie)
        assert answer.startswith(f"HTTP/1.1 {status}"), (lie, answer[:200])
        if status == 200:
            assert identity_of(json.loads(answer.partition("\r\n\r\n")[2])) == INES


def test_a_name_that_looks_like_a_header_is_none(site):
    browser = site.browser()
    assert browser.arrive("eve").status_code == 401
    assert refusal(site, browser) == 401


def test_only_this_hosts_own_pages_ask(site):
    browser = site.browser(person="ines")
    cookie = {"cookie": f"__Host-edge={browser.session_cookie()}", "accept": "application/json"}
    for origin in (
        "https://elsewhere.example",
        "null",
        site.url("notebooks"),
        site.url("tool") + "0",
        "http://tool.koko.test",
    ):
        for method in ("GET", "POST", "PUT", "DELETE", "OPTIONS"):
            headers = {**cookie, "origin": origin}
            answer = httpx.request(method, site.url("tool"), headers=headers, verify=site.trust)
            assert answer.status_code == 403, (method, origin)
    assert (
        httpx.get(
            site.url("tool"), headers={**cookie, "origin": site.url("tool")}, verify=site.trust
        ).status_code
        == 200
    )


# WebSockets


def test_a_websocket_needs_a_session_and_a_page_of_this_host(site):
    browser = site.browser(person="ines")
    stranger = site.browser("tool", "sam")
    for who, origin, status in [
        (None, "own", 401),
        (stranger, "own", 403),
        (browser, "https://elsewhere.example", 403),
        (browser, "null", 403),
        (browser, site.url("notebooks"), 403),
        (browser, None, 403),
        (None, None, 403),
    ]:
        assert refusal(site, who, origin=origin) == status, origin
    for wrong in ("", "0", "00000000-0000-0000-0000-000000000000"):
        headers = [("Cookie", f"__Host-edge={wrong}")]
        assert refusal(site, headers=headers) == 401, wrong
    with socket_of(site, browser, path="/kernels/a%2Fb%20c?d=%2F1") as connection:
        told = json.loads(connection.recv())
        assert identity_of(told) == INES and told["path"] == "/kernels/a%2Fb%20c?d=%2F1"
        assert "__Host-edge" not in str(told)
        connection.send("hello")
        assert connection.recv() == "hello"
        connection.send(b"\x00" * 1_000_000)
        assert connection.recv() == b"\x00" * 1_000_000


def test_nothing_else_is_upgraded(site):
    browser = site.browser(person="ines")
    cookie = {"cookie": f"__Host-edge={browser.session_cookie()}", "origin": site.url("tool")}
    for upgrade in ("h2c", "websocket, h2c", "TLS/1.2"):
        headers = {**cookie, "connection": "upgrade", "upgrade": upgrade}
        assert httpx.get(site.url("tool"), headers=headers, verify=site.trust).status_code == 403, upgrade


def test_a_websocket_that_the_tool_refuses_leaves_nothing_to_whoever_comes_next(site):
    ines, lena = site.browser(person="ines"), site.browser(person="lena")
    for _ in range(8):
        assert refusal(site, ines, path="/refuses") == 403
        with socket_of(site, lena) as connection:
            assert identity_of(json.loads(connection.recv()))["x-koko-user"] == ["lena"]


def test_a_websocket_ends_with_its_session_and_no_other_does(site):
    ines, lena = site.browser(person="ines"), site.browser(person="lena")
    with socket_of(site, ines) as first, socket_of(site, ines) as second, socket_of(site, lena) as other:
        ines.go(f"/edge/back?logout={site.url('tool')}/")
        # Whoever keeps on talking does not put it off.
        with pytest.raises(ConnectionError):
            first.recv()
            while True:
                first.send("still here")
                first.recv()
        assert second.ends()
        other.recv()
        other.send("hello")
        assert other.recv() == "hello"
    assert refusal(site, headers=[("Cookie", "__Host-edge=gone")]) == 401
