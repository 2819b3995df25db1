"""The ways to scale that are compared: each makes, of a number to aim at, a function of what was measured."""

from collections.abc import Callable
from dataclasses import dataclass

import shipped
from cluster import run
from hpa import DEFAULT, Autoscaler, Behavior


@dataclass(frozen=True)
class Way:
    """A metric, and how fast it may act."""

    name: str
    behavior: Behavior
    # (autoscaler, aim, expected) → desired(step, measured)
    make: Callable
    # None where it is looked for.
    aim: float | None = None


def by_cpu(autoscaler, aim, expected):
    return lambda step, seen: autoscaler.utilization(seen.utilization, aim, seen.ready)


def by_queue(autoscaler, aim, expected):
    return lambda step, seen: autoscaler.average_value(seen.in_flight, aim)


def by_load(autoscaler, aim, expected):
    return lambda step, seen: autoscaler.average_value(seen.answered_a_s, aim)


def by_load_and_past(autoscaler, aim, expected):
    share = shipped.share_of_expected()
    return lambda step, seen: autoscaler.average_value(
        max(seen.answered_a_s, share * (expected[step] or 0.0)), aim
    )


OURS = Way("ours: load and past", shipped.behavior(), by_load_and_past, shipped.target())
# As people set them. A queue cannot be had at the cost of ours: once texts wait, there are hundreds a pod.
FIXED = (
    OURS,
    Way("CPU at 70 %", DEFAULT, by_cpu, 0.7),
    Way("queue: one text in flight for each pod", DEFAULT, by_queue, 1.0),
)
AT_OUR_COST = (
    Way("CPU", DEFAULT, by_cpu),
    Way("CPU, with our behavior", shipped.behavior(), by_cpu),
    Way("load without past, with our behavior", shipped.behavior(), by_load),
)
ALL = FIXED + AT_OUR_COST
CPU_AT_OUR_COST = AT_OUR_COST[0]
# Between which the aim is looked for that costs as much as ours.
BETWEEN = {by_cpu: (0.5, 0.9), by_load: (50.0, 90.0)}


def tried(way, aim, load, expected):
    """How a way does on a trace."""
    spec = shipped.hpa()
    autoscaler = Autoscaler(way.behavior, spec["minReplicas"], spec["maxReplicas"])
    autoscaler.replicas = max(autoscaler.least, round(load[0] / shipped.target()))
    return run(load, autoscaler, way.make(autoscaler, aim, expected))


def at_cost(way, pod_hours, load, expected):
    """The aim with which a way takes as many pod-hours, and how it does with it."""
    low, high = BETWEEN[way.make]
    best = None
    for _ in range(14):
        aim = round((low + high) / 2, 4)
        outcome = tried(way, aim, load, expected)
        off = outcome.pod_hours / pod_hours - 1
        if best is None or abs(off) < best[0]:
            best = (abs(off), aim, outcome)
        if abs(off) < 0.002:
            break
        # A higher aim means fuller pods, and fewer.
        low, high = (aim, high) if off > 0 else (low, aim)
    return best[1], best[2]
