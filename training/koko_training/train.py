"""The step `train`: teaches the encoder what `labels.py` lists, and can be stopped and resumed.

A label that a row does not know is masked out of its loss. Targets may lie between 0 and 1.
"""

from __future__ import annotations

import json
import time
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import torch
from safetensors.numpy import load_file, save_file
from torch.nn import functional as F
from tqdm import tqdm

from koko_training.encoder import Classifier, from_bert
from koko_training.examples import Examples, load_examples, shuffled_batches
from koko_training.graph import Weights
from koko_training.imitate import soft_targets
from koko_training.labels import LABELS, OUTPUTS
from koko_training.memory import keep_freed_memory
from koko_training.narrow import from_finished
from koko_training.settings import Settings
from koko_training.shape import Shape
from koko_training.start import start_folder
from koko_training.vocabulary import TOKENIZER, kept_pieces


def run(settings: Settings) -> None:
    """Write `model.safetensors` and `train.json`."""
    rules, device = settings.section("train"), torch.device(settings.device)
    if device.type == "cuda" and not torch.cuda.is_available():
        raise SystemExit("torch finds no GPU: leave out `--device cuda`, or look at what `nvidia-smi` says")
    keep_freed_memory()
    torch.set_num_threads(settings.threads)
    torch.manual_seed(settings.seed)
    folder = settings.work / "train"
    folder.mkdir(parents=True, exist_ok=True)
    examples = load_examples(settings.work / "data" / "train.npz")
    if settings.teacher is not None:
        examples = soft_targets(examples, settings, settings.teacher)
    batches = [
        batch
        for epoch in range(rules["epochs"])
        for batch in shuffled_batches(examples, rules["batch_tokens"], settings.seed + epoch)
    ]
    # Nobody learns Perspective's scores from texts that carry none: without them, there are no logits for them.
    outputs = len(OUTPUTS) if examples.known[:, len(LABELS) :].any() else len(LABELS)
    shape = replace(settings.shape, outputs=outputs)
    if settings.finished is not None:
        model = holding(from_finished(settings, shape, examples), shape, rules["dropout"], settings.finished)
    else:
        pieces = kept_pieces(settings.work / "data" / TOKENIZER)
        model = from_bert(load_file(start_folder() / "model.safetensors"), shape, rules["dropout"], pieces)
    report = learn(model.to(device), examples, batches, rules, folder / "checkpoint.pt")
    save_weights(model, folder / "model.safetensors")
    told = {"device": name_of(device), "threads": settings.threads}
    (folder / "train.json").write_text(json.dumps(report | told, indent=1))
    (folder / "checkpoint.pt").unlink(missing_ok=True)


def holding(weights: Weights, shape: Shape, dropout: float, work: Path) -> Classifier:
    """A classifier with these weights, which come from `work`."""
    model = Classifier(shape, dropout)
    try:
        model.load_state_dict({name: torch.from_numpy(array) for name, array in weights.items()})
    except RuntimeError as error:
        raise SystemExit(f"the weights of {work} do not fit this shape: {error}") from None
    return model


