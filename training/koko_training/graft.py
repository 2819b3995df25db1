"""The step `quantize` of a run that starts from a bundle: its graph with the new last layer, which is in fp32."""

from __future__ import annotations

import json

import onnx
from onnx import numpy_helper
from safetensors.numpy import load_file

from koko_training.head import BIAS, WEIGHT
from koko_training.settings import Settings


def run(settings: Settings) -> None:
    """Write `model.onnx` and `quantize.json`. No `fp32.onnx`: a bundle does not hold what it was rounded from."""
    assert settings.shipped is not None
    folder = settings.work / "quantize"
    folder.mkdir(parents=True, exist_ok=True)
    learned = load_file(settings.work / "train" / "model.safetensors")
    tables = {WEIGHT: learned[WEIGHT].T, BIAS: learned[BIAS]}
    model = onnx.load(settings.shipped.model)
    for table in model.graph.initializer:
        if table.name in tables:
            table.CopyFrom(numpy_helper.from_array(tables[table.name].copy(), table.name))
    onnx.checker.check_model(model)
    onnx.save(model, folder / "model.onnx")
    size = (folder / "model.onnx").stat().st_size
    (folder / "quantize.json").write_text(json.dumps({"int8_bytes": size}, indent=1))
    print(f"the graph of {settings.shipped.id} with a new last layer: {size / 1e6:.1f} MB")
