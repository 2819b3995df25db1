"""The step `data`: from the sets to token ids, split into train, valid and test.

The order matters: normalize, then merge copies (so that copies are recognised), then split, then repeat and roughen
training rows only. Held-back rows stay as people wrote them, once each. Generated rows join the training rows alone.
"""

from __future__ import annotations

import hashlib
import json
import random
from collections import Counter
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import numpy as np
from tqdm import tqdm

from koko_training.examples import Examples
from koko_training.generator import GENERATED, generated
from koko_training.joined import joined
from koko_training.labels import LABELS, OUTPUTS
from koko_training.normalizer import normalized, normalizer_id
from koko_training.roughen import roughen
from koko_training.rows import Row
from koko_training.sets import read_sets
from koko_training.sets.own import read_own
from koko_training.settings import Settings
from koko_training.splits import SPLITS, merge_copies, share_of, split_of
from koko_training.vocabulary import TOKENIZER, fitted_tokenizer, windowed


def run(settings: Settings) -> None:
    """Write the three splits, the tokenizer that read them, `test_texts.json` and `data.json`."""
    rules = settings.section("data")
    rows = sampled(read_rows(settings), rules.get("keep", {}))
    read_as_koko_does(rows, settings.normalizes)
    rows = merge_copies(row for row in rows if row.text)

    splits: dict[str, list[Row]] = {name: [] for name in SPLITS}
    for row in rows:
        splits[split_of(row.group, rules["valid_percent"], rules["test_percent"], rules.get("fixed", {}))].append(row)
    # An order that depends on nothing but the texts, so that a re-run trains on the same batches.
    splits = {name: sorted(part, key=lambda row: share_of(row.text, "order")) for name, part in splits.items()}
    repeats = repeated(splits["train"], rules.get("repeat", {}), rules.get("repeat_sets", {}))
    splits["train"] = roughened(repeats, rules, settings.seed)
    splits["train"] += generated_rows(splits, settings)
    splits["train"] += joined(splits["train"], rules.get("joined", 0.0), settings.seed)

    folder = settings.work / "data"
    folder.mkdir(parents=True, exist_ok=True)
    written = tokenizer_of(splits["train"], settings)
    (folder / TOKENIZER).write_text(written, encoding="utf-8")
    tokenizer = windowed(written, settings.max_tokens)
    prepared = {name: tokenized(part, tokenizer) for name, part in splits.items()}
    prepared["train"] = within_budget(prepared["train"], rules, settings.seed)
    for name, examples in prepared.items():
        examples.save(folder / f"{name}.npz")
    (folder / "test_texts.json").write_text(json.dumps([row.text for row in splits["test"]]))
    report = {
        "normalizer": normalizer_id(),
        "splits": {name: summary(examples) for name, examples in prepared.items()},
        "inputs": digests(settings),
    }
    (folder / "data.json").write_text(json.dumps(report, indent=1))
    for name, examples in prepared.items():
        print(f"{name}: {len(examples)} rows, {len(examples.ids)} tokens")


def tokenizer_of(rows: list[Row], settings: Settings) -> str:
    """The pieces that these rows need most, or those of the bundle to start from."""
    if settings.shipped is None:
        return fitted_tokenizer((row.text for row in rows), settings.shape.vocabulary)
    if settings.shipped.manifest["normalizer"] != normalizer_id():
        raise SystemExit(f"{settings.bundle} was made for another normalizer than this Koko's: take a newer bundle")
    return settings.shipped.tokenizer


def read_rows(settings: Settings) -> Iterable[Row]:
    """The public sets, your own file, or both."""
    if settings.data is None and settings.own_csv is None:
        raise SystemExit("there is nothing to learn from: give --data, --csv or both")
    if settings.data is not None:
        yield from read_sets(settings.data)
    if settings.own_csv is not None:
        yield from read_own(settings.own_csv, settings.text_column)


def sampled(rows: Iterable[Row], keep: dict[str, float]) -> list[Row]:
    """The rows that stay when some sets are thinned out. Which ones is a matter of the text alone."""
    return [row for row in rows if share_of(row.text, "keep") < keep.get(row.set_name, 1.0)]


def repeated(rows: list[Row], labels: dict[str, int], sets: dict[str, int]) -> list[Row]:
    """Rows with a rare label, or of a set that is small for what it teaches, several times over."""
    return [row for row in rows for _ in range(max(times_seen(row, labels), sets.get(row.set_name, 1)))]


def times_seen(row: Row, labels: dict[str, int]) -> int:
    return max((times for label, times in labels.items() if row.targets.get(label, 0.0) >= 0.5), default=1)


