"""The steps of a run, in order. A step that has been finished is skipped, so a run can be taken up again."""

from __future__ import annotations

from datetime import UTC, datetime
from importlib import import_module

from koko_training.manifest import write_manifest
from koko_training.settings import Settings

# Modules are imported when their turn comes: only `train`, `quantize` and `lane` need torch.
STEPS = ("data", "train", "quantize", "calibrate", "lane", "evaluate", "bundle")
# Where a run starts from a bundle, its encoder is neither trained nor quantized. These need no torch.
FROM_BUNDLE = {"train": "head", "quantize": "graft"}
# Which steps each one reads.
READS = {
    "data": (),
    "train": ("data",),
    "quantize": ("data", "train"),
    "calibrate": ("data", "quantize"),
    "lane": ("data", "train", "quantize", "calibrate"),
    "evaluate": ("data", "quantize", "calibrate", "lane"),
    "bundle": ("data", "train", "quantize", "calibrate", "lane", "evaluate"),
}


def run_step(name: str, settings: Settings, force: bool) -> bool:
    """Run one step unless it is finished. Returns whether it ran; what follows must then run again, too."""
    folder = settings.work / name
    done = folder / "done"
    if done.exists() and not force:
        print(f"{name}: finished before, skipped (--force runs it again)")
        return False
    done.unlink(missing_ok=True)
    module = name if settings.bundle is None else FROM_BUNDLE.get(name, name)
    import_module(f"koko_training.{module}").run(settings)
    folder.mkdir(parents=True, exist_ok=True)
    written = settings.out if name == "bundle" else folder
    write_manifest(name, settings, written, [settings.work / read for read in READS[name]])
    done.write_text(datetime.now(UTC).isoformat(timespec="seconds") + "\n")
    return True


def run_all(settings: Settings, force: bool, steps: tuple[str, ...] = STEPS) -> None:
    """Run the steps in order. Once one has run, those behind it run as well."""
    for name in steps:
        force = run_step(name, settings, force) or force
