"""The step `polish`: a short second lesson at a low rate, for what the public sets do not show.

It mixes the sentences that we wrote (`sets/written.py`) into a sample of the training rows. The sample keeps the model
from forgetting; the sentences alone would turn its head.
"""

from __future__ import annotations

import json

import torch
from safetensors.numpy import load_file

from koko_training.encoder import Classifier
from koko_training.examples import load_examples, shuffled_batches
from koko_training.memory import keep_freed_memory
from koko_training.settings import Settings
from koko_training.shape import Shape
from koko_training.train import learn, save_weights


def run(settings: Settings) -> None:
    """Write `model.safetensors` and `polish.json`."""
    rules = settings.section("train") | settings.section("polish")
    keep_freed_memory()
    torch.set_num_threads(settings.threads)
    torch.manual_seed(settings.seed)
    folder = settings.work / "polish"
    folder.mkdir(parents=True, exist_ok=True)
    examples = load_examples(settings.work / "data" / "polish.npz")
    batches = list(shuffled_batches(examples, rules["batch_tokens"], settings.seed))
    model = Classifier(Shape(), rules["dropout"])
    trained = load_file(settings.work / "train" / "model.safetensors")
    model.load_state_dict({name: torch.from_numpy(array) for name, array in trained.items()})
    report = learn(model, examples, batches, rules, folder / "checkpoint.pt")
    save_weights(model, folder / "model.safetensors")
    (folder / "polish.json").write_text(json.dumps(report, indent=1))
    (folder / "checkpoint.pt").unlink(missing_ok=True)
