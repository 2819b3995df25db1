"""A real Valkey or Redis on a port of its own."""

import socket
import subprocess
import time
from pathlib import Path

PROGRAM = Path(__file__).resolve().parents[3] / "target" / "tools" / "store-server"


class Valkey:
    """A server, from `with` to its end. It may go away in between, and come back empty."""

    def __init__(self):
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.port = free.getsockname()[1]
        self.url = f"redis://127.0.0.1:{self.port}"

    def __enter__(self):
        self.start()
        return self

    def __exit__(self, *_):
        self.stop()

    def start(self):
        where = ["--bind", "127.0.0.1", "--port", str(self.port), "--save", "", "--appendonly", "no"]
        self.process = subprocess.Popen([PROGRAM, *where], stdout=subprocess.DEVNULL)
        deadline = time.monotonic() + 30
        while True:
            try:
                return socket.create_connection(("127.0.0.1", self.port), timeout=1).close()
            except OSError:
                assert self.process.poll() is None and time.monotonic() < deadline, "it did not start"
                time.sleep(0.02)

    def stop(self):
        if self.process.poll() is None:
            self.process.terminate()
            self.process.wait(timeout=30)
