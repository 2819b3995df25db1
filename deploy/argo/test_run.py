"""The workflow from the archive to the bucket: twice the same, stopped where it should be, and taken up."""

import csv
import json
import random
import shutil
import subprocess
import sys

import pytest
from koko_training.generator import generated
from koko_training.labels import LABELS

from conftest import KOKO, LONG, ROOT, TINY, command

ORDER = (
    *("fetch", "data", "train-head", "train-whole", "quantize", "calibrate", "lane", "evaluate"),
    *("bundle", "measure", "gate", "publish", "shadow", "canary", "default"),
)
LEFT_OUT = {"train-whole", "shadow", "canary", "default"}
# What is measured in seconds differs.
TIMED = "speed.json"


def digests(run):
    """What every step has written, and what it had read."""
    found = {}
    for manifest in sorted(run.work.glob("*/manifest.json")):
        if manifest.parent.name == "publish":
            continue
        told = json.loads(manifest.read_text())
        for side in ("inputs", "outputs"):
            files = {name: digest for name, digest in told[side].items() if not name.endswith(TIMED)}
            found[f"{manifest.parent.name} {side}"] = files
        assert told["versions"]["python"]
    return found


def report(run, name):
    return json.loads((run.work / name).read_text())


def test_every_step_runs_and_the_model_learned_something(workflow):
    assert workflow.tasks == {name: "Skipped" if name in LEFT_OUT else "Succeeded" for name in ORDER}
    assert tuple(workflow.tasks) == ORDER
    learned = report(workflow, "train/train.json")["labels"]
    assert any("hold" in label for label in learned.values())
    new, old = report(workflow, "evaluate/evaluation.json"), report(workflow, "production/evaluation.json")
    judged = report(workflow, "gate/gate.json")["judged"]
    precision = {label: [of["labels"][label]["average_precision"] for of in (new, old)] for label in judged}
    assert sum(now for now, _ in precision.values()) > sum(before for _, before in precision.values()), (
        precision
    )


def test_a_second_run_gives_the_same_digests(workflow, tmp_path):
    again = type(workflow)(tmp_path / "again", workflow.programs, **workflow.parameters)
    again.run(publish_to=tmp_path / "kept")
    assert digests(again) == digests(workflow)
    assert report(again, "publish/published.json")["id"] == report(workflow, "publish/published.json")["id"]


def test_a_step_that_is_killed_is_done_again_and_a_run_that_was_stopped_goes_on(workflow, tmp_path):
    """`koko` kills itself once in the middle of its answer, as a machine does that is taken away."""
    run = workflow.copy(tmp_path / "killed")
    programs = tmp_path / "programs"
    programs.mkdir()
    koko = programs / "koko"
    once = tmp_path / "once"
    dies = f'if [ ! -e "{once}" ]; then touch "{once}"; kill -9 $PPID; fi'
    koko.write_text(f'#!/bin/sh\n{dies}\nexec "{KOKO}" "$@"\n')
    koko.chmod(0o755)
    run.programs = [programs]
    state = json.loads((run.folder / "tasks.json").read_text())
    forget(run, state, "fetch")
    # What they wrote is there, but nobody has written down that they ended.
    del state["data"], state["train-head"]
    (run.folder / "tasks.json").write_text(json.dumps(state))
    before = (run.work / "data/done").read_text()
    tasks = run.run()
    assert "fetch, try 2" in run.said and tasks["publish"] == "Succeeded"
    assert digests(run) == digests(workflow)
    # Steps that were finished are not done again, and those behind them not even asked.
    assert "train: finished before" in run.said and "quantize: finished" not in run.said
    assert (run.work / "data/done").read_text() == before


def broken(workflow, folder, change):
    """The run up to its bundle, with one file of it made worse; it goes on from there."""
    run = workflow.copy(folder)
    state = json.loads((folder / "tasks.json").read_text())
    change(run, state)
    (folder / "tasks.json").write_text(json.dumps(state))
    return run


def forget(run, state, *steps):
    """As if these had not been done."""
    for step in steps:
        state.pop({"train": "train-head"}.get(step, step))
        shutil.rmtree(run.work / step, ignore_errors=True)


AFTER = ("evaluate", "bundle", "measure", "gate", "publish")


def worse_calibration(run, state):
    """Scores that are much too high."""
    forget(run, state, *AFTER)
    file = run.work / "calibrate/calibration.json"
    told = json.loads(file.read_text())
    for fit in told["calibration"].values():
        fit["shift"] += 2.5
    file.write_text(json.dumps(told))


