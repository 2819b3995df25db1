"""Runs that differ in one thing."""

from __future__ import annotations

from pathlib import Path

import pytest

from koko_training.generator import FAMILIES
from koko_training.settings import load_config
from koko_training.study import changed

TRAINING = Path(__file__).parents[1]


def test_a_change_touches_one_value_and_leaves_the_configuration_alone() -> None:
    config = {"shape": {"layers": 6}, "train": {"epochs": 1}}
    assert changed(config, {"shape.layers": 3}) == {"shape": {"layers": 3}, "train": {"epochs": 1}}
    assert config["shape"]["layers"] == 6


def test_a_section_that_is_not_there_is_refused() -> None:
    with pytest.raises(SystemExit, match=r"shpae\.layers"):
        changed({"shape": {}}, {"shpae.layers": 3})


def test_every_study_fits_the_configuration() -> None:
    config = load_config(TRAINING / "config.toml")
    for study in load_config(TRAINING / "studies.toml").values():
        for changes in study["runs"].values():
            ready = changed(config, study["all"] | changes)
            assert set(ready["generator"]["leave_out"]) <= FAMILIES.keys()
