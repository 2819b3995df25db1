"""Koko on real local clusters of Ray, Dask and Spark: every text comes back once, scored as by one process.

`make scale-test` installs them. KOKO_ROWS says how many texts (4,000 without it); each test tells how many
a second there were, and how many in a single process: `make scale-test KOKO_ROWS=1000000`.
"""

import os
import sys
import time
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

import koko

HERE = Path(__file__).resolve().parent
sys.path[:0] = [str(HERE), str(HERE.parents[1] / "examples" / "notebooks")]

import forum  # noqa: E402
import recipes  # noqa: E402

ROWS = int(os.environ.get("KOKO_ROWS") or 4_000)
WORKERS = os.cpu_count() or 1
# Texts that are compared with a single process.
COMPARED = 1_000


@pytest.fixture(scope="module")
def source(tmp_path_factory):
    """A folder of Parquet: ids, texts, and one text that is missing."""
    folder = tmp_path_factory.mktemp("comments")
    texts = list(forum.comments(ROWS))
    texts[1] = None
    table = pa.table({"id": range(ROWS), "text": texts})
    for part in range(4 * WORKERS):
        pq.write_table(table.take(list(range(part, ROWS, 4 * WORKERS))), folder / f"{part:03}.parquet")
    return folder


@pytest.fixture(scope="module")
def alone(source):
    """What a single process says, and how many texts a second."""
    table = pq.read_table(source).sort_by("id").slice(0, max(COMPARED, min(ROWS, 100_000)))
    moderator = koko.Moderator()
    start = time.perf_counter()
    scores = moderator.score(table, errors="collect", progress=False)
    return scores, len(table) / (time.perf_counter() - start)


def check(name, target, seconds, alone):
    scores, rate = alone
    table = pq.read_table(target).sort_by("id")
    assert table.num_rows == ROWS and table["id"].to_pylist() == list(range(ROWS))
    assert table["error"].null_count == ROWS - 1 and table["error"][1].as_py() == "bad_input"
    for label in scores.labels:
        ours = table[label].to_numpy()[:COMPARED].astype(float)
        np.testing.assert_allclose(ours, scores[label][:COMPARED], atol=0.02)
    told = f"{name}: {ROWS:,} texts in {seconds:.0f} s, {ROWS / seconds:,.0f} a second"
    print(f"\n{told}; one process with all cores: {rate:,.0f} a second", file=sys.stderr)


def test_ray(source, tmp_path, alone):
    import ray

    ray.init(num_cpus=WORKERS, include_dashboard=False, log_to_driver=False)
    ray.data.DataContext.get_current().enable_progress_bars = False
    try:
        start = time.perf_counter()
        recipes.with_ray(str(source), str(tmp_path / "scored"), WORKERS)
        check("Ray Data", tmp_path / "scored", time.perf_counter() - start, alone)
    finally:
        ray.shutdown()


def test_dask(source, tmp_path, alone):
    from dask.distributed import Client, LocalCluster

    options = {"n_workers": WORKERS, "threads_per_worker": 1, "dashboard_address": None}
    with LocalCluster(**options) as cluster, Client(cluster):
        start = time.perf_counter()
        recipes.with_dask(str(source), str(tmp_path / "scored"))
        check("Dask", tmp_path / "scored", time.perf_counter() - start, alone)


def test_spark(source, tmp_path, alone):
    from pyspark.sql import SparkSession

    builder = SparkSession.builder.master(f"local[{WORKERS}]").config("spark.ui.enabled", "false")
    # Workers import the recipes by name.
    os.environ["PYTHONPATH"] = os.pathsep.join(sys.path)
    spark = builder.config("spark.sql.execution.arrow.maxRecordsPerBatch", "4096").getOrCreate()
    try:
        start = time.perf_counter()
        recipes.with_spark(spark, str(source), str(tmp_path / "scored"))
        check("PySpark", tmp_path / "scored", time.perf_counter() - start, alone)
    finally:
        spark.stop()


def test_the_notebook_for_ray_runs(monkeypatch):
    from execute import executed

    monkeypatch.setenv("KOKO_ROWS", "2000")
    notebook = executed(HERE.parents[1] / "examples" / "notebooks" / "6_a_million_on_ray.ipynb")
    assert "2000, 2000" in notebook.cells[-3].outputs[-1]["data"]["text/plain"]
