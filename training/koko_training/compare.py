"""`python -m koko_training.compare NAME=WORK… --out FOLDER`: finished runs side by side, as a table and a plot.

Shows what each ingredient is worth (runs that leave one out) and what smaller shapes cost (the frontier).
"""

from __future__ import annotations

import argparse
import json
from pathlib import Path
from statistics import fmean
from typing import Any

from koko_training.card import number, table_head, table_row
from koko_training.labels import LABELS

COLUMNS = (
    "mean AUC", "mean average precision", "functional checks", "hate found", "non-hate left alone",
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
    write_comparison(dict(run.split("=", 1) for run in chosen.runs), chosen.out, chosen.title)


def write_comparison(runs: dict[str, str], out: Path, title: str) -> None:
    """Write the table and the plot of some runs, given by name and work folder, and print the table."""
    figures = {name: figures_of(Path(work)) for name, work in runs.items()}
    out.mkdir(parents=True, exist_ok=True)
    (out / f"{title}.md").write_text(table(figures) + "\n", encoding="utf-8")
    plot(figures, out / f"{title}.svg")
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
        "mean AUC of the checks": fmean(found["auc"] for found in functional["labels"].values()),
        "Perspective (mean rank corr.)": fmean(
            [found["rank_correlation"] for found in evaluation["parity"].values()] or [float("nan")]
        ),
        "int8 MB": quantized["int8_bytes"] / 1e6,
        "int8 texts/s, one thread": evaluation["texts_per_second"]["int8"],
        "labels": {label: evaluation["labels"][label]["auc"] for label in LABELS},
    }


def table(figures: dict[str, dict[str, Any]]) -> str:
    """One line for each run, then the AUC of each label."""
    lines = table_head("run", *COLUMNS)
    for name, found in figures.items():
        cells = [number(found[column]) for column in COLUMNS[:-2]]
        lines.append(table_row(name, *cells, f"{found['int8 MB']:.1f}", str(found["int8 texts/s, one thread"])))
    lines += ["", *table_head("AUC", *LABELS)]
    lines += [table_row(name, *(number(auc) for auc in found["labels"].values())) for name, found in figures.items()]
    return "\n".join(lines)


def plot(figures: dict[str, dict[str, Any]], file: Path) -> None:
    """Quality over speed."""
    import matplotlib

    matplotlib.use("svg")
    from matplotlib import pyplot

    matplotlib.rcParams["svg.hashsalt"] = "koko"
    figure, axes = pyplot.subplots(1, 2, figsize=(11, 4.5), layout="constrained")
    for panel, quality in zip(axes, ("mean average precision", "functional checks"), strict=True):
        for name, found in figures.items():
            at = (found["int8 texts/s, one thread"], found[quality])
            panel.scatter(*at, s=60)
            panel.annotate(name, at, xytext=(6, 6), textcoords="offset points")
        panel.set_xlabel("texts a second, one thread, int8")
        panel.set_ylabel(quality)
        panel.grid(alpha=0.3)
        panel.margins(0.25)
    figure.savefig(file, metadata={"Date": None})


if __name__ == "__main__":
    main()
