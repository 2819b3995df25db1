"""From texts a second to machines, money, watts and bytes: plain functions of the numbers in `inputs.toml`.

What is not known is None, and so is everything that needs it.
"""

import math
import tomllib
from dataclasses import dataclass, replace
from pathlib import Path

INPUTS = Path(__file__).resolve().parent / "inputs.toml"
STATES = ("measured", "assumed", "not measured")
DAY_S, MONTH_H, GB = 86_400, 730, 1e9
# A higher value of these makes everything cheaper.
THE_MORE_THE_BETTER = {"score_per_core", "decisions_per_core_few", "decisions_per_core_all", "score_per_gpu"}


@dataclass(frozen=True)
class Input:
    """One number, and where it comes from."""

    name: str
    what: str
    unit: str
    state: str
    source: str
    value: float | None = None
    low: float | None = None
    high: float | None = None
    date: object = None
    machine: str = ""


def read(path=INPUTS):
    """All inputs by name. Refuses those that say too little of themselves."""
    inputs = {name: Input(name=name, **fields) for name, fields in tomllib.loads(path.read_text()).items()}
    for one in inputs.values():
        if one.state not in STATES:
            raise ValueError(f"{one.name} is {one.state!r}, which is none of {', '.join(STATES)}")
        if (one.value is None) != (one.state == "not measured"):
            raise ValueError(
                f"{one.name} is {one.state}: what was not measured has no value, and all else has one"
            )
        if one.state == "measured" and not (one.source and one.date and one.machine):
            raise ValueError(f"{one.name} was measured: say on which page, when, and on what")
        if one.value is not None and not one.low <= one.value <= one.high:
            raise ValueError(f"{one.name}: {one.value} is not between {one.low} and {one.high}")
    return inputs


def values(inputs, end="value", **instead):
    """Numbers by name: the usual ones, or all at their `cheap` or `dear` end. Some may be given instead."""

    def of(one):
        if end == "value" or one.value is None:
            return one.value
        return one.low if (end == "dear") == (one.name in THE_MORE_THE_BETTER) else one.high

    return {name: of(one) for name, one in inputs.items()} | instead


def decisions_per_core(known):
    """Decisions a second on one core, between those where little is found and those where much is."""
    little, much = 1 / known["decisions_per_core_few"], 1 / known["decisions_per_core_all"]
    more_found = (known["found_share"] - known["found_in_few"]) / (1 - known["found_in_few"])
    return 1 / (little + more_found * (much - little))


@dataclass(frozen=True)
class Need:
    """What so many decisions a day take."""

    decisions_a_day: float
    per_core: float
    mean_a_s: float
    peak_a_s: float
    # Busy all the time if the load never changed; kept ready on average; and at the peak.
    cores_busy: float
    cores_ready: float
    cores_at_peak: float
    machines: int
    machines_at_peak: int
    compute_month: float
    storage_month: float
    per_million: float
    kilowatts: float
    archive_gb_a_day: float
    database_gb: float
    authors: float
    authors_stored_gb: float
    authors_in_memory_gb: float
    gpus: int | None
    gpu_month: float | None
    gpu_kilowatts: float | None


def need(decisions_a_day, known):
    """Everything for one size."""
    mean = decisions_a_day / DAY_S
    per_core = decisions_per_core(known)
    busy = mean / per_core
    least = int(known["least_machines"])
    ready = max(known["least_cores"], busy * known["pods_of_ideal"])
    peak = max(known["least_cores"], busy * known["peak_of_mean"])
    archive = decisions_a_day * known["archive_record"] / GB
    database = decisions_a_day * known["decision_in_database"] * known["days_in_database"] / GB
    authors = decisions_a_day * known["authors_per_decision"]
    compute = ready * MONTH_H * known["core_hour"]
    # The twelfth month pays for a year of archive.
    storage = archive * 365 * known["object_month"] + database * known["disk_month"]
    gpus = gpu_month = gpu_kilowatts = None
    if known["score_per_gpu"]:
        ready_gpus = mean / known["score_per_gpu"] * known["pods_of_ideal"]
        gpus = math.ceil(mean / known["score_per_gpu"] * known["peak_of_mean"])
        gpu_month = max(1.0, ready_gpus) * MONTH_H * known["gpu_hour"]
        gpu_kilowatts = max(1.0, ready_gpus) * known["gpu_watts"] * known["cooling"] / 1000
    return Need(
        decisions_a_day=decisions_a_day,
        per_core=per_core,
        mean_a_s=mean,
        peak_a_s=mean * known["peak_of_mean"],
        cores_busy=busy,
        cores_ready=ready,
        cores_at_peak=peak,
        machines=max(least, math.ceil(ready / known["cores_per_machine"])),
        machines_at_peak=max(least, math.ceil(peak / known["cores_per_machine"])),
        compute_month=compute,
        storage_month=storage,
        per_million=compute / (decisions_a_day * 365 / 12 / 1e6),
        kilowatts=ready * known["core_watts"] * known["cooling"] / 1000,
        archive_gb_a_day=archive,
        database_gb=database,
        authors=authors,
        authors_stored_gb=authors * known["author_record"] / GB,
        authors_in_memory_gb=authors * known["author_in_memory"] / GB,
        gpus=gpus,
        gpu_month=gpu_month,
        gpu_kilowatts=gpu_kilowatts,
    )


def ranges(decisions_a_day, inputs, field):
    """One figure: usual, and with every number at its cheap and at its dear end."""
    return tuple(
        getattr(need(decisions_a_day, values(inputs, end)), field) for end in ("value", "cheap", "dear")
    )


def sensitivity(decisions_a_day, inputs, field="compute_month"):
    """How far one input alone moves a figure: (input, at its cheap end, at its dear end), largest first."""
    usual = values(inputs)
    moved = []
    for name, one in inputs.items():
        if one.value is None or one.low == one.high:
            continue
        sides = [usual | {name: values(inputs, end)[name]} for end in ("cheap", "dear")]
        ends = [getattr(need(decisions_a_day, known), field) for known in sides]
        if ends[0] != ends[1]:
            moved.append((one, *ends))
    return sorted(moved, key=lambda row: row[1] - row[2])


def measured_gpu(inputs, texts_a_s):
    """The inputs, had a GPU done so many texts a second. To try out: a measurement belongs in inputs.toml."""
    gpu = replace(inputs["score_per_gpu"], value=texts_a_s, low=texts_a_s, high=texts_a_s, state="assumed")
    return inputs | {"score_per_gpu": gpu}
