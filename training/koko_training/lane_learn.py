"""Teaches the fast lane what the full model says. The only part of it that needs torch.

What a token says about a place is a matrix times its word vector in the full model, which knows what rare words are
like, plus something of its own, for what matters here alone. Both become one table when learning is over.

Two things are learned at once: the full model's opinion of each label, and whether it finds anything. The second is
asked more sharply than the first, as it is the one that clears.
"""

from __future__ import annotations

from typing import Any

import numpy as np
import torch
from torch import nn
from torch.nn import functional as F
from tqdm import tqdm

from koko_training.examples import Examples
from koko_training.lane_network import NOTHING, STEP, Network, in_whole_numbers
from koko_training.train import rate_at

WARMUP_SHARE = 0.05
# About how long word vectors are made, so that they and their matrix learn at a usual rate.
VECTOR_LENGTH = 8.0


class Learner(nn.Module):
    """The network in floating point."""

    def __init__(
        self, vectors: np.ndarray, width: int, channels: int, hidden: int, outputs: int, dropout: float
    ) -> None:
        super().__init__()
        self.vectors = nn.Embedding.from_pretrained(torch.from_numpy(of_one_length(vectors)), freeze=True)
        self.meaning = nn.Linear(vectors.shape[1], 3 * width, bias=False)
        self.own = nn.Embedding(len(vectors), 3 * width)
        nn.init.normal_(self.meaning.weight, std=0.5 / VECTOR_LENGTH)
        nn.init.normal_(self.own.weight, std=0.02)
        self.bias = nn.Parameter(torch.zeros(width))
        self.phrases = nn.Conv1d(width, channels, kernel_size=3, padding=1, stride=STEP)
        self.first = nn.Linear(2 * (width + channels) + 1, hidden + outputs)
        self.second = nn.Linear(hidden, outputs, bias=False)
        self.width, self.hidden, self.dropout = width, hidden, dropout

    def says(self, tokens: torch.Tensor) -> torch.Tensor:
        """What tokens say about the place behind them, their own, and the one before them."""
        return (self.meaning(self.vectors(tokens)) + self.own(tokens)).view(-1, 3, self.width)

    def forward(self, ids: torch.Tensor, mask: torch.Tensor) -> torch.Tensor:
        # Each token is looked at once, however often it stands in the batch.
        tokens, place = torch.unique(F.pad(ids, (1, 1), value=NOTHING), return_inverse=True)
        said, length = self.says(tokens), ids.shape[1]
        about = sum(said[place[:, step : step + length], step] for step in range(3)) + self.bias
        about = F.relu(about) * mask[:, :, None]
        phrases = F.relu(self.phrases(about.transpose(1, 2)).transpose(1, 2)) * mask[:, ::STEP, None]
        features = torch.cat(
            [*pooled(about, mask), *pooled(phrases, mask[:, ::STEP]), mask.sum(1, keepdim=True).log() / 4], 1
        )
        sums = self.first(F.dropout(features, self.dropout, self.training))
        hidden, logits = sums.split([self.hidden, sums.shape[1] - self.hidden], 1)
        return logits + self.second(F.relu(hidden))

    def network(self) -> Network:
        """What was learned, as it ships."""
        with torch.inference_mode():
            words = self.says(torch.arange(self.own.num_embeddings)).numpy()
            phrases = self.phrases.weight.permute(2, 1, 0).numpy()
            others = [self.phrases.bias, self.first.weight.T, self.first.bias, self.second.weight.T]
            return in_whole_numbers(words, self.bias.numpy(), phrases, *(each.numpy() for each in others))


def pooled(said: torch.Tensor, mask: torch.Tensor) -> tuple[torch.Tensor, torch.Tensor]:
    """The largest and the mean over the places of each row."""
    return said.amax(1), said.sum(1) / mask.sum(1, keepdim=True)


def learn(
    examples: Examples, opinion: np.ndarray, finds: np.ndarray, vectors: np.ndarray, rules: dict[str, Any], seed: int
) -> Network:
    """The network that repeats these opinions best: a probability for each label, and one that something is found.

    `vectors` has the word vector of each piece in the full model.
    """
    torch.manual_seed(seed)
    targets = torch.from_numpy(np.concatenate([opinion, finds[:, None]], axis=1).astype(np.float32))
    labels = opinion.shape[1]
    # "Finds something" counts as much as all labels together.
    weights = torch.tensor([1 / labels] * labels + [1])
    learner = Learner(vectors, rules["width"], rules["channels"], rules["hidden"], labels + 1, rules["dropout"])
    optimizer = torch.optim.AdamW(
        [{"params": parameters, "lr": rate} for rate, parameters in by_rate(learner, rules).items()],
        betas=(0.9, 0.99),
        weight_decay=rules["weight_decay"],
    )
    batches = [
        batch
        for epoch in range(rules["epochs"])
        for batch in shuffled_rows(examples, rules["batch_rows"], seed + epoch)
    ]
    schedule = torch.optim.lr_scheduler.LambdaLR(optimizer, lambda step: rate_at(step / len(batches), WARMUP_SHARE))
    learner.train()
    for batch in tqdm(batches, "lane", mininterval=5):
        ids, mask = examples.padded(batch)
        said = learner(torch.from_numpy(ids), torch.from_numpy(mask.astype(np.float32)))
        each = F.binary_cross_entropy_with_logits(said, targets[batch], reduction="none")
        optimizer.zero_grad(set_to_none=True)
        (each * weights).sum(1).mean().backward()
        optimizer.step()
        schedule.step()
    return learner.network()


def by_rate(learner: Learner, rules: dict[str, Any]) -> dict[float, list[nn.Parameter]]:
    """What tokens say of their own learns more slowly: it is most of the numbers, and rare words have few rows."""
    own = [learner.own.weight]
    others = [each for each in learner.parameters() if each.requires_grad and each is not learner.own.weight]
    return {rules["learning_rate"]: others, rules["learning_rate_of_words"]: own}


def of_one_length(vectors: np.ndarray) -> np.ndarray:
    """Word vectors around zero, all of one length: only where they point says what a word is like."""
    centred = vectors - vectors.mean(axis=0)
    lengths = np.maximum(np.linalg.norm(centred, axis=1, keepdims=True), 1e-6)
    return (VECTOR_LENGTH * centred / lengths).astype(np.float32)


def shuffled_rows(examples: Examples, size: int, seed: int) -> list[np.ndarray]:
    """Batches of so many rows of about equal length, in random order."""
    chance = np.random.default_rng(seed)
    order = np.argsort(examples.lengths * chance.uniform(0.9, 1.1, len(examples)), kind="stable")
    batches = [order[start : start + size] for start in range(0, len(order), size)]
    return [batches[place] for place in chance.permutation(len(batches))]
