"""Real parts in a row: an identity provider, Apache with apache.conf, socket_guard.py, and behind
them a tool that echoes, a Jupyter server, and `koko serve`. Their names end in `.koko.test`, which
is this machine here."""

import contextlib
import os
import re
import socket
import subprocess
import sys
from pathlib import Path

import httpx
import pytest
import trustme
from service import free_port, wait_until

ROOT = Path(__file__).resolve().parents[2]
HERE = ROOT / "deploy" / "auth"
KOKO = ROOT / "target" / "debug" / "koko"
APACHE = ROOT / "target" / "tools" / "access-and-logs" / "bin"
LONG = os.environ.get("KOKO_LONG") == "1"
PATIENCE_S = 60
MODULES = [
    "mpm_event",
    "authn_core",
    "authz_core",
    "authz_user",
    "headers",
    "setenvif",
    "rewrite",
    "alias",
    "macro",
    "socache_shmcb",
    "ssl",
    "proxy",
    "proxy_http",
    "auth_openidc",
]

sys.path.insert(0, str(ROOT / "koko-server" / "tests" / "clients"))
from identity import SECRET, Browser, Identity  # noqa: E402

resolve = socket.getaddrinfo


def at_home(host, *more, **options):
    """Our names are this machine."""
    name = host.decode() if isinstance(host, bytes) else host
    return resolve("127.0.0.1" if name and name.endswith(".koko.test") else host, *more, **options)


socket.getaddrinfo = at_home


class Site:
    """Everything, and how to get at it."""

    def __init__(self, folder, idle_seconds=3_600, session_seconds=43_200):
        # Apache's children are nobody, and need to get here.
        for above in (folder, *folder.parents[:2]):
            above.chmod(0o711)
        self.folder, self.processes = folder, []
        self.idle_seconds, self.session_seconds = idle_seconds, session_seconds
        self.identity = Identity()
        self.port = free_port()
        authority = trustme.CA()
        names = ["tool", "notebooks", "koko", "unknown", "nowhere"]
        issued = authority.issue_cert(*(f"{name}.koko.test" for name in names))
        (folder / "certificate.pem").write_bytes(b"".join(blob.bytes() for blob in issued.cert_chain_pems))
        (folder / "key.pem").write_bytes(issued.private_key_pem.bytes())
        authority.cert_pem.write_to_path(folder / "authority.pem")
        self.trust = httpx.create_ssl_context()
        authority.configure_trust(self.trust)

    def start_all(self):
        echo = self.said([sys.executable, HERE / "echo.py"], r"(\d+)")[1]
        self.koko_port = free_port()
        self.notebooks_port = free_port()
        settings = {
            "EDGE_PORT": self.port,
            "EDGE_ISSUER": self.identity.issuer,
            "EDGE_CLIENT": "edge",
            "EDGE_ALGORITHM": "RS256",
            "EDGE_SECRETS": self.folder / "secrets.conf",
            "EDGE_NAME_CLAIM": "preferred_username",
            "EDGE_IDLE_SECONDS": self.idle_seconds,
            "EDGE_SESSION_SECONDS": self.session_seconds,
            "EDGE_CERTIFICATE": self.folder / "certificate.pem",
            "EDGE_KEY": self.folder / "key.pem",
        }
        (self.folder / "secrets.conf").write_text(
            f'OIDCClientSecret "{SECRET}"\nOIDCCryptoPassphrase "another made-up secret of this kind"\n'
        )
        lines = [
            f"DefaultRuntimeDir {self.folder}",
            f"PidFile {self.folder}/apache.pid",
            f"ErrorLog {self.folder}/apache.log",
            "LogLevel warn auth_openidc:info",
            f"ServerRoot {self.folder}",
            "ServerName koko.test",
            *(["User nobody", "Group nogroup"] if os.getuid() == 0 else []),
            *(f"LoadModule {name}_module {APACHE}/apache2-modules/mod_{name}.so" for name in MODULES),
            f"Listen 127.0.0.1:{self.port} https",
            *(f'Define {name} "{value}"' for name, value in settings.items()),
            f"Include {HERE}/apache.conf",
            f"Use Tool tool.koko.test 127.0.0.1:{echo} 127.0.0.1:{self.guard(echo)}"
            " 'groups:mods groups:leads'",
            f"Use Tool notebooks.koko.test 127.0.0.1:{self.notebooks_port}"
            f" 127.0.0.1:{self.guard(self.notebooks_port)} groups:leads",
            f"Use Koko koko.koko.test 127.0.0.1:{self.koko_port} 'groups:mods groups:leads groups:admins'",
        ]
        (self.folder / "site.conf").write_text("\n".join(lines) + "\n")
        command = [APACHE / "apache2", "-f", self.folder / "site.conf"]
        checked = subprocess.run([*command, "-t"], capture_output=True, text=True)
        assert checked.returncode == 0, checked.stderr
        self.start([*command, "-D", "FOREGROUND"])
        wait_until(self.answers, "Apache does not answer")

    def answers(self):
        try:
            return httpx.get(self.url("unknown"), verify=self.trust).status_code == 403
        except httpx.TransportError:
            return False

    def guard(self, port):
        """A guard before a tool; its port."""
        ask = f"https://127.0.0.1:{self.port}/edge/session"
        command = [sys.executable, HERE / "socket_guard.py", "--listen", "127.0.0.1:0"]
        more = ["--to", f"127.0.0.1:{port}", "--ask", ask, "--every", "0.5"]
        environment = {**os.environ, "SSL_CERT_FILE": str(self.folder / "authority.pem")}
        return self.said([*command, *more], r"WebSockets to \S+:(\d+) go to", env=environment)[1]

    def start(self, command, **more):
        self.processes.append(subprocess.Popen(command, **more))
        return self.processes[-1]

    def said(self, command, wanted, **more):
        """Starts a program; what it says of itself in its first line."""
        process = self.start(command, stdout=subprocess.PIPE, text=True, **more)
        first = process.stdout.readline()
        found = re.search(wanted, first)
        assert found, first
        return found

    def url(self, name):
        return f"https://{name}.koko.test:{self.port}"

    def browser(self, name="tool", person=None, **more):
        browser = At(self.url(name), verify=self.trust, **more)
        if person:
            browser.arrive(person)
        return browser

    def log(self):
        return (self.folder / "apache.log").read_text()

    def stop(self):
        for process in reversed(self.processes):
            process.terminate()
        for process in self.processes:
            process.wait(timeout=PATIENCE_S)
        self.identity.stop()


