"""`manifest.json` in the folder of a step: what it read, what it wrote, and with what. It holds no text.

Two runs of the same inputs, seed and versions have the same digests, except of what is measured in seconds.
"""

from __future__ import annotations

import hashlib
import json
import platform
from collections.abc import Iterable, Mapping
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Any

from koko_training.settings import Settings

MANIFEST = "manifest.json"
PACKAGES = ("torch", "onnx", "onnxruntime", "tokenizers", "numpy", "koko", "obstore")
# What belongs to no result: the mark of a finished step, a state to go on from, and what other steps keep in a folder.
NOT_LISTED = ("done", MANIFEST, "checkpoint.pt")


def write_manifest(step: str, settings: Settings, written: Path, reads: Iterable[Path]) -> None:
    """The manifest of a step of a run; that of the bundle lies beside its mark, as the bundle is closed."""
    more: dict[str, str] = {}
    if step == "data" and settings.own_csv is not None:
        more[settings.own_csv.name] = sha256(settings.own_csv)
    if settings.shipped is not None:
        more["bundle"] = settings.shipped.id
    choices = json.dumps(settings.config, sort_keys=True).encode()
    note(step, settings.work / step, written, reads, more, {"seed": settings.seed, "config": digest(choices)})


def note(
    step: str,
    folder: Path,
    written: Path,
    reads: Iterable[Path],
    inputs: Mapping[str, str],
    more: Mapping[str, Any],
) -> dict[str, Any]:
    """Write the manifest of a step into its folder; `reads` are the folders of the steps that it has read."""
    read = {f"{other.name}/{name}": found for other in reads for name, found in outputs_of(other).items()}
    files = sorted(path for path in written.iterdir() if path.is_file() and path.name not in NOT_LISTED)
    outputs = {path.name: sha256(path) for path in files if not path.name.startswith("opinion-")}
    manifest = {"step": step, "inputs": read | dict(inputs), "outputs": outputs, **more, "versions": versions()}
    (folder / MANIFEST).write_text(json.dumps(manifest, indent=1) + "\n")
    return manifest


def outputs_of(folder: Path) -> dict[str, str]:
    """The digests of what a step has written; nothing of one that was left out, or that wrote no manifest yet."""
    path = folder / MANIFEST
    return json.loads(path.read_text())["outputs"] if path.exists() else {}


def versions() -> dict[str, str]:
    """Of Python and of what computes; absent where a package is not installed."""
    found = {"python": platform.python_version()}
    for package in PACKAGES:
        try:
            found[package] = version(package)
        except PackageNotFoundError:
            continue
    return found


def digest(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


def sha256(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
