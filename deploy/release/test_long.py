"""What takes tools that are compiled first, and minutes: KOKO_LONG=1, after `make release-tools`."""

import os
import shutil
import subprocess

from version import ROOT

TOOLS = ROOT / "target" / "tools" / "release" / "bin"


def ran(*words, cwd=ROOT):
    environment = {**os.environ, "PATH": f"{TOOLS}:{os.environ['PATH']}"}
    return subprocess.run(list(map(str, words)), cwd=cwd, env=environment, capture_output=True, text=True)


def deny(cwd=ROOT):
    settings = ["--offline", "--config", ROOT / "deploy/release/deny.toml"]
    return ran("cargo", "deny", *settings, "check", "bans", "licenses", "sources", cwd=cwd)


def clone(folder):
    """This commit, in a folder of its own."""
    subprocess.run(["git", "clone", "--quiet", "--no-local", ROOT, folder], check=True)
    return folder


def test_cargo_deny_finds_nothing():
    done = deny()
    assert done.returncode == 0, done.stderr


def test_cargo_deny_finds_a_licence_that_may_not_go_along(tmp_path):
    manifest = clone(tmp_path / "koko") / "koko-core" / "Cargo.toml"
    text = manifest.read_text()
    manifest.write_text(text.replace("license.workspace = true", 'license = "GPL-3.0-only"'))
    done = deny(tmp_path / "koko")
    assert done.returncode != 0 and "GPL-3.0-only" in done.stderr


def semver(baseline):
    return ran("cargo", "semver-checks", "--package", "koko-core", "--baseline-root", baseline,
               "--release-type", "patch")  # fmt: skip


def test_the_core_is_as_it_was_and_what_is_gone_is_told(tmp_path):
    """Against the last release, if there is one; and against a core that had more."""
    tags = subprocess.run(
        ["git", "tag", "--list", "v*", "--sort=-version:refname"], cwd=ROOT, capture_output=True, text=True
    ).stdout.split()
    before = clone(tmp_path / "before")
    if tags:
        subprocess.run(["git", "checkout", "--quiet", tags[0]], cwd=before, check=True)
    same = semver(before)
    assert same.returncode == 0, same.stdout + same.stderr
    with (before / "koko-core" / "src" / "clock.rs").open("a") as source:
        source.write("\n/// Gone since.\npub fn gone_since() {}\n")
    less = semver(before)
    assert less.returncode != 0 and "gone_since" in less.stdout
    shutil.rmtree(before)
