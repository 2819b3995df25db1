"""Which instructions ONNX Runtime spends its time in: `python -m koko_peers.kernels`, once `make bench-peers` has run.

Two witnesses. ONNX Runtime's own profile tells the share of each operation. `perf` samples where the processor is, and
the innermost loop around each sample is disassembled: what multiplies there says which kernel it is, whatever its name
was before the library was stripped.
"""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import sys
import tempfile
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import onnxruntime
from tokenizers import Tokenizer

from koko_peers.programs import PEERS, Place, environment
from koko_peers.timing import by_length, padded, texts_of

# The package for Python has the runtime in a module of its own, others in `libonnxruntime.so`.
LIBRARY = "onnxruntime"
SAMPLES_A_SECOND = 1_000
SECONDS = 6.0
# How far the code around a sample is looked at, and how near samples must be to be looked at together.
AROUND = 0x4000
PROFILED_TEXTS = 512
# What multiplies, the most telling first: the kind of a loop is that of the first that it has.
KINDS = {
    "bytes, AMX": r"tdpb(us|uu|ss|su)d",
    "bytes, VNNI": r"v?pdpbusds?",
    "bytes, without VNNI": r"v?pmaddubsw",
    "bf16, AMX": r"tdpbf16ps",
    "bf16": r"vdpbf16ps",
    "floats": r"vfn?m(add|sub)\d*ps|v?mulps",
}
ELSE = "no product"


@dataclass(frozen=True)
class Instruction:
    address: int
    name: str
    # Where a jump leads.
    target: int | None = None


@dataclass
class Found:
    """What was found out about a graph."""

    # Share of the samples, by the kind of loop.
    kinds: dict[str, float] = field(default_factory=dict)
    # Share of the time inside operations, by operation.
    operations: dict[str, float] = field(default_factory=dict)


def look(place: Place) -> dict[str, Found] | str:
    """What ONNX Runtime does with the bundle's graph and with its fp32 form; or what is missing for that."""
    missing = [tool for tool in ("perf", "objdump", "readelf") if shutil.which(tool) is None]
    if missing:
        return f"{' and '.join(missing)} missing: on Debian, apt-get install linux-perf binutils"
    found = {}
    for model in ("int8", "fp32"):
        try:
            found[model] = Found(kinds=sampled(place, model), operations=profiled(place, model))
        except subprocess.CalledProcessError as error:
            said = (error.stderr or b"").decode(errors="replace").strip().splitlines()
            return f"`{error.cmd[0]}` failed: {said[-1] if said else error}"
    return found


def sampled(place: Place, model: str) -> dict[str, float]:
    """The shares of samples in loops of each kind, while one thread runs small sorted batches."""
    with tempfile.TemporaryDirectory() as folder:
        record = Path(folder) / "perf.data"
        options = {"folder": place.made, "model": model, "way": "sorted", "threads": 1, "texts": place.texts}
        flags = [str(part) for name, value in options.items() for part in (f"--{name}", value)]
        program = [sys.executable, "-m", "koko_peers.run_onnxruntime", *flags, "--seconds", str(SECONDS)]
        perf = ["perf", "record", "--quiet", "-e", "cpu-clock:u", "-F", str(SAMPLES_A_SECOND), "-o", str(record), "--"]
        subprocess.run([*perf, *program], check=True, capture_output=True, env=environment(1))
        told = ["perf", "script", "-i", str(record), "--show-mmap-events", "-F", "comm,event,ip,dso"]
        lines = subprocess.run(told, check=True, capture_output=True).stdout.decode(errors="replace").splitlines()
    library, offsets = places_of(lines)
    counts = Counter(kind_of_loop(address, code) for address, code in disassembled(library, offsets))
    return {kind: count / len(offsets) for kind, count in counts.most_common()}


MAPPED = re.compile(r"\[0x([0-9a-f]+)\(0x([0-9a-f]+)\) @ (0x[0-9a-f]+|0) .*r-xp (\S+)")
SAMPLE = re.compile(r"cpu-clock\S*\s+([0-9a-f]+)\s+\(.*\)")


def places_of(lines: list[str]) -> tuple[Path, list[int]]:
    """The library, and the places in its file at which the processor was seen."""
    maps: dict[Path, list[tuple[int, int, int]]] = {}
    seen: dict[Path, list[int]] = {}
    for line in lines:
        if (mapped := MAPPED.search(line)) and LIBRARY in Path(mapped[4]).name:
            maps.setdefault(Path(mapped[4]), []).append(tuple(int(number, 16) for number in mapped.group(1, 2, 3)))
        elif sample := SAMPLE.search(line):
            address = int(sample[1], 16)
            for path, (start, length, offset) in ((path, each) for path, many in maps.items() for each in many):
                if start <= address < start + length:
                    seen.setdefault(path, []).append(address - start + offset)
    if not seen:
        raise SystemExit("ONNX Runtime was not seen at work while it was watched")
    library = max(seen, key=lambda library: len(seen[library]))
    return library, seen[library]


