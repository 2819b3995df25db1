"""Hugging Face `transformers` on PyTorch, in fp32: its pipeline as people run it, and its model at its best."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import torch
from torch import Tensor, nn
from transformers import BertConfig, BertModel, BertPreTrainedModel, PreTrainedTokenizerFast, pipeline
from transformers.modeling_outputs import SequenceClassifierOutput

from koko_peers.timing import Score, Task, by_length, serve

MAX_TOKENS = 128


class MeanPooledBert(BertPreTrainedModel):
    """BERT with a mean over its tokens and one linear layer, as Koko's encoder is."""

    config_class = BertConfig

    def __init__(self, config: BertConfig) -> None:
        super().__init__(config)
        self.bert = BertModel(config, add_pooling_layer=False)
        self.classifier = nn.Linear(config.hidden_size, config.num_labels)
        self.post_init()

    def forward(self, input_ids: Tensor, attention_mask: Tensor, **_: Any) -> SequenceClassifierOutput:
        hidden = self.bert(input_ids=input_ids, attention_mask=attention_mask).last_hidden_state
        weight = attention_mask.unsqueeze(-1).to(hidden.dtype)
        return SequenceClassifierOutput(logits=self.classifier((hidden * weight).sum(1) / weight.sum(1)))


def prepare(task: Task) -> Score:
    torch.set_num_threads(task.threads)
    torch.set_num_interop_threads(1)
    folder = task.folder / "hugging_face"
    model = MeanPooledBert.from_pretrained(folder).eval()
    tokenizer = open_tokenizer(folder)
    if task.way.startswith("pipeline"):
        return through_pipeline(model, tokenizer, int(task.way.split()[1]))
    return through_model(model, tokenizer)


def open_tokenizer(folder: Path) -> PreTrainedTokenizerFast:
    return PreTrainedTokenizerFast(
        tokenizer_file=str(folder / "tokenizer.json"),
        model_max_length=MAX_TOKENS,
        pad_token="[PAD]",
        unk_token="[UNK]",
        cls_token="[CLS]",
        sep_token="[SEP]",
        model_input_names=["input_ids", "attention_mask"],
    )


def through_pipeline(model: MeanPooledBert, tokenizer: PreTrainedTokenizerFast, batch_size: int) -> Score:
    """Texts in arrival order, as the documentation shows it."""
    classify = pipeline("text-classification", model=model, tokenizer=tokenizer, device="cpu")
    order = {name: place for place, name in model.config.id2label.items()}

    def score(texts: list[str]) -> np.ndarray:
        logits = np.zeros((len(texts), len(order)), np.float32)
        answers = classify(texts, batch_size=batch_size, top_k=None, truncation=True, function_to_apply="none")
        for row, answer in enumerate(answers):
            for output in answer:
                logits[row, order[output["label"]]] = output["score"]
        return logits

    return score


def through_model(model: MeanPooledBert, tokenizer: PreTrainedTokenizerFast) -> Score:
    """The model itself, on small batches of about equal length."""

    @torch.inference_mode()
    def score(texts: list[str]) -> np.ndarray:
        rows = tokenizer(texts, truncation=True)["input_ids"]
        logits = np.zeros((len(texts), model.config.num_labels), np.float32)
        for batch in by_length([len(row) for row in rows]):
            filled = tokenizer.pad({"input_ids": [rows[row] for row in batch]}, return_tensors="pt")
            logits[batch] = model(filled["input_ids"], filled["attention_mask"]).logits.numpy()
        return logits

    return score


if __name__ == "__main__":
    serve(prepare, __doc__)
