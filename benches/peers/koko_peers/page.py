"""Makes the page of results and its plot. Both are made anew each time: nobody edits them."""

from __future__ import annotations

import datetime
import statistics
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import matplotlib

from koko_peers import kernels, machine
from koko_peers.programs import PROGRAMS, Program
from koko_peers.rounds import Results, Round, Run

matplotlib.use("svg")
# The same figures give the same file.
matplotlib.rcParams |= {"svg.hashsalt": "koko", "svg.fonttype": "none", "font.family": "sans-serif"}


@dataclass(frozen=True)
class Conditions:
    """What was measured, apart from the machine."""

    bundle: str
    texts: int
    median_tokens: float
    mean_tokens: float
    rounds: int
    seconds: float
    operations_per_text: float
    # What `benches/roofline.rs` prints.
    roofline: dict[str, Any]
    # What `kernels.look` found.
    kernels: dict[str, kernels.Found] | str


@dataclass(frozen=True)
class Spread:
    """A figure of several rounds."""

    median: float
    low: float
    high: float

    def written(self, form: Callable[[float], str]) -> str:
        return f"{form(self.median)} ({form(self.low)} – {form(self.high)})"


def spread(values: Sequence[float]) -> Spread:
    return Spread(statistics.median(values), min(values), max(values))


def quantile(values: Sequence[float], share: float) -> float:
    """The smallest value that is as large as `share` of them."""
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(share * len(ordered)))]


def plain(value: float) -> str:
    """Three figures that count."""
    return f"{value:,.0f}" if value >= 100 else f"{value:.1f}" if value >= 10 else f"{value:.2f}"


def rates(rounds: list[Round]) -> Spread:
    return spread([each.texts_per_second for each in rounds])


def times(rounds: list[Round], share: float) -> Spread:
    """A quantile of the single requests in milliseconds."""
    return spread([1e3 * quantile(each.each_seconds, share) for each in rounds])


def rate_ratio(koko: list[Round], peer: list[Round]) -> Spread:
    """How many times as fast Koko is, round by round."""
    return spread([ours.texts_per_second / theirs.texts_per_second for ours, theirs in zip(koko, peer, strict=True)])


def time_ratio(koko: list[Round], peer: list[Round], share: float) -> Spread:
    """How many times as long the peer takes for a single request, over the texts that it got."""
    return spread(
        [
            quantile(theirs.each_seconds, share) / quantile(ours.each_seconds[: theirs.count], share)
            for ours, theirs in zip(koko, peer, strict=True)
        ]
    )


def table(heading: Sequence[str], rows: Sequence[Sequence[str]]) -> list[str]:
    return [f"| {' | '.join(row)} |" for row in (heading, ["---"] * len(heading), *rows)]


def rounds_with(results: Results, threads: int) -> dict[Run, list[Round]]:
    return {run: rounds for run, rounds in results.rounds.items() if run.threads == threads}


def throughput_rows(results: Results, threads: int) -> list[list[str]]:
    runs = {
        run: rounds for run, rounds in results.rounds.items() if run.threads == threads and not run.program.is_single
    }
    koko = koko_of(runs)
    rows = []
    for run, rounds in runs.items():
        ratio = rate_ratio(koko, rounds).written(plain) if koko and not run.program.is_koko else ""
        rows.append([run.program.title, rates(rounds).written(plain), ratio, f"{min(each.count for each in rounds):,}"])
    return rows


def single_rows(results: Results, threads: int) -> list[list[str]]:
    runs = {run: rounds for run, rounds in rounds_with(results, threads).items() if run.program.is_single}
    koko = koko_of(runs)
    rows = []
    for run, rounds in runs.items():
        figures = [times(rounds, share).written(plain) for share in (0.5, 0.99)]
        compared = koko is not None and not run.program.is_koko
        ratios = [time_ratio(koko or [], rounds, share).written(plain) if compared else "" for share in (0.5, 0.99)]
        rows.append([run.program.title, *figures, *ratios, f"{min(each.count for each in rounds):,}"])
    return rows


def koko_of(runs: dict[Run, list[Round]]) -> list[Round] | None:
    return next((rounds for run, rounds in runs.items() if run.program.is_koko), None)


