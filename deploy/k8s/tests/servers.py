"""A real PostgreSQL and a real Valkey, for everybody in this network who knows the password."""

import shutil
import socket
import subprocess
import time
from contextlib import contextmanager

from asserted import ROOT

TOOLS = ROOT / "target/tools"
WORDS = "not-for-production"


@contextmanager
def listening(port, *command):
    """A program that listens, until it is needed no more."""
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        for _ in range(600):
            with socket.socket() as to:
                if to.connect_ex(("127.0.0.1", port)) == 0:
                    break
            assert process.poll() is None, f"{command[0]} ended"
            time.sleep(0.05)
        else:
            raise TimeoutError(f"nobody listens at {port}")
        yield
    finally:
        process.terminate()
        process.wait(timeout=30)


def postgres(folder):
    """Its database and its user are `koko`."""
    # PostgreSQL is not root, and passes through this folder.
    folder.chmod(0o711)
    shutil.chown(folder, "nobody")
    words = folder / "words"
    words.write_text(WORDS)
    words.chmod(0o644)
    run, data = TOOLS / "database-server", folder / "data"
    options = ["--username=koko", "--auth=scram-sha-256", f"--pwfile={words}", "--no-sync"]
    subprocess.run([run, "initdb", "--pgdata", data, *options], check=True, capture_output=True)
    with (data / "pg_hba.conf").open("a") as file:
        file.write("host all all 0.0.0.0/0 scram-sha-256\n")
    settings = ("listen_addresses=0.0.0.0", "unix_socket_directories=", "fsync=off")
    return listening(5432, run, "postgres", "-D", data, *(word for one in settings for word in ("-c", one)))


def valkey(folder):
    options = ["--bind", "0.0.0.0", "--requirepass", WORDS, "--save", "", "--dir", folder]
    return listening(6379, TOOLS / "store-server", *options)