class At(Browser):
    """Somebody's browser, at a host that Apache stands before."""

    def go(self, path, **more):
        """As when somebody types an address."""
        headers = {"accept": "text/html", "sec-fetch-mode": "navigate", "sec-fetch-dest": "document"}
        return self.client.get(path, headers={**headers, **more})

    def depart(self, person, path="/", until="/edge/back"):
        """Begins to sign in, and does at the provider what people do; the address to come back to."""
        page = self.walk(self.go(path), until)
        for form in ({"prompt": "login", "login": person, "password": "x"}, {"prompt": "consent"}):
            if isinstance(page, str):
                return page
            there = re.search(r'action="([^"]+)"', page.text)
            assert there, page.text
            # The provider knows whoever has signed in with it before.
            if f'value="{form["prompt"]}"' not in page.text:
                continue
            page = self.walk(self.client.post(there[1], data=form), until)
        assert isinstance(page, str), page.text
        return page

    def arrive(self, person, path="/"):
        """Signs in; the last answer."""
        answer = self.client.get(self.depart(person, path), headers={"accept": "text/html"})
        while answer.is_redirect:
            answer = self.client.send(answer.next_request)
        return answer

    def session_cookie(self):
        found = [cookie for cookie in self.client.cookies.jar if cookie.name == "__Host-edge"]
        return found[0].value if found else None


@contextlib.contextmanager
def running(folder, **more):
    site = Site(folder, **more)
    try:
        site.start_all()
        yield site
    finally:
        site.stop()


@pytest.fixture(scope="session")
def site(tmp_path_factory):
    """For everybody."""
    with running(tmp_path_factory.mktemp("edge")) as site:
        yield site


@pytest.fixture(autouse=True)
def honest(request):
    """Whoever has the provider lie, has it stop that."""
    yield
    if "site" in request.fixturenames:
        request.getfixturevalue("site").identity.behave()
