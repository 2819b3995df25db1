"""Whether Koko keeps its limits on this machine: throughput, one text alone and beside a job, memory, start.

    make bench-limits     or: .venv/bin/python benches/limits.py [--rounds 3] [--stream FILE] [--page FILE]

Everything is measured once in each round, one after the other. `--stream` takes JSON lines with the field `text`, in
the mix of somebody's traffic, and measures the cascade on them: what it makes of made-up comments says nothing.
"""

from __future__ import annotations

import argparse
import json
import os
import re
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE / "peers"))

from koko_peers.machine import commit, cores, cpu_flags, cpu_name  # noqa: E402

ROOT = HERE.parent
RELEASE = ROOT / "target" / "release"
BUNDLE = ROOT / "models" / "koko-en-1"
TEXTS = 2_000
SECONDS = 5.0
STARTS = 20

TEMPLATE = """\
# Koko and its limits, {date}, {cpu}, {cores} cores

Made by `make bench-limits`; not edited by hand.

- **Machine**: {cpu}, {cores} cores, {flags}.
- **Koko**: commit {commit}, bundle {bundle}, {cores} threads for the model, nothing remembered.
- **Texts**: {texts:,} made-up comments (seeded, `benches/lib.rs`), cut to one window.{stream}
- **Rounds**: {rounds}; the median, in brackets the lowest and the highest. A start is the median of {starts} in each.

{table}
"""


@dataclass(frozen=True)
class Limit:
    """A figure, and what it may be at the least or at the most; nothing if it is only told."""

    what: str
    unit: str
    at_least: float | None = None
    at_most: float | None = None

    def holds(self, value: float) -> bool:
        return (self.at_least or 0) <= value <= (self.at_most or float("inf"))

    @property
    def told(self) -> str:
        if self.at_least is not None:
            return f"≥ {self.at_least:,g}"
        return f"≤ {self.at_most:,g}" if self.at_most is not None else ""


MANY = Limit("all texts in one call", "texts/s", at_least=1_500)
MANY_ORT = Limit("the same through ONNX Runtime", "texts/s")
# Tiles of int8 are what it was made for; without them it has to be no slower.
HAS_TILES = "amx_int8" in cpu_flags()
RATIO = Limit("Koko's own engine beside ONNX Runtime", "times", at_least=2 if HAS_TILES else 1)
P50 = Limit("one text alone, median", "ms", at_most=2)
P99 = Limit("one text alone, 99th percentile", "ms", at_most=6)
BUSY = Limit("one text beside a job that wants every core, 99th percentile", "times that without", at_most=2)
MEMORY = Limit("resident memory with a session a core", "MB", at_most=250)
MEMORY_ORT = Limit("the same through ONNX Runtime", "MB", at_most=250)
START = Limit("`koko score`, from the start to the answer to one text", "ms", at_most=300)
START_ORT = Limit("the same through ONNX Runtime", "ms", at_most=300)
BALANCED = Limit("cascade balanced on the stream", "texts/s", at_least=6_000)
MAX = Limit("cascade max on the stream", "texts/s", at_least=6_000)
OFF = Limit("no cascade on the stream", "texts/s")
CLEARED = Limit("of the stream, cleared by balanced", "%")
CLEARED_MAX = Limit("of the stream, cleared by max", "%")


@dataclass
class Seen:
    """What was measured, in the order of the limits."""

    rounds: dict[Limit, list[float]] = field(default_factory=dict)

    def note(self, limit: Limit, value: float) -> None:
        self.rounds.setdefault(limit, []).append(value)
        print(f"{limit.what}: {written(value)} {limit.unit}", flush=True)

    def rows(self) -> list[str]:
        lines = ["| what | measured | unit | limit | kept |", "| --- | --- | --- | --- | --- |"]
        for limit, values in self.rounds.items():
            middle = statistics.median(values)
            kept = "" if not limit.told else "yes" if limit.holds(middle) else "**no**"
            spread = f"{written(middle)} ({written(min(values))} – {written(max(values))})"
            lines.append(f"| {limit.what} | {spread} | {limit.unit} | {limit.told} | {kept} |")
        return lines


def written(value: float) -> str:
    return f"{value:,.0f}" if value >= 100 else f"{value:.1f}" if value >= 10 else f"{value:.2f}"


def watched(command: list[str]) -> tuple[str, float]:
    """What a program says, and the most memory that it had, in MB."""
    with tempfile.TemporaryFile() as out:
        child = subprocess.Popen(command, stdout=out)
        _, status, usage = os.wait4(child.pid, 0)
        child.returncode = os.waitstatus_to_exitcode(status)
        if child.returncode != 0:
            raise SystemExit(f"{' '.join(command)} ended with {child.returncode}")
        out.seek(0)
        return out.read().decode(), usage.ru_maxrss * 1024 / 1e6


