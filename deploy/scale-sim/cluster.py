"""Pods that take time to start, and texts that find one or do not: a trace against one way to scale.

A step is 15 seconds, which is how often Prometheus scrapes and the HPA looks. Whoever decides knows only what
was measured until the step before.
"""

import math
from collections import deque
from dataclasses import dataclass

from traces import STEP_S

# A core that finds something in most texts: 184 a second on two (benches/results/2026-11-26-http.md).
POD_TEXTS_A_S = 100.0
START_S = 30
# What would wait for longer is refused.
PATIENCE_S = 5.0


@dataclass
class Measured:
    """What can be known at a step."""

    # koko:texts:rate1m counts what was answered, not what was asked.
    answered_a_s: float
    # The mean over ready pods, 0 to 1.
    utilization: float
    # koko_inflight of all pods.
    in_flight: float
    ready: int


@dataclass
class Outcome:
    """How it went. Shares are of all texts."""

    # Found no free pod when they came: they waited, or were refused.
    shortfall: float
    refused: float
    pod_hours: float
    # Against as many pods as are just enough at each step.
    pods_of_ideal: float
    replicas: list[int]
    ready: list[int]
    short_a_s: list[float]


def run(load, autoscaler, desired):
    """`desired(step, measured)` is what is asked for: a number of replicas, or None if nothing is known."""
    ready, starting = autoscaler.replicas, deque()
    waiting = refused = short = pod_steps = ideal = 0.0
    answered, busy = deque([load[0]] * 4, 4), deque([0.5] * 2, 2)
    in_flight = 0.0
    replicas, readies, shorts = [], [], []
    for step, arriving in enumerate(load):
        now = step * STEP_S
        while starting and starting[0][0] <= now:
            ready += starting.popleft()[1]
        measured = Measured(sum(answered) / 4, sum(busy) / 2, in_flight, ready)
        before = autoscaler.replicas
        after = autoscaler.step(now, desired(step, measured))
        if after > before:
            starting.append((now + START_S, after - before))
        elif after < before:
            ready = stop(before - after, starting, ready)
        capacity = ready * POD_TEXTS_A_S
        done = min(capacity, arriving + waiting / STEP_S)
        waiting = waiting + (arriving - done) * STEP_S
        kept = min(waiting, capacity * PATIENCE_S)
        refused += waiting - kept
        waiting = kept
        missing = max(0.0, arriving - capacity)
        short += missing * STEP_S
        answered.append(done)
        share = done / capacity if capacity else 1.0
        busy.append(share)
        # In service by Little's law, in the queue before it (M/D/1), and what waits for want of pods.
        in_flight = ready * (share + min(share, 0.98) ** 2 / (2 * (1 - min(share, 0.98)))) + waiting
        pod_steps += after
        ideal += max(autoscaler.least, math.ceil(arriving / POD_TEXTS_A_S))
        replicas.append(after)
        readies.append(ready)
        shorts.append(missing)
    texts = sum(load) * STEP_S
    return Outcome(
        shortfall=short / texts,
        refused=refused / texts,
        pod_hours=pod_steps * STEP_S / 3600,
        pods_of_ideal=pod_steps / ideal,
        replicas=replicas,
        ready=readies,
        short_a_s=shorts,
    )


def stop(count, starting, ready):
    """Pods that have not started go first."""
    while count and starting:
        due, number = starting.pop()
        if number > count:
            starting.append((due, number - count))
            return ready
        count -= number
    return ready - count
