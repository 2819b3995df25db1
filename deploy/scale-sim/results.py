"""Every way on every kind of trace, with five seeds; and the table of it."""

import json
import statistics
from pathlib import Path

import history
import policies
import shipped
from traces import KINDS, STEP_S, STEPS_A_DAY, trace

RESULTS = Path(__file__).resolve().parent / "golden/results.json"
SEEDS = (1, 2, 3, 4, 5)
# The second week counts; the first is what it is expected by.
WEEK = 7
MONDAY = 1_699_833_600
# So far apart lie the seeds in the past of one Prometheus that no one sees another's.
APART_S = 40 * 86_400


def minutely(load):
    """koko:texts:rate1m of a load."""
    rates, total = [], 0.0
    for step, value in enumerate(load):
        total += value - (load[step - 4] if step >= 4 else 0.0)
        rates.append(total / min(4, step + 1))
    return rates


def weeks(kind, seeds, check=None):
    """The load of the second week, and what the shipped PromQL expects in it, for each seed.

    `check` is called with Prometheus, and with the second at which a seed's second week begins.
    """
    loads = {seed: trace(seed, 2 * WEEK, KINDS[kind]) for seed in seeds}
    begins = {seed: MONDAY + number * APART_S for number, seed in enumerate(seeds)}
    past = [("koko:texts:rate1m", begins[seed], minutely(load)) for seed, load in loads.items()]
    found = {}
    with history.prometheus(past, STEP_S) as ask:
        for seed, load in loads.items():
            second_week = begins[seed] + WEEK * 86_400
            expected = ask(
                shipped.expressions()["koko:texts:expected"], second_week, second_week + WEEK * 86_400
            )
            found[seed] = load[WEEK * STEPS_A_DAY :], expected
            if check:
                check(ask, second_week, *found[seed])
    return found


def figures(outcome, aim, ours):
    return {
        "aim": aim,
        "shortfall_percent": round(100 * outcome.shortfall, 4),
        "refused_percent": round(100 * outcome.refused, 4),
        "pod_hours": round(outcome.pod_hours, 2),
        "pods_of_ideal": round(outcome.pods_of_ideal, 4),
        "pods_of_ours": round(outcome.pod_hours / ours.pod_hours, 4),
        "shortfall_of_theirs": round(ours.shortfall / outcome.shortfall, 4) if outcome.shortfall else None,
    }


def of_week(load, expected):
    """All ways on one week."""
    outcomes = {way.name: (way.aim, policies.tried(way, way.aim, load, expected)) for way in policies.FIXED}
    ours = outcomes[policies.OURS.name][1]
    for way in policies.AT_OUR_COST:
        outcomes[way.name] = policies.at_cost(way, ours.pod_hours, load, expected)
    return {name: figures(outcome, aim, ours) for name, (aim, outcome) in outcomes.items()}


def compute(kinds=KINDS, seeds=SEEDS):
    """Everything: a few minutes."""
    return {kind: {str(seed): of_week(*week) for seed, week in weeks(kind, seeds).items()} for kind in kinds}


def read():
    return json.loads(RESULTS.read_text())


def spread(values, digits):
    """The mean, and the lowest and the highest in brackets."""
    low, high = min(values), max(values)
    return f"{statistics.mean(values):.{digits}f} ({low:.{digits}f} – {high:.{digits}f})"


COLUMNS = (
    "scaled by",
    "aim",
    "pods, of ours",
    "pods, of just enough",
    "shortfall, % of texts",
    "refused, %",
    "our shortfall, of theirs",
)


def table(results):
    """In Markdown, one for each kind of trace."""
    lines = []
    for kind, by_seed in results.items():
        lines += [
            f"### {kind[0].upper()}{kind[1:]}",
            "",
            "| " + " | ".join(COLUMNS) + " |",
            "| --- " * len(COLUMNS) + "|",
        ]
        for way in next(iter(by_seed.values())):
            rows = [ways[way] for ways in by_seed.values()]
            cells = [
                way,
                aims([row["aim"] for row in rows]),
                spread([row["pods_of_ours"] for row in rows], 2),
                spread([row["pods_of_ideal"] for row in rows], 2),
                spread([row["shortfall_percent"] for row in rows], 3),
                spread([row["refused_percent"] for row in rows], 3),
                spread([row["shortfall_of_theirs"] for row in rows], 2),
            ]
            if way == policies.OURS.name:
                cells[2], cells[-1] = "1", ""
            lines.append(f"| {' | '.join(cells)} |")
        lines.append("")
    return "\n".join(lines)


def aims(values):
    low, high = min(values), max(values)
    return f"{low:.3g}" if low == high else f"{low:.3g} – {high:.3g}"
