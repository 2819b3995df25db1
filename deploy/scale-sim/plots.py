"""What the results look like."""

from pathlib import Path

import matplotlib
import matplotlib.pyplot as plt

import policies
import results
from traces import STEPS_A_DAY

HERE = Path(__file__).resolve().parent
matplotlib.use("svg")
# Files that are the same each time.
matplotlib.rcParams |= {"svg.hashsalt": "koko", "font.size": 9, "svg.fonttype": "none"}
COLORS = {"ours: load and past": "#0b7285", "CPU": "#e8590c"}
EVERY = 8


def save(figure, name):
    figure.tight_layout()
    figure.savefig(HERE / name, metadata={"Date": None, "Creator": None})
    plt.close(figure)


def shortfalls(found):
    """The shortfall of each way that costs as much, by kind of trace."""
    ways = [policies.OURS.name, *(way.name for way in policies.AT_OUR_COST)]
    figure, axes = plt.subplots(figsize=(8, 3.6))
    height = 0.8 / len(ways)
    for number, way in enumerate(ways):
        for place, by_seed in enumerate(found.values()):
            values = [ways[way]["shortfall_percent"] for ways in by_seed.values()]
            y = place + (number - (len(ways) - 1) / 2) * height
            mean = sum(values) / len(values)
            axes.barh(y, mean, height, color=f"C{number}", label=way if place == 0 else None)
            axes.plot([min(values), max(values)], [y, y], color="black", linewidth=0.8)
    axes.set_yticks(range(len(found)), list(found))
    axes.invert_yaxis()
    axes.set_xlabel("texts that found no free pod, % (mean and range of five seeds)")
    axes.set_title("Shortfall at equal cost: all have the pod-hours of ours (± 2 %)")
    axes.legend(frameon=False)
    save(figure, "shortfall.svg")


def costs(found):
    """What each way costs and how much it falls short, a point for each seed."""
    kinds = ("all of it", "nothing but tides recurs")
    figure, all_axes = plt.subplots(1, 2, figsize=(10, 3.6), sharey=True)
    for axes, kind in zip(all_axes, kinds, strict=True):
        for number, way in enumerate(policies.ALL):
            rows = [ways[way.name] for ways in found[kind].values()]
            pods, short = [row["pods_of_ideal"] for row in rows], [row["shortfall_percent"] for row in rows]
            axes.scatter(pods, short, 14, color=f"C{number}", label=way.name)
        axes.set_title(kind[0].upper() + kind[1:])
        axes.set_xlabel("pods, of just enough")
        axes.set_ylim(0)
    all_axes[0].set_ylabel("shortfall, % of texts")
    all_axes[1].legend(frameon=False)
    save(figure, "costs.svg")


def days(found):
    """Pods on one day, scaled by ours and by a CPU that costs as much."""
    figure, all_axes = plt.subplots(2, 2, figsize=(10, 5), sharex="col", height_ratios=(3, 1))
    for column, (kind, day, title) in enumerate(
        (("all of it", 3, "A day with a batch at night, and jobs"), ("a viral day", 2, "A viral day"))
    ):
        load, expected = results.weeks(kind, (1,))[1]
        aim = found[kind]["1"]["CPU"]["aim"]
        ways = (policies.OURS, policies.OURS.aim), (policies.AT_OUR_COST[0], aim)
        steps = slice(day * STEPS_A_DAY, (day + 1) * STEPS_A_DAY, EVERY)
        hours = [number * EVERY * 24 / STEPS_A_DAY for number in range(STEPS_A_DAY // EVERY)]
        upper, lower = all_axes[0][column], all_axes[1][column]
        upper.fill_between(
            hours, [value / 100 for value in load[steps]], color="#dee2e6", label="pods just enough"
        )
        for way, at in ways:
            outcome = policies.tried(way, at, load, expected)
            upper.plot(hours, outcome.replicas[steps], color=COLORS[way.name], linewidth=1, label=way.name)
            first = day * STEPS_A_DAY
            short = [
                sum(outcome.short_a_s[first + i * EVERY : first + (i + 1) * EVERY]) / EVERY
                for i in range(len(hours))
            ]
            lower.plot(hours, short, color=COLORS[way.name], linewidth=1)
        upper.set_title(title)
        upper.legend(frameon=False, loc=("upper center", "upper left")[column])
        lower.set_xlabel("hour")
        lower.set_xlim(0, 24)
    all_axes[0][0].set_ylabel("pods")
    all_axes[1][0].set_ylabel("texts/s short")
    save(figure, "days.svg")
