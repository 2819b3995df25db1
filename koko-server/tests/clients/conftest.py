"""A real `koko serve` on a free port, for clients that know nothing of Koko."""

import os
import re
import signal
import subprocess
from pathlib import Path

import document
import httpx
import pytest
from postgres import Postgres

ROOT = Path(__file__).resolve().parents[3]
KOKO = ROOT / "target" / "debug" / "koko"


class Service:
    """A service that runs."""

    def __init__(self, *options, inside=()):
        """With options, started by another program if there is one."""
        if not KOKO.exists():
            pytest.fail(f"{KOKO} is missing: run `cargo build -p koko-server` first")
        self.process = subprocess.Popen(
            [*inside, KOKO, "serve", "--listen", "127.0.0.1:0", *map(str, options)],
            stderr=subprocess.PIPE,
            text=True,
            env={**os.environ, "KOKO_BUNDLE": str(ROOT / "models" / "koko-en-1")},
        )
        first = self.process.stderr.readline()
        found = re.search(r"on (https?://\S+)$", first.strip())
        if not found:
            pytest.fail(f"the service did not start: {first}{self.process.stderr.read()}")
        self.url = found[1]
        host, port = self.url.split("//")[1].rsplit(":", 1)
        self.address = host, int(port)

    def stop(self):
        """Ends it as an operator would; its exit status."""
        self.process.send_signal(signal.SIGTERM)
        status = self.process.wait(timeout=30)
        self.process.stderr.close()
        return status


@pytest.fixture(scope="session", autouse=True)
def documented():
    """Whatever any test is answered has to be as the document says."""
    httpx.Client.send = document.checked
    yield
    httpx.Client.send = document.send


@pytest.fixture(scope="session")
def service():
    """For everybody."""
    running = Service()
    yield running
    assert running.stop() == 0


def koko(*arguments, check=True):
    """Runs a command."""
    return subprocess.run(
        [KOKO, *map(str, arguments)], capture_output=True, text=True, check=check, timeout=120
    )


def make_key(folder, name, *options):
    """A key for the service of a folder."""
    return koko("keys", "new", name, "--data", folder, *options).stdout.strip()


@pytest.fixture(scope="session")
def postgres(tmp_path_factory):
    """For everybody who needs one."""
    with Postgres(tmp_path_factory.mktemp("postgres") / "server") as server:
        yield server


ALL = [word for scope in ("score", "moderate", "read", "review", "admin") for word in ("--scope", scope)]


class Asking:
    """Somebody with a key, and the service."""

    def __init__(self, service, key, where):
        self.service, self.key, self.where = service, key, where
        self.client = httpx.Client(
            base_url=service.url, headers={"Authorization": f"Bearer {key}"} if key else {}, timeout=60
        )

    def post(self, path, body, **more):
        return self.client.post(path, json=body, **more)

    def get(self, path, **more):
        return self.client.get(path, **more)

    def pages(self, path, wanted, name="items"):
        """Everything that a list has, asked for in parts."""
        listed = []
        while True:
            part = self.get(path, params=wanted).json()
            listed += part[name]
            if part["next"] is None:
                return listed
            wanted = wanted | {"before": part["next"]}

    def files(self):
        """Everything that the database has written."""
        if "--database" in self.where:
            return [file for file in self.postgres.folder.rglob("*") if file.is_file()]
        return list(self.where[1].rglob("koko.sqlite*"))

    def moderate(self, *contents):
        """Decisions about contents."""
        answer = self.post("/v1/moderate", list(contents))
        assert answer.status_code == 200, answer.text
        return answer.json()


@pytest.fixture(scope="module", params=["sqlite", "postgres"])
def asking(request, tmp_path_factory):
    """Somebody who may do everything, on each database. Texts are kept."""
    folder = tmp_path_factory.mktemp("kept") / "data"
    where = ["--data", folder]
    if request.param == "postgres":
        where += ["--database", request.getfixturevalue("postgres").new()]
    key = koko("keys", "new", "console", *ALL, *where).stdout.strip()
    running = Service(*where, "--keep-texts")
    asking = Asking(running, key, where)
    if request.param == "postgres":
        asking.postgres = request.getfixturevalue("postgres")
    yield asking
    assert running.stop() == 0


def insults(author, count, community="chess"):
    return [
        {"id": f"{author} {n}", "author": author, "community": community, "text": f"you are an idiot, {n}"}
        for n in range(count)
    ]


@pytest.fixture(scope="session")
def kept(tmp_path_factory):
    """The folder of a service for which there is one key, and the key."""
    folder = tmp_path_factory.mktemp("kept")
    return folder, make_key(folder, "forum")


@pytest.fixture(scope="session")
def guarded(kept):
    """For those who have a key."""
    running = Service("--data", kept[0])
    running.key = kept[1]
    yield running
    assert running.stop() == 0
