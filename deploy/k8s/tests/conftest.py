"""Where the tests find what they test; and whether containers can be run here."""

import os
import sys
from pathlib import Path

import pytest

HERE = Path(__file__).resolve().parent
sys.path[:0] = [str(HERE.parents[1] / "ci"), str(HERE.parent)]

from containers import Podman  # noqa: E402

# Why not, in the words of deploy/ci/apart.sh.
NOT_HERE = os.environ.get(
    "KOKO_NOT_APART", "" if "KOKO_OUTSIDE" in os.environ else "start it with deploy/ci/check/manifests"
)
collect_ignore = ["test_image.py", "test_prod.py", "test_dev.py"] if NOT_HERE else []


def pytest_terminal_summary(terminalreporter):
    if NOT_HERE:
        terminalreporter.write_line(f"not run here: the image is neither built nor run: {NOT_HERE}")


@pytest.fixture(scope="session")
def podman(tmp_path_factory):
    there = Podman(tmp_path_factory.mktemp("containers"))
    yield there
    there.end()


@pytest.fixture(scope="session")
def image(podman):
    return podman.image()
