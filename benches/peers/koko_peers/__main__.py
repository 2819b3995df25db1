"""Compares Koko with other software on the same texts, weights and threads: `make bench-peers`.

Prints the ratios and writes `benches/results/<date>-<cpu>.md` with a plot. The defaults take about an hour; the figures
of one program need `--only` with a part of its name, and write no page.
"""

from __future__ import annotations

import argparse
import json
import statistics
import subprocess
from pathlib import Path

from koko_peers import kernels, machine
from koko_peers.graphs import write_all
from koko_peers.page import Conditions, comparison, write_page
from koko_peers.programs import KOKO, PEERS, PROGRAMS, ROOFLINE, ROOT, Place, Program, environment
from koko_peers.rounds import all_runs, measure, tokens_of
from koko_peers.weights import open_bundle, operations

WORK = PEERS / "work"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--bundle", type=Path, default=ROOT / "models" / "koko-en-1")
    parser.add_argument("--texts", type=int, default=2_000, help="how many texts there are")
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--seconds", type=float, default=20.0, help="how long a slow program may take in a round")
    parser.add_argument("--threads", type=int, nargs="+", default=sorted({1, machine.cores()}))
    parser.add_argument("--only", metavar="PART", help="Koko, and programs with this in their names")
    parser.add_argument("--out", type=Path, default=ROOT / "benches" / "results")
    options = parser.parse_args()

    bundle = open_bundle(options.bundle)
    place = Place(bundle=options.bundle, made=WORK / "made", texts=WORK / "texts.jsonl")
    write_all(bundle, place.made)
    write_texts(place, options.texts)
    tokens = tokens_of(place)
    runs = all_runs(chosen(options.only), options.threads)
    roofline = json.loads(subprocess.run([ROOFLINE], check=True, capture_output=True).stdout)
    results = measure(runs, place, options.rounds, options.seconds, lambda line: print(line, flush=True))
    print("", *comparison(results), sep="\n")
    if options.only:
        return
    conditions = Conditions(
        bundle=options.bundle.name,
        texts=options.texts,
        median_tokens=statistics.median(tokens),
        mean_tokens=statistics.mean(tokens),
        rounds=options.rounds,
        seconds=options.seconds,
        operations_per_text=operations(bundle.shape, tokens) / len(tokens),
        roofline=roofline,
        kernels=kernels.look(place),
    )
    print(f"The page: {write_page(results, conditions, options.out)}")


def chosen(part: str | None) -> list[Program]:
    """Koko, and the programs that were asked for."""
    return [program for program in PROGRAMS if program.is_koko or part is None or part in program.title]


def write_texts(place: Place, count: int) -> None:
    options = ["--bundle", str(place.bundle), "--threads", "1", "--texts", str(place.texts)]
    subprocess.run([KOKO, *options, "write", str(count)], check=True, env=environment(1))


if __name__ == "__main__":
    main()
