"""A bundle of under a megabyte: the tiny model with the word pieces of a few texts, and letters for the rest.

It is in exactly the format of the release, and judges those texts as the tiny model does.
"""

import json
import tomllib

import blake3
import onnx
from onnx import numpy_helper
from tokenizers import Tokenizer

# Tables with a row for each word piece.
TABLES = ("words.weight", "words.scale")


def cut(source, target, texts):
    """Writes a bundle into the folder `target`, made of that in `source`, for texts."""
    target.mkdir()
    tokenizer = json.loads((source / "tokenizer.json").read_text())
    vocabulary = tokenizer["model"]["vocab"]
    rows = needed(vocabulary, Tokenizer.from_file(str(source / "tokenizer.json")), texts)
    pieces = {row: piece for piece, row in vocabulary.items()}
    tokenizer["model"]["vocab"] = {pieces[row]: number for number, row in enumerate(rows)}
    (target / "tokenizer.json").write_text(json.dumps(tokenizer, ensure_ascii=False))

    model = onnx.load(source / "model.onnx")
    for table in model.graph.initializer:
        if table.name in TABLES:
            table.CopyFrom(numpy_helper.from_array(numpy_helper.to_array(table)[rows], table.name))
    onnx.save(model, target / "model.onnx")
    (target / "MODEL_CARD.md").write_text(
        "# A model for tests\n\nCut from another: it knows a few words only.\n"
    )

    manifest = (source / "manifest.toml").read_text()
    for name, digest in tomllib.loads(manifest)["files"].items():
        now = blake3.blake3((target / name).read_bytes()).hexdigest()
        manifest = manifest.replace(digest.removeprefix("blake3:"), now)
    (target / "manifest.toml").write_text(manifest.replace(source.name, "koko-kept"))


def needed(vocabulary, tokenizer, texts):
    """The rows of the pieces that are kept, in their order."""
    kept = {row for text in texts for row in tokenizer.encode(text).ids}
    for piece, row in vocabulary.items():
        has_a_name = piece.startswith("[") and piece.endswith("]")
        if has_a_name or len(piece.removeprefix("##")) == 1:
            kept.add(row)
    return sorted(kept)