def thread_counts(results: Results) -> list[int]:
    return sorted({run.threads for run in results.rounds})


def threads_title(threads: int) -> str:
    return "1 thread" if threads == 1 else f"{threads} threads"


def comparison(results: Results) -> list[str]:
    """The tables of ratios, as the command prints them and the page has them."""
    lines = []
    for threads in thread_counts(results):
        lines += [f"## All texts, {threads_title(threads)}", ""]
        lines += table(
            ["program", "texts/s", "Koko is so many times as fast", "texts timed"], throughput_rows(results, threads)
        )
        lines += ["", f"## Single requests, {threads_title(threads)}", ""]
        heading = ["program", "p50, ms", "p99, ms", "Koko is so many times as fast, p50", "p99", "texts timed"]
        lines += [*table(heading, single_rows(results, threads)), ""]
    return lines


def write_page(results: Results, conditions: Conditions, folder: Path) -> Path:
    """Write the page and its plot; gives the page's path."""
    folder.mkdir(parents=True, exist_ok=True)
    today = datetime.date.today().isoformat()
    page = folder / f"{today}-{machine.slug()}.md"
    draw(results, page.with_suffix(".svg"))
    lines = [
        f"# Koko and others, {today}, {machine.cpu_name()}, {machine.cores()} cores",
        "",
        "Made by `make bench-peers`; not edited by hand.",
        "",
        f"![Texts a second]({page.with_suffix('.svg').name})",
        "",
        *description(conditions),
        "",
        *comparison(results),
        *roofline_lines(results, conditions),
        *kernels.as_lines(conditions.kernels),
        *agreement_lines(results),
    ]
    page.write_text("\n".join(lines).rstrip() + "\n", encoding="utf-8")
    return page


def description(conditions: Conditions) -> list[str]:
    flags = ", ".join(f"`{flag}`" for flag in machine.cpu_flags()) or "none of note"
    versions = ", ".join(f"{name} {version}" for name, version in machine.versions().items())
    return [
        f"- **Machine**: {machine.cpu_name()}, {machine.cores()} cores, {flags}.",
        f"- **Koko**: commit {machine.commit()}, bundle {conditions.bundle}.",
        f"- **Versions**: {versions}.",
        f"- **Texts**: {conditions.texts:,} made-up comments (seeded, `benches/lib.rs`), "
        f"median {conditions.median_tokens:.0f} and mean {conditions.mean_tokens:.1f} tokens, none above one window.",
        f"- **Rounds**: {conditions.rounds}, all programs in turn in each, every one in a process of its own that is "
        f"limited to as many cores as it has threads. A slow program gets as many of the first texts as fit twice in "
        f"{conditions.seconds:.0f} seconds (single requests: {conditions.seconds / 2:.0f}); the second time counts. "
        "Texts/s are of the mean length of all texts.",
        "- **Figures**: the median of the rounds, and in brackets the lowest and the highest. "
        "Ratios are taken round by round.",
        "- **Weights**: those of the bundle. fp32 weights are the bundle's bytes times their scales. Koko normalizes, "
        "windows and calibrates besides; the others tokenize and run.",
    ]


def roofline_lines(results: Results, conditions: Conditions) -> list[str]:
    """What the chip can do, and how much of it each program uses in its best way."""
    roofline = conditions.roofline
    rows = []
    for run, rounds in best_ways(results):
        # The peaks are those of one thread and of all.
        if run.threads not in (1, roofline["threads"]):
            continue
        reached = rates(rounds).median * conditions.operations_per_text
        peaks = [peak(roofline, kind, run.threads) for kind in ("int8", run.program.arithmetic.name)]
        shares = [f"{100 * reached / best:.1f} %" if best else "" for best in peaks]
        rows.append([run.program.title, threads_title(run.threads), f"{reached / 1e12:.3f}", *shares])
    instructions = [
        [each["instruction"], each["kind"], *(f"{each[threads] / 1e12:.3f}" for threads in ("one", "all"))]
        for each in roofline["peaks"]
    ]
    reads = [
        [each["level"], f"{each['bytes'] / 2**20:.1f}", *(f"{each[threads] / 1e9:.0f}" for threads in ("one", "all"))]
        for each in roofline["reads"]
    ]
    return [
        "## What the chip can do",
        "",
        *table(["instruction", "computes in", "TOP/s, 1 thread", f"{roofline['threads']} threads"], instructions),
        "",
        *table(["reads from", "MiB a thread", "GB/s, 1 thread", f"{roofline['threads']} threads"], reads),
        "",
        f"A text costs {conditions.operations_per_text / 1e9:.2f} G operations on average: matrix products and "
        "attention, a multiplication and an addition counted as two, padding not counted.",
        "",
        *table(["program", "threads", "TOP/s reached", "of the int8 peak", "of the peak of what it computes in"], rows),
        "",
    ]


