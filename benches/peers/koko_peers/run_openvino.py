"""OpenVINO at its best: small batches of about equal length, with its hint for throughput or for latency.

It reads the bundle's own graph, and runs its `MatMulIntegerToFloat` as products of bytes. All else it computes in bf16
where the processor can, unless it is told to be exact.
"""

from __future__ import annotations

import numpy as np
import openvino as ov
from openvino import properties
from openvino.properties import hint
from tokenizers import Tokenizer

from koko_peers.timing import Score, Task, by_length, padded, serve

MAX_TOKENS = 128


def prepare(task: Task) -> Score:
    compiled = compile_graph(task)
    # How many requests it wants in flight: one for latency, one for each of its streams for throughput.
    queue = ov.AsyncInferQueue(compiled, compiled.get_property(properties.optimal_number_of_infer_requests()))
    tokenizer = Tokenizer.from_file(str(task.folder / "hugging_face" / "tokenizer.json"))
    tokenizer.enable_truncation(MAX_TOKENS)
    outputs = compiled.output("logits").partial_shape[1].get_length()

    def score(texts: list[str]) -> np.ndarray:
        rows = [encoding.ids for encoding in tokenizer.encode_batch(texts)]
        logits = np.zeros((len(texts), outputs), np.float32)

        def keep(request: ov.InferRequest, batch: list[int]) -> None:
            logits[batch] = request.get_tensor("logits").data

        queue.set_callback(keep)
        for batch in by_length([len(row) for row in rows]):
            ids, mask = padded(rows, batch)
            queue.start_async({"input_ids": ids, "attention_mask": mask}, batch)
        queue.wait_all()
        return logits

    return score


def compile_graph(task: Task) -> ov.CompiledModel:
    latency = task.way == "single" or task.way == "sorted, latency hint"
    settings = {
        hint.performance_mode: hint.PerformanceMode.LATENCY if latency else hint.PerformanceMode.THROUGHPUT,
        properties.inference_num_threads: task.threads,
    }
    graph, _, precision = task.model.partition(" ")
    if precision == "exact":
        settings[hint.inference_precision] = ov.Type.f32
    return ov.Core().compile_model(task.folder / f"{graph}.onnx", "CPU", settings)


if __name__ == "__main__":
    serve(prepare, __doc__)
