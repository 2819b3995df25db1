"""What is published stays as it is, in a bucket and in a folder."""

import shutil

import obstore
import pytest
from koko_training.pipeline.store import Bundles, place
from koko_training.shipped import open_bundle

from conftest import KEYS, TINY, command


@pytest.fixture(params=["bucket", "folder"])
def bundles(request, monkeypatch, tmp_path):
    for name, value in KEYS.items():
        monkeypatch.setenv(name, value)
    if request.param == "folder":
        return Bundles(str(tmp_path / "kept"))
    return Bundles("s3://models/others", request.getfixturevalue("s3").url, "us-east-1")


def objects(bundles):
    return {
        found["path"]: bytes(obstore.get(bundles.store, found["path"]).bytes()) for found in names(bundles)
    }


def names(bundles):
    return obstore.list(bundles.store).collect()


def test_a_bundle_is_stored_once_and_never_overwritten(bundles, tmp_path):
    tiny = open_bundle(TINY)
    assert bundles.put(tiny) and not bundles.put(tiny), "a second time, nothing is left to do"
    there = objects(bundles)
    assert {path.split("/")[0] for path in there} == {place(tiny.id)}
    with pytest.raises(SystemExit, match="never overwritten"):
        bundles.create(f"{place(tiny.id)}/tokenizer.json", b"{}")
    assert objects(bundles) == there
    copy = bundles.get(tiny.id, tmp_path / "models")
    assert open_bundle(copy).id == tiny.id and bundles.get(tiny.id, tmp_path / "models") == copy
    (copy / "tokenizer.json").write_text("{}")
    with pytest.raises(SystemExit, match="not those of its manifest"):
        bundles.get(tiny.id, tmp_path / "models")
    with pytest.raises(SystemExit, match="publish it first"):
        bundles.get(f"other@blake3:{'0' * 64}", tmp_path / "models")


def test_the_bucket_has_the_bundle_and_what_was_measured_and_no_text(workflow, s3, monkeypatch, tmp_path):
    for name, value in KEYS.items():
        monkeypatch.setenv(name, value)
    made = open_bundle(workflow.work / "bundle-made")
    there = objects(Bundles("s3://models/koko", s3.url, "us-east-1"))
    assert {path for path in there if path.startswith(place(made.id))} == {
        f"{place(made.id)}/{file}"
        for file in ("MODEL_CARD.md", "manifest.toml", "model.onnx", "tokenizer.json")
    }
    reports = {
        path.rpartition("/")[2]: content for path, content in there.items() if path.startswith("reports/")
    }
    assert {
        "gate-gate.json",
        "evaluate-evaluation.json",
        "production-evaluation.json",
        "fetch-manifest.json",
    } <= set(reports)
    labelled = (workflow.work / "fetch/labelled.csv").read_text().splitlines()[1:]
    texts = [line.split(",")[0].strip('"') for line in labelled if len(line.split(",")[0]) > 40]
    assert texts and not [text for text in texts for content in there.values() if text.encode() in content]
    # Another bundle than the gate has seen is not published.
    other = tmp_path / "other"
    shutil.copytree(TINY, other)
    done = command("publish", "--work", workflow.work, "--out", other, "--to", tmp_path / "kept")
    assert done.returncode == 1 and "the gate has seen" in done.stderr
