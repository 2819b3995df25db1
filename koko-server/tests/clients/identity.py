"""A real identity provider on this machine (`identity/provider.mjs`), and a browser that signs in with it."""

import re
import subprocess
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import httpx
import pytest

FOLDER = Path(__file__).with_name("identity")
SECRET = "a made-up secret that is long enough"
ROLES = ["readers=viewer", "mods=moderator", "leads=editor", "admins=admin"]
# What is wrong with an ID token that nobody may believe.
LIES = ["signature", "none", "hmac", "key", "unknown_key", "issuer", "audience"]
LIES += ["nonce", "no_nonce", "expired", "access_token", "missing"]


class Identity:
    """The provider. Whom it knows stands in its script."""

    def __init__(self, algorithm="RS256"):
        self.algorithm = algorithm
        self.start(0)

    def start(self, port):
        if not (FOLDER / "node_modules").exists():
            pytest.fail("oidc-provider is missing: run `make setup` first")
        self.process = subprocess.Popen(
            ["node", FOLDER / "provider.mjs", str(port), self.algorithm],
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            text=True,
        )
        self.issuer = self.process.stdout.readline().strip()
        assert self.issuer, "the identity provider did not start"

    def stop(self):
        self.process.terminate()
        self.process.wait(timeout=30)
        self.process.stdout.close()

    def again(self):
        """At the same place, with new keys, and without a memory."""
        self.start(urlsplit(self.issuer).port)

    def behave(self, **options):
        assert httpx.put(f"{self.issuer}/test", json=options).status_code == 204

    def options(self, secret, client="koko"):
        """With which a service lets its people in."""
        file = [] if secret is None else ["--oidc-client-secret-file", secret]
        where = ["--oidc-issuer", self.issuer, "--oidc-client-id", client]
        return [*where, *file, *(word for role in ROLES for word in ("--oidc-role", role))]


class Browser:
    """Somebody's browser: keeps cookies, goes where it is sent, and sends what pages of ours send."""

    def __init__(self, url, **more):
        self.url = url
        self.client = httpx.Client(base_url=url, timeout=60, **more)
        self.csrf = None

    def ask(self, method, path, origin=None, headers=None, **more):
        """As the page itself does, with its token; `origin` is where another page is from."""
        sent = {"origin": origin or self.url} if method != "GET" or origin else {}
        if self.csrf and method != "GET":
            sent["koko-csrf"] = self.csrf
        return self.client.request(method, path, headers={**sent, **(headers or {})}, **more)

    def get(self, path, **more):
        return self.ask("GET", path, **more)

    def post(self, path, body=None, **more):
        return self.ask("POST", path, json={} if body is None else body, **more)

    def session(self):
        """Who is signed in; takes up the token."""
        answer = self.get("/console/session")
        if answer.status_code == 200:
            self.csrf = answer.json()["csrf"]
        return answer

    def cookie(self):
        """What is in the cookie of the session."""
        found = [cookie for cookie in self.client.cookies.jar if cookie.name.endswith("koko-session")]
        return found[0] if found else None

    def walk(self, answer, until="/console/sign-in/back"):
        """Goes wherever it is sent, up to the first address of ours that begins so, and not there."""
        while answer.is_redirect:
            there = str(answer.next_request.url)
            if there.startswith(self.url + until):
                return there
            answer = self.client.send(answer.next_request)
        return answer

    def depart(self, person, to=None):
        """Begins to sign in, and does at the provider what people do; the address to come back to."""
        page = self.walk(self.client.get("/console/sign-in", params={"to": to} if to else {}))
        for form in ({"prompt": "login", "login": person, "password": "x"}, {"prompt": "consent"}):
            if isinstance(page, str):
                return page
            there = re.search(r'action="([^"]+)"', page.text)
            assert there, page.text
            page = self.walk(self.client.post(there[1], data=form))
        assert isinstance(page, str), page.text
        return page

    def sign_in(self, person, to=None):
        """The answer of the service to whoever comes back."""
        answer = self.client.get(self.depart(person, to))
        self.session()
        return answer

    def open(self, link):
        """Follows a link that signs in."""
        answer = self.client.get(link)
        self.session()
        return answer


def asked(url):
    """What stands behind the question mark."""
    return {name: values[0] for name, values in parse_qs(urlsplit(url).query).items()}
