"""The step `train` of a run that starts from a bundle: learns the last layer alone, and needs no torch.

The encoder stays as it is, so what a text means to it is computed once. Each label's weights start from those of the
bundle and are held there: how firmly is chosen on the split `valid`, and where moving them does not help, they stay.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any

import numpy as np
import onnx
from onnx import numpy_helper
from safetensors.numpy import save_file

from koko_training.calibrate import fit_label
from koko_training.examples import Examples, load_examples, sorted_batches
from koko_training.labels import LABELS
from koko_training.metrics import of_each_kind
from koko_training.platt import sigmoid
from koko_training.scoring import BATCH, open_session
from koko_training.settings import Settings
from koko_training.shipped import Shipped

WEIGHT, BIAS = "head.weight", "head.bias"


@dataclass(frozen=True)
class Read:
    """A split as the encoder reads it: an embedding for each row, with a column of ones for the bias."""

    examples: Examples
    features: np.ndarray


def run(settings: Settings) -> None:
    """Write `model.safetensors` (the new layer, and the word vectors for the fast lane) and `train.json`."""
    shipped = settings.shipped
    assert shipped is not None
    folder = settings.work / "train"
    folder.mkdir(parents=True, exist_ok=True)
    rules, calibrate = settings.section("head"), settings.section("calibrate")
    tables = tables_of(shipped)
    before = np.concatenate([tables[WEIGHT], tables[BIAS][None, :]])
    train, valid = (read(shipped, settings, name) for name in ("train", "valid"))
    after, report = before.copy(), {}
    for number, label in enumerate(LABELS):
        learned, report[label] = learn(train, valid, number, before[:, number], rules, calibrate, shipped)
        after[:, number] = learned
    words = tables["words.weight"].astype(np.float32) * tables.get("words.scale", np.float32(1))
    # As `train` writes it: a row for each output.
    save_file(
        {WEIGHT: np.ascontiguousarray(after[:-1].T), BIAS: after[-1], "words.weight": np.ascontiguousarray(words)},
        folder / "model.safetensors",
    )
    (folder / "train.json").write_text(json.dumps({"started_from": shipped.id, "labels": report}, indent=1))
    for label, found in report.items():
        print(f"{label:16} {found['positive']:>6} of {found['known']:>6} rows  {found['became']}")


def learn(
    train: Read,
    valid: Read,
    number: int,
    before: np.ndarray,
    rules: dict[str, Any],
    calibrate: dict[str, Any],
    shipped: Shipped,
) -> tuple[np.ndarray, dict[str, Any]]:
    """The weights of one label, and how they came about."""
    known = train.examples.known[:, number]
    told = {"known": int(known.sum()), "positive": int((train.examples.targets[known, number] >= 0.5).sum())}
    splits = [split.examples for split in (train, valid)]
    counts = [count for rows in splits for count in of_each_kind(rows.targets[:, number], rows.known[:, number])]
    if min(counts) < rules["fewest"]:
        return before, told | {"became": f"as it was: fewer than {rules['fewest']} rows of a kind"}
    platt = shipped.fitted[LABELS[number]]

    def loss(weights: np.ndarray) -> float:
        """The mean log loss on `valid`, calibrated as the step `calibrate` will do it."""
        logits = np.zeros((len(valid.features), number + 1), np.float32)
        logits[:, number] = valid.features @ weights
        fitted = fit_label(valid.examples, logits, number, calibrate, platt)
        asked = valid.examples.known[:, number]
        z = fitted.scale * logits[asked, number].astype(np.float64) + fitted.shift
        return float((np.logaddexp(0, z) - valid.examples.targets[asked, number] * z).mean())

    targets, weights = train.examples.targets[known, number], train.examples.weights[known]
    fits, nearest = {}, before
    # The firmest first: each begins where the one before it ended.
    for hold in sorted(rules["hold"], reverse=True):
        nearest = fitted_weights(train.features[known], targets, weights, before, hold, nearest)
        fits[hold] = nearest
    losses = {hold: loss(weights) for hold, weights in fits.items()}
    unmoved, best = loss(before), min(losses, key=losses.__getitem__)
    told |= {"loss_before": unmoved, "loss_after": {str(hold): found for hold, found in losses.items()}}
    if losses[best] >= unmoved:
        return before, told | {"became": "as it was: moving it does not help"}
    change = f"hold {best:g}, log loss {unmoved:.4f} → {losses[best]:.4f}"
    return fits[best], told | {"hold": best, "became": change}


def fitted_weights(
    features: np.ndarray,
    targets: np.ndarray,
    weights: np.ndarray,
    before: np.ndarray,
    hold: float,
    begin: np.ndarray,
) -> np.ndarray:
    """Logistic regression by Newton's method, with a prior around the weights of before.

    `hold` is how much the prior counts, in rows: it is measured by how far the features of that many rows spread.
    `begin` is where the search begins, which matters to nothing but its length.
    """
    rows, before = features.astype(np.float64), before.astype(np.float64)
    spread = rows.var(axis=0).mean()
    # A quarter is the largest that a row's curvature can be. The bias, which does not spread, is held like one feature.
    precision = hold * 0.25 * spread * np.ones(rows.shape[1])
    unknowns = begin.astype(np.float64)

    def cost(candidate: np.ndarray) -> float:
        z = rows @ candidate
        away = candidate - before
        return float((weights * (np.logaddexp(0, z) - targets * z)).sum() + (precision * away**2).sum() / 2)

    for _ in range(50):
        predicted = sigmoid(rows @ unknowns)
        slope = rows.T @ (weights * (predicted - targets)) + precision * (unknowns - before)
        curve = (rows * (weights * predicted * (1 - predicted))[:, None]).T @ rows + np.diag(precision)
        step = np.linalg.solve(curve, slope)
        present = cost(unknowns)
        while cost(unknowns - step) > present + 1e-9 and np.abs(step).max() > 1e-10:
            step /= 2
        unknowns = unknowns - step
        if np.abs(step).max() < 1e-6:
            break
    return unknowns.astype(np.float32)


def read(shipped: Shipped, settings: Settings, split: str) -> Read:
    """What the encoder makes of a split."""
    examples = load_examples(settings.work / "data" / f"{split}.npz")
    session = open_session(shipped.model, settings.threads)
    width = int(shipped.manifest["encoder"]["embedding_size"])
    features = np.ones((len(examples), width + 1), np.float32)
    for numbers in sorted_batches(examples.lengths, BATCH):
        ids, mask = examples.padded(numbers)
        features[numbers, :-1] = session.run(["embedding"], {"input_ids": ids, "attention_mask": mask})[0]
    return Read(examples, features)


def tables_of(shipped: Shipped) -> dict[str, np.ndarray]:
    """The last layer and the word vectors of a bundle's graph."""
    wanted = (WEIGHT, BIAS, "words.weight", "words.scale")
    graph = onnx.load(shipped.model).graph
    found = {table.name: numpy_helper.to_array(table) for table in graph.initializer if table.name in wanted}
    if missing := {WEIGHT, BIAS, "words.weight"} - found.keys():
        raise SystemExit(f"{shipped.model} has no {', '.join(sorted(missing))}: start from a bundle that Koko has made")
    return found
