"""The int8 form of the encoder: bytes for word vectors and for the weights of the large matrix products.

Scales are fixed when the model is made, never taken from the batch at hand: so the score of a text does not depend on
what else is in its batch.

Activations are unsigned and weights signed, which is by far the fastest pair. Processors without VNNI add two such
products in 16 bits and cut off what does not fit. With weights of 7 bits everything fits (2 * 255 * 63 < 2**15), so
all processors give the same scores.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from onnx import TensorProto

from koko_training.graph import CONTRIB, GraphWriter, Lookup, Product, Weights

LARGEST_BYTE = 127


@dataclass(frozen=True)
class Range:
    """Between which values an activation lies."""

    low: float
    high: float

    @property
    def scale(self) -> np.float32:
        return np.float32(max(self.high - self.low, 1e-6) / 255)

    @property
    def zero_point(self) -> np.uint8:
        return np.uint8(np.clip(round(-self.low / float(self.scale)), 0, 255))


@dataclass(frozen=True)
class Input:
    """How the input of a product becomes bytes: its channels are turned down, if they are, and then rounded."""

    range: Range
    # One factor for each channel. Its inverse goes into the weights.
    down: np.ndarray | None = None

    def rounded(self, values: np.ndarray) -> np.ndarray:
        """What the bytes of some values stand for, channels still turned down."""
        scale, zero = self.range.scale, float(self.range.zero_point)
        turned_down = values if self.down is None else values * self.down
        return (np.clip(np.rint(turned_down / scale) + zero, 0, 255) - zero) * scale

    def turned_up(self, weight: np.ndarray) -> np.ndarray:
        """Weights [channels, outputs] that make up for it."""
        return weight if self.down is None else weight / self.down[:, None]


def product_input(name: str) -> str:
    """Which activation a product reads. Query, key and value read the same one, so it is quantized once."""
    layer, part = name.rsplit(".", 1)
    return f"{layer}.hidden" if part in ("query", "key", "value") else name


def quantized_columns(weight: np.ndarray, largest: int) -> tuple[np.ndarray, np.ndarray]:
    """A matrix [inputs, outputs] as signed bytes, with one scale for each output."""
    scales = np.maximum(np.abs(weight).max(axis=0), 1e-8) / largest
    return np.rint(weight / scales).astype(np.int8), scales.astype(np.float32)


def int8_product(weights: Weights, inputs: dict[str, Input], weight_bits: int) -> Product:
    """Matrix products of bytes, scaled back to floats together with the bias."""
    quantized: dict[str, str] = {}
    largest = 2 ** (weight_bits - 1) - 1

    def product(graph: GraphWriter, name: str, value: str) -> str:
        read = product_input(name)
        chosen = inputs[read]
        scale = graph.constant(f"{read}.scale", np.array(chosen.range.scale))
        zero = graph.constant(f"{read}.zero", np.array(chosen.range.zero_point))
        if value not in quantized:
            balanced = value
            if chosen.down is not None:
                balanced = graph.node("Mul", value, graph.constant(f"{read}.down", chosen.down))
            quantized[value] = graph.node("QuantizeLinear", balanced, scale, zero)
        weight, scales = quantized_columns(chosen.turned_up(weights[f"{name}.weight"].T), largest)
        return graph.node(
            "MatMulIntegerToFloat",
            quantized[value],
            graph.constant(f"{name}.weight", weight),
            scale,
            graph.constant(f"{name}.weight_scale", scales),
            zero,
            graph.constant("weight_zero", np.array(0, np.int8)),
            graph.constant(f"{name}.bias", weights[f"{name}.bias"]),
            domain=CONTRIB,
        )

    return product


def int8_lookup(weights: Weights) -> Lookup:
    """Word vectors as bytes, with one scale for each word."""

    def lookup(graph: GraphWriter, ids: str) -> str:
        table, scales = quantized_columns(weights["words.weight"].T, LARGEST_BYTE)
        rows = graph.node("Gather", graph.constant("words.weight", table.T), ids)
        row_scales = graph.node("Gather", graph.constant("words.scale", scales[:, None]), ids)
        return graph.node("Mul", graph.node("Cast", rows, to=TensorProto.FLOAT), row_scales)

    return lookup