def disassembled(library: Path, offsets: list[int]) -> Iterator[tuple[int, list[Instruction]]]:
    """Each place with the instructions around it."""
    shift = address_less_offset(library)
    ordered = sorted(offset + shift for offset in offsets)
    start = 0
    while start < len(ordered):
        end = start + 1
        while end < len(ordered) and ordered[end] - ordered[end - 1] < AROUND:
            end += 1
        code = instructions(library, ordered[start] - AROUND, ordered[end - 1] + AROUND)
        yield from ((address, code) for address in ordered[start:end])
        start = end


def address_less_offset(library: Path) -> int:
    """By how much the addresses of the code lie above its places in the file."""
    headers = subprocess.run(["readelf", "-lW", library], check=True, capture_output=True, text=True).stdout
    code = next(line.split() for line in headers.splitlines() if re.search(r"LOAD .* R E ", line))
    return int(code[2], 16) - int(code[1], 16)


def instructions(library: Path, start: int, stop: int) -> list[Instruction]:
    command = ["objdump", "-d", "--no-show-raw-insn", f"--start-address={start}", f"--stop-address={stop}", library]
    told = subprocess.run(command, check=True, capture_output=True, text=True).stdout
    return [each for line in told.splitlines() if (each := instruction(line)) is not None]


def instruction(line: str) -> Instruction | None:
    """A line of objdump."""
    match = re.match(r"\s*([0-9a-f]+):\s+(?:\{\w+\} |(?:notrack|rep\w*|lock|bnd) )?(\w+)\s*(?:([0-9a-f]+)\b)?", line)
    if match is None:
        return None
    jumps = match[2].startswith("j") and match[3] is not None
    return Instruction(int(match[1], 16), match[2], int(match[3], 16) if jumps else None)


def kind_of_loop(address: int, code: list[Instruction]) -> str:
    """What multiplies in the innermost loop around an address."""
    around = [
        (each.target, each.address)
        for each in code
        if each.target is not None and each.target <= address <= each.address
    ]
    if not around:
        return ELSE
    first, last = min(around, key=lambda loop: loop[1] - loop[0])
    addresses = [each.address for each in code]
    body = code[bisect_right(addresses, first - 1) : bisect_right(addresses, last)]
    for kind, pattern in KINDS.items():
        if any(re.fullmatch(pattern, each.name) for each in body):
            return kind
    return ELSE


def profiled(place: Place, model: str) -> dict[str, float]:
    """The share of each operation, as ONNX Runtime itself tells it."""
    with tempfile.TemporaryDirectory() as folder:
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = options.inter_op_num_threads = 1
        options.enable_profiling = True
        options.profile_file_prefix = str(Path(folder) / "profile")
        graph = str(place.made / f"{model}.onnx")
        session = onnxruntime.InferenceSession(graph, options, providers=["CPUExecutionProvider"])
        tokenizer = Tokenizer.from_file(str(place.bundle / "tokenizer.json"))
        rows = [encoding.ids for encoding in tokenizer.encode_batch(texts_of(place.texts)[:PROFILED_TEXTS])]
        for batch in by_length([len(row) for row in rows]):
            ids, mask = padded(rows, batch)
            session.run(["logits"], {"input_ids": ids, "attention_mask": mask})
        events = json.loads(Path(session.end_profiling()).read_text(encoding="utf-8"))
    return shares_of(events)


def shares_of(events: list[dict]) -> dict[str, float]:
    """From the events of a profile to the share of each operation."""
    times: Counter[str] = Counter()
    for event in events:
        if event.get("cat") == "Node" and event["name"].endswith("_kernel_time"):
            times[event["args"]["op_name"]] += event["dur"]
    total = sum(times.values())
    return {name: time / total for name, time in times.most_common()}


def as_lines(found: dict[str, Found] | str) -> list[str]:
    """The section of the page."""
    heading = ["## What ONNX Runtime spends its time in", ""]
    if isinstance(found, str):
        return [*heading, f"Not looked at: {found}.", ""]
    models = list(found)

    def table(title: str, shares: list[dict[str, float]]) -> list[str]:
        names = [name for name in dict.fromkeys(name for each in shares for name in each) if worth(name, shares)]
        rows = [f"| {name} | {' | '.join(f'{100 * each.get(name, 0):.1f} %' for each in shares)} |" for name in names]
        return [f"| {title} | {' | '.join(models)} |", f"| --- |{' --- |' * len(models)}", *rows, ""]

    return [
        *heading,
        "One thread, small sorted batches. The first table counts where in ONNX Runtime `perf` found the processor, by "
        "what multiplies in the innermost loop there, as the disassembled library says. The second is its own profile. "
        "`python -m koko_peers.kernels` makes both.",
        "",
        *table("samples in loops with", [found[model].kinds for model in models]),
        *table("time in the operation", [found[model].operations for model in models]),
    ]


def worth(name: str, shares: list[dict[str, float]]) -> bool:
    return any(each.get(name, 0) >= 0.005 for each in shares)


def main() -> None:
    bundle = PEERS.parents[1] / "models" / "koko-en-1"
    place = Place(bundle=bundle, made=PEERS / "work" / "made", texts=PEERS / "work" / "texts.jsonl")
    if not place.texts.exists():
        raise SystemExit(f"{place.texts} is missing: run `make bench-peers PEERS_OPTIONS=--only=Koko` first")
    print(*as_lines(look(place)), sep="\n")


if __name__ == "__main__":
    main()
