"""The one version that everything of a release has."""

import json
import re
import tomllib
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


def version():
    """That of the workspace, `1.2.3`."""
    return tomllib.loads((ROOT / "Cargo.toml").read_text())["workspace"]["package"]["version"]


def mistakes(number, root=ROOT):
    """Where another version stands than `number`, one line each."""
    workspace = tomllib.loads((root / "Cargo.toml").read_text())["workspace"]["package"]["version"]
    if workspace != number:
        yield f"Cargo.toml says {workspace}, not {number}"
    lock = tomllib.loads((root / "Cargo.lock").read_text())
    for package in lock["package"]:
        if package["name"].startswith("koko-") and "source" not in package and package["version"] != number:
            yield f"Cargo.lock says {package['version']} for {package['name']}: run `cargo check`"
    for name in ("koko-node/package.json", "koko-node/package-lock.json"):
        found = json.loads((root / name).read_text())["version"]
        if found != number:
            yield f"{name} says {found}, not {number}"
    if not re.search(rf"^## {re.escape(number)}\b", (root / "CHANGELOG.md").read_text(), re.MULTILINE):
        yield f"CHANGELOG.md has no section `## {number}`: rename `## Unreleased`, and begin a new one"
