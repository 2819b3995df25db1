"""What the service does for its console: files, signing in with a real identity provider and with links,
sessions, roles, and that no other page asks in the name of somebody who is signed in."""

import contextlib
import json
import re
import sqlite3
import ssl
import threading
import time

import httpx
import pytest
import trustme
from conftest import ROOT, Service, koko
from identity import LIES, SECRET, Browser, Identity, asked
from websockets.exceptions import ConnectionClosed, InvalidStatus
from websockets.sync.client import connect

ELSEWHERE = "https://elsewhere.example"

POLICY = """
name = "strict"
[[rule]]
id = "insults"
when = "found.insult"
action = "remove"
because = "Insults are not welcome here"
"""


@pytest.fixture(scope="module")
def identity():
    provider = Identity()
    yield provider
    provider.stop()


@pytest.fixture(autouse=True)
def honest(request):
    """Whoever has it lie, has it stop that."""
    yield
    if "identity" in request.fixturenames:
        request.getfixturevalue("identity").behave()


@pytest.fixture(scope="module")
def secret(tmp_path_factory):
    file = tmp_path_factory.mktemp("identity") / "secret"
    file.write_text(SECRET + "\n")
    return file


class Kept:
    """A service with a database, an identity provider and a key."""

    def __init__(self, folder, identity, secret, postgres=None, *more):
        self.postgres, self.folder = postgres, folder
        self.database = postgres.new() if postgres else None
        self.where = ["--data", folder, *(["--database", self.database] if postgres else [])]
        scopes = [word for scope in ("score", "moderate", "read") for word in ("--scope", scope)]
        self.key = koko("keys", "new", "program", *scopes, *self.where).stdout.strip()
        self.options = [*self.where, *identity.options(secret), *more]
        self.service = Service(*self.options)
        self.url = self.service.url
        self.program = httpx.Client(
            base_url=self.url, headers={"authorization": f"Bearer {self.key}"}, timeout=60
        )

    def browser(self, person=None, **more):
        browser = Browser(self.url, **more)
        if person:
            answer = browser.sign_in(person)
            assert answer.status_code == 303, answer.text
        return browser

    def execute(self, statement):
        """Changes the database behind the service's back."""
        if self.postgres:
            self.postgres.run("psql", "--dbname", self.database, "--command", statement)
            return
        with contextlib.closing(sqlite3.connect(self.folder / "koko.sqlite", timeout=30)) as database:
            database.execute(statement)
            database.commit()

    def read(self, question):
        """A number in the database."""
        if self.postgres:
            return int(self.postgres.run("psql", "--dbname", self.database, "-Atc", question))
        with contextlib.closing(sqlite3.connect(self.folder / "koko.sqlite", timeout=30)) as database:
            return database.execute(question).fetchone()[0]

    def audit(self):
        """What was done, the newest last."""
        return [json.loads(line) for line in koko("audit", "show", *self.where).stdout.splitlines()]

    def waits(self, name="rook"):
        """Has something wait for a reviewer; its id."""
        made = self.program.post("/v1/moderate", json={"author": name, "text": "you are an idiot"}).json()
        return made["decision_id"]


@pytest.fixture(scope="module", params=["sqlite", "postgres"])
def kept(request, identity, secret, tmp_path_factory):
    postgres = request.getfixturevalue("postgres") if request.param == "postgres" else None
    running = Kept(tmp_path_factory.mktemp("console") / "data", identity, secret, postgres)
    yield running
    assert running.service.stop() == 0


@pytest.fixture(scope="module")
def one(identity, secret, tmp_path_factory):
    """The same, where the database is of no interest."""
    running = Kept(tmp_path_factory.mktemp("console") / "data", identity, secret)
    yield running
    assert running.service.stop() == 0


def link_of(service):
    """What a service prints for whoever starts it."""
    for line in iter(service.process.stderr.readline, ""):
        if line.startswith("console: "):
            return line.removeprefix("console: ").strip()
    return pytest.fail("no link was printed")


def becomes(status, ask):
    """The first answer with this status: what was said of a session or a provider is believed for a while."""
    for _ in range(600):
        answer = ask()
        if answer.status_code == status:
            return answer
        time.sleep(0.1)
    return pytest.fail(f"it is still answered with {answer.status_code}: {answer.text[:500]}")


# Links


def test_the_link_of_a_start_signs_in_once_and_as_an_administrator():
    service = Service()
    try:
        link = link_of(service)
        assert re.fullmatch(re.escape(service.url) + r"/console/first\?token=[0-9a-f]{64}", link)
        browser, late = Browser(service.url), Browser(service.url)
        nobody = browser.session()
        assert nobody.status_code == 401 and nobody.json()["sign_in"] is None
        assert nobody.json()["error"]["kind"] == "unauthorized"
        assert "koko console link" in nobody.json()["hint"]
        # Who only looks whether there is something does not use it up.
        assert browser.client.head(link).status_code == 204
        assert browser.client.get(link, headers={"sec-purpose": "prefetch"}).status_code == 204
        opened = browser.open(link)
        assert opened.status_code == 303 and opened.headers["location"] == "/console/"
        assert opened.headers["cache-control"] == "no-store"
        session = browser.session().json()
        assert (session["role"], session["tenant"], session["how"]) == ("admin", "default", "link")
        assert set(session["scopes"]) == {"score", "read", "moderate", "review", "rules", "admin"}
        assert 0 < session["expires_at"] - time.time() <= 12 * 3600
        again = late.open(link)
        assert again.status_code == 403 and "koko console link" in again.text
        assert late.session().status_code == 401
        for wrong in ("", "?token=", "?token=" + "0" * 64, "?token=é", "?token=" + "0" * 10_000):
            assert late.client.get("/console/first" + wrong).status_code == 403, wrong
        assert browser.post("/v1/policies", {"source": POLICY}).status_code == 201
        entries = browser.get("/v1/audit").json()["entries"]
        assert entries[0]["who"] == "admin (link of koko serve)" and entries[0]["did"] == "policy.stored"
        assert link.partition("token=")[2] not in json.dumps(entries)
    finally:
        assert service.stop() == 0


