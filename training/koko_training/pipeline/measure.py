"""`measure`: the model in production on the very texts on which the new one was measured, and both against the clock.

Figures from two different collections say nothing about two models. So the bundle that answers now reads the split
`test` of this run, in its own word pieces.
"""

from __future__ import annotations

import argparse
import json
import time
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np

from koko_training.evaluate import Model, figures, made
from koko_training.examples import Examples, load_examples
from koko_training.manifest import note
from koko_training.pipeline import PRODUCTION
from koko_training.reading import read_texts
from koko_training.scoring import run_batch
from koko_training.settings import Settings, load_config, path_or_none
from koko_training.shipped import Shipped, open_bundle

# Texts that are read one by one against the clock, and how often.
TEXTS, ROUNDS = 200, 3


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--config", type=Path, required=True, help="the configuration of the run")
    parser.add_argument("--work", type=Path, required=True, help="its work folder, where `evaluate` has run")
    parser.add_argument("--out", type=Path, required=True, help="the bundle that it has made")
    parser.add_argument("--production", type=path_or_none, help="the bundle that answers now, if there is one")


def run(chosen: argparse.Namespace) -> None:
    """Write `evaluation.json` of the model in production, and of both `speed.json` and `bundles.json`."""
    new = open_bundle(chosen.out)
    settings = Settings(config=load_config(chosen.config), work=chosen.work, out=chosen.out, bundle=chosen.out)
    folder = chosen.work / PRODUCTION
    folder.mkdir(parents=True, exist_ok=True)
    test = load_examples(chosen.work / "data" / "test.npz")
    models, examples = {"new": made(settings)}, {"new": test}
    bundles = {"new": facts(new)}
    if chosen.production is not None:
        shipped = open_bundle(chosen.production)
        models["production"], examples["production"] = model_of(shipped), as_read_by(shipped, test, settings)
        bundles["production"] = facts(shipped)
        report, _ = figures(settings, models["production"], examples["production"])
        (folder / "evaluation.json").write_text(json.dumps(report, indent=1))
    else:
        (folder / "evaluation.json").unlink(missing_ok=True)
    (folder / "bundles.json").write_text(json.dumps(bundles, indent=1))
    (folder / "speed.json").write_text(json.dumps(latencies(models, examples), indent=1))
    steps = [chosen.work / step for step in ("data", "evaluate")]
    note("measure", folder, folder, steps, {}, {"models": {name: bundle["id"] for name, bundle in bundles.items()}})
    print(json.dumps(bundles, indent=1))


def facts(shipped: Shipped) -> dict[str, Any]:
    return {"id": shipped.id, "bytes": shipped.bytes, "lane": "lane" in shipped.manifest}


def model_of(shipped: Shipped) -> Model:
    """A bundle as `evaluate` takes it."""
    return Model(
        graphs={"int8": shipped.model},
        fitted=shipped.fitted,
        thresholds=shipped.thresholds,
        maps=shipped.manifest.get("parity", {}),
        tokenizer=shipped.tokenizer,
        max_tokens=shipped.max_tokens,
    )


def as_read_by(shipped: Shipped, test: Examples, settings: Settings) -> Examples:
    """The rows of a split in the word pieces of a bundle."""
    texts = json.loads((settings.work / "data" / "test_texts.json").read_text())
    read = read_texts(texts, settings, shipped.tokenizer, shipped.max_tokens)
    return replace(test, ids=read.ids, starts=read.starts)


def latencies(models: dict[str, Model], examples: dict[str, Examples]) -> dict[str, dict[str, float]]:
    """Milliseconds for one text alone on one thread, in the median and for the slowest twentieth.

    The models take turns, so that whatever else runs on the machine hinders both.
    """
    sessions = {name: model.sessions(1)["int8"] for name, model in models.items()}
    spent: dict[str, list[float]] = {name: [] for name in models}
    rows = min(TEXTS, *(len(rows) for rows in examples.values()))
    for number in list(range(rows)) * ROUNDS:
        for name, session in sessions.items():
            began = time.perf_counter()
            run_batch(session, examples[name], np.array([number]))
            spent[name].append(1000 * (time.perf_counter() - began))
    return {name: told(of_model) for name, of_model in spent.items()}


def told(milliseconds: list[float]) -> dict[str, Any]:
    return {"median_ms": float(np.median(milliseconds)), "p95_ms": float(np.quantile(milliseconds, 0.95))}
