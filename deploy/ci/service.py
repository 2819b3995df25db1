"""A real `koko serve` on a free port, for checks."""

import os
import re
import signal
import subprocess
import sys
import threading
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
KOKO = Path(os.environ.get("KOKO", ROOT / "target" / "debug" / "koko"))


# After everything else: checks have files of the same names, such as conftest.py.
sys.path.append(str(ROOT / "koko-server" / "tests" / "clients"))
from patience import wait_until  # noqa: E402, F401 checks take both from here
from ports import free_port  # noqa: E402, F401


class Service:
    """A service that runs: `url` says where, `said` has what it printed besides."""

    def __init__(self, *options, koko=KOKO, cwd=None, environment=None):
        assert koko.exists(), f"{koko} is missing: run `cargo build --workspace` first"
        self.process = subprocess.Popen(
            [koko, "serve", "--listen", "127.0.0.1:0", *map(str, options)],
            stderr=subprocess.PIPE,
            text=True,
            cwd=cwd,
            env={**os.environ, "KOKO_BUNDLE": str(ROOT / "models" / "koko-en-1"), **(environment or {})},
        )
        first = self.process.stderr.readline()
        found = re.search(r"on (https?://\S+)$", first.strip())
        if not found:
            self.process.kill()
            raise AssertionError(f"the service did not start: {first}{self.process.stderr.read()}")
        self.url = found[1]
        self.said = []
        self.listening = threading.Thread(target=self.listen, daemon=True)
        self.listening.start()

    def listen(self):
        self.said.extend(self.process.stderr)

    def stop(self):
        """Ends it as an operator would; its exit status."""
        self.process.send_signal(signal.SIGTERM)
        return self.ended()

    def kill(self):
        """Ends it as a power cut would."""
        self.process.kill()
        return self.ended()

    def ended(self):
        status = self.process.wait(timeout=60)
        self.listening.join()
        self.process.stderr.close()
        return status

    def __enter__(self):
        return self

    def __exit__(self, *_):
        if self.process.poll() is None:
            self.stop()