def read_as_koko_does(rows: list[Row], normalizes: bool) -> None:
    """Replace each text by what Koko's normalizer makes of it."""
    if not normalizes:
        return
    texts = normalized(tqdm((row.text for row in rows), "normalize", len(rows), mininterval=5))
    for row, text in zip(rows, texts, strict=True):
        row.text = text.strip()


def generated_rows(splits: dict[str, list[Row]], settings: Settings) -> list[Row]:
    """Our own rows, without any text that is held back."""
    # Beside your own texts alone they would teach our idea of the labels instead of yours.
    if settings.data is None:
        return []
    rules = settings.section("generator")
    rows = list(generated(settings.seed, rules.get("leave_out", ()), rules["share"]))
    read_as_koko_does(rows, settings.normalizes)
    held_back = {row.text.lower() for name in ("valid", "test") for row in splits[name]}
    return [row for row in rows if row.text and row.text.lower() not in held_back]


def roughened(rows: list[Row], rules: dict[str, Any], seed: int) -> list[Row]:
    """The same rows, a share of them with a slip of the keyboard."""
    chance = random.Random(seed)
    share = rules["roughen"]["share"]

    def maybe(row: Row) -> Row:
        if chance.random() >= share:
            return row
        return Row(roughen(row.text, chance), row.targets, row.weight, row.group, row.set_name)

    return [maybe(row) for row in rows]


def tokenized(rows: list[Row], tokenizer: Any) -> Examples:
    """Token ids and target arrays. Texts longer than a window are cut."""
    encodings = tokenizer.encode_batch([row.text for row in rows]) if rows else []
    lengths = [len(encoding.ids) for encoding in encodings]
    names = sorted({row.set_name for row in rows})
    number = {name: place for place, name in enumerate(names)}
    return Examples(
        ids=np.array([token for encoding in encodings for token in encoding.ids], np.int32),
        starts=np.concatenate([[0], np.cumsum(lengths, dtype=np.int64)]).astype(np.int64),
        targets=np.array([[row.targets.get(name, 0.0) for name in OUTPUTS] for row in rows], np.float32).reshape(
            -1, len(OUTPUTS)
        ),
        known=np.array([[name in row.targets for name in OUTPUTS] for row in rows], bool).reshape(-1, len(OUTPUTS)),
        weights=np.array([row.weight for row in rows], np.float32),
        sets=np.array([number[row.set_name] for row in rows], np.int16),
        set_names=names,
    )


def within_budget(examples: Examples, rules: dict[str, Any], seed: int) -> Examples:
    """At most `train_tokens` tokens. Rows with a rare label and our own rows stay; the plentiful others are drawn."""
    lengths = examples.lengths
    rare_columns = [LABELS.index(label) for label in rules.get("repeat", {})]
    rare = ((examples.targets >= 0.5) & examples.known)[:, rare_columns].any(axis=1)
    if GENERATED in examples.set_names:
        rare |= examples.sets == examples.set_names.index(GENERATED)
    room = rules["train_tokens"] - lengths[rare].sum()
    share = room / max(lengths[~rare].sum(), 1)
    if share >= 1:
        return examples
    stays = rare | (np.random.default_rng(seed).random(len(examples)) < share)
    return selected(examples, np.flatnonzero(stays))


def selected(examples: Examples, numbers: np.ndarray) -> Examples:
    """Some of the rows, in the given order."""
    lengths = examples.lengths[numbers]
    return Examples(
        ids=np.concatenate([examples.row(number) for number in numbers]) if len(numbers) else examples.ids[:0],
        starts=np.concatenate([[0], np.cumsum(lengths)]).astype(np.int64),
        targets=examples.targets[numbers],
        known=examples.known[numbers],
        weights=examples.weights[numbers],
        sets=examples.sets[numbers],
        set_names=examples.set_names,
    )


def summary(examples: Examples) -> dict[str, Any]:
    """How many rows a split has, by set and by label."""
    by_set = Counter(examples.set_names[number] for number in examples.sets)
    positive = ((examples.targets >= 0.5) & examples.known).sum(axis=0)
    known = examples.known.sum(axis=0)
    return {
        "rows": len(examples),
        "tokens": len(examples.ids),
        "sets": dict(sorted(by_set.items())),
        "labels": {
            label: {"positive": int(positive[n]), "negative": int(known[n] - positive[n])}
            for n, label in enumerate(LABELS)
        },
    }


def digests(settings: Settings) -> dict[str, str]:
    """SHA-256 of each input file, so that a model can be traced to what it learned from."""
    files: dict[str, Path] = {}
    if settings.data is not None:
        files |= {
            path.relative_to(settings.data).as_posix(): path
            for path in sorted(settings.data.rglob("*"))
            if path.is_file()
        }
    if settings.own_csv is not None:
        files[settings.own_csv.name] = settings.own_csv
    return {name: hashlib.sha256(path.read_bytes()).hexdigest() for name, path in files.items()}