def learn(
    model: Classifier, examples: Examples, batches: list[np.ndarray], rules: dict[str, Any], checkpoint: Path
) -> dict[str, Any]:
    """Go through the batches once. Every few minutes the state is saved, and a later run goes on from there."""
    optimizer = torch.optim.AdamW(parameter_groups(model, rules), fused=True)
    schedule = torch.optim.lr_scheduler.LambdaLR(
        optimizer, lambda step: rate_at(step / max(len(batches), 1), rules["warmup_share"])
    )
    first, seconds_before = resume(model, optimizer, schedule, checkpoint)
    started = saved = time.monotonic()
    smooth_loss = None
    model.train()
    progress = tqdm(range(first, len(batches)), "train", len(batches), initial=first, mininterval=5)
    for step in progress:
        loss = batch_loss(model, examples, batches[step])
        loss.backward()
        torch.nn.utils.clip_grad_norm_(model.parameters(), 1.0)
        optimizer.step()
        schedule.step()
        optimizer.zero_grad(set_to_none=True)
        smooth_loss = loss.item() if smooth_loss is None else 0.98 * smooth_loss + 0.02 * loss.item()
        progress.set_postfix(loss=f"{smooth_loss:.4f}", refresh=False)
        if time.monotonic() - saved > 60 * rules["checkpoint_minutes"]:
            saved = time.monotonic()
            state = {
                "model": model.state_dict(),
                "optimizer": optimizer.state_dict(),
                "schedule": schedule.state_dict(),
            }
            save_whole(state | {"step": step + 1, "seconds": seconds_before + saved - started}, checkpoint)
    seconds = seconds_before + time.monotonic() - started
    tokens = int(sum(examples.lengths[batch].sum() for batch in batches))
    return {
        "steps": len(batches),
        "tokens": tokens,
        "seconds": round(seconds),
        "tokens_per_second": round(tokens / max(seconds, 1e-9)),
        "last_loss": smooth_loss,
    }


def batch_loss(model: Classifier, examples: Examples, numbers: np.ndarray) -> torch.Tensor:
    """Binary cross-entropy over what each row knows, summed over the logits and averaged over the rows."""
    device = next(model.parameters()).device
    ids, mask = (torch.from_numpy(array).to(device) for array in examples.padded(numbers))
    with torch.autocast(device.type, dtype=torch.bfloat16):
        logits, _ = model(ids, mask)
    outputs = logits.shape[1]
    counts = torch.from_numpy(examples.known[numbers, :outputs] * examples.weights[numbers, None])
    targets = torch.from_numpy(examples.targets[numbers, :outputs])
    each = F.binary_cross_entropy_with_logits(logits.float(), targets.to(device), reduction="none")
    return (each * counts.to(device)).sum() / len(numbers)


def name_of(device: torch.device) -> str:
    """What trained: `cpu`, or the name of the GPU."""
    return torch.cuda.get_device_name(device) if device.type == "cuda" else device.type


def parameter_groups(model: Classifier, rules: dict[str, Any]) -> list[dict[str, Any]]:
    """The new head learns faster than the encoder; norms and biases do not decay."""
    groups: dict[tuple[bool, bool], list[torch.Tensor]] = {}
    for name, parameter in model.named_parameters():
        groups.setdefault((name.startswith("head."), parameter.ndim > 1), []).append(parameter)
    return [
        {
            "params": parameters,
            "lr": rules["head_learning_rate" if head else "learning_rate"],
            "weight_decay": rules["weight_decay"] if decays else 0.0,
        }
        for (head, decays), parameters in groups.items()
    ]


def rate_at(done: float, warmup_share: float) -> float:
    """The share of the full learning rate: a linear rise, then a linear fall to zero."""
    return done / warmup_share if done < warmup_share else max(0.0, (1 - done) / (1 - warmup_share))


def resume(model: Classifier, optimizer: Any, schedule: Any, checkpoint: Path) -> tuple[int, float]:
    """Load a checkpoint if there is one. Returns the step to go on with, and the seconds spent so far."""
    if not checkpoint.exists():
        return 0, 0.0
    state = torch.load(checkpoint, map_location="cpu", weights_only=True)
    model.load_state_dict(state["model"])
    optimizer.load_state_dict(state["optimizer"])
    schedule.load_state_dict(state["schedule"])
    return state["step"], state["seconds"]


def save_whole(state: dict[str, Any], path: Path) -> None:
    """Save so that a crash leaves the old file or the new one, never half a file."""
    half = path.with_suffix(".half")
    torch.save(state, half)
    half.replace(path)


def save_weights(model: Classifier, path: Path) -> None:
    """The weights as plain arrays, which need no torch to read."""
    save_file({name: tensor.detach().float().cpu().numpy() for name, tensor in model.state_dict().items()}, path)
