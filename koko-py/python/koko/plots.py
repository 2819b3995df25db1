"""Plots through matplotlib, which is imported only when one is asked for. Each returns its axes.

    report = koko.evaluate(df)
    report.plot("roc", label="insult")
    koko.plots.timeline(events)

Axes of your own go in as `ax=`.
"""

from typing import Any, Dict, List, Optional, Sequence

from ._labelled import reached
from .errors import BadInputError

__all__ = [
    "calibration",
    "confusion",
    "distribution",
    "drift",
    "parity",
    "precision_recall",
    "roc",
    "timeline",
]

# Told apart by people who see fewer colours, on light and on dark pages.
_BLUE, _ORANGE, _GREY = "#0072b2", "#d55e00", "#888888"
_BINS = 10
_MOST_DOTS = 5_000


def precision_recall(report: Any, label: Optional[str] = None, *, ax: Any = None) -> Any:
    """Precision against recall, for each score that a threshold could have; the policy's is marked."""
    import numpy

    label, scores, truths = _sides(report, label)
    found, true_found = _cumulated(scores, truths)
    ax = _axes(ax)
    ax.plot(true_found / truths.sum(), true_found / found, color=_BLUE)
    figures = report[label]
    mark = (figures.recall.value, figures.precision.value)
    if not numpy.isnan(mark).any():
        ax.plot(*mark, "o", color=_ORANGE, label=f"policy: {figures.threshold:.2f}")
    ax.axhline(truths.mean(), color=_GREY, linestyle=":", label="chance")
    return _named(ax, f"{label}: precision and recall", "recall", "precision")


def roc(report: Any, label: Optional[str] = None, *, ax: Any = None) -> Any:
    """The share of harmful texts that is found against that of harmless ones; the policy's is marked."""
    import numpy

    label, scores, truths = _sides(report, label)
    found, true_found = _cumulated(scores, truths)
    ax = _axes(ax)
    rates = numpy.concatenate([[0], (found - true_found) / (~truths).sum()])
    ax.plot(rates, numpy.concatenate([[0], true_found / truths.sum()]), color=_BLUE)
    figures = report[label]
    ax.plot(
        figures.fpr.value, figures.recall.value, "o", color=_ORANGE, label=f"policy: {figures.threshold:.2f}"
    )
    ax.plot([0, 1], [0, 1], color=_GREY, linestyle=":", label="chance")
    return _named(ax, f"{label}: AUC {figures.auc}", "false-positive rate", "recall")


def calibration(report: Any, label: Optional[str] = None, *, ax: Any = None) -> Any:
    """What a probability was worth: bins of equally many texts, each with the share that was true."""
    import numpy

    label, scores, truths = _sides(report, label)
    order = numpy.argsort(scores, kind="stable")
    bins = [part for part in numpy.array_split(order, _BINS) if len(part)]
    said = [scores[part].mean() for part in bins]
    true = [truths[part].mean() for part in bins]
    ax = _axes(ax)
    ax.plot([0, 1], [0, 1], color=_GREY, linestyle=":", label="as it should be")
    ax.plot(said, true, "o-", color=_BLUE, label=f"off by {report[label].calibration_error}")
    return _named(ax, f"{label}: calibration", "probability that was given", "share that was true")


def distribution(report: Any, label: Optional[str] = None, *, ax: Any = None) -> Any:
    """How scores lie, of texts that the label is true of and of others; the policy's threshold is a line."""
    import numpy

    label, scores, truths = _sides(report, label)
    ax = _axes(ax)
    bins = numpy.linspace(0, 1, 41)
    for kind, colour, name in [(~truths, _BLUE, "not true"), (truths, _ORANGE, "true")]:
        ax.hist(scores[kind], bins, color=colour, alpha=0.6, label=f"{name}: {kind.sum():,}")
    ax.set_yscale("symlog")
    ax.axvline(
        report[label].threshold, color=_GREY, linestyle="--", label=f"policy: {report[label].threshold:.2f}"
    )
    return _named(ax, f"{label}: distribution", "score", "texts")


def confusion(report: Any, *, ax: Any = None) -> Any:
    """For each label what the policy makes of the texts: found, missed, wrongly found, rightly left."""
    import numpy

    names = ["found", "missed", "wrongly found", "rightly left"]
    shares, counts = [], []
    for label, figures in report.labels.items():
        scores, truths, _ = report._labelled.sides(label)
        found = reached(scores, figures.threshold)
        fates = [found & truths, ~found & truths, found & ~truths, ~found & ~truths]
        row_counts = [int(each.sum()) for each in fates]
        true, harmless = max(1, sum(row_counts[:2])), max(1, sum(row_counts[2:]))
        counts.append(row_counts)
        shares.append([each / of for each, of in zip(row_counts, [true, true, harmless, harmless])])
    ax = _axes(ax, height=1.2 + 0.42 * len(counts))
    ax.imshow(numpy.array(shares), cmap="Blues", vmin=0, vmax=1, aspect="auto")
    for row, cells in enumerate(counts):
        for column, count in enumerate(cells):
            dark = "white" if shares[row][column] > 0.6 else "black"
            ax.text(
                column,
                row,
                f"{count:,}\n{shares[row][column]:.0%}",
                ha="center",
                va="center",
                color=dark,
                size=8,
            )
    ax.set_xticks(range(4), names)
    ax.set_yticks(range(len(counts)), list(report.labels))
    ax.set_title("confusion by label, at the policy's thresholds")
    return ax


