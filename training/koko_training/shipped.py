"""A bundle that is made already: what a run can start from, and what a new model is held against."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from blake3 import blake3

from koko_training.labels import LABELS
from koko_training.platt import Platt

MANIFEST = "manifest.toml"
TOKENIZER = "tokenizer.json"
MODEL = "model.onnx"


@dataclass(frozen=True)
class Shipped:
    """A bundle whose files are those of its manifest."""

    folder: Path
    # The name and the digest of the manifest, which holds the digest of every other file.
    id: str
    manifest: dict[str, Any]

    @property
    def model(self) -> Path:
        return self.folder / MODEL

    @property
    def tokenizer(self) -> str:
        return (self.folder / TOKENIZER).read_text(encoding="utf-8")

    @property
    def max_tokens(self) -> int:
        return int(self.manifest["encoder"]["max_tokens"])

    @property
    def fitted(self) -> dict[str, Platt]:
        """How each label's logit becomes a probability."""
        return {label: Platt(**self.manifest["calibration"][label]) for label in LABELS}

    @property
    def thresholds(self) -> dict[str, dict[str, float]]:
        return self.manifest["thresholds"]

    @property
    def bytes(self) -> int:
        return sum(path.stat().st_size for path in self.folder.iterdir())


def open_bundle(folder: Path) -> Shipped:
    """Read a bundle, or say what is wrong with it."""
    try:
        written = (folder / MANIFEST).read_bytes()
    except (FileNotFoundError, NotADirectoryError):
        raise SystemExit(f"{folder} is no bundle: {MANIFEST} is missing") from None
    manifest = tomllib.loads(written.decode())
    if tuple(manifest["labels"]) != LABELS:
        raise SystemExit(f"{folder} has other labels than this Koko: take a bundle that was made with it")
    if manifest["files"] != digests(folder):
        raise SystemExit(f"the files in {folder} are not those of its manifest: get the bundle anew")
    # As koko-core/src/bundle.rs names it.
    id = f"koko-{manifest['name'].removeprefix('koko-')}@blake3:{blake3(written).hexdigest()}"
    return Shipped(folder, id, manifest)


def digests(folder: Path) -> dict[str, str]:
    """The BLAKE3 digest of every file but the manifest."""
    files = sorted(path for path in folder.iterdir() if path.name != MANIFEST)
    return {path.name: f"blake3:{blake3(path.read_bytes()).hexdigest()}" for path in files}
