"""Whether two checkouts make the same bytes: `python deploy/release/reproducible.py [--keep]`.

Clones this commit twice, into folders with names of different length, makes everything that is compiled in
each of them, at different times, and compares. It takes two release builds.
"""

import argparse
import shutil
import sys
import tempfile
import time
from pathlib import Path

import release
import sums
from version import ROOT, version


def made(root, out):
    """Makes in a clone what a release has; the sums of its files."""
    out.mkdir()
    build = release.environment(root)
    program = release.command(root, build)
    release.wheel(root, build, out)
    release.npm(root, build, out)
    release.crate(root, build, out)
    release.packed(root, build, program, root / "LICENSE", out, version())
    return {path.name: sums.digest(path) for path in sorted(out.iterdir())}


def main():
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--keep", action="store_true", help="leave both, to look at with diffoscope")
    asked = parser.parse_args()
    folder = Path(tempfile.mkdtemp(prefix="koko-reproducible-"))
    found = []
    for name in ("one", "another-one"):
        began = time.monotonic()
        root = folder / name
        release.output("git", "clone", "--quiet", "--no-local", ROOT, root)
        found.append(made(root, folder / f"{name}.out"))
        release.say(f"{name} is made", began)
    one, other = found
    for file in sorted(one.keys() | other.keys()):
        same = one.get(file) == other.get(file)
        release.say(f"{'same' if same else 'DIFFERS':9}{file}  {one.get(file, 'missing')[:16]}")
    if one != other or asked.keep:
        release.say(f"both lie in {folder}")
    else:
        shutil.rmtree(folder)
    sys.exit(one != other)


if __name__ == "__main__":
    main()