def test_links_of_the_command_line_let_in_as_whoever_they_are_for(kept):
    options = ["--role", "moderator", "--name", "ines of chess", "--tenant", "chess"]
    link = koko("console", "link", *kept.where, *options, "--public-url", kept.url).stdout.strip()
    browser = kept.browser()
    assert browser.open(link).status_code == 303
    session = browser.session().json()
    assert (session["name"], session["role"], session["tenant"]) == ("ines of chess", "moderator", "chess")
    assert kept.browser().open(link).status_code == 403
    late = koko("console", "link", *kept.where, "--public-url", kept.url).stdout.strip()
    kept.execute("UPDATE console_links SET expires_at = 1")
    assert kept.browser().open(late).status_code == 403
    made = [entry for entry in kept.audit() if entry["did"] == "console.link_made"]
    assert [json.loads(entry["details"])["role"] for entry in made[-2:]] == ["moderator", "admin"]
    assert link.partition("token=")[2] not in json.dumps(kept.audit())
    for wrong in (["--role", "root"], ["--tenant", "a b"], ["--name", ""]):
        assert koko("console", "link", *kept.where, *wrong, check=False).returncode != 0


# Signing in


def test_whoever_has_an_account_signs_in_and_goes_on_where_they_wanted(kept, identity):
    browser = kept.browser()
    assert browser.session().json()["sign_in"] == "/console/sign-in"
    sent = browser.client.get("/console/sign-in", params={"to": "/console/review?a=1"})
    said = asked(sent.headers["location"])
    assert sent.status_code == 303 and sent.headers["location"].startswith(identity.issuer + "/auth?")
    assert said["code_challenge_method"] == "S256" and said["response_type"] == "code"
    assert {"openid", "profile", "email"} <= set(said["scope"].split())
    assert said["redirect_uri"] == kept.url + "/console/sign-in/back" and said["state"] and said["nonce"]
    back = browser.sign_in("ines", to="/console/review?a=1")
    assert back.status_code == 303 and back.headers["location"] == "/console/review?a=1"
    session = browser.session().json()
    assert {name: session[name] for name in ("name", "role", "tenant", "how")} == {
        "name": "ines",
        "role": "moderator",
        "tenant": "default",
        "how": "oidc",
    }
    entry = kept.audit()[-1]
    assert (entry["who"], entry["did"], entry["subject"]) == ("ines (ines)", "console.signed_in", "ines")
    assert json.loads(entry["details"]) == {"role": "moderator", "how": "oidc"}
    assert browser.cookie().value not in json.dumps(kept.audit())


def test_groups_are_roles_and_who_has_none_is_told_so(one):
    for person, role in {"vic": "viewer", "ines": "moderator", "lena": "editor", "ada": "admin"}.items():
        assert one.browser(person).session().json()["role"] == role, person
    for person, told in [("sam", "is no role here: knitting"), ("nobody", "says nothing of you")]:
        browser = one.browser()
        refused = browser.sign_in(person)
        assert refused.status_code == 403 and told in refused.text, refused.text
        assert browser.session().status_code == 401 and not browser.cookie()
        entry = one.audit()[-1]
        assert (entry["did"], entry["subject"]) == ("console.refused", person)
        assert json.loads(entry["details"]) == {"why": "no_role"}


def test_whoever_thinks_better_of_it_at_the_provider_is_not_signed_in(one):
    browser = one.browser()
    page = browser.walk(browser.client.get("/console/sign-in"))
    abort = re.search(r'href="([^"]+/abort)"', page.text)[1]
    back = browser.client.get(browser.walk(browser.client.get(abort)))
    assert back.status_code == 403 and "access_denied" in back.text
    assert browser.session().status_code == 401


def test_only_the_browser_that_began_comes_back_once(one):
    browser = one.browser()
    back = browser.depart("ines")
    state = asked(back)["state"]
    kept = browser.client.cookies.get("koko-sign-in")
    assert state not in kept
    stranger = one.browser()
    for client, url in [
        (stranger.client, back),
        (browser.client, back.replace(state, state[::-1])),
        (browser.client, back.replace("state=", "other=")),
        (browser.client, one.url + "/console/sign-in/back"),
    ]:
        browser.client.cookies.set("koko-sign-in", kept, domain="127.0.0.1")
        refused = client.get(url)
        assert refused.status_code == 400 and "not the sign-in that was begun here" in refused.text
        assert "koko-sign-in=;" in refused.headers["set-cookie"]
    sealed = kept[:-1] + ("0" if kept[-1] != "0" else "1")
    stranger.client.cookies.set("koko-sign-in", sealed, domain="127.0.0.1")
    assert stranger.client.get(back).status_code == 400, "nobody else can write it"
    other = re.sub("iss=[^&]+", "iss=https://elsewhere.example", back)
    browser.client.cookies.clear()
    browser.client.cookies.set("koko-sign-in", kept, domain="127.0.0.1")
    assert browser.client.get(other).status_code == 403, "another provider's answer"
    browser.client.cookies.clear()
    browser.client.cookies.set("koko-sign-in", kept, domain="127.0.0.1")
    assert browser.client.get(back).status_code == 303
    assert browser.session().status_code == 200
    # What was used is good for nothing, even with the cookie of that time.
    stranger.client.cookies.clear()
    stranger.client.cookies.set("koko-sign-in", kept, domain="127.0.0.1")
    again = stranger.client.get(back)
    assert again.status_code == 403 and "invalid_grant" in again.text
    assert stranger.session().status_code == 401


