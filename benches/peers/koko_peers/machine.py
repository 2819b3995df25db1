"""What was measured on, and with which versions."""

from __future__ import annotations

import os
import platform
import re
import subprocess
import tomllib
from importlib import metadata
from pathlib import Path

from koko_peers.programs import PEERS, ROOT

# What tells how fast small integers and floats can be multiplied.
TELLING_FLAGS = ("avx2", "avx_vnni", "avx512f", "avx512_vnni", "avx512_bf16", "amx_int8", "amx_bf16", "asimddp", "i8mm")
PACKAGES = ("transformers", "torch", "onnxruntime", "openvino", "tokenizers")
CRATES = ("tract-onnx", "candle-transformers", "tokenizers")


def cpu_name() -> str:
    return cpu_field("model name") or platform.processor() or platform.machine()


def cpu_flags() -> list[str]:
    present = set((cpu_field("flags") or cpu_field("Features") or "").split())
    return [flag for flag in TELLING_FLAGS if flag in present]


def cpu_field(name: str) -> str:
    """A field of the first processor in `/proc/cpuinfo`; empty on other systems."""
    file = Path("/proc/cpuinfo")
    lines = file.read_text(encoding="utf-8").splitlines() if file.exists() else []
    return next((line.split(":", 1)[1].strip() for line in lines if line.split(":")[0].strip() == name), "")


def cores() -> int:
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def slug() -> str:
    """The processor's name for a file name."""
    name = re.sub(r"\((r|tm)\)|\bcpu\b|\bprocessor\b|@.*", " ", cpu_name().lower())
    return f"{re.sub(r'[^a-z0-9]+', '-', name).strip('-')}-{cores()}-cores"


def commit() -> str:
    """The commit, and whether the tree was changed since."""

    def git(*words: str) -> str:
        return subprocess.run(["git", *words], cwd=ROOT, capture_output=True, text=True, check=False).stdout.strip()

    changed = git("status", "--porcelain", "--untracked-files=no")
    return (git("rev-parse", "--short", "HEAD") or "unknown") + (" with changes" if changed else "")


def versions() -> dict[str, str]:
    """The versions of the peers: packages as installed, crates as locked."""
    found = {"Python": platform.python_version()}
    for package in PACKAGES:
        try:
            found[package] = metadata.version(package)
        except metadata.PackageNotFoundError:
            found[package] = "missing"
    lock = PEERS / "rust" / "Cargo.lock"
    locked = tomllib.loads(lock.read_text(encoding="utf-8"))["package"] if lock.exists() else []
    return found | {f"{each['name']} (crate)": each["version"] for each in locked if each["name"] in CRATES}
