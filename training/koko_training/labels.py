"""What the logits stand for, in their order: our ten labels, then what Google's Perspective API would have said.

The Rust core reads both from the manifest of a bundle.
"""

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

# Perspective's attributes. Their targets are its published scores, so they have logits of their own: a label says what
# is in a text, an attribute what Perspective said of it.
ATTRIBUTES = (
    "TOXICITY",
    "SEVERE_TOXICITY",
    "INSULT",
    "PROFANITY",
    "THREAT",
    "IDENTITY_ATTACK",
    "SEXUALLY_EXPLICIT",
    "FLIRTATION",
)
OUTPUTS = LABELS + ATTRIBUTES

# What is left of the ten when a set speaks of rudeness and hate only.
RUDENESS = LABELS[:6]


def zeros(*labels: str) -> dict[str, float]:
    """Targets that say: a row is known to be harmless for these labels."""
    return dict.fromkeys(labels, 0.0)


def ones(*labels: str) -> dict[str, float]:
    """Targets that say: a row is known to carry these labels."""
    return dict.fromkeys(labels, 1.0)