@pytest.mark.parametrize(
    "to",
    [
        ELSEWHERE,
        "//elsewhere.example/console/",
        "/\\elsewhere.example",
        "/console/..//elsewhere.example",
        "/console/\r\nset-cookie: a=b",
        "javascript:alert(1)",
        "/v1/audit",
        "/console/sign-in?to=/console/",
    ],
)
def test_nobody_is_sent_elsewhere(one, to):
    back = one.browser().sign_in("vic", to=to)
    assert back.status_code == 303 and back.headers["location"] == "/console/"
    assert "a=b" not in str(back.headers)


@pytest.mark.parametrize("kind", LIES)
def test_what_the_provider_did_not_say_like_that_is_not_believed(one, identity, kind):
    identity.behave(tamper=kind, claims="token")
    browser = one.browser()
    refused = browser.sign_in("ines")
    assert refused.status_code == 403 and "cannot be believed" in refused.text, refused.text
    assert browser.session().status_code == 401 and not browser.cookie()
    assert one.audit()[-1]["did"] == "console.refused"
    identity.behave()
    assert browser.sign_in("ines").status_code == 303


def test_a_provider_that_is_away_is_told_of_and_taken_up_again_with_new_keys(identity, secret, tmp_path):
    own = Identity()
    service = Service(*own.options(secret))
    try:
        browser = Browser(service.url)
        assert browser.sign_in("ines").status_code == 303
        # With new keys, of which the service has not heard.
        own.stop()
        own.again()
        assert Browser(service.url).sign_in("ines").status_code == 303
        back = browser.depart("lena")
        own.stop()
        away = browser.client.get(back)
        assert away.status_code == 503 and own.issuer in away.text and "koko console link" in away.text
        assert httpx.get(service.url + "/health").status_code == 200
        assert browser.session().status_code == 200, "who was signed in still is"
    finally:
        assert service.stop() == 0
    service = Service(*own.options(secret))
    try:
        browser = Browser(service.url)
        assert browser.client.get("/console/sign-in").status_code == 503
        own.again()
        becomes(303, lambda: browser.client.get("/console/sign-in"))
        assert browser.sign_in("ines").status_code == 303
    finally:
        assert service.stop() == 0
        own.stop()
    # By another name than it has for itself.
    elsewhere = Service(
        "--oidc-issuer",
        identity.issuer.replace("127.0.0.1", "localhost"),
        *("--oidc-client-id", "koko", "--oidc-default-role", "viewer"),
    )
    try:
        refused = httpx.get(elsewhere.url + "/console/sign-in")
        assert refused.status_code == 503 and "unexpected issuer" in refused.text
    finally:
        assert elsewhere.stop() == 0


@pytest.mark.parametrize("client", ["koko-post", "koko-public"])
def test_clients_may_show_their_secret_in_the_body_or_have_none(identity, secret, client):
    identity.behave(claims="token")
    service = Service(*identity.options(None if client == "koko-public" else secret, client))
    try:
        assert Browser(service.url).sign_in("ines").status_code == 303
    finally:
        assert service.stop() == 0


def test_each_tenant_sees_its_own_and_other_signatures_and_names_will_do(secret):
    own = Identity("ES256")
    more = ["--oidc-tenant-claim", "org", "--oidc-name-claim", "name"]
    service = Service(*own.options(secret), *more)
    try:
        ines, otto = Browser(service.url), Browser(service.url)
        assert ines.sign_in("ines").status_code == 303 and otto.sign_in("otto").status_code == 303
        assert ines.session().json()["name"] == "Ines Example"
        assert [who.session().json()["tenant"] for who in (ines, otto)] == ["chess", "go"]
        made = ines.post("/v1/moderate", {"author": "rook", "text": "you are an idiot"}).json()
        assert ines.get(f"/v1/decisions/{made['decision_id']}").status_code == 200
        assert otto.get(f"/v1/decisions/{made['decision_id']}").status_code == 404
        assert otto.get("/v1/decisions").json()["decisions"] == []
        refused = Browser(service.url).sign_in("nobody")
        assert refused.status_code == 403
    finally:
        assert service.stop() == 0
        own.stop()


def test_settings_that_make_no_sense_are_told_and_secrets_are_not(tmp_path, secret):
    file = tmp_path / "koko.toml"
    file.write_text(
        "[console]\nissuer = 'https://id.example'\nclient_id = 'koko'\n"
        f"client_secret_file = '{secret}'\nroles = {{ mods = 'moderator' }}\n"
    )
    printed = koko("serve", "--config", file, "--print-config", "--oidc-role", "leads=editor").stdout
    assert 'leads = "editor"' in printed and str(secret) in printed and SECRET not in printed
    for wrong, told in [
        (["--oidc-issuer", "https://id.example"], "client_id"),
        (["--oidc-issuer", "http://id.example", "--oidc-client-id", "koko"], "not https"),
        (["--oidc-issuer", "https://id.example", "--oidc-client-id", "koko"], "nobody could use"),
        (["--oidc-role", "mods=root"], "viewer, moderator, editor, admin"),
        (["--console-session-hours", "0"], "session_hours"),
    ]:
        refused = koko("serve", "--listen", "127.0.0.1:0", *wrong, check=False)
        assert refused.returncode == 2 and told in refused.stderr, refused.stderr


