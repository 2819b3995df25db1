"""The image, built and run: what is in it, and what it needs. Its program is the one that tests have."""

import json
import os
import re
import subprocess
import tarfile
import tempfile
import tomllib
from pathlib import Path

import pytest
import sbom
from asserted import ROOT
from pods import TEXT


@pytest.fixture(scope="module")
def root(podman, image):
    """The files of the image, as whoever runs it gets them."""
    made = podman.run("create", image).decode().strip()
    packed = podman.run("export", made)
    podman.run("rm", made)
    with tempfile.TemporaryDirectory() as folder:
        subprocess.run(["tar", "--extract", "--directory", folder], input=packed, check=True)
        yield Path(folder)


def test_we_are_apart():
    """What podman changes about networks, it changes in one that ends with us."""
    assert os.readlink("/proc/self/ns/net") != os.environ["KOKO_OUTSIDE"]


def test_it_says_what_it_is_and_is_nobody(podman, image):
    told = podman.inspect(image, "image")
    config, version = told["Config"], tomllib.loads((ROOT / "Cargo.toml").read_text())["workspace"]["package"]
    assert config["User"] == "65532:65532"
    assert config["Labels"]["org.opencontainers.image.version"] == version["version"]
    assert config["Labels"]["org.opencontainers.image.licenses"] == version["license"]
    assert re.fullmatch("[0-9a-f]{40}|unknown", config["Labels"]["org.opencontainers.image.revision"])
    print(f"\nthe image has {told['Size'] / 1e6:.0f} MB")


def test_the_same_is_built_once_and_travels_as_a_file(podman, image, tmp_path):
    known = podman.inspect(image, "image")
    assert podman.image("--archive", tmp_path / "image.tar") == image
    assert podman.inspect(image, "image")["Created"] == known["Created"]
    with tarfile.open(tmp_path / "image.tar") as archive:
        (told,) = json.load(archive.extractfile("manifest.json"))
        assert told["RepoTags"] == [f"localhost/{image}"]
        # The files of podman's kind are named after what is in them.
        assert told["Config"].partition(".")[0] == known["Id"]
        assert set(told["Layers"]) <= set(archive.getnames())


def test_there_is_nothing_in_it_but_koko(root):
    programs = {
        str(path.relative_to(root))
        for path in root.rglob("*")
        if path.is_file() and os.access(path, os.X_OK) and ".so" not in path.name
    }
    assert programs == {"opt/koko/koko"}
    writable = [path for path in root.rglob("*") if path.lstat().st_uid == 65532]
    assert writable == [root / "var/lib/koko"]


def test_its_list_names_everything_in_it(root):
    bom = json.loads((root / "opt/koko/sbom.cdx.json").read_text())
    assert not sbom.mistakes(bom)
    known = {(one["name"], one.get("version")): one for one in bom["components"]}
    locked = {
        (one["name"], one["version"]): one.get("checksum")
        for one in tomllib.loads((ROOT / "Cargo.lock").read_text())["package"]
    }
    crates = {key: one for key, one in known.items() if one.get("bom-ref", "").startswith("pkg:cargo/")}
    assert crates.keys() <= locked.keys() and len(crates) > 100
    for name in ("tokio", "axum", "ort", "sqlx-postgres", "koko-core"):
        ((key, crate),) = ((key, one) for key, one in crates.items() if key[0] == name)
        assert not locked[key] or crate["hashes"][0]["content"] == locked[key]
        assert crate["licenses"]
    assert bom["metadata"]["component"]["name"] == "koko-server"
    names = {name for name, _ in known}
    assert names >= {"koko-en-1", "onnxruntime", "libc6", "libstdc++6", "ca-certificates"}
    # Every file that is a library belongs to something that is named.
    for path in root.rglob("*.so*"):
        owner = (
            "onnxruntime"
            if "onnxruntime" in path.name
            else sbom.of_debian(Path("/", path.relative_to(root))).name
        )
        assert owner in names, path
    reached = {edge["ref"]: edge.get("dependsOn", []) for edge in bom["dependencies"]}
    seen, next_ones = set(), [bom["metadata"]["component"]["bom-ref"]]
    while next_ones:
        one = next_ones.pop()
        seen.add(one)
        next_ones += [other for other in reached.get(one, ()) if other not in seen]
    assert seen >= {one["bom-ref"] for one in bom["components"]}, "something that nobody needs is listed"
    print(f"\n{len(bom['components'])} components")


def test_licences_are_with_what_they_are_for(root):
    licences = root / "opt/koko/licenses"
    assert {path.name for path in licences.iterdir()} >= {"koko", "libraries.txt", "onnxruntime-LICENSE"}
    assert "pkg:cargo/tokio@" in (licences / "libraries.txt").read_text()
    assert (root / "usr/share/doc/libc6/copyright").exists()


@pytest.mark.parametrize("engine", ["ort", "auto"])
def test_it_reads_without_a_network_and_without_a_disk(podman, image, engine):
    bare = [
        "run",
        "--rm",
        "--interactive",
        "--read-only",
        "--read-only-tmpfs=false",
        "--network=none",
        "--cap-drop=all",
    ]
    said = podman.run(*bare, image, "moderate", "--engine", engine, input=json.dumps(TEXT).encode())
    assert json.loads(said)["decision"]["action"] != "allow"
