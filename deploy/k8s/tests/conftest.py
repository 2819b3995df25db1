"""Where the tests find what they test; and whether containers can be run here."""

import os
import sys
from pathlib import Path

HERE = Path(__file__).resolve().parent
ROOT = HERE.parents[2]
sys.path.insert(0, str(ROOT / "deploy/ci"))
sys.path.insert(0, str(ROOT / "deploy/k8s"))

# Why not, in the words of deploy/ci/apart.sh.
NOT_HERE = os.environ.get("KOKO_NOT_APART")
collect_ignore = ["test_image.py"] if NOT_HERE or "KOKO_OUTSIDE" not in os.environ else []


def pytest_terminal_summary(terminalreporter):
    if collect_ignore:
        why = NOT_HERE or "start it with deploy/ci/check/manifests"
        terminalreporter.write_line(f"not run here: the image is neither built nor run: {why}")
