"""Scores the same comments through every face and with several batch sizes, compares the answers, and times them.

    make agreement        or, once it has built everything: .venv/bin/python benches/agreement.py [comments.jsonl]

Without a file, comments are put together from the sentences of examples/data/comments.jsonl, seeded, with log-normal
lengths (median about 20 words). The exit status is 1 if two answers differ by more than the bundle's tolerance.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import random
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
COMMAND = ROOT / "target" / "release" / "koko"

NODE = """
const { readFileSync } = require('node:fs')
const { Moderator } = require(process.argv[1])
const texts = JSON.parse(readFileSync(process.argv[2], 'utf8'))
const moderator = new Moderator()
const start = process.hrtime.bigint()
moderator.score(texts).then((answers) => {
  const seconds = Number(process.hrtime.bigint() - start) / 1e9
  console.log(JSON.stringify({ seconds, scores: answers.map((answer) => answer.scores) }))
})
"""


def made_up(count: int) -> list[str]:
    lines = (ROOT / "examples" / "data" / "comments.jsonl").read_text(encoding="utf-8").splitlines()
    words = [json.loads(line)["text"].split() for line in lines]
    rng = random.Random(7)
    texts = []
    for _ in range(count):
        length = min(200, max(1, round(rng.lognormvariate(3.0, 0.7))))
        text: list[str] = []
        while len(text) < length:
            text += rng.choice(words)
        texts.append(" ".join(text[:length]))
    return texts


def through_command(texts: list[str], *options: str) -> tuple[float, list[dict]]:
    lines = "".join(json.dumps({"text": text}) + "\n" for text in texts)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "comments.jsonl"
        path.write_text(lines, encoding="utf-8")
        start = time.perf_counter()
        done = subprocess.run([COMMAND, "score", *options, path], stdout=subprocess.PIPE, check=True)
        seconds = time.perf_counter() - start
    return seconds, [json.loads(line)["scores"] for line in done.stdout.splitlines()]


def through_python(texts: list[str]) -> tuple[float, list[dict]]:
    import koko

    moderator = koko.Moderator()
    start = time.perf_counter()
    answers = moderator.score(texts)
    return time.perf_counter() - start, [answer["scores"] for answer in answers]


def through_node(texts: list[str]) -> tuple[float, list[dict]]:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "texts.json"
        path.write_text(json.dumps(texts), encoding="utf-8")
        command = ["node", "-e", NODE, str(ROOT / "koko-node"), str(path)]
        done = subprocess.run(command, stdout=subprocess.PIPE, check=True, cwd=ROOT)
    answer = json.loads(done.stdout)
    return answer["seconds"], answer["scores"]


def largest_difference(left: list[dict], right: list[dict]) -> float:
    return max(abs(a[label] - b[label]) for a, b in zip(left, right, strict=True) for label in a)


def tolerance() -> float:
    models = os.environ.get("KOKO_BUNDLE")
    folder = Path(models) if models else max((ROOT / "models").iterdir())
    manifest = (folder / "manifest.toml").read_text(encoding="utf-8")
    lines = manifest.split("[tolerance]")[1].splitlines()
    return next(float(line.split("=")[1].split("#")[0]) for line in lines if line.startswith("batch"))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("file", nargs="?", type=Path, help="JSON lines with a field `text`")
    parser.add_argument("--count", type=int, default=10_000)
    options = parser.parse_args()
    if not COMMAND.exists():
        sys.exit(f"{COMMAND} is missing: run make agreement")
    if options.file:
        texts = [json.loads(line)["text"] for line in options.file.read_text(encoding="utf-8").splitlines()]
        texts = texts[: options.count]
    else:
        texts = made_up(options.count)
    words = sorted(len(text.split()) for text in texts)
    median = words[len(words) // 2]
    print(f"{len(texts):,} comments, median {median} words; {os.cpu_count()} cores, {platform.machine()}")
    ways = {
        "command": lambda: through_command(texts),
        "command, batches of 1": lambda: through_command(texts, "--batch-size", "1"),
        "command, batches of 64": lambda: through_command(texts, "--batch-size", "64"),
        "Python": lambda: through_python(texts),
        "Node": lambda: through_node(texts),
    }
    reference: list[dict] | None = None
    worst = 0.0
    for name, way in ways.items():
        seconds, scores = way()
        reference = reference or scores
        difference = largest_difference(reference, scores)
        worst = max(worst, difference)
        print(f"{name:24} {len(texts) / seconds:8.0f} texts/s   largest difference {difference:.6f}", flush=True)
    allowed = tolerance()
    print(f"tolerance of the bundle: {allowed}")
    if worst > allowed:
        sys.exit(f"the answers differ by up to {worst}")


if __name__ == "__main__":
    main()
