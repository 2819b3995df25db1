"""A real PostgreSQL in a folder, with databases that are new."""

import os
import shutil
import signal
import subprocess
import time
from pathlib import Path

from ports import free_port

PROGRAMS = Path(__file__).resolve().parents[3] / "target" / "tools" / "database-server"


class Postgres:
    """A server, from `with` to its end; its user is `koko`."""

    def __init__(self, folder):
        self.folder = folder
        folder.mkdir()
        if os.getuid() == 0:
            shutil.chown(folder, "nobody")
        data = folder / "data"
        self.run("initdb", "--pgdata", data, "--username", "koko", "--auth", "trust", "--no-sync")
        self.port = free_port()
        self.where = ["--host", "127.0.0.1", "--port", self.port, "--username", "koko"]
        self.made = 0

    def __enter__(self):
        self.start()
        return self

    def __exit__(self, *_):
        self.stop()

    def run(self, *arguments, text=None):
        """What a program of PostgreSQL's prints."""
        words = [PROGRAMS, *map(str, arguments)]
        done = subprocess.run(words, check=True, capture_output=True, text=True, input=text, timeout=120)
        return done.stdout

    def start(self):
        options = {
            "listen_addresses": "127.0.0.1",
            "port": self.port,
            "unix_socket_directories": "",
            "fsync": "off",
        }
        words = [word for name, value in options.items() for word in ("-c", f"{name}={value}")]
        self.process = subprocess.Popen(
            [PROGRAMS, "postgres", "-D", self.folder / "data", *words],
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        ready = [PROGRAMS, "pg_isready", "--host", "127.0.0.1", "--port", str(self.port)]
        for _ in range(300):
            if subprocess.run(ready, capture_output=True, check=False).returncode == 0:
                return
            time.sleep(0.1)
        raise RuntimeError("PostgreSQL did not start")

    def stop(self):
        self.process.send_signal(signal.SIGINT)
        self.process.wait(timeout=30)

    def new(self):
        """The URL of a database in which nothing is."""
        self.made += 1
        name = f"koko{self.made}"
        self.run("psql", *self.where, "--dbname", "postgres", "--command", f"CREATE DATABASE {name}")
        return f"postgres://koko@127.0.0.1:{self.port}/{name}"

    def dump(self, url):
        """A database as SQL."""
        return self.run("pg_dump", "--dbname", url)

    def restore(self, sql):
        """The URL of a new database with what `dump` gave."""
        url = self.new()
        self.run("psql", "--quiet", "--set", "ON_ERROR_STOP=1", "--dbname", url, text=sql)
        return url
