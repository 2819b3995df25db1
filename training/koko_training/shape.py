"""The sizes of an encoder. Apart, because the graph writer needs them and must not import torch."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Shape:
    """The defaults are those of MiniLM-L6 with a logit for each label and each of Perspective's attributes."""

    vocabulary: int = 30522
    positions: int = 512
    width: int = 384
    heads: int = 12
    inner: int = 1536
    layers: int = 6
    outputs: int = 18
    epsilon: float = 1e-12
