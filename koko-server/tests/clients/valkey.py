"""A real Valkey or Redis on a port of its own."""

import socket
import subprocess
import time
from pathlib import Path

from ports import free_port

PROGRAM = Path(__file__).resolve().parents[3] / "target" / "tools" / "store-server"


class Valkey:
    """A server, from `with` to its end. It may go away in between, and come back empty."""

    def __init__(self):
        self.port = free_port()
        self.url = f"redis://127.0.0.1:{self.port}"
        self.options = {"bind": "127.0.0.1", "port": self.port, "save": "", "appendonly": "no"}

    def __enter__(self):
        self.start()
        return self

    def __exit__(self, *_):
        self.stop()

    def start(self):
        words = [str(word) for name, value in self.options.items() for word in (f"--{name}", value)]
        self.process = subprocess.Popen([PROGRAM, *words], stdout=subprocess.DEVNULL)
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


class SafeValkey(Valkey):
    """One that speaks TLS, with a certificate of this authority, and keeps everything in a folder.

    There, `ca.pem` says whom to trust. It may ask its clients for certificates, too.
    """

    def __init__(self, folder, authority, clients="no"):
        super().__init__()
        issued = authority.issue_cert("localhost")
        authority.cert_pem.write_to_path(folder / "ca.pem")
        issued.cert_chain_pems[0].write_to_path(folder / "server.pem")
        issued.private_key_pem.write_to_path(folder / "server.key")
        self.url = f"rediss://localhost:{self.port}"
        self.options |= {
            "port": 0,
            "tls-port": self.port,
            "tls-cert-file": folder / "server.pem",
            "tls-key-file": folder / "server.key",
            "tls-ca-cert-file": folder / "ca.pem",
            "tls-auth-clients": clients,
            "appendonly": "yes",
            "appendfsync": "always",
            "dir": folder,
        }