def throughput(seen: Seen, texts: Path) -> None:
    def rate(engine: str) -> tuple[float, float]:
        said, memory = watched([*pipeline(texts, cores()), "--engine", engine, "time", "many", str(SECONDS)])
        timed = json.loads(said)
        return timed["count"] / timed["seconds"], memory

    (own, memory), (runtime, memory_of_runtime) = rate("auto"), rate("ort")
    seen.note(MANY, own)
    seen.note(MANY_ORT, runtime)
    seen.note(RATIO, own / runtime)
    seen.note(MEMORY, memory)
    seen.note(MEMORY_ORT, memory_of_runtime)


def alone(seen: Seen, texts: Path) -> None:
    said, _ = watched([*pipeline(texts, cores()), "time", "single", str(SECONDS)])
    each = sorted(json.loads(said)["each"])
    for limit, share in ((P50, 0.5), (P99, 0.99)):
        seen.note(limit, 1e3 * each[int(share * (len(each) - 1))])


def beside_a_job(seen: Seen) -> None:
    command = ["cargo", "bench", "--workspace", "--locked", "--quiet", "--bench", "lanes"]
    said = subprocess.run(command, cwd=ROOT, check=True, stdout=subprocess.PIPE, text=True).stdout
    found = re.search(r"busy / idle .*p99 ([0-9.]+)", said)
    if found is None:
        raise SystemExit(f"benches/lanes.rs said something else than expected: {said}")
    seen.note(BUSY, float(found[1]))


def start(seen: Seen, folder: Path) -> None:
    file = folder / "one.jsonl"
    file.write_text('{"text": "see you at noon"}\n')
    for limit, options in ((START, []), (START_ORT, ["--engine", "ort"])):
        times = []
        for _ in range(STARTS):
            begun = time.perf_counter()
            subprocess.run([RELEASE / "koko", "score", *options, file], check=True, stdout=subprocess.PIPE)
            times.append(time.perf_counter() - begun)
        seen.note(limit, 1e3 * statistics.median(times))


def cascade(seen: Seen, stream: Path) -> None:
    count = sum(1 for _ in stream.open(encoding="utf-8"))
    options = ["--texts", stream, "--count", str(count), "--threads", str(cores()), "--bundle", BUNDLE]
    said, _ = watched([str(RELEASE / "cascade"), *map(str, options)])
    modes = {mode["cascade"]: mode for mode in json.loads(said)["cascade"]}
    for limit, mode in ((OFF, "off"), (BALANCED, "balanced"), (MAX, "max")):
        seen.note(limit, modes[mode]["texts_per_second"])
    for limit, mode in ((CLEARED, "balanced"), (CLEARED_MAX, "max")):
        seen.note(limit, 100 * modes[mode]["cleared_share"])


def pipeline(texts: Path, threads: int) -> list[str]:
    options = {"bundle": BUNDLE, "threads": threads, "texts": texts}
    flags = [str(part) for name, value in options.items() for part in (f"--{name}", value)]
    return [str(RELEASE / "koko-pipeline"), *flags]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--stream", type=Path, help="JSON lines of somebody's traffic, for the cascade")
    parser.add_argument("--about", default="", help="what the page says about the stream")
    parser.add_argument("--page", type=Path, help="write the figures there, too")
    options = parser.parse_args()
    seen = Seen()
    with tempfile.TemporaryDirectory() as named:
        folder = Path(named)
        texts = folder / "texts.jsonl"
        subprocess.run([*pipeline(texts, 1), "write", str(TEXTS)], check=True)
        work: list[Callable[[], None]] = [
            lambda: throughput(seen, texts),
            lambda: alone(seen, texts),
            lambda: beside_a_job(seen),
            lambda: start(seen, folder),
        ]
        if options.stream:
            work.append(lambda: cascade(seen, options.stream))
        for number in range(options.rounds):
            print(f"round {number + 1}", flush=True)
            for each in work:
                each()
    table = "\n".join(seen.rows())
    print(table)
    if options.page:
        about = f"\n- **Stream**: {options.about}" if options.about else ""
        options.page.write_text(
            TEMPLATE.format(
                date=date.today(),
                cpu=cpu_name(),
                cores=cores(),
                flags=", ".join(f"`{flag}`" for flag in cpu_flags()),
                commit=commit(),
                bundle=BUNDLE.name,
                texts=TEXTS,
                stream=about,
                rounds=options.rounds,
                starts=STARTS,
                table=table,
            )
        )


if __name__ == "__main__":
    main()
