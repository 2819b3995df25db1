"""Runs that differ in one thing."""

from __future__ import annotations

from pathlib import Path

import pytest

from koko_training.generator import FAMILIES
from koko_training.settings import Settings, load_config
from koko_training.study import changed, take_prepared

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


def test_runs_on_the_same_rows_prepare_them_once(tmp_path: Path) -> None:
    config = load_config(TRAINING / "config.toml")
    prepared: dict[str, Path] = {}
    runs = {"first": {}, "fewer layers": {"shape.layers": 2}, "other rows": {"data.joined": 0.0}}
    for name, changes in runs.items():
        settings = Settings(changed(config, changes), tmp_path / name, tmp_path / "bundle")
        take_prepared(settings, prepared)
        if not (settings.work / "data").exists():
            (settings.work / "data").mkdir(parents=True)
            (settings.work / "data" / "from").write_text(name)
    found = {name: (tmp_path / name / "data" / "from").read_text() for name in runs}
    assert found == {"first": "first", "fewer layers": "first", "other rows": "other rows"}