# Sessions


def test_whoever_signs_out_is_out_everywhere(kept, identity, secret):
    browser = kept.browser("ines")
    cookie = browser.cookie()
    other = Service(*kept.options, "--store", "memory:") if kept.postgres else kept.service
    thief = Browser(other.url)
    thief.client.cookies.set(cookie.name, cookie.value, domain="127.0.0.1")
    assert thief.session().status_code == 200
    refused = browser.client.post("/console/sign-out")
    assert refused.status_code == 403 and "Koko-CSRF" in refused.json()["error"]["message"]
    out = browser.post("/console/sign-out")
    assert out.json() == {"signed_out": True} and f"{cookie.name}=;" in out.headers["set-cookie"]
    assert not browser.cookie() and browser.session().status_code == 401
    # Other services believe for a second what they know.
    over = becomes(401, lambda: thief.get("/v1/decisions"))
    assert "sign in again" in over.json()["error"]["message"]
    told = thief.session()
    assert told.status_code == 401 and f"{cookie.name}=;" in told.headers["set-cookie"]
    assert browser.post("/console/sign-out").status_code == 200, "once more does no harm"
    assert kept.audit()[-1]["did"] == "console.signed_out"
    if kept.postgres:
        assert other.stop() == 0


def test_who_signs_in_again_leaves_nothing_behind(one):
    browser = one.browser("ines")
    before = browser.cookie().value
    assert browser.sign_in("ines").status_code == 303
    assert browser.cookie().value != before
    thief = one.browser()
    thief.client.cookies.set("koko-session", before, domain="127.0.0.1")
    assert thief.session().status_code == 401


def test_a_session_ends_after_its_time_and_after_idling_and_is_seen_once_a_minute(kept):
    now = round(time.time() * 1_000)

    def signed_in_since(column, milliseconds):
        browser = kept.browser()
        assert browser.client.get(browser.depart("vic")).status_code == 303
        kept.execute(f"UPDATE console_sessions SET {column} = {now - milliseconds}")
        return browser

    for column in ("expires_at", "seen_at"):
        browser = signed_in_since(column, 2 * 3_600_000)
        assert browser.get("/v1/decisions").status_code == 401, column
    browser = signed_in_since("seen_at", 600_000)
    assert browser.get("/v1/decisions").status_code == 200
    seen = "SELECT MAX(seen_at) FROM console_sessions"
    for _ in range(100):
        if kept.read(seen) >= now:
            break
        time.sleep(0.05)
    first = kept.read(seen)
    assert first >= now
    assert browser.get("/v1/decisions").status_code == 200
    time.sleep(0.2)
    assert kept.read(seen) == first, "not with every request"
    kept.execute(f"UPDATE console_sessions SET expires_at = {now}")
    becomes(401, lambda: browser.get("/v1/decisions"))


def test_a_cookie_that_nobody_has_is_refused_whatever_it_is(one):
    for value in ("", "a", "0" * 64, "é".encode().decode("latin-1"), "0" * 10_000):
        cookie = f"koko-session={value}".encode("latin-1")
        answer = httpx.get(one.url + "/v1/decisions", headers={"cookie": cookie})
        assert answer.status_code == 401, value


# What pages from elsewhere may not


def test_only_pages_of_ours_ask_in_the_name_of_whoever_is_signed_in(one):
    browser, other = one.browser("ines"), one.browser("lena")
    body = {"text": "hello"}
    for token, status in [
        (None, 403),
        ("", 403),
        ("0" * 64, 403),
        (other.csrf, 403),
        (browser.csrf[:-1], 403),
        (browser.csrf, 200),
        (browser.csrf.upper(), 200),
    ]:
        headers = {} if token is None else {"koko-csrf": token}
        for path in ("/v1/score", "/v1/moderate"):
            answer = browser.client.post(path, json=body, headers=headers)
            assert answer.status_code == status, (token, answer.text)
        if status == 403:
            assert "Koko-CSRF" in answer.json()["error"]["message"]
    assert browser.client.request("DELETE", "/v1/actors/rook").status_code == 403
    for headers in (
        {"origin": ELSEWHERE},
        {"origin": "null"},
        {"origin": one.url.replace("127.0.0.1", "localhost")},
        {"origin": one.url + "0"},
        {"sec-fetch-site": "cross-site"},
        {"sec-fetch-site": "same-site"},
    ):
        sent = {"koko-csrf": browser.csrf, **headers}
        assert browser.client.post("/v1/score", json=body, headers=sent).status_code == 403, headers
        assert browser.client.get("/v1/decisions", headers=headers).status_code == 403, headers
        assert browser.client.get("/console/session", headers=headers).status_code == 403, headers
        assert browser.client.post("/console/sign-out", headers=sent).status_code == 403, headers
    for headers in ({"sec-fetch-site": "same-origin"}, {"sec-fetch-site": "none"}, {"origin": one.url}):
        assert browser.client.get("/v1/decisions", headers=headers).status_code == 200
    assert browser.post("/v1/score", body).status_code == 200


