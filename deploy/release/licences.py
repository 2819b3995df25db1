"""Whether everything that Koko is made of may go along with it: `python deploy/release/licences.py [--list]`.

deny.toml says which licences go together with ours. Crates say theirs to Cargo, packages of npm in their
package.json, those of Python in their metadata. Sources are those of Cargo.lock: crates.io, and nowhere else.
"""

import importlib.metadata
import json
import re
import subprocess
import sys
import tomllib
from pathlib import Path
from typing import NamedTuple

from license_expression import get_spdx_licensing
from version import ROOT

HERE = Path(__file__).resolve().parent
CRATES_IO = "registry+https://github.com/rust-lang/crates.io-index"
SPDX = get_spdx_licensing()
# What our packages for Python and Node bring along.
PYTHON = ("onnxruntime",)
NPM = ("console", "koko-node")


class Package(NamedTuple):
    kind: str
    name: str
    version: str
    licence: str


def allowed():
    """The licences that any package may have, and those of single packages."""
    rules = tomllib.loads((HERE / "deny.toml").read_text())["licenses"]
    return set(rules["allow"]), {each["crate"]: set(each["allow"]) for each in rules["exceptions"]}


def goes_along(expression, names):
    """Whether one way of reading an SPDX expression needs only licences of `names`."""
    parsed = SPDX.parse(re.sub(r"\s*/\s*", " OR ", expression), validate=True)

    def holds(part):
        if isinstance(part, SPDX.OR):
            return any(map(holds, part.args))
        if isinstance(part, SPDX.AND):
            return all(map(holds, part.args))
        return str(part) in names

    return holds(parsed)


def crates():
    words = ["cargo", "metadata", "--locked", "--format-version", "1"]
    told = json.loads(subprocess.run(words, cwd=ROOT, check=True, capture_output=True).stdout)
    for package in told["packages"]:
        if package["source"]:
            yield Package("crate", package["name"], package["version"], package["license"] or "")


def of_npm():
    for folder in NPM:
        locked = json.loads((ROOT / folder / "package-lock.json").read_text())["packages"]
        for path, package in locked.items():
            if path and not package.get("dev"):
                name = path.rpartition("node_modules/")[2]
                yield Package("npm", name, package["version"], package.get("license", ""))


def of_python():
    for name in PYTHON:
        told = importlib.metadata.metadata(name)
        licence = told["License-Expression"] or (told["License"] or "").removesuffix(" License")
        yield Package("python", name, told["Version"], licence)


def mistakes(packages):
    """What may not go along, one line each."""
    anybody, single = allowed()
    for package in packages:
        here = f"{package.kind} {package.name} {package.version}"
        if not package.licence:
            yield f"{here} states no licence"
            continue
        try:
            fine = goes_along(package.licence, anybody | single.get(package.name, set()))
        except Exception as error:
            yield f"{here}: {package.licence!r} is no licence: {error}"
            continue
        if not fine:
            yield f"{here}: {package.licence} does not go together with ours; see deny.toml"


def strangers(lock):
    """Crates from elsewhere than crates.io, in a Cargo.lock."""
    for package in tomllib.loads(lock)["package"]:
        source = package.get("source")
        if source and source != CRATES_IO:
            yield f"crate {package['name']} comes from {source}"
        if source and "checksum" not in package:
            yield f"crate {package['name']} has no checksum"


def packages():
    return sorted({*crates(), *of_npm(), *of_python()})


def report():
    """Everything with its licence, as Markdown."""
    rows = [f"| {p.kind} | {p.name} | {p.version} | {p.licence} |" for p in packages()]
    head = [
        "# What Koko is made of",
        "",
        "| kind | package | version | licence |",
        "| --- | --- | --- | --- |",
    ]
    return "\n".join([*head, *rows]) + "\n"


def main():
    if "--list" in sys.argv:
        print(report(), end="")
        return
    wrong = [*mistakes(packages()), *strangers((ROOT / "Cargo.lock").read_text())]
    print("\n".join(wrong) or f"the licences of {len(packages())} packages go together with ours")
    sys.exit(bool(wrong))


if __name__ == "__main__":
    main()