def drift(
    before: Any, after: Any, label: str, *, names: Sequence[str] = ("before", "after"), ax: Any = None
) -> Any:
    """How the scores of two periods differ: both distributions, and the largest distance between them.

    before, after: tables from `score`, or frames and dicts with a column for the label.
    """
    import numpy

    sides = [numpy.sort(_numbers(period, label)) for period in (before, after)]
    if not all(len(side) for side in sides):
        raise BadInputError("both periods need at least one score")
    ax = _axes(ax)
    for side, colour, name in zip(sides, (_BLUE, _ORANGE), names):
        shares = numpy.arange(1, len(side) + 1) / len(side)
        ax.step(
            side,
            shares,
            where="post",
            color=colour,
            label=f"{name}: {len(side):,} texts, mean {side.mean():.3f}",
        )
    every = numpy.concatenate(sides)
    below = [numpy.searchsorted(side, every, side="right") / len(side) for side in sides]
    distance = float(numpy.abs(below[0] - below[1]).max())
    ax.set_xlim(0, 1)
    return _named(
        ax, f"{label}: largest distance {distance:.3f} (Kolmogorov-Smirnov)", "score", "share of texts below"
    )


def timeline(moderations: Any, author: str, *, ax: Any = None) -> Any:
    """How an author's standing went: its probability after each content, coloured by the decision.

    moderations: what `moderate_many` answered, or any list of what `moderate` did, in order.
    """
    from datetime import datetime, timezone

    colours = {
        "allow": "#009e73",
        "support": "#56b4e9",
        "review": "#e6b800",
        "hold": _ORANGE,
        "remove": "#cc3311",
    }
    rows = [row for row in moderations if (row.get("standing") or {}).get("author") == author]
    if not rows:
        raise BadInputError(f"there is nothing of the author {author!r} in these moderations")
    standings = [row["standing"] for row in rows]
    times = [datetime.fromtimestamp(standing["as_of"], timezone.utc) for standing in standings]
    ax = _axes(ax)
    low, high = ([standing[end] for standing in standings] for end in ("low", "high"))
    ax.fill_between(times, low, high, color=_GREY, alpha=0.25, label="after three clean or harmful posts")
    ax.plot(times, [standing["probability"] for standing in standings], color=_GREY)
    seen: Dict[str, bool] = {}
    for row, standing, time in zip(rows, standings, times):
        action = row["decision"]["action"]
        name = None if action in seen else action
        seen[action] = True
        ax.plot(time, standing["probability"], "o", color=colours[action], label=name)
    from matplotlib.dates import AutoDateLocator, ConciseDateFormatter

    locator = AutoDateLocator(tz=timezone.utc)
    ax.xaxis.set_major_locator(locator)
    ax.xaxis.set_major_formatter(ConciseDateFormatter(locator, tz=timezone.utc))
    ax.set_ylim(-0.02, 1.02)
    return _named(ax, f"{author}: {standings[-1]['family']}, {standings[-1]['band']}", "UTC", "probability")


def parity(comparison: Any, attribute: str = "TOXICITY", *, ax: Any = None) -> Any:
    """Koko's score of each text against Perspective's."""
    import numpy

    if attribute not in comparison.attributes:
        there = ", ".join(comparison.attributes)
        raise BadInputError(f"there is no attribute `{attribute}`: the attributes are {there}")
    ours, theirs = comparison.scores[attribute], comparison.theirs[attribute]
    known = numpy.flatnonzero(~numpy.isnan(ours) & ~numpy.isnan(theirs))
    shown = known[:: max(1, len(known) // _MOST_DOTS)]
    ax = _axes(ax)
    ax.plot(theirs[shown], ours[shown], ".", color=_BLUE, alpha=0.5)
    ax.plot([0, 1], [0, 1], color=_GREY, linestyle=":", label="the same")
    spearman = comparison[attribute].spearman
    told = "" if spearman is None else f", Spearman {spearman:.2f}"
    return _named(ax, f"{attribute}{told}", "Perspective", "Koko, on Perspective's scale")


def _axes(ax: Any, height: float = 3.6) -> Any:
    if ax is not None:
        return ax
    try:
        import matplotlib.pyplot as plt
    except ImportError:
        raise ImportError("plots need matplotlib: pip install matplotlib") from None
    return plt.subplots(figsize=(5.2, height), layout="constrained")[1]


def _named(ax: Any, title: str, x: str, y: str) -> Any:
    ax.set(title=title, xlabel=x, ylabel=y)
    ax.grid(alpha=0.25)
    if ax.get_legend_handles_labels()[0]:
        ax.legend(fontsize="small", framealpha=0.6)
    return ax


def _sides(report: Any, label: Optional[str]) -> Any:
    labels: List[str] = list(report.labels)
    label = labels[0] if label is None else label
    if label not in labels:
        raise BadInputError(f"there is no label `{label}` in this report: it has {', '.join(labels)}")
    scores, truths, _ = report._labelled.sides(label)
    if truths.all() or not truths.any():
        raise BadInputError(f"`{label}` needs texts of which it is true, and others of which it is not")
    return label, scores, truths


def _cumulated(scores: Any, truths: Any) -> Any:
    """For each different score, how many texts reach it, and how many of those are true."""
    import numpy

    order = numpy.argsort(-scores, kind="stable")
    last: Any = numpy.append(numpy.diff(scores[order]) != 0, True)
    return (numpy.arange(len(order)) + 1)[last], numpy.cumsum(truths[order])[last]


def _numbers(table: Any, label: str) -> Any:
    import numpy

    numbers = numpy.asarray(table[label], dtype=float)
    return numbers[~numpy.isnan(numbers)]
