"""Targets from a finished model, so that a smaller one learns from its judgement as well (distillation).

Where people labelled a row, their word and the teacher's are mixed. Where nobody looked, the teacher's alone counts: so
a student is told everything about every row.
"""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np

from koko_training.examples import Examples
from koko_training.platt import sigmoid
from koko_training.scoring import logits_of, open_session


def soft_targets(examples: Examples, teacher: Path, share: float, threads: int) -> Examples:
    """The same rows. `share` is how much the teacher's word counts where a label is known, from 0 to 1."""
    model = teacher / "quantize" / "model.onnx"
    if not model.exists():
        raise SystemExit(f"{model} is missing: --teacher wants a work folder in which `quantize` has run")
    opinion = sigmoid(logits_of(open_session(model, threads), examples, "teacher")).astype(np.float32)
    targets, known = examples.targets.copy(), examples.known.copy()
    outputs = opinion.shape[1]
    mixed = (1 - share) * targets[:, :outputs] + share * opinion
    targets[:, :outputs] = np.where(known[:, :outputs], mixed, opinion)
    known[:, :outputs] = True
    return replace(examples, targets=targets, known=known)
