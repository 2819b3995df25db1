"""`python -m koko_training.study NAME --data DATA`: several runs that differ in one thing, side by side.

`studies.toml` says which: what all runs of a study have in common, and what each of them changes. Finished steps are
skipped, so a study can be taken up again.
"""

from __future__ import annotations

import argparse
import copy
import json
import shutil
from pathlib import Path
from typing import Any

from koko_training.compare import write_comparison
from koko_training.settings import Settings, load_config
from koko_training.steps import STEPS, run_all

# Studies compare models; what a fast lane in front of them saves is another question.
BUNDLED = tuple(step for step in STEPS if step != "lane")
MEASURED = BUNDLED[: BUNDLED.index("bundle")]


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m koko_training.study", description="Run a study of studies.toml.")
    parser.add_argument("name", help="the study")
    parser.add_argument("--data", type=Path, required=True, help="the folder that holds the public sets")
    parser.add_argument("--config", type=Path, default=Path("config.toml"), help="what the runs start from")
    parser.add_argument("--studies", type=Path, default=Path("studies.toml"), help="the studies (default: %(default)s)")
    parser.add_argument("--work", type=Path, default=Path("work/studies"), help="where the runs go")
    parser.add_argument("--teacher", type=Path, help="the work folder of a run that students of the study imitate")
    parser.add_argument("--out", type=Path, default=Path("studies"), help="where the table and the plot go")
    parser.add_argument(
        "--beside", action="append", default=[], metavar="NAME=WORK", help="a finished run to be shown as well"
    )
    chosen = parser.parse_args()
    study = load_config(chosen.studies).get(chosen.name)
    if study is None:
        raise SystemExit(f"{chosen.studies} has no study `{chosen.name}`")
    imitates = study.get("imitates", False)
    if imitates and chosen.teacher is None:
        raise SystemExit(f"the runs of `{chosen.name}` imitate a finished one: name its work folder with --teacher")
    config = load_config(chosen.config)
    runs = dict(run.split("=", 1) for run in chosen.beside)
    prepared: dict[str, Path] = {}
    for name, changes in study["runs"].items():
        work = chosen.work / chosen.name / name.replace(" ", "-")
        changes = study.get("all", {}) | changes
        ready = changed(config, changes)
        settings = Settings(
            ready,
            work,
            work / ready["bundle"]["name"],
            data=chosen.data,
            teacher=chosen.teacher if imitates else None,
            study=chosen.name,
        )
        print(f"== {chosen.name}: {name}")
        take_prepared(settings, prepared)
        # A run makes a bundle if it has a name for it.
        run_all(settings, force=False, steps=BUNDLED if "bundle.name" in changes else MEASURED)
        runs[name] = str(work)
    write_comparison(runs, chosen.out, chosen.name, study.get("over_speed", False))


def take_prepared(settings: Settings, prepared: dict[str, Path]) -> None:
    """Copy what the step `data` of an earlier run made, if that run prepared the very same rows."""
    config = settings.config
    rules = [config["seed"], config["data"], config["generator"], settings.max_tokens, settings.shape.vocabulary]
    before = prepared.setdefault(json.dumps(rules, sort_keys=True), settings.work)
    if before != settings.work and not (settings.work / "data").exists():
        shutil.copytree(before / "data", settings.work / "data")


def changed(config: dict[str, Any], changes: dict[str, Any]) -> dict[str, Any]:
    """The configuration with some values replaced, each named as `section.key`."""
    config = copy.deepcopy(config)
    for name, value in changes.items():
        section, _, key = name.partition(".")
        if section not in config:
            raise SystemExit(f"studies.toml changes `{name}`, but the configuration has no section [{section}]")
        config[section][key] = value
    return config


if __name__ == "__main__":
    main()
