"""Writes the encoder as an ONNX graph, straight from its weights: few nodes, and no exporter between us and the result.

The same writer makes the fp32 graph and the int8 one. They differ in two places, which are given to it: how a word's
vector is looked up, and how a matrix product is done. Padding never reaches a score: it is masked in the attention and
in the mean.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
import onnx
from onnx import TensorProto, helper, numpy_helper

from koko_training.shape import Shape

Weights = dict[str, np.ndarray]
# ONNX Runtime 1.19, the oldest that Koko supports, reads both.
OPSET = 20
IR_VERSION = 10
CONTRIB = "com.microsoft"


class GraphWriter:
    """Collects nodes and constants. A value is known by its name."""

    def __init__(self) -> None:
        self.nodes: list[onnx.NodeProto] = []
        self.constants: dict[str, np.ndarray] = {}

    def node(self, operator: str, *inputs: str, name: str = "", domain: str = "", **attributes: Any) -> str:
        """Add a node with one output; returns the output's name."""
        output = name or f"{operator}_{len(self.nodes)}"
        self.nodes.append(helper.make_node(operator, inputs, [output], name=output, domain=domain, **attributes))
        return output

    def constant(self, name: str, array: np.ndarray) -> str:
        """Add a constant once; later calls with the same name find it."""
        self.constants.setdefault(name, np.ascontiguousarray(array))
        return name


# Given the writer, the product's name and its input: the name of the output, bias included.
Product = Callable[[GraphWriter, str, str], str]
# Given the writer and the token ids: the name of the word vectors.
Lookup = Callable[[GraphWriter, str], str]


def fp32_product(weights: Weights) -> Product:
    """Plain matrix products."""

    def product(graph: GraphWriter, name: str, value: str) -> str:
        weight = graph.constant(f"{name}.weight", weights[f"{name}.weight"].T)
        bias = graph.constant(f"{name}.bias", weights[f"{name}.bias"])
        return graph.node("Add", graph.node("MatMul", value, weight), bias)

    return product


def fp32_lookup(weights: Weights) -> Lookup:
    """Word vectors as they are."""

    def lookup(graph: GraphWriter, ids: str) -> str:
        return graph.node("Gather", graph.constant("words.weight", weights["words.weight"]), ids)

    return lookup