def worse_labels(run, state):
    """Whoever labelled took yes for no."""
    forget(run, state, "data", "train", "quantize", "calibrate", "lane", *AFTER)
    file = run.work / "fetch/labelled.csv"
    with file.open(encoding="utf-8", newline="") as read:
        rows = list(csv.DictReader(read))
    turned = {"1": "0", "0": "1"}
    for row in rows:
        row.update({label: turned.get(row[label], "") for label in LABELS})
    with file.open("w", encoding="utf-8", newline="") as write:
        writer = csv.DictWriter(write, rows[0].keys())
        writer.writeheader()
        writer.writerows(rows)


# Turned labels are turned in the split `test`, too: only cases that nobody here has labelled notice.
WORSE = [(worse_calibration, "calibration_error")] + [(worse_labels, "functional")] * LONG


@pytest.mark.parametrize("change, named", WORSE)
def test_a_worse_model_stops_at_the_gate_which_says_why(workflow, tmp_path, change, named):
    run = broken(workflow, tmp_path / "worse", change)
    tasks = run.run(check=False, publish_to=tmp_path / "kept")
    assert tasks["gate"] == "Failed" and tasks["publish"] == tasks["shadow"] == "Omitted", run.said
    refused = report(run, "gate/gate.json")["refused"]
    assert any(figure.startswith(named) for figure in refused), refused
    assert f"REFUSED      {named}" in run.said and not (tmp_path / "kept").exists()
    # Nobody publishes it by hand either.
    done = command(
        "publish", "--work", run.work, "--out", run.work / "bundle-made", "--to", tmp_path / "kept"
    )
    assert done.returncode == 1 and "the gate has refused" in done.stderr


def test_a_model_above_every_bound_is_refused_if_the_one_in_production_is_better(workflow, tmp_path, gates):
    """As if the old one were the new one: the figures are those that were measured, in each other's place."""
    work = tmp_path / "work"
    shutil.copytree(workflow.work, work)
    new, old = work / "evaluate/evaluation.json", work / "production/evaluation.json"
    figures = new.read_text(), old.read_text()
    old.write_text(figures[0])
    new.write_text(figures[1])
    # Whatever the old one is like, it reaches these.
    low = tmp_path / "gates.toml"
    text = gates.read_text()
    for bound, lower in (
        ("average_precision = 0.5 ", "average_precision = 0.1 "),
        ("error = 0.15 ", "error = 1 "),
    ):
        assert text.count(bound) == 1
        text = text.replace(bound, lower)
    low.write_text(text)
    done = command("gate", "--work", work, "--gates", low)
    assert done.returncode == 1, done.stdout
    told = json.loads((work / "gate/gate.json").read_text())
    refused = [gate for gate in told["gates"] if gate["verdict"] == "REFUSED"]
    assert refused and all(gate["compared"] for gate in refused), done.stdout
    assert any(figure.startswith("average_precision") for figure in told["refused"])


def test_where_nothing_can_be_judged_nothing_passes(workflow, tmp_path, gates):
    work = tmp_path / "work"
    shutil.copytree(workflow.work, work)
    many = tmp_path / "gates.toml"
    many.write_text(gates.read_text().replace("fewest = 6", "fewest = 100000"))
    done = command("gate", "--work", work, "--gates", many)
    assert done.returncode == 1 and "labels that can be judged: 0" in done.stdout


def hateful(tmp_path):
    """Two thousand of our comments, whatever they are about, with what is true of them."""
    rows = list(generated(3))
    random.Random(1).shuffle(rows)
    file, work, out = tmp_path / "own.csv", tmp_path / "work", tmp_path / "bundle"
    with file.open("w", encoding="utf-8", newline="") as write:
        writer = csv.DictWriter(write, ["text", *LABELS, "group"])
        writer.writeheader()
        known = ({label: row.targets[label] for label in LABELS if label in row.targets} for row in rows)
        for number, (row, labels) in enumerate(zip(rows[:2000], known, strict=False)):
            writer.writerow({"text": row.text, **labels, "group": f"a{number % 500}"})
    options = ["--csv", file, "--bundle", TINY, "--work", work, "--out", out, "--config", "house.toml"]
    line = [sys.executable, "-m", "koko_training", "all", *options]
    subprocess.run(line, cwd=ROOT / "training", check=True, capture_output=True)
    config = ROOT / "training/house.toml"
    done = command("measure", "--config", config, "--work", work, "--out", out, "--production", TINY)
    assert done.returncode == 0, done.stderr
    return command("gate", "--work", work)


if LONG:

    def test_a_model_of_hateful_comments_is_refused_for_whom_it_flags(tmp_path):
        judged = hateful(tmp_path)
        print(judged.stdout)
        assert judged.returncode == 1 and "REFUSED      identity_mentions" in judged.stdout
