"""Teaches the fast lane what the full model says. The only part of it that needs torch.

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
from koko_training.lane_network import NOTHING, Network, in_whole_numbers
from koko_training.train import rate_at

WARMUP_SHARE = 0.05


class Learner(nn.Module):
    """The network in floating point."""

    def __init__(self, pieces: int, width: int, hidden: int, outputs: int, dropout: float) -> None:
        super().__init__()
        self.words = nn.ModuleList(nn.Embedding(pieces, width) for _ in range(3))
        for table in self.words:
            nn.init.normal_(table.weight, std=0.1)
        self.bias = nn.Parameter(torch.zeros(width))
        self.first = nn.Linear(2 * width + 1, hidden + outputs)
        self.second = nn.Linear(hidden, outputs, bias=False)
        self.hidden, self.dropout = hidden, dropout

    def forward(self, ids: torch.Tensor, mask: torch.Tensor) -> torch.Tensor:
        nothing = torch.full_like(ids[:, :1], NOTHING)
        before, behind = torch.cat([nothing, ids[:, :-1]], 1), torch.cat([ids[:, 1:], nothing], 1)
        said = (table(token) for table, token in zip(self.words, (before, ids, behind), strict=True))
        about = F.relu(sum(said, self.bias)) * mask[:, :, None]
        lengths = mask.sum(1, keepdim=True)
        features = torch.cat([about.amax(1), about.sum(1) / lengths, lengths.log() / 4], 1)
        sums = self.first(F.dropout(features, self.dropout, self.training))
        hidden, logits = sums.split([self.hidden, sums.shape[1] - self.hidden], 1)
        return logits + self.second(F.relu(hidden))

    def network(self) -> Network:
        """What was learned, as it ships."""
        arrays = {name: tensor.detach().numpy() for name, tensor in self.state_dict().items()}
        return in_whole_numbers(
            np.stack([arrays[f"words.{place}.weight"] for place in range(3)], axis=1),
            arrays["bias"],
            arrays["first.weight"].T,
            arrays["first.bias"],
            arrays["second.weight"].T,
        )


def learn(
    examples: Examples, opinion: np.ndarray, finds: np.ndarray, pieces: int, rules: dict[str, Any], seed: int
) -> Network:
    """The network that repeats these opinions best: a probability for each label, and one that something is found."""
    torch.manual_seed(seed)
    targets = torch.from_numpy(np.concatenate([opinion, finds[:, None]], axis=1).astype(np.float32))
    labels = opinion.shape[1]
    # "Finds something" counts as much as all labels together.
    weights = torch.tensor([1 / labels] * labels + [1])
    learner = Learner(pieces, rules["width"], rules["hidden"], labels + 1, rules["dropout"])
    optimizer = torch.optim.AdamW(
        learner.parameters(), lr=rules["learning_rate"], betas=(0.9, 0.99), weight_decay=rules["weight_decay"]
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


def shuffled_rows(examples: Examples, size: int, seed: int) -> list[np.ndarray]:
    """Batches of so many rows of about equal length, in random order."""
    chance = np.random.default_rng(seed)
    order = np.argsort(examples.lengths * chance.uniform(0.9, 1.1, len(examples)), kind="stable")
    batches = [order[start : start + size] for start in range(0, len(order), size)]
    return [batches[place] for place in chance.permutation(len(batches))]