def test_a_key_goes_before_a_cookie(one):
    browser = one.browser("vic")
    with_key = {"authorization": f"Bearer {one.key}"}
    made = browser.client.post("/v1/moderate", json={"text": "hello"}, headers=with_key)
    assert made.status_code == 200, "no token of a page is needed, and a viewer could not"
    wrong = {"authorization": "Bearer koko_wrong"}
    assert browser.client.get("/v1/decisions", headers=wrong).status_code == 401


def test_pages_that_are_let_in_ask_as_themselves_and_not_as_whoever_is_signed_in(identity, secret, tmp_path):
    kept = Kept(tmp_path / "data", identity, secret, None, "--cors", ELSEWHERE)
    try:
        browser = kept.browser("ada")
        for path in ("/v1/decisions", "/console/session"):
            assert browser.get(path, origin=ELSEWHERE).status_code == 401, path
        with_key = {"authorization": f"Bearer {kept.key}"}
        assert browser.get("/v1/decisions", origin=ELSEWHERE, headers=with_key).status_code == 200
    finally:
        assert kept.service.stop() == 0


def socket_of(service, browser=None, origin=None, path="/v1/live/socket"):
    host, port = service.address
    cookie = browser and browser.cookie()
    headers = {"cookie": f"{cookie.name}={cookie.value}"} if cookie else {}
    return connect(f"ws://{host}:{port}{path}", origin=origin, additional_headers=headers)


def test_streams_are_for_pages_of_ours_and_end_with_the_session(one):
    browser = one.browser("ines")
    for who, origin, status in [
        (browser, ELSEWHERE, 403),
        (browser, None, 403),
        (None, one.url, 401),
        (None, ELSEWHERE, 403),
        (None, None, 401),
    ]:
        with pytest.raises(InvalidStatus) as refused:
            socket_of(one.service, who, origin)
        assert refused.value.response.status_code == status, origin
    assert browser.get("/v1/live", origin=ELSEWHERE).status_code == 403
    stream = browser.client.stream("GET", "/v1/live")
    with socket_of(one.service, browser, one.url) as socket, stream as events:
        assert events.status_code == 200
        lines = events.iter_lines()
        one.waits("wren")
        assert json.loads(socket.recv(timeout=60))["kind"] == "decision.made"
        assert any("decision.made" in line for line in lines)
        assert one.browser().session().status_code == 401
        out = Browser(one.url)
        out.client.cookies.set("koko-session", browser.cookie().value, domain="127.0.0.1")
        out.session()
        assert out.post("/console/sign-out").status_code == 200
        one.waits("wren")
        with pytest.raises(ConnectionClosed):
            while True:
                assert "wren" not in json.loads(socket.recv(timeout=60))["data"]["decision_id"]
        assert not any("decision.made" in line for line in lines), "the stream has ended"


def test_streams_end_with_the_session_also_where_nothing_happens(one):
    browser = one.browser("ines")
    stream = browser.client.stream("GET", "/v1/live?kinds=flag.received")
    with socket_of(one.service, browser, one.url) as socket, stream as events:
        out = one.browser()
        out.client.cookies.set("koko-session", browser.cookie().value, domain="127.0.0.1")
        out.session()
        assert out.post("/console/sign-out").status_code == 200
        # Nor does whoever keeps on talking stay.
        with pytest.raises(ConnectionClosed):
            for _ in range(600):
                socket.send("still here")
                time.sleep(0.1)
        assert list(events.iter_lines()) == []


# What each role may do

