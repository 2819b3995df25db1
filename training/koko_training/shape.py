"""The sizes of an encoder. Apart, because the graph writer needs them and must not import torch."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Shape:
    """The defaults are those of MiniLM-L6 with ten labels."""

    vocabulary: int = 30522
    positions: int = 512
    width: int = 384
    heads: int = 12
    inner: int = 1536
    layers: int = 6
    labels: int = 10
    epsilon: float = 1e-12
