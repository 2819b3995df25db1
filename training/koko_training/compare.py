"""`python -m koko_training.compare NAME=WORK… --out FOLDER`: finished runs side by side, as a table and a plot.

Shows what each ingredient is worth (runs that leave one out) and what smaller shapes cost (the frontier).
"""

from __future__ import annotations

import argparse
import json
import math
from collections.abc import Iterable
from pathlib import Path
from statistics import fmean
from typing import Any

from koko_training.card import number, table_head, table_row
from koko_training.examples import load_examples
from koko_training.labels import LABELS
from koko_training.scoring import open_session, texts_per_second

COLUMNS = (
    "mean AUC", "mean average precision", "functional checks", "hate found", "non-hate left alone", "evasion spellings",
    "mean AUC of the checks", "Perspective (mean rank corr.)", "int8 MB", "int8 texts/s, one thread",
)  # fmt: skip


def main() -> None:
    parser = argparse.ArgumentParser(
        prog="python -m koko_training.compare", description="Put finished runs side by side."
    )
    parser.add_argument("runs", nargs="+", metavar="NAME=WORK", help="what to call a run, and its work folder")
    parser.add_argument("--out", type=Path, default=Path("."), help="where the table and the plot go")
    parser.add_argument("--title", default="runs", help="names the files: TITLE.md and TITLE.svg")
    chosen = parser.parse_args()
    write_comparison(dict(run.split("=", 1) for run in chosen.runs), chosen.out, chosen.title, over_speed=True)


def write_comparison(runs: dict[str, str], out: Path, title: str, over_speed: bool) -> None:
    """Write the table and the plot of some runs, given by name and work folder, and print the table."""
    figures = {name: figures_of(Path(work)) for name, work in runs.items()}
    out.mkdir(parents=True, exist_ok=True)
    (out / f"{title}.md").write_text(table(figures) + "\n", encoding="utf-8")
    plot(figures, out / f"{title}.svg", over_speed)
    print(table(figures))


def figures_of(work: Path) -> dict[str, Any]:
    """What `evaluate` and `quantize` found out about a run."""
    try:
        evaluation = json.loads((work / "evaluate" / "evaluation.json").read_text())
        quantized = json.loads((work / "quantize" / "quantize.json").read_text())
    except FileNotFoundError as error:
        raise SystemExit(f"{error.filename} is missing: run the step `evaluate` in {work} first") from None
    functional = evaluation["functional"]
    return {
        "mean AUC": evaluation["macro"]["auc"],
        "mean average precision": evaluation["macro"]["average_precision"],
        "functional checks": functional["overall"]["share"],
        "hate found": functional["hateful"]["share"],
        "non-hate left alone": functional["non_hateful"]["share"],
        "evasion spellings": functional["families"]["evasion_spellings"]["share"],
        "mean AUC of the checks": known_mean(found["auc"] for found in functional["labels"].values()),
        "Perspective (mean rank corr.)": known_mean(
            found["rank_correlation"] for found in evaluation["parity"].values()
        ),
        "int8 MB": quantized["int8_bytes"] / 1e6,
        "int8 texts/s, one thread": speed_of(work),
        "labels": {label: evaluation["labels"][label]["auc"] for label in LABELS},
    }


def known_mean(values: Iterable[float]) -> float:
    """The mean of those values that could be measured."""
    known = [value for value in values if not math.isnan(value)]
    return fmean(known) if known else math.nan


def speed_of(work: Path) -> int:
    """Texts a second, measured now: what `evaluate` saw of several runs was seen at different hours."""
    session = open_session(work / "quantize" / "model.onnx", 1)
    return round(texts_per_second(session, load_examples(work / "data" / "test.npz"), 1000))


def table(figures: dict[str, dict[str, Any]]) -> str:
    """One line for each run, then the AUC of each label."""
    lines = table_head("run", *COLUMNS)
    for name, found in figures.items():
        cells = [number(found[column]) for column in COLUMNS[:-2]]
        lines.append(table_row(name, *cells, f"{found['int8 MB']:.1f}", str(found["int8 texts/s, one thread"])))
    lines += ["", *table_head("AUC", *LABELS)]
    lines += [table_row(name, *(number(auc) for auc in found["labels"].values())) for name, found in figures.items()]
    return "\n".join(lines)


def plot(figures: dict[str, dict[str, Any]], file: Path, over_speed: bool) -> None:
    """Quality over speed, where runs differ in speed; else the qualities alone."""
    import matplotlib

    matplotlib.use("svg")
    from matplotlib import pyplot

    matplotlib.rcParams["svg.hashsalt"] = "koko"
    qualities = ("mean average precision", "functional checks")
    figure, axes = pyplot.subplots(1, len(qualities), figsize=(11, 4.5), layout="constrained", sharey=not over_speed)
    for panel, quality in zip(axes, qualities, strict=True):
        if over_speed:
            scatter(panel, figures, quality)
        else:
            dots(panel, figures, quality)
        panel.grid(alpha=0.3)
    figure.savefig(file, metadata={"Date": None})


def scatter(panel: Any, figures: dict[str, dict[str, Any]], quality: str) -> None:
    """One point for each run. Speeds differ by orders of magnitude."""
    speed = "int8 texts/s, one thread"
    middle = math.sqrt(
        max(found[speed] for found in figures.values()) * min(found[speed] for found in figures.values())
    )
    for name, found in figures.items():
        at = (found[speed], found[quality])
        side = {"xytext": (7, 5), "ha": "left"} if found[speed] < middle else {"xytext": (-7, 5), "ha": "right"}
        panel.scatter(*at, s=60)
        panel.annotate(name, at, textcoords="offset points", **side)
    panel.set_xscale("log")
    panel.set_xlabel("texts a second, one thread, int8")
    panel.set_ylabel(quality)
    panel.margins(0.15)


def dots(panel: Any, figures: dict[str, dict[str, Any]], quality: str) -> None:
    """One dot for each run, the first on top. Not bars: the axis does not start at zero."""
    values = [found[quality] for found in figures.values()]
    places = range(len(values), 0, -1)
    panel.plot(values, places, "o", markersize=8)
    for value, place in zip(values, places, strict=True):
        panel.annotate(number(value), (value, place), xytext=(0, 8), textcoords="offset points", ha="center")
    panel.set_yticks(places, list(figures))
    panel.set_xlabel(quality)
    panel.margins(0.15)


if __name__ == "__main__":
    main()