def folded(weights: Weights, shape: Shape) -> Weights:
    """The weights with the attention's scale inside the query, which saves a multiplication for each pair of tokens."""
    scale = np.float32((shape.width // shape.heads) ** -0.5)
    queries = [f"layers.{number}.query.{part}" for number in range(shape.layers) for part in ("weight", "bias")]
    return weights | {name: weights[name] * scale for name in queries}


def write_graph(weights: Weights, shape: Shape, max_tokens: int, product: Product, lookup: Lookup) -> onnx.ModelProto:
    """The whole model. `weights` must be `folded`; ids and mask go in, logits and mean embedding come out."""
    graph = GraphWriter()
    epsilon = shape.epsilon

    def normalized(value: str, name: str) -> str:
        gain = graph.constant(f"{name}.weight", weights[f"{name}.weight"])
        shift = graph.constant(f"{name}.bias", weights[f"{name}.bias"])
        return graph.node("LayerNormalization", value, gain, shift, axis=-1, epsilon=epsilon)

    mask = graph.node("Cast", "attention_mask", to=TensorProto.FLOAT)
    hidden = graph.node("Add", lookup(graph, "input_ids"), first_positions(graph, weights, max_tokens))
    hidden = normalized(hidden, "embedding_norm")
    penalty = attention_penalty(graph, mask)
    for number in range(shape.layers):
        layer = f"layers.{number}"
        mixed = attention(graph, product, layer, hidden, penalty, shape)
        attended = product(graph, f"{layer}.attended", mixed)
        hidden = normalized(graph.node("Add", attended, hidden), f"{layer}.attended_norm")
        inner = graph.node("Gelu", product(graph, f"{layer}.widen", hidden))
        narrowed = product(graph, f"{layer}.narrow", inner)
        hidden = normalized(graph.node("Add", narrowed, hidden), f"{layer}.narrow_norm")
    masked_mean(graph, hidden, mask)
    head = graph.constant("head.weight", weights["head.weight"].T)
    bias = graph.constant("head.bias", weights["head.bias"])
    graph.node("Add", graph.node("MatMul", "embedding", head), bias, name="logits")
    return finished(graph, shape)


def first_positions(graph: GraphWriter, weights: Weights, max_tokens: int) -> str:
    """The position vectors of as many tokens as there are. No more than a window's are kept."""
    table = graph.constant("positions.weight", weights["positions.weight"][:max_tokens])
    tokens = graph.node("Shape", "input_ids", start=1, end=2)
    return graph.node("Slice", table, graph.constant("zero", np.array([0], np.int64)), tokens)


def attention_penalty(graph: GraphWriter, mask: str) -> str:
    """0 for a real token and a number far below any likeness for padding, shaped to be added to likenesses."""
    missing = graph.node("Sub", mask, graph.constant("one", np.array([1], np.float32)))
    penalty = graph.node("Mul", missing, graph.constant("far", np.array([1e4], np.float32)))
    return graph.node("Unsqueeze", penalty, graph.constant("head_axes", np.array([1, 2], np.int64)))


def attention(graph: GraphWriter, product: Product, layer: str, hidden: str, penalty: str, shape: Shape) -> str:
    """Every token's mean of all tokens, weighted by likeness, for each head apart."""
    split = graph.constant("split_heads", np.array([0, 0, shape.heads, shape.width // shape.heads], np.int64))

    def heads(part: str, order: list[int]) -> str:
        projected = graph.node("Reshape", product(graph, f"{layer}.{part}", hidden), split)
        return graph.node("Transpose", projected, perm=order)

    likeness = graph.node("MatMul", heads("query", [0, 2, 1, 3]), heads("key", [0, 2, 3, 1]))
    shares = graph.node("Softmax", graph.node("Add", likeness, penalty), axis=-1)
    mixed = graph.node("MatMul", shares, heads("value", [0, 2, 1, 3]))
    joined = graph.constant("join_heads", np.array([0, 0, shape.width], np.int64))
    return graph.node("Reshape", graph.node("Transpose", mixed, perm=[0, 2, 1, 3]), joined)


def masked_mean(graph: GraphWriter, hidden: str, mask: str) -> str:
    """The mean over real tokens, as one small matrix product for each text."""
    row = graph.constant("row_axis", np.array([1], np.int64))
    total = graph.node("MatMul", graph.node("Unsqueeze", mask, row), hidden)
    count = graph.node("ReduceSum", mask, row, keepdims=1)
    # A row of nothing but padding must not divide by zero.
    count = graph.node("Max", count, graph.constant("one", np.array([1], np.float32)))
    return graph.node("Div", graph.node("Squeeze", total, row), count, name="embedding")


def finished(graph: GraphWriter, shape: Shape) -> onnx.ModelProto:
    """The collected nodes as a checked model."""
    tokens = ["batch", "sequence"]
    model = helper.make_model(
        helper.make_graph(
            graph.nodes,
            "koko",
            [
                helper.make_tensor_value_info(name, TensorProto.INT64, tokens)
                for name in ("input_ids", "attention_mask")
            ],
            [
                helper.make_tensor_value_info("logits", TensorProto.FLOAT, ["batch", shape.outputs]),
                helper.make_tensor_value_info("embedding", TensorProto.FLOAT, ["batch", shape.width]),
            ],
            [numpy_helper.from_array(array, name) for name, array in graph.constants.items()],
        ),
        opset_imports=[helper.make_opsetid("", OPSET), helper.make_opsetid(CONTRIB, 1)],
        ir_version=IR_VERSION,
        producer_name="koko_training",
    )
    onnx.checker.check_model(model)
    return model