# Each answers something else than 403 to whoever may, whatever there is.
ROUTES = {
    ("GET", "/v1/decisions"): "viewer",
    ("GET", "/v1/decisions/none"): "viewer",
    ("POST", "/v1/decisions/replay"): "viewer",
    ("GET", "/v1/decisions/none/statement"): "viewer",
    ("GET", "/v1/actors/none"): "viewer",
    ("GET", "/v1/actors/none/timeline"): "viewer",
    ("GET", "/v1/actors"): "viewer",
    ("GET", "/v1/actors/none/company"): "viewer",
    ("GET", "/v1/review/closed"): "viewer",
    ("GET", "/v1/labels/none/examples"): "viewer",
    ("GET", "/v1/feedback"): "viewer",
    ("GET", "/v1/metrics/history"): "viewer",
    ("POST", "/v1/try"): "viewer",
    ("POST", "/v1/review/decide"): "moderator",
    ("POST", "/v1/review/none/escalate"): "moderator",
    ("POST", "/v1/review/none/reopen"): "moderator",
    ("POST", "/v1/review/none/appeal"): "moderator",
    ("POST", "/v1/labels/none/examples"): "moderator",
    ("DELETE", "/v1/labels/none/examples/none"): "moderator",
    ("GET", "/metrics"): "admin",
    ("GET", "/v1/review"): "viewer",
    ("GET", "/v1/policies"): "viewer",
    ("GET", "/v1/policies/99"): "viewer",
    ("GET", "/v1/labels"): "viewer",
    ("GET", "/v1/labels/none/1"): "viewer",
    ("GET", "/v1/status/models"): "viewer",
    ("GET", "/v1/models"): "viewer",
    ("POST", "/v1/score"): "viewer",
    ("POST", "/v1/explain"): "viewer",
    ("POST", "/v1/moderations"): "viewer",
    ("POST", "/v1/moderate"): "moderator",
    ("POST", "/v1/moderate/lines"): "moderator",
    ("POST", "/v1/events"): "moderator",
    ("POST", "/v1/review/claim"): "moderator",
    ("POST", "/v1/review/none/release"): "moderator",
    ("POST", "/v1/review/none/decide"): "moderator",
    ("POST", "/v1/decisions/none/statement"): "moderator",
    ("POST", "/v1/policies"): "editor",
    ("POST", "/v1/policies/99/put-in-force"): "editor",
    ("POST", "/v1/labels"): "editor",
    ("POST", "/v1/labels/none/1/put-in-force"): "editor",
    ("DELETE", "/v1/labels/none"): "editor",
    ("GET", "/v1/actors/none/export"): "admin",
    ("DELETE", "/v1/actors/none"): "admin",
    ("GET", "/v1/audit"): "admin",
    ("POST", "/v1/status/models/reload"): "admin",
    ("GET", "/v1/webhooks"): "admin",
    ("POST", "/v1/webhooks"): "admin",
    ("GET", "/v1/webhooks/none"): "admin",
    ("PATCH", "/v1/webhooks/none"): "admin",
    ("DELETE", "/v1/webhooks/none"): "admin",
    ("POST", "/v1/webhooks/none/rotate"): "admin",
    ("POST", "/v1/webhooks/none/test"): "admin",
    ("POST", "/v1/webhooks/none/replay"): "admin",
    ("GET", "/v1/webhooks/none/deliveries"): "admin",
    ("GET", "/v1/webhooks/none/deliveries/none"): "admin",
    ("POST", "/v1/webhooks/none/deliveries/none/replay"): "admin",
}
BODIES = {
    "/v1/score": {"text": "hello"},
    "/v1/explain": {"text": "hello"},
    "/v1/moderate": {"text": "hello"},
    "/v1/moderate/lines": {"text": "hello"},
    "/v1/moderations": {"input": "hello"},
    "/v1/review/none/decide": {"outcome": "fine"},
    "/v1/review/decide": {"outcome": "fine", "ids": []},
    "/v1/review/none/appeal": {"appeal": "why?"},
    "/v1/labels/none/examples": {"decision_id": "none", "positive": True},
    "/v1/try": {"text": "hello"},
    "/v1/policies": {"source": "no policy"},
    "/v1/labels": {"label": "chess", "positives": [], "negatives": []},
    "/v1/webhooks": {"url": "ftp://nowhere.example", "events": ["decision.made"]},
    "/v1/decisions/none/statement": {},
}
ORDER = ["viewer", "moderator", "editor", "admin"]


def test_the_table_of_roles_and_routes_is_whole(one):
    document = httpx.get(one.url + "/openapi.json").json()
    known = [(method, re.compile(re.sub(r"\{[^}]*\}", "[^/]+", path) + "$")) for method, path in of(document)]
    missing = [
        (method, pattern.pattern)
        for method, pattern in known
        if not any(method == other and pattern.match(path) for other, path in ROUTES)
    ]
    # Streams are tried elsewhere; Perspective's clients have keys.
    left = {"/v1/live$", "/v1/live/socket$", "/health$", "/ready$"}
    assert [path for _, path in missing if path not in left and "v1alpha1" not in path] == []


def of(document):
    methods = ("get", "post", "put", "patch", "delete")
    for path, operations in document["paths"].items():
        yield from ((method.upper(), path) for method in operations if method in methods)


@pytest.mark.parametrize(("person", "role"), [("vic", 0), ("ines", 1), ("lena", 2), ("ada", 3)])
def test_nobody_can_do_more_than_their_role_may(one, person, role):
    browser = one.browser(person)
    for (method, path), least in ROUTES.items():
        answer = browser.ask(method, path, json=BODIES.get(path, {}))
        may = role >= ORDER.index(least)
        assert (answer.status_code != 403) == may, f"{person} {method} {path}: {answer.text[:200]}"
        assert answer.status_code not in (401, 500), answer.text
        if not may:
            assert ORDER[role] in answer.json()["error"]["message"], answer.text


def test_without_a_session_or_a_key_nothing_is_done(one):
    for method, path in ROUTES:
        answer = httpx.request(method, one.url + path, json=BODIES.get(path, {}))
        assert answer.status_code == 401, f"{method} {path}: {answer.text[:200]}"


def test_keys_for_rules_and_those_of_administrators_change_rules(one):
    for scope, changes, reads_audit in [
        ("rules", True, False),
        ("admin", True, True),
        ("review", False, False),
    ]:
        key = koko("keys", "new", f"for-{scope}", "--scope", scope, *one.where).stdout.strip()
        headers = {"authorization": f"Bearer {key}"}
        stored = httpx.post(one.url + "/v1/policies", json={"source": POLICY}, headers=headers)
        assert (stored.status_code == 201) == changes, stored.text
        audit = httpx.get(one.url + "/v1/audit", headers=headers)
        assert (audit.status_code == 200) == reads_audit
        if scope == "review":
            assert "--scope rules" in stored.json()["error"]["message"]


