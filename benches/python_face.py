"""What the Python package costs: installing, importing, a first score, throughput beside other ways, memory, Ctrl-C.

    make bench-python      or: .venv/bin/python benches/python_face.py WHEEL [--count 20000] [--rows 1000000] [--only …]

WHEEL is installed into a fresh environment, and everything runs there. Comments are made up, as in `agreement.py`.
Ratios are taken round by round, because other programs on the machine change its speed. The rows of Parquet go through
the tiny model, unless --bundle says otherwise: what they show is memory, and with the large one a million takes half an
hour.
"""

from __future__ import annotations

import argparse
import json
import os
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from agreement import COMMAND, ROOT, made_up

MODEL = ROOT / "models" / "koko-en-1"
TINY = ROOT / "models" / "fast" / "koko-en-tiny-1"
IMPORTS = 9
ROUNDS = 3
# What any number of rows may take at the most.
MOST_BYTES = 2 * 2**30

FIRST = """
import time
start = time.perf_counter()
import koko
imported = time.perf_counter()
moderator = koko.Moderator()
moderator.score("what a lovely day")
print(imported - start, time.perf_counter() - start)
"""

KOKO = """
import json, sys, time
import koko
texts = json.load(open(sys.argv[1]))
moderator = koko.Moderator(cache=0)
moderator.score(texts[:200])
given = {given}
start, busy = time.perf_counter(), time.process_time()
moderator.score(given, progress={progress})
print(time.perf_counter() - start, time.process_time() - busy)
"""

# As one would write it: the bundle's own graph, batches of 32 in the order of the texts, all cores.
PLAIN = """
import json, os, sys, time
import numpy as np, onnxruntime
from tokenizers import Tokenizer
texts = json.load(open(sys.argv[1]))
tokenizer = Tokenizer.from_file(sys.argv[2] + "/tokenizer.json")
tokenizer.enable_truncation(128)
tokenizer.enable_padding()
options = onnxruntime.SessionOptions()
options.intra_op_num_threads = os.cpu_count()
session = onnxruntime.InferenceSession(sys.argv[2] + "/model.onnx", options)
names = [each.name for each in session.get_inputs()]
def score(texts):
    for at in range(0, len(texts), 32):
        rows = tokenizer.encode_batch(texts[at : at + 32])
        ids = np.array([row.ids for row in rows], np.int64)
        mask = np.array([row.attention_mask for row in rows], np.int64)
        kinds = np.zeros_like(ids)
        fed = {"input_ids": ids, "attention_mask": mask, "token_type_ids": kinds}
        session.run(None, {name: fed[name] for name in names})
score(texts[:200])
start, busy = time.perf_counter(), time.process_time()
score(texts)
print(time.perf_counter() - start, time.process_time() - busy)
"""

PARQUET = """
import resource, sys, time
import koko, pyarrow as pa, pyarrow.parquet as pq
moderator = koko.Moderator(sys.argv[3])
start = time.perf_counter()
with pq.ParquetFile(sys.argv[1]) as file:
    table = pa.RecordBatchReader.from_batches(file.schema_arrow, file.iter_batches())
    scores = moderator.score(table)
    pq.write_table(scores.to_arrow(), sys.argv[2])
seconds = time.perf_counter() - start
print(len(scores), seconds, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024)
"""

INTERRUPT = """
import os, signal, sys, threading, time, json
import koko
texts = json.load(open(sys.argv[1]))
moderator = koko.Moderator()
moderator.score(texts[:50])
sent = []
def interrupt():
    time.sleep(float(sys.argv[2]))
    sent.append(time.perf_counter())
    os.kill(os.getpid(), signal.SIGINT)
threading.Thread(target=interrupt).start()
try:
    moderator.score(texts)
except KeyboardInterrupt:
    print(time.perf_counter() - sent[0])
"""


def run(python: Path, program: str, *arguments: object) -> list[float]:
    command = [str(python), "-c", program, *map(str, arguments)]
    named = ("KOKO_BUNDLE", "ORT_DYLIB_PATH", "PYTHONPATH")
    environment = {name: value for name, value in os.environ.items() if name not in named}
    said = subprocess.run(command, stdout=subprocess.PIPE, check=True, text=True, env=environment, cwd="/")
    return [float(word) for word in said.stdout.split()]


def fresh(wheel: Path, folder: Path) -> Path:
    """A new environment with the wheel and what it depends on; then, apart from that, what the other programs need."""
    subprocess.run([sys.executable, "-m", "venv", folder], check=True)
    python = folder / "bin" / "python"
    start = time.perf_counter()
    subprocess.run([python, "-m", "pip", "install", "--quiet", wheel], check=True)
    seconds = time.perf_counter() - start
    print(f"wheel: {wheel.stat().st_size / 1e6:.1f} MB; installed with its dependencies in {seconds:.1f} s")
    return python


def start_up(python: Path) -> None:
    times = [run(python, FIRST) for _ in range(IMPORTS + 1)][1:]
    imported, scored = (statistics.median(column) for column in zip(*times, strict=True))
    print(f"import: {imported * 1e3:.0f} ms; import, opening and first score: {scored * 1e3:.0f} ms")
    slowest = [max(column) * 1e3 for column in zip(*times, strict=True)]
    print(f"  (medians of {IMPORTS}; the slowest {slowest[0]:.0f} and {slowest[1]:.0f} ms)")


