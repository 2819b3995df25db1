"""Starts a narrower model from a finished one: the neurons that matter least are left out of each feed-forward layer.

How much a neuron matters is measured on training texts: how strongly it answers on average, times the length of the
vector that it adds. What is lost is learned again by training on, best with the finished model as the teacher.
"""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np
import torch
from safetensors.numpy import load_file
from torch.nn import functional as F
from tqdm import tqdm

from koko_training.encoder import Classifier
from koko_training.examples import Examples
from koko_training.graph import Weights
from koko_training.shape import Shape

# Texts on which the neurons are watched.
WATCHED = 512


def from_finished(work: Path, shape: Shape, dropout: float, examples: Examples, seed: int) -> Classifier:
    """A classifier that starts from the weights of a finished run with the same vocabulary and no fewer neurons."""
    weights = load_file(work / "train" / "model.safetensors")
    inner = len(weights["layers.0.widen.bias"])
    if shape.inner > inner:
        raise SystemExit(f"{work} has {inner} neurons a layer: `inner` cannot be {shape.inner}")
    if shape.inner < inner:
        chosen = np.random.default_rng(seed).permutation(len(examples))[:WATCHED]
        weights = narrowed(weights, strengths(weights, replace(shape, inner=inner), examples, chosen), shape.inner)
    model = Classifier(shape, dropout)
    try:
        model.load_state_dict({name: torch.from_numpy(array) for name, array in weights.items()})
    except RuntimeError as error:
        raise SystemExit(f"the weights of {work} do not fit this shape: {error}") from None
    return model


def narrowed(weights: Weights, strengths: list[np.ndarray], inner: int) -> Weights:
    """The weights with the `inner` neurons of each layer that matter most, in their old order."""
    weights = dict(weights)
    for number, strength in enumerate(strengths):
        layer = f"layers.{number}"
        matters = strength * np.linalg.norm(weights[f"{layer}.narrow.weight"], axis=0)
        kept = np.sort(np.argsort(-matters, kind="stable")[:inner])
        weights[f"{layer}.widen.weight"] = weights[f"{layer}.widen.weight"][kept]
        weights[f"{layer}.widen.bias"] = weights[f"{layer}.widen.bias"][kept]
        weights[f"{layer}.narrow.weight"] = np.ascontiguousarray(weights[f"{layer}.narrow.weight"][:, kept])
    return weights


def strengths(weights: Weights, shape: Shape, examples: Examples, chosen: np.ndarray) -> list[np.ndarray]:
    """For each layer, how strongly each neuron answers: the root of the mean square over the tokens of some texts."""
    model = Classifier(shape).eval()
    model.load_state_dict({name: torch.from_numpy(array) for name, array in weights.items()})
    squares = [torch.zeros(shape.inner) for _ in model.layers]

    def watch(number: int) -> None:
        def hook(_module: torch.nn.Module, _inputs: object, widened: torch.Tensor) -> None:
            squares[number] += F.gelu(widened).square().sum((0, 1))

        model.layers[number].widen.register_forward_hook(hook)

    for number in range(shape.layers):
        watch(number)
    with torch.inference_mode():
        # One text at a time: padding would be counted otherwise.
        for number in tqdm(chosen, "watch"):
            ids, mask = examples.padded(np.array([number]))
            model(torch.from_numpy(ids), torch.from_numpy(mask))
    tokens = int(examples.lengths[chosen].sum())
    return [(square / tokens).sqrt().numpy() for square in squares]
