"""Reads the weights out of a bundle's int8 graph, as floats: what every peer runs is made from them.

Nothing but the bundle is needed. The floats are those that the bytes stand for, not those that were trained: so a peer
differs from Koko only by what rounding activations costs.
"""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import onnx
from onnx import numpy_helper

from koko_training.graph import Weights
from koko_training.int8 import product_input
from koko_training.shape import Shape

# What `graph.py` names the number of heads by.
SPLIT = "split_heads"


@dataclass(frozen=True)
class Bundle:
    """The encoder of a bundle, taken apart."""

    folder: Path
    # As `graph.py` wants them: matrices as [outputs, inputs], the attention's scale inside the query.
    folded: Weights
    shape: Shape
    max_tokens: int

    @property
    def tokenizer(self) -> Path:
        return self.folder / "tokenizer.json"

    @property
    def graph(self) -> Path:
        return self.folder / "model.onnx"


def open_bundle(folder: Path) -> Bundle:
    """Take a bundle apart."""
    model = onnx.load(folder / "model.onnx")
    constants = {tensor.name: numpy_helper.to_array(tensor) for tensor in model.graph.initializer}
    if "words.scale" not in constants or SPLIT not in constants:
        raise SystemExit(
            f"{folder}: model.onnx does not name its weights as graph.py does, so no peer can be made of it"
        )
    products = [name.removesuffix(".weight_scale") for name in constants if name.endswith(".weight_scale")]
    folded = {
        name: array
        for name, array in constants.items()
        if array.dtype == np.float32 and name.endswith((".weight", ".bias"))
    }
    for product in products:
        weight = constants[f"{product}.weight"] * constants[f"{product}.weight_scale"]
        # Channels that the graph turns down before a product are turned up in its weights.
        down = constants.get(f"{product_input(product)}.down")
        folded[f"{product}.weight"] = (weight if down is None else weight * down[:, None]).T
    folded["words.weight"] = constants["words.weight"] * constants["words.scale"]
    folded["head.weight"] = folded["head.weight"].T
    manifest = tomllib.loads((folder / "manifest.toml").read_text(encoding="utf-8"))
    return Bundle(
        folder=folder,
        folded={name: np.ascontiguousarray(array, np.float32) for name, array in folded.items()},
        shape=shape_of(model, constants),
        max_tokens=int(manifest["encoder"]["max_tokens"]),
    )


def shape_of(model: onnx.ModelProto, constants: Weights) -> Shape:
    """The sizes of the encoder, from the sizes of its weights."""
    vocabulary, width = constants["words.weight"].shape
    norm = next(node for node in model.graph.node if node.op_type == "LayerNormalization")
    return Shape(
        vocabulary=vocabulary,
        positions=len(constants["positions.weight"]),
        width=width,
        heads=int(constants[SPLIT][2]),
        inner=constants["layers.0.widen.bias"].size,
        layers=sum(name.endswith(".query.bias") for name in constants),
        outputs=constants["head.bias"].size,
        epsilon=next(attribute.f for attribute in norm.attribute if attribute.name == "epsilon"),
    )


def unfolded(bundle: Bundle) -> Weights:
    """The weights with the attention's scale outside, as other software has it."""
    scale = np.float32((bundle.shape.width // bundle.shape.heads) ** 0.5)
    return {name: array * scale if ".query." in name else array for name, array in bundle.folded.items()}


def operations(shape: Shape, tokens: list[int]) -> float:
    """How many operations texts of these lengths cost, a multiplication and an addition counted as two."""
    products = 4 * shape.width**2 + 2 * shape.width * shape.inner
    each = [length * shape.layers * (products + 2 * shape.width * length) for length in tokens]
    return 2.0 * (sum(each) + len(tokens) * shape.width * shape.outputs)
