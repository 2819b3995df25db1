"""The step `bundle`: gathers graph, tokenizer, model card and manifest in the folder that the engine opens.

The manifest is written last and holds a digest of every other file, so a damaged or half-written bundle is noticed.
"""

from __future__ import annotations

import json
import math
import shutil
import tomllib
from pathlib import Path
from typing import Any

from koko_training.calibrate import declared_tolerance, load_calibration
from koko_training.card import write_card
from koko_training.labels import LABELS
from koko_training.lane import LANE, load_lane
from koko_training.settings import Settings
from koko_training.shipped import MANIFEST, digests
from koko_training.vocabulary import TOKENIZER

FORMAT = 1
# How far scores may lie apart between two kinds of processor. Kernels round differently.
MACHINE_TOLERANCE = 0.02


def run(settings: Settings) -> None:
    """Write the bundle folder."""
    if not settings.normalizes:
        raise SystemExit("a model that learned from unnormalized texts makes no bundle: the engine would refuse it")
    settings.out.mkdir(parents=True, exist_ok=True)
    # Without its manifest the folder is no bundle: an interrupted run leaves nothing that looks whole.
    (settings.out / MANIFEST).unlink(missing_ok=True)
    shutil.copyfile(settings.work / "quantize" / "model.onnx", settings.out / "model.onnx")
    shutil.copyfile(settings.work / "data" / TOKENIZER, settings.out / TOKENIZER)
    lane = load_lane(settings.work)
    (settings.out / LANE).unlink(missing_ok=True)
    if lane is not None:
        shutil.copyfile(settings.work / "lane" / LANE, settings.out / LANE)
    (settings.out / "MODEL_CARD.md").write_text(write_card(settings), encoding="utf-8")
    normalizer = json.loads((settings.work / "data" / "data.json").read_text())["normalizer"]
    names = settings.section("bundle") | {key: settings.encoder[key] for key in ("max_tokens", "overlap_tokens")}
    width = settings.encoder.get("embedding_size", settings.shape.width)
    write_manifest(settings.out, names, width, normalizer, load_calibration(settings.work), lane)
    check(settings.out)
    size = sum(path.stat().st_size for path in settings.out.iterdir())
    print(f"{settings.out}: {size / 1e6:.1f} MB")


def write_manifest(
    folder: Path,
    names: dict[str, Any],
    width: int,
    normalizer: str,
    calibration: dict[str, Any],
    lane: dict[str, Any] | None = None,
) -> None:
    """Write `manifest.toml` for the files that lie in the folder now."""
    lines = [
        f"format = {FORMAT}",
        f"name = {quoted(names['name'])}",
        f"license = {quoted(names['license'])}",
        f"languages = [{', '.join(map(quoted, names['languages']))}]",
        f"normalizer = {quoted(normalizer)}",
        f"labels = [{', '.join(map(quoted, LABELS))}]",
        f"attributes = [{', '.join(map(quoted, calibration['attributes']))}]",
        "",
        *table("encoder", {key: names[key] for key in ("max_tokens", "overlap_tokens")} | {"embedding_size": width}),
    ]
    for kind in ("calibration", "thresholds"):
        for label in LABELS:
            lines += table(f"{kind}.{label}", calibration[kind][label])
    for attribute, knots in calibration["parity"].items():
        lines += table(f"parity.{attribute}", knots)
    lines += table(
        "tolerance", {"batch": declared_tolerance(calibration["batch_difference"]), "machine": MACHINE_TOLERANCE}
    )
    if lane is not None:
        lines += table("lane", lane["bounds"]) + table("lane.found_from", lane["found_from"])
    lines += table("files", digests(folder))
    (folder / MANIFEST).write_text("\n".join(lines).rstrip() + "\n", encoding="utf-8")


def table(name: str, values: dict[str, Any]) -> list[str]:
    """One TOML table and an empty line."""
    return [
        f"[{name}]",
        *(f"{key if key.isidentifier() else quoted(key)} = {toml_value(value)}" for key, value in values.items()),
        "",
    ]


def toml_value(value: Any) -> str:
    if isinstance(value, str):
        return quoted(value)
    if isinstance(value, float):
        if not math.isfinite(value):
            raise SystemExit("a calibration value is not a number: look at the figures of the step `calibrate`")
        return f"{value:.6f}"
    if isinstance(value, list):
        return f"[{', '.join(map(toml_value, value))}]"
    return str(value)


def quoted(text: str) -> str:
    # A JSON string is a TOML string, too.
    return json.dumps(text, ensure_ascii=False)


def check(folder: Path) -> None:
    """Read the bundle back and compare it with its manifest."""
    manifest = tomllib.loads((folder / MANIFEST).read_text(encoding="utf-8"))
    if manifest["files"] != digests(folder):
        raise SystemExit(f"the files in {folder} are not those of its manifest: run the step `bundle` again")
