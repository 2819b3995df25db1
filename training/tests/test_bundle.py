"""The bundle folder: what the Rust core will read."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

from koko_training.bundle import check, write_manifest
from koko_training.labels import LABELS

NAMES = {"name": "koko-test", "license": "Apache-2.0", "languages": ["en"], "max_tokens": 128, "overlap_tokens": 32}
CALIBRATION = {
    "calibration": {label: {"scale": 1.25, "shift": -0.5} for label in LABELS},
    "thresholds": {label: {"fpr_05": 0.3, "fpr_01": 0.6, "fpr_001": 0.9} for label in LABELS},
    "parity": {"TOXICITY": {"ours": [0.0, 0.4, 1.0], "perspective": [0.0, 0.5, 1.0]}},
    "attributes": ["TOXICITY"],
    "batch_difference": 0.0,
}
NORMALIZER = "koko-normalizer-1@blake3:" + "0" * 64


@pytest.fixture
def bundle(tmp_path: Path) -> Path:
    for name in ("model.onnx", "tokenizer.json", "MODEL_CARD.md"):
        (tmp_path / name).write_text(f"stands in for {name}")
    write_manifest(tmp_path, NAMES, 384, NORMALIZER, CALIBRATION)
    return tmp_path


def test_the_manifest_reads_back(bundle: Path) -> None:
    manifest = tomllib.loads((bundle / "manifest.toml").read_text())
    assert manifest["format"] == 1
    assert manifest["name"] == "koko-test"
    assert manifest["normalizer"] == NORMALIZER
    assert manifest["labels"] == list(LABELS)
    assert manifest["encoder"] == {"max_tokens": 128, "overlap_tokens": 32, "embedding_size": 384}
    assert manifest["calibration"] == CALIBRATION["calibration"]
    assert manifest["thresholds"] == CALIBRATION["thresholds"]
    assert manifest["parity"] == CALIBRATION["parity"]
    assert manifest["attributes"] == ["TOXICITY"]
    assert manifest["tolerance"] == {"batch": 0.002, "machine": 0.02}
    assert set(manifest["files"]) == {"model.onnx", "tokenizer.json", "MODEL_CARD.md"}


def test_a_whole_bundle_passes(bundle: Path) -> None:
    check(bundle)


@pytest.mark.parametrize("name", ["model.onnx", "tokenizer.json", "MODEL_CARD.md"])
def test_a_changed_file_is_noticed(bundle: Path, name: str) -> None:
    (bundle / name).write_text("something else")
    with pytest.raises(SystemExit, match="not those of its manifest"):
        check(bundle)


def test_a_foreign_file_is_noticed(bundle: Path) -> None:
    (bundle / "notes.txt").write_text("left behind")
    with pytest.raises(SystemExit):
        check(bundle)


def test_a_calibration_that_is_no_number_is_refused(tmp_path: Path) -> None:
    broken = CALIBRATION | {"calibration": {label: {"scale": float("nan"), "shift": 0.0} for label in LABELS}}
    with pytest.raises(SystemExit, match="not a number"):
        write_manifest(tmp_path, NAMES, 384, NORMALIZER, broken)