def throughput(python: Path, texts: list[str], folder: Path) -> None:
    """Seconds on the clock are what a user waits, those of the processors what a way costs on a busy machine, too."""
    file = folder / "texts.json"
    file.write_text(json.dumps(texts))
    none, lines = folder / "one.jsonl", folder / "texts.jsonl"
    none.write_text('{"text": ""}\n')
    lines.write_text("".join(json.dumps({"text": text}) + "\n" for text in texts))

    def command() -> list[float]:
        # What it takes to open the model is not counted, as in Python.
        opened, scored = timed(none), timed(lines)
        return [after - before for before, after in zip(opened, scored, strict=True)]

    def koko(given: str, progress: bool = False) -> list[float]:
        return run(python, KOKO.format(given=given, progress=progress), file)

    ways = {
        "koko, a list": lambda: koko("texts"),
        "koko, a list, with a bar": lambda: koko("texts", progress=True),
        "koko, an Arrow array": lambda: koko("__import__('pyarrow').array(texts)"),
        "koko, a pandas column": lambda: koko("__import__('pandas').Series(texts)"),
        "the command `koko score`": command,
        "onnxruntime and tokenizers": lambda: run(python, PLAIN, file, MODEL),
    }
    seconds: dict[str, list[list[float]]] = {name: [] for name in ways}
    for _ in range(ROUNDS):
        for name, way in ways.items():
            seconds[name].append(way())
    base = seconds["koko, a list"]
    for name, taken in seconds.items():
        clock, busy = ([own[at] / koko[at] for own, koko in zip(taken, base, strict=True)] for at in (0, 1))
        speed = len(texts) / statistics.median(each[0] for each in taken)
        print(
            f"{name:28} {speed:8.0f} texts/s   of a list: {spread(clock)} on the clock, {spread(busy)} of CPU",
            flush=True,
        )


def timed(lines: Path) -> list[float]:
    """Seconds on the clock and of the processors for the command."""
    start, before = time.perf_counter(), resource.getrusage(resource.RUSAGE_CHILDREN)
    command = [COMMAND, "score", "--cache", "0", lines]
    subprocess.run(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, check=True)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    busy = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return [time.perf_counter() - start, busy]


def spread(ratios: list[float]) -> str:
    return f"{statistics.median(ratios):.2f} ({min(ratios):.2f} to {max(ratios):.2f})"


def parquet(python: Path, rows: int, bundle: Path, folder: Path) -> None:
    import pyarrow as pa
    import pyarrow.parquet as pq

    source, target = folder / "comments.parquet", folder / "scores.parquet"
    with pq.ParquetWriter(source, pa.schema([("text", pa.string())])) as writer:
        for first in range(0, rows, 50_000):
            numbered = made_up(min(50_000, rows - first))
            texts = [f"{text} {first + place}" for place, text in enumerate(numbered)]
            writer.write_table(pa.table({"text": texts}))
    count, seconds, memory = run(python, PARQUET, source, target, bundle)
    read = f"{int(count):,} rows of Parquet ({source.stat().st_size / 1e6:.0f} MB) through {bundle.name}"
    speed = f"{seconds:.0f} s, {count / seconds:,.0f} rows/s, {memory / 2**30:.2f} GiB at the most"
    print(f"{read}, scores to Parquet: {speed}", flush=True)
    if memory > MOST_BYTES:
        sys.exit("that is more than 2 GiB")


def interrupted(python: Path, texts: list[str], folder: Path) -> None:
    file = folder / "texts.json"
    file.write_text(json.dumps(texts[:20_000]))
    times = [run(python, INTERRUPT, file, 0.5 + 0.13 * number)[0] for number in range(10)]
    median, most = (each * 1e3 for each in (statistics.median(times), max(times)))
    print(f"Ctrl-C: {median:.0f} ms to the exception, {most:.0f} ms at the most, of 10")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("wheel", type=Path)
    parser.add_argument("--count", type=int, default=20_000, help="comments for the throughput")
    parser.add_argument("--rows", type=int, default=1_000_000, help="rows of Parquet")
    parser.add_argument("--bundle", type=Path, default=TINY, help="the model for the rows of Parquet")
    parser.add_argument("--only", choices=["start", "throughput", "parquet", "interrupt"])
    options = parser.parse_args()
    texts = made_up(options.count)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        python = fresh(options.wheel.resolve(), folder / "environment")
        if options.only in (None, "start"):
            start_up(python)
        more = ["tokenizers==0.23.*", "pyarrow==26.*", "pandas==3.*", "tqdm==4.*"]
        subprocess.run([python, "-m", "pip", "install", "--quiet", *more], check=True)
        if options.only in (None, "interrupt"):
            interrupted(python, texts, folder)
        if options.only in (None, "parquet"):
            parquet(python, options.rows, options.bundle.resolve(), folder)
        if options.only in (None, "throughput"):
            throughput(python, texts, folder)


if __name__ == "__main__":
    main()
