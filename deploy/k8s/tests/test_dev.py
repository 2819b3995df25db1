"""The pods of overlays/dev, run by podman with a disk."""

import re

import httpx
import manifests
import pytest
from asserted import OVERLAYS
from containers import Played, playable
from pods import TEXT, another_pod_knows


@pytest.fixture(scope="module")
def dev(podman, image, tmp_path_factory):
    """The pods of overlays/dev, with their disk."""
    documents = playable(manifests.built(OVERLAYS / "dev"), image, {})
    # Fewer than there are here, to see that it counts.
    documents[-1]["spec"]["template"]["spec"]["containers"][0]["resources"]["limits"]["cpu"] = "1"
    running = Played(podman, tmp_path_factory.mktemp("dev") / "koko.yaml", documents)
    yield running
    running.down()


def test_dev_keeps_what_it_decides_on_its_disk(dev):
    print(f"\ndev: ready {dev.took:.1f} s after it was told to start")
    decided = httpx.post(f"{dev.url}/v1/moderate", json=TEXT)
    assert decided.json()["decision"]["action"] == "review", decided.text
    another_pod_knows(dev, decided.json())
    kept = dev.process() / "root/var/lib/koko"
    assert {"koko.sqlite", "authors", "secret"} <= {path.name for path in kept.iterdir()}
    assert (kept / "secret").stat().st_uid == 65532


def test_there_is_an_engine_for_each_cpu_of_the_limit(dev):
    metrics = httpx.get(f"{dev.url}/metrics").text
    # And one to spare.
    assert re.search(r"^koko_engines\{.*\} 2(\.0)?$", metrics, re.MULTILINE)
