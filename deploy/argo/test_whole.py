"""All of a model trained by the workflow, with PyTorch: in the long form alone, as that is gigabytes."""

import json
import os
import signal
import subprocess
import threading
import time
from pathlib import Path

import pytest
from koko_training.shipped import open_bundle

from conftest import LONG, ROOT, TENANT, Workflow, changed

VENV = ROOT / "training/.venv"
GATES = """fewest = 10
least_judged = 1
[at_least]
average_precision = 0.2
[at_most]
megabytes = 60
[worse_than_production]
"""


def environment():
    """As training/train.sh makes it; the package koko is that of .venv, so that nothing is compiled twice."""
    if not (VENV / "bin/python").exists():
        subprocess.run(["python3", "-m", "venv", VENV], check=True)
    pip = [VENV / "bin/python", "-m", "pip", "install", "--quiet"]
    subprocess.run([*pip, "-r", ROOT / "training/requirements.txt"], check=True)
    return VENV / "bin"


def pid_of(folder):
    """The process that trains in a folder."""
    for entry in Path("/proc").glob("[0-9]*"):
        try:
            words = (entry / "cmdline").read_bytes().split(b"\0")
        except OSError:
            continue
        if b"train" in words and f"--work={folder}".encode() in words and b"koko_training" in words:
            return int(entry.name)
    return None


def all_of_it(house, tmp_path):
    """Its machine is taken away while it trains, and another one goes on from the checkpoint."""
    config = changed(
        "config.toml", tmp_path, name='"house"', layers=1, vocabulary=8000, valid_percent=20, test_percent=20,
        batch_tokens=512,  checkpoint_minutes=0.05,
    )  # fmt: skip
    written = config.read_text()
    assert "epochs = 1\n" in written
    config.write_text(written.replace("epochs = 1\n", "epochs = 4\n"))
    gates = tmp_path / "gates.toml"
    gates.write_text(GATES)
    run = Workflow(
        tmp_path / "run", [environment()], archive=house.archive, tenant=TENANT, bundle="", production="",
        config=config, gates=gates, device="cpu", publish_to=tmp_path / "kept", promote_to="publish",
    )  # fmt: skip
    done = {}
    thread = threading.Thread(target=lambda: done.update(run.run()))
    thread.start()
    checkpoint = run.work / "train/checkpoint.pt"
    killed = None
    while thread.is_alive() and killed is None:
        pid = pid_of(run.work) if checkpoint.exists() else None
        if pid:
            os.kill(pid, signal.SIGKILL)
            killed = pid
        time.sleep(0.05)
    thread.join()
    assert killed and "train-whole, try 2" in run.said, run.said
    assert done["train-head"] == "Skipped" and done["train-whole"] == done["publish"] == "Succeeded", run.said
    trained = json.loads((run.work / "train/train.json").read_text())
    assert trained["device"] == "cpu" and trained["steps"] > 100
    made = open_bundle(next((tmp_path / "kept").glob("koko-house-*")))
    assert made.manifest["name"] == "house" and made.max_tokens == 128
    print((run.work / "gate/gate.json").read_text())


if LONG:

    @pytest.fixture(autouse=True)
    def with_koko(monkeypatch):
        monkeypatch.setenv("PYTHONPATH", str(ROOT / "koko-py/python"))

    def test_all_of_a_model_is_trained_and_goes_on_after_its_machine_is_gone(house, tmp_path):
        all_of_it(house, tmp_path)
