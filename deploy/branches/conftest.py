"""branch-env as people run it, a local remote of git, and an API of our own."""

import copy
import datetime
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

HERE = Path(__file__).resolve().parent
ROOT = HERE.parents[1]
sys.path.insert(0, str(HERE))
import raising  # noqa: E402
import remote  # noqa: E402
from command import main  # noqa: E402
from fake_api import Api  # noqa: E402
from naming import EXPIRES, UNWANTED_SINCE, Environment  # noqa: E402

KUBECTL = ROOT / "target/tools/monitoring/bin/kubectl"
NOW = datetime.datetime(2026, 11, 27, 12, 0, tzinfo=datetime.UTC)
collect_ignore = [] if os.environ.get("KOKO_K8S") == "1" else ["test_control_plane.py"]


def at(minutes):
    """A time so many minutes from now, as annotations have it."""
    return (NOW + datetime.timedelta(minutes=minutes)).strftime("%Y-%m-%dT%H:%M:%SZ")


class Remote:
    """A bare repository with branches, all of them at one commit."""

    def __init__(self, folder):
        self.folder = folder
        self.git(
            "init", "--quiet", "--bare", "--template=", "--initial-branch=main", str(folder), within=False
        )
        tree = self.git("mktree")
        who = {
            f"GIT_{role}_{what}": "koko@example.org"
            for role in ("AUTHOR", "COMMITTER")
            for what in ("NAME", "EMAIL")
        }
        self.commit = self.git("commit-tree", tree, "-m", "nothing", **who)
        self.name = remote.canonical(str(folder))

    def git(self, *arguments, within=True, **more):
        command = ["git", *(["-C", self.folder] if within else []), *arguments]
        return subprocess.run(
            command, check=True, capture_output=True, text=True, input="", env={**os.environ, **more}
        ).stdout.strip()

    def push(self, *branches):
        for branch in branches:
            self.git("update-ref", f"refs/heads/{branch}", self.commit)

    def delete(self, branch):
        self.git("update-ref", "-d", f"refs/heads/{branch}")

    def environment(self, branch):
        return Environment(self.name, branch)


@pytest.fixture(scope="session")
def template(tmp_path_factory):
    """A remote that tests copy."""
    made = Remote(tmp_path_factory.mktemp("git") / "remote.git")
    made.push("main")
    return made


@pytest.fixture
def bare(template, tmp_path):
    """A remote with a branch `main`."""
    made = copy.copy(template)
    made.folder = shutil.copytree(template.folder, tmp_path / "remote.git")
    made.name = remote.canonical(str(made.folder))
    return made


@pytest.fixture(scope="session")
def served():
    """An API that all tests share, so that kubectl need not ask again what kinds there are."""
    api = Api()
    yield api
    api.stop()


@pytest.fixture
def api(served, tmp_path_factory, monkeypatch):
    """One that kubectl talks to, with nothing in it."""
    served.clear()
    folder = tmp_path_factory.getbasetemp()
    config = folder / "kubeconfig"
    config.write_text(
        "{apiVersion: v1, kind: Config, current-context: fake, users: [{name: nobody, user: {}}], "
        f"clusters: [{{name: fake, cluster: {{server: '{served.url}'}}}}], "
        "contexts: [{name: fake, context: {cluster: fake, user: nobody}}]}"
    )
    monkeypatch.setenv("KUBECONFIG", str(config))
    monkeypatch.setenv("KUBECACHEDIR", str(folder / "cache"))
    monkeypatch.setenv("KUBECTL", str(KUBECTL))
    return served


@pytest.fixture(scope="session")
def overlay(tmp_path_factory):
    """The overlay of a branch, on a small Deployment instead of the whole base."""
    folder = tmp_path_factory.mktemp("k8s")
    shutil.copytree(raising.OVERLAY, folder / "overlays/branch")
    shutil.copytree(HERE / "stand-in", folder / "base")
    return folder / "overlays/branch"


@pytest.fixture(scope="session")
def shipped():
    """The overlay on what it stands on."""
    return raising.OVERLAY


@pytest.fixture
def branch_env(bare, capsys, overlay, monkeypatch):
    """The command, at a time: its exit status and what it said."""

    monkeypatch.setattr(raising, "OVERLAY", overlay)

    def run(verb, *arguments, now=NOW):
        status = main([verb, f"--remote={bare.folder}", *arguments], lambda: now)
        said = capsys.readouterr()
        return status, said.out + said.err

    return run


def metadata(environment, expires=60, since=None, **more):
    """That of an environment's namespace; times in minutes from now."""
    annotations = {**environment.annotations, EXPIRES: at(expires)}
    if since is not None:
        annotations[UNWANTED_SINCE] = at(since)
    return {"name": environment.name, "labels": environment.labels, "annotations": annotations, **more}
