"""The network that is trained: a six-layer BERT-shaped encoder, a mean over its tokens, one linear layer of logits.

It is written out by hand so that `graph.py` can write the same arithmetic as an ONNX graph, name by name.
This file knows nothing of texts, labels or files of data; only the starting weights come from a file.
"""

from __future__ import annotations

import numpy as np
import torch
from torch import Tensor, nn
from torch.nn import functional as F

from koko_training.bert_names import BERT_NAMES
from koko_training.shape import Shape


def attention(query: Tensor, key: Tensor, value: Tensor, may_attend: Tensor) -> Tensor:
    """Scaled dot products, softmax, weighted mean. On a CPU the backward pass of torch's own is half as fast."""
    likeness = (query @ key.transpose(-1, -2)) * query.shape[-1] ** -0.5
    shares = torch.softmax(likeness.masked_fill(~may_attend, -1e4), dim=-1)
    return shares.to(value.dtype) @ value


class Layer(nn.Module):
    """Attention and feed-forward, each followed by adding its input and normalising (post-LN, as BERT does it)."""

    def __init__(self, shape: Shape) -> None:
        super().__init__()
        self.heads = shape.heads
        self.query = nn.Linear(shape.width, shape.width)
        self.key = nn.Linear(shape.width, shape.width)
        self.value = nn.Linear(shape.width, shape.width)
        self.attended = nn.Linear(shape.width, shape.width)
        self.attended_norm = nn.LayerNorm(shape.width, shape.epsilon)
        self.widen = nn.Linear(shape.width, shape.inner)
        self.narrow = nn.Linear(shape.inner, shape.width)
        self.narrow_norm = nn.LayerNorm(shape.width, shape.epsilon)

    def forward(self, hidden: Tensor, may_attend: Tensor) -> Tensor:
        rows, tokens, width = hidden.shape

        def split_heads(projected: Tensor) -> Tensor:
            return projected.view(rows, tokens, self.heads, width // self.heads).transpose(1, 2)

        mixed = attention(
            split_heads(self.query(hidden)), split_heads(self.key(hidden)), split_heads(self.value(hidden)), may_attend
        )
        mixed = mixed.transpose(1, 2).reshape(rows, tokens, width)
        hidden = self.attended_norm(hidden + self.attended(mixed))
        return self.narrow_norm(hidden + self.narrow(F.gelu(self.widen(hidden))))


class Classifier(nn.Module):
    """Token ids in; the logits and the mean embedding out."""

    def __init__(self, shape: Shape, dropout: float = 0.0) -> None:
        super().__init__()
        self.shape = shape
        self.words = nn.Embedding(shape.vocabulary, shape.width)
        self.positions = nn.Embedding(shape.positions, shape.width)
        self.embedding_norm = nn.LayerNorm(shape.width, shape.epsilon)
        self.layers = nn.ModuleList(Layer(shape) for _ in range(shape.layers))
        self.dropout = nn.Dropout(dropout)
        self.head = nn.Linear(shape.width, shape.outputs)

    def forward(self, input_ids: Tensor, attention_mask: Tensor) -> tuple[Tensor, Tensor]:
        real = attention_mask.bool()
        hidden = self.words(input_ids) + self.positions.weight[: input_ids.shape[1]]
        hidden = self.embedding_norm(hidden)
        for layer in self.layers:
            hidden = layer(hidden, real[:, None, None, :])
        weight = real.unsqueeze(-1).float()
        embedding = (hidden.float() * weight).sum(1) / weight.sum(1)
        return self.head(self.dropout(embedding)), embedding


def kept_layers(weights: dict[str, np.ndarray], layers: int) -> list[int]:
    """Which layers of a checkpoint a shallower encoder starts from: evenly spread, with the first and the last."""
    there = 1 + max(int(name.split(".")[2]) for name in weights if name.startswith("encoder.layer."))
    if layers > there:
        raise SystemExit(f"the starting weights have {there} layers: `layers` cannot be {layers}")
    return [0] if layers == 1 else [round(place * (there - 1) / (layers - 1)) for place in range(layers)]


def from_bert(weights: dict[str, np.ndarray], shape: Shape, dropout: float, pieces: np.ndarray) -> Classifier:
    """A classifier that starts from BERT-shaped weights, with some word pieces of theirs. Its head starts near zero."""
    model = Classifier(shape, dropout)
    state = {
        "words.weight": weights["embeddings.word_embeddings.weight"][pieces],
        # Koko never sends a second sentence, so the type embedding is a constant: it lives in the positions.
        "positions.weight": weights["embeddings.position_embeddings.weight"]
        + weights["embeddings.token_type_embeddings.weight"][0],
        "embedding_norm.weight": weights["embeddings.LayerNorm.weight"],
        "embedding_norm.bias": weights["embeddings.LayerNorm.bias"],
    }
    for number, source in enumerate(kept_layers(weights, shape.layers)):
        for ours, theirs in BERT_NAMES.items():
            for part in ("weight", "bias"):
                state[f"layers.{number}.{ours}.{part}"] = weights[f"encoder.layer.{source}.{theirs}.{part}"]
    nn.init.normal_(model.head.weight, std=0.02)
    nn.init.zeros_(model.head.bias)
    missing = model.load_state_dict({name: torch.from_numpy(array) for name, array in state.items()}, strict=False)
    if set(missing.missing_keys) != {"head.weight", "head.bias"} or missing.unexpected_keys:
        raise SystemExit(f"these starting weights do not fit a {shape.layers}-layer encoder: {missing}")
    return model
