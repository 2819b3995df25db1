"""Koko on engines that spread work over machines. Each recipe is a few lines, to be copied.

Every worker opens one moderator and keeps it: opening one reads the model. `threads=1`: a worker a core.
Paths (of a bundle, a policy, taught labels) must be there on every machine.
"""

import functools
from typing import Any, Iterator

import pyarrow as pa

import koko


@functools.cache
def moderator() -> koko.Moderator:
    """The one of this worker."""
    return koko.Moderator(threads=1)


# Ray Data: koko.ray.score does it


def with_ray(source: str, target: str, workers: int) -> None:
    import ray

    scored = koko.ray.score(ray.data.read_parquet(source), text="text", workers=workers)
    scored.write_parquet(target)


# Dask: a function for each partition


def score_partition(frame: Any) -> Any:
    """A pandas frame with the columns of its scores."""
    scores = moderator().score(frame["text"], errors="collect", progress=False)
    return frame.join(scores.to_pandas())


def with_dask(source: str, target: str) -> None:
    import dask.dataframe as dd

    frame = dd.read_parquet(source)
    # What comes out, so that Dask need not try: the same function on no rows at all.
    meta = score_partition(frame.head(0))
    frame.map_partitions(score_partition, meta=meta).to_parquet(target)


# PySpark: mapInArrow


def score_batches(batches: Iterator[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
    """Batches with the columns of their scores."""
    for batch in batches:
        yield from koko.ray.with_scores(batch, moderator(), "text").to_batches()


def with_spark(spark: Any, source: str, target: str) -> None:
    frame = spark.read.parquet(source)
    labels = "".join(f", {label} float" for label in moderator().labels)
    names = ", ".join(f"`{field.name}` {field.dataType.simpleString()}" for field in frame.schema)
    schema = f"{names}{labels}, truncated boolean, lane string, error string, error_message string"
    frame.mapInArrow(score_batches, schema).write.parquet(target)
