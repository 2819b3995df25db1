"""Starts a narrower model from a finished one: the neurons that matter least are left out of each feed-forward layer.

How much a neuron matters is measured on training texts: how strongly it answers on average, times the length of the
vector that it adds. What is lost is learned again by training on, best with the finished model as the teacher.
"""

from __future__ import annotations

from dataclasses import replace

import numpy as np
from safetensors.numpy import load_file

from koko_training.examples import Examples
from koko_training.graph import Weights, folded, fp32_lookup, fp32_product, write_graph
from koko_training.quantize import observe
from koko_training.settings import Settings
from koko_training.shape import Shape

# Texts on which the neurons are watched.
WATCHED = 512


def from_finished(settings: Settings, shape: Shape, examples: Examples) -> Weights:
    """The weights of a finished run with the same vocabulary and no fewer neurons, as narrow as `shape` says."""
    weights = load_file(settings.finished / "train" / "model.safetensors")
    inner = len(weights["layers.0.widen.bias"])
    if shape.inner > inner:
        raise SystemExit(f"{settings.finished} has {inner} neurons a layer: `inner` cannot be {shape.inner}")
    if shape.inner == inner:
        return weights
    chosen = np.random.default_rng(settings.seed).permutation(len(examples))[:WATCHED]
    layers = sum(name.endswith(".widen.bias") for name in weights)
    outputs, vocabulary = len(weights["head.bias"]), len(weights["words.weight"])
    wide = replace(shape, inner=inner, layers=layers, outputs=outputs, vocabulary=vocabulary)
    seen = strengths(weights, wide, settings.max_tokens, examples, chosen, settings.threads)
    return narrowed(weights, seen, shape.inner)


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


def strengths(
    weights: Weights, shape: Shape, max_tokens: int, examples: Examples, chosen: np.ndarray, threads: int
) -> list[np.ndarray]:
    """For each layer, how strongly each neuron answers: the root of the mean square over the tokens of some texts."""
    ready = folded(weights, shape)
    seen = observe(
        write_graph(ready, shape, max_tokens, fp32_product(ready), fp32_lookup(ready)), examples, chosen, threads
    )
    answers = (seen[f"layers.{number}.narrow"].astype(np.float32) for number in range(shape.layers))
    return [np.sqrt(np.square(answer).mean(axis=0)) for answer in answers]
