"""Plain `onnxruntime` and `tokenizers`, as one writes it in Python: in arrival order, or sorted in small batches."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

import numpy as np
import onnxruntime
from tokenizers import Tokenizer

from koko_peers.timing import Score, Task, by_length, in_order, padded, serve

MAX_TOKENS = 128


def prepare(task: Task) -> Score:
    # At its best with several threads: a session a thread, because ONNX Runtime does not hold the interpreter.
    apart = task.way == "sorted, sessions"
    sessions = [open_session(task, 1 if apart else task.threads) for _ in range(task.threads if apart else 1)]
    tokenizer = Tokenizer.from_file(str(task.folder / "hugging_face" / "tokenizer.json"))
    tokenizer.enable_truncation(MAX_TOKENS)
    pool = ThreadPoolExecutor(len(sessions))

    def score(texts: list[str]) -> np.ndarray:
        rows = [encoding.ids for encoding in tokenizer.encode_batch(texts)]
        lengths = [len(row) for row in rows]
        as_they_come = task.way.startswith("padded")
        batches = list(in_order(lengths, int(task.way.split()[1])) if as_they_come else by_length(lengths))
        logits = np.zeros((len(texts), sessions[0].get_outputs()[0].shape[1]), np.float32)

        def work(number: int) -> None:
            for batch in batches[number :: len(sessions)]:
                ids, mask = padded(rows, batch)
                logits[batch] = sessions[number].run(["logits"], {"input_ids": ids, "attention_mask": mask})[0]

        if len(sessions) == 1:
            work(0)
        else:
            list(pool.map(work, range(len(sessions))))
        return logits

    return score


def open_session(task: Task, threads: int) -> onnxruntime.InferenceSession:
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = threads
    options.inter_op_num_threads = 1
    graph = str(task.folder / f"{task.model}.onnx")
    return onnxruntime.InferenceSession(graph, options, providers=["CPUExecutionProvider"])


if __name__ == "__main__":
    serve(prepare, __doc__)
