"""Whether another checkout makes the same bytes: `reproducible.py [RELEASE] [--in FOLDER]`.

Clones the commit that a release names in its release.json, into a folder with another name, makes everything
that is compiled once more, and compares the sums. It takes as long as the release did.
"""

import argparse
import json
import shutil
import sys
import tempfile
import time
from pathlib import Path

import release
import sums
from version import ROOT, version


def made(root, out, number):
    """Makes in a clone what is compiled of a release, and what is packed of that."""
    out.mkdir()
    build = release.environment(root)
    program = release.command(root, build)
    release.wheel(root, build, out)
    release.npm(root, build, out)
    release.crate(root, build, out)
    licences = release.parts(root, out, number)
    release.packed(root, build, program, licences, out, number)


def main():
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("release", type=Path, nargs="?", default=ROOT / "target" / "dist" / version())
    parser.add_argument(
        "--in", dest="folder", type=Path, help="clone there and leave it, to look at with diffoscope"
    )
    asked = parser.parse_args()
    told = json.loads((asked.release / "release.json").read_text())
    folder = asked.folder or Path(tempfile.mkdtemp(prefix="koko-reproducible-"))
    root, out = folder / "another-checkout", folder / "made"
    began = time.monotonic()
    release.output("git", "clone", "--quiet", "--no-local", ROOT, root)
    release.output("git", "checkout", "--quiet", told["commit"], cwd=root)
    made(root, out, told["version"])
    release.say("everything is made once more", began)
    wrong = 0
    for path in sorted(out.iterdir()):
        same = (asked.release / path.name).exists() and sums.digest(asked.release / path.name) == sums.digest(
            path
        )
        wrong += not same
        release.say(f"{'same' if same else 'DIFFERS':9}{path.name}")
    if asked.folder or wrong:
        release.say(f"it lies in {folder}")
    else:
        shutil.rmtree(folder)
    sys.exit(wrong > 0)


if __name__ == "__main__":
    main()
