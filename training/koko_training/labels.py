"""The ten labels, in the order of the logits. The Rust core reads this order from the manifest of a bundle."""

from __future__ import annotations

LABELS = (
    "toxicity",
    "severe_toxicity",
    "insult",
    "profanity",
    "threat",
    "identity_attack",
    "sexual",
    "self_harm",
    "violence",
    "spam",
)

# What is left of the ten when a set speaks of rudeness and hate only.
RUDENESS = LABELS[:6]


def zeros(*labels: str) -> dict[str, float]:
    """Targets that say: a row is known to be harmless for these labels."""
    return dict.fromkeys(labels, 0.0)


def ones(*labels: str) -> dict[str, float]:
    """Targets that say: a row is known to carry these labels."""
    return dict.fromkeys(labels, 1.0)
