"""A real `koko serve` on a free port, for clients that know nothing of Koko."""

import os
import re
import signal
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[3]
KOKO = ROOT / "target" / "debug" / "koko"


class Service:
    """A service that runs."""

    def __init__(self, *options):
        if not KOKO.exists():
            pytest.fail(f"{KOKO} is missing: run `cargo build -p koko-server` first")
        self.process = subprocess.Popen(
            [KOKO, "serve", "--listen", "127.0.0.1:0", *map(str, options)],
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


@pytest.fixture(scope="session")
def service():
    """For everybody."""
    running = Service()
    yield running
    assert running.stop() == 0


def make_key(folder, name, *options):
    """A key for the service of a folder."""
    made = subprocess.run(
        [KOKO, "keys", "new", name, "--data", folder, *options], capture_output=True, text=True, check=True
    )
    return made.stdout.strip()


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
