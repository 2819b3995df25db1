"""Runs checks of deploy/, two at a time: `python deploy/ci/checks.py [NAME…]`; without names, all of them.

A check is a program in deploy/ci/check that prints `N passed, N failed` in the end. What one prints is
shown whole if anything fails in it, else only what it could not do on this machine. KOKO_LONG=1 makes them
long, and JOBS=1 runs one after the other.
"""

import os
import re
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor, as_completed
from pathlib import Path

HERE = Path(__file__).resolve().parent
LAST_LINE = re.compile(r"(\d+) passed, (\d+) failed")
# What a check cannot do on this machine, it says in a line of its own.
NOT_RUN = "not run here: "


def run(name):
    """How a check ended: whether all is well, its last line, what it printed, and seconds."""
    began = time.monotonic()
    done = subprocess.run(
        [HERE / "check" / name],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        errors="replace",
    )
    lines = done.stdout.strip().splitlines()
    said = LAST_LINE.fullmatch(lines[-1].strip()) if lines else None
    fine = bool(said and done.returncode == 0 and int(said[1]) > 0 and int(said[2]) == 0)
    if not said:
        told = f"ended with {done.returncode} without saying how many passed"
    elif fine or int(said[2]):
        told = said[0]
    else:
        told = f"{said[0]}, but ended with {done.returncode}"
    return fine, told, done.stdout, time.monotonic() - began


def main(names):
    known = sorted(path.name for path in (HERE / "check").iterdir() if path.is_file())
    if unknown := sorted(set(names) - set(known)):
        sys.exit(f"{', '.join(unknown)}: no such check. There are: {', '.join(known)}")
    failed = 0
    with ThreadPoolExecutor(int(os.environ.get("JOBS", "2"))) as pool:
        runs = {pool.submit(run, name): name for name in names or known}
        for ended in as_completed(runs):
            fine, told, printed, seconds = ended.result()
            failed += not fine
            for line in printed.splitlines():
                if not fine or line.startswith(NOT_RUN):
                    print(line)
            print(f"{'ok' if fine else 'FAILED':7}{runs[ended]:15}{seconds:6.0f} s   {told}", flush=True)
    return failed > 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
