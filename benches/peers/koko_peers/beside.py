"""Koko for Python beside what one would write without it: `make bench-python-peers`.

The wheel in an environment of its own and the command `koko score` take all texts. A plain script with `onnxruntime`
and `tokenizers`, and a Hugging Face pipeline on the same weights in fp32, would take most of an hour for them: they
take as many of a seeded sample as fit, and count with the length of what they took. All of them in turn, round after
round, with as many threads as there are cores.
"""

from __future__ import annotations

import argparse
import datetime
import json
import random
import statistics
import subprocess
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import python_face
from agreement import made_up
from tokenizers import Tokenizer

from koko_peers import machine
from koko_peers.graphs import write_all
from koko_peers.programs import BYTES, FLOATS, PEERS, ROOT, Place, Program, command, environment, to_time
from koko_peers.rounds import PATIENCE_SECONDS
from koko_peers.weights import open_bundle

BUNDLE = ROOT / "models" / "koko-en-1"
SEED = 7
WITHOUT = {
    "onnxruntime and tokenizers, Koko's int8 graph, batches of 32": ("run_onnxruntime", "int8", BYTES, "padded 32"),
    "onnxruntime and tokenizers, fp32, batches of 32": ("run_onnxruntime", "fp32", FLOATS, "padded 32"),
    "transformers, `pipeline`, PyTorch fp32, batches of 32": ("run_transformers", "fp32", FLOATS, "pipeline 32"),
}


@dataclass(frozen=True)
class Took:
    """What one program took in one round."""

    texts: int
    # As long as all texts are on average: in a second on the clock, and in one of the processors.
    rate: float
    busy_rate: float


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("wheel", type=Path)
    parser.add_argument("--texts", type=Path, help="JSON lines with a field `text`; made up without it")
    parser.add_argument("--count", type=int, default=100_000)
    parser.add_argument("--rounds", type=int, default=2)
    parser.add_argument("--seconds", type=float, default=60.0, help="about how long a slow program may take in a round")
    parser.add_argument("--page", type=Path, help="write the table there, too")
    options = parser.parse_args()
    texts = read(options.texts)[: options.count] if options.texts else made_up(options.count)
    tokens = lengths(texts)
    with tempfile.TemporaryDirectory() as name:
        took = measured(texts, tokens, options, Path(name))
    page = written(took, texts, tokens, options)
    print(page)
    if options.page:
        options.page.write_text(page, encoding="utf-8")


def read(file: Path) -> list[str]:
    return [json.loads(line)["text"] for line in file.read_text(encoding="utf-8").splitlines()]


def lengths(texts: list[str]) -> list[int]:
    """In word pieces, as the plain script reads them."""
    tokenizer = Tokenizer.from_file(str(BUNDLE / "tokenizer.json"))
    tokenizer.enable_truncation(open_bundle(BUNDLE).max_tokens)
    return [len(encoding.ids) for encoding in tokenizer.encode_batch(texts)]


