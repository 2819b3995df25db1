"""The step `lane`: makes the fast lane, a tiny network that clears what the full model would find nothing in.

It learns what the int8 graph says about the training texts, and about many more that are made of them. The bounds are
chosen on the split `valid`; `evaluate` measures them on `test`.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import numpy as np
from blake3 import blake3
from safetensors.numpy import load_file

from koko_training.calibrate import load_calibration
from koko_training.examples import Examples, load_examples
from koko_training.imitate import opinion_of
from koko_training.labels import LABELS
from koko_training.lane_bounds import LEAST_FOUND, MODES, bound_for, by_set, cleared, distances, figures, found_from
from koko_training.lane_made_up import with_made_up
from koko_training.lane_network import Network
from koko_training.platt import Platt, sigmoid
from koko_training.settings import Settings
from koko_training.vocabulary import TOKENIZER, whole_words

LANE = "lane.safetensors"
# Log-odds beyond this are as good as certain, and a float32 between 0 and 1 does not hold them.
CERTAIN = 1e-7


def run(settings: Settings) -> None:
    """Write `lane.safetensors` and `lane.json`, or only the latter, with the reason why there is no fast lane."""
    rules, folder = settings.section("lane"), settings.work / "lane"
    folder.mkdir(parents=True, exist_ok=True)
    (folder / LANE).unlink(missing_ok=True)
    model = settings.work / "quantize" / "model.onnx"
    valid, fitted, levels = load_examples(settings.work / "data" / "valid.npz"), calibrations(settings), found_from()
    found = distances(np.load(settings.work / "calibrate" / "valid_logits.npy"), fitted, levels) >= 0
    if found.sum() < LEAST_FOUND:
        reason = f"the full model finds something in {found.sum()} texts of `valid`, which is too few to choose a bound"
        write(folder, {"reason": reason})
        print(f"no fast lane: {reason}")
        return

    # Here, so that neither the figures of a finished lane nor a run without one needs torch.
    import torch

    from koko_training.lane_learn import learn
    from koko_training.memory import keep_freed_memory

    keep_freed_memory()
    torch.set_num_threads(settings.threads)
    train, test = (load_examples(settings.work / "data" / f"{split}.npz") for split in ("train", "test"))
    words = whole_words(settings.work / "data" / TOKENIZER)
    rows = with_made_up(train, [valid, test], words, rules["made_up"], settings.max_tokens, settings.seed)
    opinion = opinion_of(model, rows, settings.work / "data", settings.threads)[:, : len(LABELS)]
    away = distances(log_odds(opinion), fitted, levels)
    vectors = load_file(settings.work / "train" / "model.safetensors")["words.weight"]
    network = learn(rows, opinion, sigmoid(rules["sharpness"] * away), vectors, rules, settings.seed)
    network.save(folder / LANE)

    said = network.say(valid)
    bounds = {mode: bound_for(said[:, -1], found, rules[mode]) for mode in MODES}
    measured = measure(network, valid, found, bounds, fitted, levels)
    write(folder, {"model": digest(model), "bounds": bounds, "found_from": levels, "valid": measured})
    for mode in MODES:
        print(f"{mode:8} bound {bounds[mode]:.4f}  {in_words(measured[mode])}")


def measure(
    network: Network,
    examples: Examples,
    found: np.ndarray,
    bounds: dict[str, float],
    fitted: dict[str, Platt],
    levels: dict[str, float],
) -> dict[str, Any]:
    """What each mode clears of some rows; `found` says in which of them the full model finds something."""
    said = network.say(examples)
    clear = {mode: cleared(said, bound, fitted, levels) for mode, bound in bounds.items()}
    return {mode: figures(found, clear[mode]) | {"sets": by_set(examples, found, clear[mode])} for mode in bounds}


def in_words(figures: dict[str, Any]) -> str:
    low, high = figures["interval"]
    return (
        f"clears {figures['cleared_share']:.1%} of {figures['nothing_found']:,} texts in which nothing is found, and "
        f"{figures['missed']} of {figures['found']:,} others ({figures['missed_share']:.3%}; {low:.3%} to {high:.3%})"
    )


def load_lane(work: Path) -> dict[str, Any] | None:
    """What this step wrote; nothing if there is no fast lane."""
    path = work / "lane" / "lane.json"
    lane = json.loads(path.read_text()) if path.exists() else {"reason": "the step `lane` was left out"}
    if "reason" in lane:
        return None
    if lane["model"] != digest(work / "quantize" / "model.onnx"):
        raise SystemExit(f"{path} belongs to another model: run the step `lane` again")
    return lane


def calibrations(settings: Settings) -> dict[str, Platt]:
    return {label: Platt(**fit) for label, fit in load_calibration(settings.work)["calibration"].items()}


def log_odds(probabilities: np.ndarray) -> np.ndarray:
    clipped = np.clip(probabilities.astype(np.float64), CERTAIN, 1 - CERTAIN)
    return np.log(clipped / (1 - clipped))


def digest(path: Path) -> str:
    return blake3(path.read_bytes()).hexdigest()


def write(folder: Path, report: dict[str, Any]) -> None:
    (folder / "lane.json").write_text(json.dumps(report, indent=1))
