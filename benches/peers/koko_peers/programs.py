"""The programs that are compared: how each is started, in which way it works, and how near its logits must come.

To add one: a file that answers as `timing.serve` does, and a line in `PROGRAMS`.
"""

from __future__ import annotations

import os
import sys
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[3]
PEERS = ROOT / "benches" / "peers"
KOKO = ROOT / "target" / "release" / "koko-pipeline"
ROOFLINE = ROOT / "target" / "release" / "koko-roofline"
RUST = PEERS / "rust" / "target" / "release"
# What a way is called when texts come one by one.
SINGLE = "single"


@dataclass(frozen=True)
class Arithmetic:
    """What the large products are computed in, and how far logits may therefore lie from those of the fp32 graph."""

    name: str
    mean: float
    largest: float


# Sums in another order.
FLOATS = Arithmetic("fp32", 0.001, 0.01)
# Eight bits of mantissa.
BRAIN_FLOATS = Arithmetic("bf16", 0.05, 0.5)
# Activations in bytes. The bundle's own graph is 0.11 away on average, and 1.2 at most.
BYTES = Arithmetic("int8", 0.2, 1.8)


@dataclass(frozen=True)
class Program:
    """One way of one program."""

    name: str
    # A module of this package, a program in Rust, or Koko.
    runner: str
    model: str
    way: str
    arithmetic: Arithmetic
    # Whether it needs several threads to make sense.
    several_threads: bool = False

    @property
    def is_koko(self) -> bool:
        return self.runner == "koko"

    @property
    def is_single(self) -> bool:
        return self.way == SINGLE

    @property
    def title(self) -> str:
        return self.name if self.is_koko or self.is_single else f"{self.name}: {WAYS[self.way]}"


# Each way in the reader's words.
WAYS = {
    "many": "score_many",
    SINGLE: "one by one",
    "pipeline 32": "pipeline, batches of 32",
    "padded 8": "arrival order, batches of 8",
    "padded 32": "arrival order, batches of 32",
    "sorted": "sorted, small batches",
    "sorted, sessions": "sorted, a session a thread",
    "sorted, latency hint": "sorted, hint for latency",
}


def ways(name: str, runner: str, model: str, arithmetic: Arithmetic, *every: str) -> list[Program]:
    return [Program(name, runner, model, way, arithmetic, way == "sorted, sessions") for way in every]


OPENVINO_WAYS = ("sorted", "sorted, latency hint", SINGLE)
ONNX_WAYS = ("padded 8", "padded 32", "sorted", "sorted, sessions", SINGLE)
PROGRAMS = [
    *ways("Koko", "koko", "int8", BYTES, "many", SINGLE),
    *ways("transformers, PyTorch fp32", "run_transformers", "fp32", FLOATS, "pipeline 32", "sorted", SINGLE),
    *ways("onnxruntime in Python, fp32", "run_onnxruntime", "fp32", FLOATS, *ONNX_WAYS),
    *ways("onnxruntime in Python, Koko's int8 graph", "run_onnxruntime", "int8", BYTES, *ONNX_WAYS),
    *ways("OpenVINO, fp32", "run_openvino", "fp32 exact", FLOATS, "sorted", SINGLE),
    *ways("OpenVINO, bf16 if the chip can", "run_openvino", "fp32", BRAIN_FLOATS, *OPENVINO_WAYS),
    *ways("OpenVINO, Koko's int8 graph", "run_openvino", "int8", BYTES, *OPENVINO_WAYS),
    *ways("candle, fp32", "candle", "fp32", FLOATS, "sorted", SINGLE),
    *ways("tract, fp32", "tract", "fp32", FLOATS, "sorted", SINGLE),
]


@dataclass(frozen=True)
class Place:
    """Where the texts, the bundle, and what was made of it lie."""

    bundle: Path
    made: Path
    texts: Path


def command(program: Program, place: Place, threads: int) -> list[str]:
    """How a program is started, without what it is to do."""
    if program.is_koko:
        options = {"bundle": str(place.bundle), "threads": str(threads), "texts": str(place.texts)}
    else:
        options = {"folder": str(place.made), "model": program.model, "way": program.way, "threads": str(threads)}
        options["texts"] = str(place.texts)
    flags = [part for name, value in options.items() for part in (f"--{name}", value)]
    return [*starter(program), *flags]


def starter(program: Program) -> list[str]:
    if program.is_koko:
        return [str(KOKO)]
    if program.runner.startswith("run_"):
        return [sys.executable, "-m", f"koko_peers.{program.runner}"]
    return [str(RUST / program.runner)]


def to_check(program: Program, count: int) -> list[str]:
    return ["check", str(count)] if program.is_koko else ["--check", str(count)]


def to_time(program: Program, seconds: float) -> list[str]:
    return ["time", program.way, str(seconds)] if program.is_koko else ["--seconds", str(seconds)]


def environment(threads: int) -> dict[str, str]:
    """Every library is told the same number of threads, and Koko gets the same ONNX Runtime as the peers in Python."""
    import onnxruntime

    libraries = ("OMP", "MKL", "OPENBLAS", "RAYON", "NUMEXPR")
    runtime = next((Path(onnxruntime.__file__).parent / "capi").glob("libonnxruntime.*[0-9]"))
    return os.environ | {
        **{f"{library}_NUM_THREADS": str(threads) for library in libraries},
        "TOKENIZERS_PARALLELISM": "true",
        "TRANSFORMERS_VERBOSITY": "error",
        "HF_HUB_OFFLINE": "1",
        "ORT_DYLIB_PATH": str(runtime),
    }
