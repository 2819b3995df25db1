"""Releases that were kept, unpacked, and the clock of the day on which they were made."""

import json
import os
import subprocess
import sys
import tarfile
import time
from pathlib import Path

import pytest

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE))
import keep  # noqa: E402

collect_ignore = [] if os.environ.get("KOKO_LONG") == "1" else ["test_long.py"]
RELEASES = sorted(file.name.removesuffix(".tar.gz") for file in (HERE / "kept").glob("*.tar.gz"))


class Release:
    """What one release left, in a folder that may be written to."""

    def __init__(self, version, folder, clock):
        self.version, self.folder = version, folder
        with tarfile.open(HERE / "kept" / f"{version}.tar.gz") as archive:
            archive.extractall(folder, filter="data")
        self.said = self.read("said.json")
        self.environment = {"LD_PRELOAD": str(clock), "KOKO_CLOCK": str(folder / "shift")}
        self.go_back(self.said)

    def go_back(self, answers):
        """Standings decay: they are compared as of the moment at which the release was asked."""
        (self.folder / "shift").write_text(str(round(answers["at"] - time.time())))

    def read(self, name):
        return json.loads((self.folder / name).read_text())

    def run(self, *words, cwd=None):
        """What a command of today's Koko prints, at that time."""
        environment = {**os.environ, **self.environment}
        done = subprocess.run(
            list(map(str, words)), cwd=cwd or self.folder, env=environment, capture_output=True, text=True
        )
        assert done.returncode == 0, done.stderr
        return done.stdout


@pytest.fixture(scope="session")
def clock(tmp_path_factory):
    library = tmp_path_factory.mktemp("clock") / "clock.so"
    source = HERE.parent / "ci" / "stubs" / "clock.c"
    subprocess.run(["cc", "-shared", "-fPIC", "-o", library, source, "-ldl"], check=True)
    return library


@pytest.fixture(params=RELEASES)
def release(request, tmp_path, clock):
    return Release(request.param, tmp_path / "kept", clock)


@pytest.fixture(scope="session")
def postgres(tmp_path_factory):
    with keep.Postgres(tmp_path_factory.mktemp("postgres") / "server") as server:
        yield server
