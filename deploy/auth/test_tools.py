"""What stands behind the edge: a Jupyter server, with whose kernels one talks over WebSockets, and
Koko's console."""

import json
import os
import re
import subprocess
import sys
import uuid

import httpx
import pytest
from test_apache import PAGE, raw, refusal, socket_of

from conftest import HERE, KOKO, ROOT, SECRET, wait_until


def reachable(url):
    try:
        return httpx.get(url).status_code
    except httpx.TransportError:
        return None


@pytest.fixture(scope="module")
def notebooks(site, tmp_path_factory):
    """A Jupyter server with the configuration that we ship."""
    folder = tmp_path_factory.mktemp("notebooks")
    config = HERE / "jupyter_server_config.py"
    process = site.start(
        [
            sys.executable,
            "-m",
            "jupyter_server",
            "--config",
            config,
            f"--port={site.notebooks_port}",
            "--allow-root",
        ],
        cwd=folder,
        env={
            **os.environ,
            "HOME": str(folder),
            "JUPYTER_RUNTIME_DIR": str(folder),
            "IPYTHONDIR": str(folder),
        },
        stdout=subprocess.DEVNULL,
        stderr=(folder / "log").open("wb"),
    )
    url = f"http://127.0.0.1:{site.notebooks_port}"
    wait_until(lambda: reachable(url) or process.poll() is not None, "Jupyter does not answer")
    assert process.poll() is None, (folder / "log").read_text()
    return url


def test_a_notebook_runs_code_for_whoever_is_signed_in_until_they_sign_out(site, notebooks):
    lena = site.browser("notebooks", "lena")
    me = lena.client.get("/api/me").json()["identity"]
    assert me["username"] == "lena"
    # As its own pages do: with a token, and saying where they are from.
    page = {"x-xsrftoken": lena.client.cookies["_xsrf"], "origin": site.url("notebooks")}
    made = lena.client.post("/api/kernels", json={"name": "python3"}, headers=page)
    assert made.status_code == 201, made.text
    path = f"/api/kernels/{made.json()['id']}/channels"
    head = {
        "msg_id": uuid.uuid4().hex,
        "msg_type": "execute_request",
        "session": uuid.uuid4().hex,
        "username": "lena",
        "version": "5.3",
    }
    asked = {"code": "print(6 * 7)", "silent": False, "store_history": False, "allow_stdin": False}
    message = {"channel": "shell", "header": head, "parent_header": {}, "metadata": {}, "content": asked}
    with socket_of(site, lena, "notebooks", path=path) as kernel:
        kernel.send(json.dumps(message))
        said = ""
        while said != "42":
            told = json.loads(kernel.recv())
            said = told["content"].get("text", "").strip() if told["msg_type"] == "stream" else said
        assert refusal(site, lena, "notebooks", path=path, origin=site.url("tool")) == 403
        assert refusal(site, None, "notebooks", path=path) == 401
        cookie = lena.session_cookie()
        lena.go(f"/edge/back?logout={site.url('notebooks')}/")
        assert kernel.ends()
    gone = httpx.get(
        site.url("notebooks") + "/api/kernels",
        headers={"cookie": f"__Host-edge={cookie}", "accept": "application/json"},
        verify=site.trust,
    )
    assert gone.status_code == 401


def test_nobody_gets_to_a_notebook_past_the_edge(notebooks):
    for headers in ([], [("X-Koko-User", "")], [("X-Koko-User", "lena"), ("X-Koko-User", "ada")]):
        assert httpx.get(notebooks + "/api/kernels", headers=headers).status_code == 403, headers


@pytest.fixture(scope="module")
def koko(site, tmp_path_factory):
    """A service with a key for programs, whose people have accounts."""
    folder = tmp_path_factory.mktemp("koko")
    (folder / "secret").write_text(SECRET)
    where = ["--data", folder / "data"]
    scopes = [word for scope in ("score", "moderate", "read") for word in ("--scope", scope)]
    key = subprocess.run(
        [KOKO, "keys", "new", "program", *scopes, *where], capture_output=True, text=True, check=True
    )
    people = ["--public-url", site.url("koko"), *site.identity.options(folder / "secret")]
    site.start(
        [KOKO, "serve", "--listen", f"127.0.0.1:{site.koko_port}", *where, *people],
        env={**os.environ, "KOKO_BUNDLE": str(ROOT / "models" / "koko-en-1")},
        stderr=subprocess.DEVNULL,
    )
    wait_until(lambda: reachable(f"http://127.0.0.1:{site.koko_port}/ready") == 200, "Koko is not ready")
    return {"authorization": f"Bearer {key.stdout.strip()}"}


def asked(site, path):
    host = f"Host: koko.koko.test:{site.port}".encode()
    return f"GET {path} HTTP/1.1".encode(), host, b"Accept: text/html", b"Connection: close"


def test_the_console_is_for_whom_the_edge_and_koko_let_in_and_the_api_for_keys(site, koko):
    lies = {"x-koko-user": "ada", "x-forwarded-user": "ada", "remote-user": "ada"}
    for path, status in [
        ("/console/", 302),
        ("/console/sign-in", 302),
        ("/v1/decisions", 401),
        ("/metrics", 403),
    ]:
        answer = httpx.get(site.url("koko") + path, headers={**PAGE, **lies}, verify=site.trust)
        assert answer.status_code == status, (path, answer.headers)
    # Written in another way, the path leads nowhere.
    for path in (
        "//console/",
        "/console%2F",
        "/./console/",
        "/v1/../console/",
        "/%63onsole/",
        "/console;a/",
        "/CONSOLE/",
    ):
        answer = raw(site, *asked(site, path), name="koko")
        assert re.match(r"HTTP/1.1 (302|400|401|403|404)", answer), (path, answer[:300])
    refused = httpx.get(
        site.url("koko") + "/console/session",
        headers={"accept": "*/*", "sec-fetch-mode": "cors"},
        verify=site.trust,
    )
    assert refused.status_code == 401
    scored = httpx.post(
        site.url("koko") + "/v1/score", json={"text": "hello"}, headers=koko, verify=site.trust
    )
    assert scored.status_code == 200 and scored.json()["scores"], scored.text
    assert httpx.get(site.url("koko") + "/metrics", headers=koko, verify=site.trust).status_code == 403
    assert site.browser("koko").arrive("vic", "/console/session").status_code == 403, (
        "who has no business there"
    )


def test_the_consoles_stream_goes_through_and_ends_with_its_session(site, koko):
    ines = site.browser("koko")
    assert ines.arrive("ines", "/console/session").status_code == 401, "Koko asks who it is itself"
    answer = ines.client.get(ines.depart("ines", "/console/sign-in", "/console/sign-in/back"))
    assert answer.status_code == 303, answer.text
    session = ines.session().json()
    assert (session["name"], session["role"]) == ("ines", "moderator")
    cookies = "; ".join(f"{cookie.name}={cookie.value}" for cookie in ines.client.cookies.jar)
    path, cookie = "/v1/live/socket", [("Cookie", cookies)]
    with socket_of(site, name="koko", path=path, headers=cookie) as live:
        httpx.post(
            f"http://127.0.0.1:{site.koko_port}/v1/moderate", json={"text": "you are an idiot"}, headers=koko
        )
        assert json.loads(live.recv())["kind"] == "decision.made"
        # Nothing happens any more, but the session ends.
        assert ines.post("/console/sign-out").json() == {"signed_out": True}
        assert live.ends()
    elsewhere = "https://elsewhere.example"
    assert refusal(site, name="koko", path=path, headers=cookie, origin=elsewhere) == 403