def test_people_decide_in_their_own_name_and_programs_say_whose(one):
    ines, otto = one.browser("ines"), one.browser("otto")
    first, second = one.waits("crow"), one.waits("crow")
    assert one.program.get("/v1/review").json()["waiting"] >= 2
    claimed = ines.post("/v1/review/claim", {"ids": [first]}).json()["items"]
    assert [item["claimed_by"] for item in claimed] == ["ines"]
    path = f"/v1/review/{first}"
    for body in ({"outcome": "fine", "reviewer": "otto"}, {"outcome": "fine", "reviewer": ""}):
        refused = ines.post(f"{path}/decide", body)
        assert refused.status_code == 403 and "signed in as `ines`" in refused.json()["error"]["message"]
    assert ines.post("/v1/review/claim", {"reviewer": "otto"}).status_code == 403
    assert otto.post(f"{path}/decide", {"outcome": "fine"}).status_code == 409
    assert otto.post(f"{path}/release", {}).status_code == 409
    assert ines.post(f"{path}/release", {"reviewer": "ines"}).json() == {"released": True}
    decided = otto.post(f"{path}/decide", {"outcome": "removed", "note": "again"})
    assert decided.status_code == 200 and decided.json()["item"]["closed_by"] == "otto"
    entry = next(entry for entry in reversed(one.audit()) if entry["did"] == "decision.reviewed")
    assert (entry["who"], entry["subject"]) == ("otto (otto)", first)
    key = koko("keys", "new", "desk", "--scope", "review", *one.where).stdout.strip()
    desk = httpx.Client(base_url=one.url, headers={"authorization": f"Bearer {key}"})
    for path, body in [("claim", {}), (f"{second}/release", {}), (f"{second}/decide", {"outcome": "fine"})]:
        refused = desk.post(f"/v1/review/{path}", json=body)
        assert refused.status_code == 400 and "`reviewer` is missing" in refused.json()["error"]["message"]
    decided = desk.post(f"/v1/review/{second}/decide", json={"outcome": "fine", "reviewer": "olga"})
    assert decided.json()["item"]["closed_by"] == "olga"


# A service without keys


def test_a_website_that_somebody_visits_does_not_drive_a_service_without_keys(service):
    batch = "--b\r\ncontent-id: <a>\r\n\r\nPOST /v1alpha1/comments:analyze HTTP/1.1\r\n\r\n{}\r\n--b--"
    analyze = {"comment": {"text": "hi"}, "requestedAttributes": {"TOXICITY": {}}}
    asks = [
        ("/v1/score", {"json": {"text": "hi"}}),
        ("/v1/moderate", {"json": {"text": "hi"}}),
        ("/v1/moderations", {"json": {"input": "hi"}}),
        ("/v1alpha1/comments:analyze", {"json": analyze}),
        ("/v1alpha1/comments:analyze?key=any", {"json": analyze}),
        ("/track/content", {"json": {"id": "a", "content": "hi"}}),
    ]
    for path, body in asks:
        before = httpx.post(service.url + path, **body).status_code
        assert before != 403, path
        for headers in (
            {"origin": ELSEWHERE},
            {"origin": "null"},
            {"origin": "http://127.0.0.1:1"},
            {"sec-fetch-site": "cross-site"},
        ):
            answer = httpx.post(service.url + path, headers=headers, **body)
            assert answer.status_code == 403 and "--cors" in answer.text, (path, headers, answer.text)
        for headers in ({"origin": service.url}, {"sec-fetch-site": "same-origin"}):
            assert httpx.post(service.url + path, headers=headers, **body).status_code == before
    kind = {"content-type": "multipart/mixed; boundary=b", "origin": ELSEWHERE}
    parts = httpx.post(service.url + "/batch", content=batch, headers=kind)
    assert "HTTP/1.1 403" in parts.text
    # Whoever owns a name may have it lead here.
    rebound = {"origin": "http://rebound.example", "host": "rebound.example"}
    answer = httpx.post(service.url + "/v1/score", json={"text": "hi"}, headers=rebound)
    assert answer.status_code == 403 and "--public-url" in answer.text
    with pytest.raises(InvalidStatus) as refused:
        socket_of(service, origin=ELSEWHERE)
    assert refused.value.response.status_code == 403
    with socket_of(service) as socket:
        socket.close()


def test_pages_that_are_let_in_and_the_public_name_may_ask_without_keys():
    service = Service("--cors", ELSEWHERE, "--public-url", "http://koko.example:80/")
    try:
        for headers, status in [
            ({"origin": ELSEWHERE}, 200),
            ({"origin": "http://koko.example"}, 200),
            ({"origin": "https://koko.example"}, 403),
            ({"origin": "https://third.example"}, 403),
        ]:
            answer = httpx.post(service.url + "/v1/score", json={"text": "hi"}, headers=headers)
            assert answer.status_code == status, headers
    finally:
        assert service.stop() == 0


def test_where_there_are_no_keys_a_session_still_says_what_somebody_may(identity, secret):
    service = Service(*identity.options(secret))
    try:
        assert httpx.get(service.url + "/v1/audit").status_code == 200
        browser = Browser(service.url)
        assert browser.sign_in("vic").status_code == 303
        assert browser.get("/v1/audit").status_code == 403
        assert browser.post("/v1/moderate", {"text": "hi"}).status_code == 403
        assert browser.post("/v1/score", {"text": "hi"}).status_code == 200
    finally:
        assert service.stop() == 0


# Cookies, headers, files


