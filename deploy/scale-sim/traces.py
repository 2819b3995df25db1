"""Made-up traffic of a platform with 100 million texts a day: texts a second, a value every 15 seconds.

Tides of day and week with noise, customers' batch jobs that start at once and pause, a batch every night, and
a day on which everybody comes. No public trace of this kind is known to us; what is assumed stands here.
"""

import math
import random
from dataclasses import dataclass

STEP_S = 15
STEPS_A_DAY = 24 * 3600 // STEP_S
TEXTS_A_DAY = 100_000_000
# Every day at about these hours, one job each; one day of ten is skipped.
HABITS = ((6.5, 900), (13.0, 600), (19.75, 700))
NIGHTLY_AT_H, NIGHTLY_TEXTS_A_S, NIGHTLY_H = 2.0, 1_500, 2.0
JOBS_OF_CHANCE_A_DAY = 4


@dataclass(frozen=True)
class Kind:
    """What a trace has."""

    nightly: bool = True
    habits: bool = True
    # How many seconds what comes every day may be early or late.
    early_or_late_s: int = 300
    viral_day: int | None = None


KINDS = {
    "all of it": Kind(),
    "jobs an hour early or late": Kind(early_or_late_s=3600),
    "without the nightly batch": Kind(nightly=False),
    "nothing but tides recurs": Kind(nightly=False, habits=False),
    "a viral day": Kind(viral_day=9),
}


def trace(seed, days, kind=KINDS["all of it"]):
    """Texts a second at each step. One seed gives the same tides for every kind."""
    load = tides(random.Random(f"tides {seed}"), days)
    if kind.viral_day is not None:
        go_viral(load, kind.viral_day)
    rng = random.Random(f"jobs {seed}")
    for day in range(days):
        for hour, size in HABITS:
            comes = rng.random() < 0.9
            start = (
                hour * 3600 + kind.early_or_late_s * rng.uniform(-1, 1)
                if kind.habits
                else rng.uniform(0, 86_400)
            )
            minutes = rng.uniform(30, 90)
            if comes:
                add_job(load, rng, day, start, minutes, size * rng.uniform(0.8, 1.2))
        for _ in range(JOBS_OF_CHANCE_A_DAY):
            add_job(load, rng, day, rng.uniform(0, 86_400), rng.uniform(15, 60), rng.uniform(200, 900))
        start = NIGHTLY_AT_H * 3600 + kind.early_or_late_s * rng.uniform(-1, 1)
        size = NIGHTLY_TEXTS_A_S * rng.uniform(0.9, 1.1)
        if kind.nightly:
            add_job(load, rng, day, start, NIGHTLY_H * 60, size)
    return load


def tides(rng, days):
    """Day and night, weekends, days that differ, and noise that lasts for some minutes."""
    load, noise = [], 0.0
    base = 0.89 * TEXTS_A_DAY / 86_400
    for day in range(days):
        size = base * (0.85 if day % 7 >= 5 else 1.0) * math.exp(rng.gauss(0, 0.04))
        for step in range(STEPS_A_DAY):
            hour = step * STEP_S / 3600
            tide = (
                1
                + 0.55 * math.cos((hour - 20) / 24 * 2 * math.pi)
                + 0.15 * math.cos((hour - 13) / 12 * 2 * math.pi)
            )
            noise = 0.98 * noise + rng.gauss(0, 0.008)
            load.append(size * tide * math.exp(noise))
    return load


def add_job(load, rng, day, start_s, minutes, size):
    """Full speed at once; it works for 5 to 20 minutes, and pauses for 2 to 12."""
    at = day * 86_400 + start_s
    end = at + minutes * 60
    while at < end:
        until = min(end, at + rng.uniform(300, 1200))
        for step in range(int(at / STEP_S), min(len(load), int(until / STEP_S))):
            load[step] += size
        at = until + rng.uniform(120, 720)


def go_viral(load, day):
    """Three times as many people from ten o'clock to midnight, all of them there within ten minutes."""
    first = day * STEPS_A_DAY + 10 * 3600 // STEP_S
    for step in range(first, min(len(load), (day + 1) * STEPS_A_DAY)):
        load[step] *= 1 + 2 * min(1.0, (step - first) * STEP_S / 600)