def measured(
    texts: list[str], tokens: list[int], options: argparse.Namespace, folder: Path
) -> dict[str, list[Took]]:
    mean = statistics.mean(tokens)
    order = random.Random(SEED).sample(range(len(texts)), len(texts))
    place = Place(bundle=BUNDLE, made=PEERS / "work" / "made", texts=folder / "sample.jsonl")
    write_all(open_bundle(BUNDLE), place.made)
    place.texts.write_text("".join(json.dumps({"text": texts[row]}) + "\n" for row in order), encoding="utf-8")
    every, none, lines = folder / "texts.json", folder / "one.jsonl", folder / "texts.jsonl"
    every.write_text(json.dumps(texts), encoding="utf-8")
    none.write_text('{"text": ""}\n', encoding="utf-8")
    lines.write_text("".join(json.dumps({"text": text}) + "\n" for text in texts), encoding="utf-8")
    python = python_face.fresh(options.wheel.resolve(), folder / "environment")

    def koko() -> Took:
        seconds, busy = python_face.run(python, python_face.KOKO.format(given="texts", progress=False), every)
        return Took(len(texts), len(texts) / seconds, len(texts) / busy)

    def the_command() -> Took:
        # What it takes to open the model is not counted, as in Python.
        opened, scored = python_face.timed(none), python_face.timed(lines)
        seconds, busy = (after - before for before, after in zip(opened, scored, strict=True))
        return Took(len(texts), len(texts) / seconds, len(texts) / busy)

    def without(name: str) -> Took:
        program = Program(name, *(WITHOUT[name][at] for at in (0, 1, 3, 2)))
        threads = machine.cores()
        words = [*command(program, place, threads), *to_time(program, options.seconds)]
        said = subprocess.run(
            words, check=True, capture_output=True, env=environment(threads), timeout=PATIENCE_SECONDS
        ).stdout
        timed = json.loads(said.splitlines()[-1])
        taken = sum(tokens[row] for row in order[: timed["count"]]) / mean
        return Took(timed["count"], taken / timed["seconds"], taken / timed["busy"])

    ways: dict[str, Callable[[], Took]] = {"Koko for Python, a list": koko, "the command `koko score`": the_command}
    ways |= {name: lambda name=name: without(name) for name in WITHOUT}
    took: dict[str, list[Took]] = {name: [] for name in ways}
    for number in range(options.rounds):
        for name, way in ways.items():
            took[name].append(way())
            print(f"round {number + 1}, {name}: {took[name][-1].rate:,.1f} texts/s", flush=True)
    return took


def written(took: dict[str, list[Took]], texts: list[str], tokens: list[int], options: argparse.Namespace) -> str:
    ours = next(iter(took.values()))
    versions = ", ".join(
        f"{name} {version}" for name, version in machine.versions().items() if "(crate)" not in name
    )
    source = "made-up comments (seeded, `benches/agreement.py`)" if options.texts is None else "comments from a file"
    lines = [
        f"# Koko for Python and others, {datetime.date.today()}, {machine.cpu_name()}, {machine.cores()} cores",
        "",
        "Made by `make bench-python-peers`; not edited by hand.",
        "",
        f"- **Machine**: {machine.cpu_name()}, {machine.cores()} cores, "
        + ", ".join(f"`{flag}`" for flag in machine.cpu_flags())
        + ".",
        f"- **Koko**: commit {machine.commit()}, bundle {BUNDLE.name}, `cache=0`.",
        f"- **Versions**: {versions}.",
        f"- **Texts**: {len(texts):,} {source}, median {statistics.median(tokens):.0f} and mean "
        f"{statistics.mean(tokens):.1f} tokens. Koko took all of them in each round; the others as many of a seeded "
        f"sample as fit twice in {options.seconds:.0f} seconds, of which the second time counts, "
        "and their texts/s are of the mean length of all texts.",
        f"- **Figures**: medians of {options.rounds} rounds, all programs in turn in each, and in brackets the lowest "
        f"and the highest. Ratios are taken round by round. All have {machine.cores()} threads; opening the model "
        "is not counted.",
        "- **Weights**: those of the bundle; fp32 weights are its bytes times their scales. Koko normalizes, windows "
        "and calibrates besides; the others tokenize and run.",
        "",
        "| program | texts/s | Koko for Python is so many times as fast | and takes so much less of the processors "
        "| texts timed | so long for all |",
        "| --- | --- | --- | --- | --- | --- |",
    ]
    for name, rounds in took.items():
        clock = spread([own.rate / other.rate for own, other in zip(ours, rounds, strict=True)], ".2f")
        busy = spread([own.busy_rate / other.busy_rate for own, other in zip(ours, rounds, strict=True)], ".2f")
        ratios = " | " if rounds is ours else f"{clock} | {busy}"
        rate = [each.rate for each in rounds]
        whole = len(texts) / statistics.median(rate)
        lines.append(
            f"| {name} | {spread(rate, ',.0f')} | {ratios} "
            f"| {rounds[0].texts:,} | {whole / 60:.1f} min |"
        )
    return "\n".join(lines) + "\n"


def spread(numbers: list[float], how: str) -> str:
    middle, low, high = statistics.median(numbers), min(numbers), max(numbers)
    return f"{middle:{how}} ({low:{how}} – {high:{how}})"


if __name__ == "__main__":
    main()