def test_over_tls_cookies_are_for_this_host_alone(identity, secret, tmp_path):
    authority = trustme.CA()
    issued = authority.issue_cert("127.0.0.1")
    certificate, key = tmp_path / "certificate.pem", tmp_path / "key.pem"
    key.write_bytes(issued.private_key_pem.bytes())
    certificate.write_bytes(b"".join(blob.bytes() for blob in issued.cert_chain_pems))
    context = ssl.create_default_context()
    authority.configure_trust(context)
    service = Service("--tls-certificate", certificate, "--tls-key", key, *identity.options(secret))
    try:
        browser = Browser(service.url, verify=context, http2=True)
        sent = browser.client.get("/console/sign-in")
        begun = sent.headers["set-cookie"]
        assert begun.startswith("__Host-koko-sign-in=") and "; Secure" in begun
        assert asked(sent.headers["location"])["redirect_uri"].startswith(service.url)
        back = browser.sign_in("ines")
        [cookie] = [value for value in back.headers.get_list("set-cookie") if "koko-session" in value]
        assert cookie.startswith("__Host-koko-session=")
        assert {"Secure", "HttpOnly", "SameSite=Lax", "Path=/"} <= set(cookie.split("; "))
        assert "Domain" not in cookie
        assert browser.session().status_code == 200
        assert browser.post("/v1/score", {"text": "hi"}).status_code == 200
        assert browser.post("/v1/score", {"text": "hi"}, origin=ELSEWHERE).status_code == 403
        plain = Browser(service.url, verify=context)
        plain.client.cookies.set("koko-session", browser.cookie().value, domain="127.0.0.1")
        assert plain.session().status_code == 401, "only under its own name"
    finally:
        assert service.stop() == 0


def test_in_the_clear_cookies_are_still_out_of_reach_of_scripts(one):
    browser = one.browser()
    back = browser.sign_in("ines")
    [cookie] = [value for value in back.headers.get_list("set-cookie") if "koko-session" in value]
    assert cookie.startswith("koko-session=")
    assert {"HttpOnly", "SameSite=Lax", "Path=/", "Max-Age=43200"} <= set(cookie.split("; "))
    assert "Secure" not in cookie and "Domain" not in cookie


def test_behind_somebody_who_speaks_tls_cookies_are_as_over_tls(identity, secret):
    service = Service("--public-url", "https://koko.example", *identity.options(secret))
    try:
        sent = httpx.get(service.url + "/console/sign-in")
        assert sent.headers["set-cookie"].startswith("__Host-koko-sign-in=")
        there = asked(sent.headers["location"])["redirect_uri"]
        assert there == "https://koko.example/console/sign-in/back"
    finally:
        assert service.stop() == 0


def test_every_answer_under_console_says_what_a_browser_may_do_with_it(one):
    for method, path in [
        ("GET", "/console"),
        ("GET", "/console/"),
        ("GET", "/console/review/one"),
        ("GET", "/console/assets/none.js"),
        ("GET", "/console/session"),
        ("GET", "/console/sign-in"),
        ("GET", "/console/sign-in/back"),
        ("GET", "/console/first"),
        ("POST", "/console/sign-out"),
        ("POST", "/console/"),
    ]:
        headers = httpx.request(method, one.url + path).headers
        policy = headers["content-security-policy"]
        assert policy.startswith("default-src 'none';") and "frame-ancestors 'none'" in policy, path
        assert "unsafe" not in policy and "base-uri 'none'" in policy, path
        assert headers["x-content-type-options"] == "nosniff", path
        assert headers["referrer-policy"] == "same-origin", path
        assert headers["cross-origin-opener-policy"] == "same-origin", path
        assert "camera=()" in headers["permissions-policy"], path
    assert "content-security-policy" not in httpx.get(one.url + "/health").headers


def test_the_console_is_there_or_says_how_to_build_it(one):
    page = httpx.get(one.url + "/console")
    assert page.headers["content-type"] == "text/html; charset=utf-8"
    assert page.headers["cache-control"] == "no-store"
    nonce = re.search("'nonce-([0-9a-f]{64})'", page.headers["content-security-policy"])[1]
    assert f'"{nonce}"' in page.text
    other = httpx.get(one.url + "/console")
    assert nonce not in other.headers["content-security-policy"] + other.text, "each has its own"
    assert httpx.get(one.url + "/console/assets/none.js").status_code == 404
    assert httpx.get(one.url + "/console/assets/../../../Cargo.toml").status_code == 404
    assert httpx.get(one.url + "/consoles").status_code == 404
    built = ROOT / "console" / "dist"
    if not (built / "index.html").exists():
        assert page.status_code == 404 and "make console" in page.text
        return
    assert page.status_code == 200 and "__CSP_NONCE__" not in page.text
    assert httpx.get(one.url + "/console/actors/rook.9").status_code == 200
    kinds = {".js": "javascript", ".css": "text/css", ".svg": "image/svg+xml", ".woff2": "font/woff2"}
    assets = [file for file in (built / "assets").iterdir() if file.suffix in kinds]
    assert assets
    for file in assets:
        answer = httpx.get(f"{one.url}/console/assets/{file.name}")
        assert answer.content == file.read_bytes()
        assert kinds[file.suffix] in answer.headers["content-type"]
        assert "immutable" in answer.headers["cache-control"]
        known = {"if-none-match": answer.headers["etag"]}
        assert httpx.get(f"{one.url}/console/assets/{file.name}", headers=known).status_code == 304


def test_without_a_console_nobody_signs_in(identity, secret):
    service = Service("--no-console", *identity.options(secret))
    try:
        for path in ("/console", "/console/session", "/console/sign-in", "/console/first?token=" + "0" * 64):
            assert httpx.get(service.url + path).status_code == 404, path
        cookie = {"cookie": f"koko-session={'0' * 64}"}
        assert httpx.get(service.url + "/v1/decisions", headers=cookie).status_code == 200
        threading.Timer(0.1, service.process.terminate).start()
        assert "console: " not in service.process.stderr.read()
    finally:
        assert service.process.wait(timeout=30) == 0
        service.process.stderr.close()
