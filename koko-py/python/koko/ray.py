"""Scores for Ray Data: one moderator in each worker, batches of Arrow. Needs `ray[data]`.

    dataset = ray.data.read_parquet("comments/")
    scored = koko.ray.score(dataset, text="body", workers=4)
    scored.write_parquet("scored/")

Recipes for Dask and PySpark are in the folder `scale` of the package's source.
"""

import os
from typing import Any, Dict, Optional

__all__ = ["score"]


def score(
    dataset: Any,
    *,
    text: str = "text",
    workers: Optional[int] = None,
    threads: int = 1,
    batch_size: int = 4_096,
    **options: Any,
) -> Any:
    """The same dataset with a column for each label, `truncated`, `lane`, `error` and `error_message`.

    text: the column of texts.
    workers: how many moderators; as many as the cluster has CPUs for without it.
    threads: CPUs that each uses.
    batch_size: rows that come to a worker at a time.
    options: arguments of `koko.Moderator`. Paths must be there on every machine.

    Lazy, as everything of Ray Data: nothing runs until the result is used. A text that fails has nulls for
    scores and says why in its error; the rest goes on.
    """
    import ray

    count = workers or max(1, int(ray.cluster_resources().get("CPU", os.cpu_count() or 1)) // threads)
    return dataset.map_batches(
        _Scorer,
        fn_constructor_kwargs={"text": text, "options": {**options, "threads": threads}},
        batch_format="pyarrow",
        batch_size=batch_size,
        compute=ray.data.ActorPoolStrategy(size=count),
        # Half of what they use: were all CPUs theirs, Ray would have none for reading what they wait for.
        num_cpus=threads / 2,
    )


class _Scorer:
    """A worker: it opens the model once, and scores batch after batch."""

    def __init__(self, text: str, options: Dict[str, Any]) -> None:
        from ._moderator import Moderator

        self.text, self.moderator = text, Moderator(**options)

    def __call__(self, batch: Any) -> Any:
        return with_scores(batch, self.moderator, self.text)


def with_scores(batch: Any, moderator: Any, text: str) -> Any:
    """A table or batch of Arrow, with the columns of its scores behind its own."""
    import pyarrow

    table = pyarrow.table(batch)
    scores = moderator.score(table, column=text, errors="collect", progress=False).to_arrow()
    for name in scores.column_names:
        # Names of few values are written out, so that every engine reads them alike.
        column = scores[name].cast(pyarrow.string()) if name == "lane" else scores[name]
        table = table.append_column(name, column)
    return table