def best_ways(results: Results) -> list[tuple[Run, list[Round]]]:
    """Of each program and number of threads, the run with the most texts a second."""
    best: dict[tuple[str, int], tuple[Run, list[Round]]] = {}
    for run, rounds in results.rounds.items():
        if not run.program.is_single:
            former = best.setdefault((run.program.name, run.threads), (run, rounds))
            if rates(rounds).median > rates(former[1]).median:
                best[(run.program.name, run.threads)] = (run, rounds)
    return list(best.values())


def peak(roofline: dict[str, Any], kind: str, threads: int) -> float | None:
    """The best of the instructions of a kind; nothing if the processor has none."""
    which = "one" if threads == 1 else "all"
    return max((each[which] for each in roofline["peaks"] if each["kind"] == kind), default=None)


def agreement_lines(results: Results) -> list[str]:
    """How near every program comes to the fp32 graph, and who was not timed."""
    programs = [each for each in PROGRAMS if each in results.differences or each in results.refused]
    rows = [
        [
            program.title + (", one by one" if program.is_single else ""),
            *(
                [f"{figure:.5f}" for figure in results.differences[program]]
                if program in results.differences
                else ["", ""]
            ),
            f"{program.arithmetic.mean:g} / {program.arithmetic.largest:g}",
            results.refused.get(program, "yes"),
        ]
        for program in programs
    ]
    return [
        "## Do they compute the same?",
        "",
        "The difference of logits to those of the fp32 graph, one text at a time in ONNX Runtime; whoever is above its "
        "tolerance is not timed.",
        "",
        *table(["program", "mean", "largest", "tolerance, mean / largest", "timed"], rows),
    ]


def draw(results: Results, file: Path) -> None:
    """Bars of texts a second with their spread, a panel for each number of threads."""
    import matplotlib.pyplot as plt

    counts = thread_counts(results)
    timed = {run.program for run in results.rounds}
    programs = [program for program in PROGRAMS if program in timed and not program.is_single]
    figure, panels = plt.subplots(
        1, len(counts), figsize=(5 + 3.5 * len(counts), 1 + 0.32 * len(programs)), sharey=True, squeeze=False
    )
    for panel, threads in zip(panels[0], counts, strict=True):
        for place, program in enumerate(programs):
            bar(panel, place, program, results.rounds.get(Run(program, threads)))
        panel.set_title(threads_title(threads), fontsize=10)
        panel.set_xlabel("texts/s", fontsize=9)
        panel.margins(x=0.15)
        panel.spines[["top", "right"]].set_visible(False)
    panels[0][0].set_yticks(range(len(programs)), [program.title for program in programs], fontsize=8)
    panels[0][0].invert_yaxis()
    figure.savefig(file, bbox_inches="tight", metadata={"Date": None})
    plt.close(figure)


def bar(panel: Any, place: int, program: Program, rounds: list[Round] | None) -> None:
    if not rounds:
        return
    rate = rates(rounds)
    around = [[rate.median - rate.low], [rate.high - rate.median]]
    colour = "#b5412a" if program.is_koko else "#8a94a3"
    panel.barh(place, rate.median, xerr=around, color=colour, height=0.7, ecolor="#222222", capsize=2)
    panel.annotate(
        plain(rate.median), (rate.high, place), xytext=(4, 0), textcoords="offset points", va="center", fontsize=8
    )
