"""The image, built and run: what is in it, what it may do, and the pods of two overlays with what they share or keep. The program is the
one that tests have compiled."""

import errno
import http.client
import json
import os
import re
import shutil
import socket
import subprocess
import threading
import time
import tomllib

import httpx
import manifests
import pytest
import sbom
from asserted import ROOT
from containers import PODMAN, Played, Podman, playable

OVERLAYS = ROOT / "deploy/k8s/overlays"
TEXT = {"text": "You are a complete idiot and nobody likes you", "author": "nora", "id": "post-1"}
WORDS = "not-for-production"


@pytest.fixture(scope="module")
def podman(tmp_path_factory):
    there = Podman(tmp_path_factory.mktemp("containers"))
    yield there
    there.end()


@pytest.fixture(scope="module")
def image(podman):
    return podman.image()


@pytest.fixture(scope="module")
def root(podman, image, tmp_path_factory):
    """The files of the image, as whoever runs it gets them."""
    folder = tmp_path_factory.mktemp("root")
    made = podman.run("create", image).decode().strip()
    packed = podman.run("export", made)
    podman.run("rm", made)
    subprocess.run(["tar", "--extract", "--directory", folder], input=packed, check=True)
    return folder


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


def test_the_same_is_built_once_and_anything_else_is_another(podman, image):
    known = podman.inspect(image, "image")["Created"]
    assert podman.image() == image
    assert podman.inspect(image, "image")["Created"] == known
    other = subprocess.run(
        [ROOT / "deploy/ci/image.sh", "--profile", "dev", "--root-only", "--bundle", "models/fast/koko-en-tiny-1"],
        capture_output=True, text=True, check=True,
    )  # fmt: skip
    assert other.stdout.strip().startswith("koko:") and other.stdout.strip() != image


def test_there_is_nothing_in_it_but_koko(root):
    programs = {str(path.relative_to(root)) for path in root.rglob("*") if path.is_file() and os.access(path, os.X_OK) and ".so" not in path.name}
    assert programs == {"opt/koko/koko"}
    writable = [path for path in root.rglob("*") if path.lstat().st_uid == 65532]
    assert writable == [root / "var/lib/koko"]


def test_its_list_names_everything_in_it(root):
    bom = json.loads((root / "opt/koko/sbom.cdx.json").read_text())
    assert not sbom.mistakes(bom)
    known = {(one["name"], one.get("version")): one for one in bom["components"]}
    locked = {(one["name"], one["version"]): one.get("checksum") for one in tomllib.loads((ROOT / "Cargo.lock").read_text())["package"]}
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
    libraries = {path.name for path in root.rglob("*.so*") if path.is_file()}
    assert len(libraries) == 9, libraries
    reached = {edge["ref"]: edge.get("dependsOn", []) for edge in bom["dependencies"]}
    seen, next_ones = set(), [bom["metadata"]["component"]["bom-ref"]]
    while next_ones:
        one = next_ones.pop()
        seen.add(one)
        next_ones += [other for other in reached.get(one, ()) if other not in seen]
    assert seen >= {one["bom-ref"] for one in bom["components"]}, "something that nobody needs is listed"
    print(f"\n{len(bom['components'])} components in {(root / 'opt/koko/sbom.cdx.json').stat().st_size / 1e3:.0f} kB")


def test_licences_are_with_what_they_are_for(root):
    licences = root / "opt/koko/licenses"
    assert {path.name for path in licences.iterdir()} >= {"koko", "libraries.txt", "onnxruntime-LICENSE"}
    assert "pkg:cargo/tokio@" in (licences / "libraries.txt").read_text()
    assert (root / "usr/share/doc/libc6/copyright").exists()


@pytest.mark.parametrize("engine", ["ort", "auto"])
def test_it_reads_without_a_network_and_without_a_disk(podman, image, engine):
    bare = ["run", "--rm", "--interactive", "--read-only", "--read-only-tmpfs=false", "--network=none", "--cap-drop=all"]
    said = podman.run(*bare, image, "moderate", "--engine", engine, input=json.dumps(TEXT).encode())
    assert json.loads(said)["decision"]["action"] != "allow"


class Postgres:
    """A real PostgreSQL for everybody in this network who knows the password."""

    def __init__(self, folder):
        folder.mkdir()
        shutil.chown(folder, "nobody")
        folder.parent.chmod(0o755)
        words = folder / "words"
        words.write_text(WORDS)
        words.chmod(0o644)
        run = [ROOT / "target/tools/database-server"]
        data = folder / "data"
        made = [*run, "initdb", "--pgdata", data, "--username=koko", "--auth=scram-sha-256", f"--pwfile={words}", "--no-sync"]
        subprocess.run(made, check=True, capture_output=True)
        with (data / "pg_hba.conf").open("a") as file:
            file.write("host all all 0.0.0.0/0 scram-sha-256\n")
        options = ["-c", "listen_addresses=0.0.0.0", "-c", "unix_socket_directories=", "-c", "fsync=off"]
        self.process = subprocess.Popen(
            [*run, "postgres", "-D", data, *options], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
        )


@pytest.fixture(scope="module")
def state(tmp_path_factory):
    """PostgreSQL and Valkey, which are there until this ends."""
    postgres = Postgres(tmp_path_factory.mktemp("postgres") / "server")
    options = ["--bind", "0.0.0.0", "--requirepass", WORDS, "--save", "", "--dir", str(tmp_path_factory.mktemp("valkey"))]
    valkey = subprocess.Popen([ROOT / "target/tools/store-server", *options], stdout=subprocess.DEVNULL)
    for port in (5432, 6379):
        for _ in range(600):
            with socket.socket() as to:
                if to.connect_ex(("127.0.0.1", port)) == 0:
                    break
            time.sleep(0.05)
        else:
            pytest.fail(f"nobody listens at {port}")
    yield
    for process in (postgres.process, valkey):
        process.terminate()
        process.wait(timeout=30)


@pytest.fixture(scope="module")
def prod(podman, image, state, tmp_path_factory):
    """The pods of overlays/prod, with a real PostgreSQL and a real Valkey."""
    secrets = {
        "database": f"postgres://koko:{WORDS}@postgres.test:5432/postgres",
        "store": f"valkey://:{WORDS}@valkey.test:6379",
        "authors": "not-for-production-" * 2,
    }
    podman.secret("koko", secrets)
    hosts = [("postgres.test", podman.gateway), ("valkey.test", podman.gateway)]
    documents = playable(manifests.built(OVERLAYS / "prod"), image, secrets, hosts)
    running = Played(podman, tmp_path_factory.mktemp("prod") / "koko.yaml", documents)
    yield running
    running.down()


def test_prod_answers_and_shares_its_state(prod):
    print(f"\nprod: ready {prod.took:.1f} s after it was told to start")
    decided = httpx.post(f"{prod.url}/v1/moderate", json=TEXT)
    assert decided.status_code == 200, decided.text
    told = decided.json()
    assert told["action"] != "allow" and "degraded" not in told
    # Another pod knows it.
    prod.down()
    prod.start()
    again = httpx.get(f"{prod.url}/v1/decisions/{told['decision_id']}")
    assert again.status_code == 200 and again.json()["action"] == told["action"]
    actors = httpx.get(f"{prod.url}/v1/actors/nora")
    assert actors.status_code == 200, actors.text


def test_its_process_may_nothing(prod):
    status = dict(line.split(":\t") for line in (prod.process() / "status").read_text().splitlines() if ":\t" in line)
    assert set(status["Uid"].split()) == set(status["Gid"].split()) == {"65532"}
    assert int(status["CapEff"], 16) == int(status["CapPrm"], 16) == int(status["CapBnd"], 16) == 0
    assert (status["NoNewPrivs"], status["Seccomp"]) == ("1", "2")
    print(f"\nprod: {int(status['VmHWM'].split()[0]) / 1024:.0f} MiB at most so far")


def test_its_root_is_read_only(prod):
    for path in ("koko", "opt/koko/koko", "etc/koko/koko.toml", "tmp/koko"):
        with pytest.raises(OSError) as refused:
            # Not even root may.
            (prod.process() / "root" / path).open("ab")
        assert refused.value.errno == errno.EROFS, path


def test_as_many_engines_as_cpus(prod):
    metrics = httpx.get(f"{prod.url}/metrics").text
    assert re.search(r"^koko_engines\{.*\} 2$", metrics, re.MULTILINE), metrics


def test_its_log_is_json(prod):
    lines = [json.loads(line) for line in prod.log().splitlines()]
    assert {"serving", "request"} <= {line["event"] for line in lines}
    assert WORDS not in prod.log()


def test_keys_are_made_inside(prod):
    key = prod.podman.run("exec", prod.container, "koko", "keys", "new", "forum").decode().strip()
    for _ in range(100):
        without = httpx.post(f"{prod.url}/v1/score", json={"text": "Good morning"})
        if without.status_code == 401:
            break
        time.sleep(0.05)
    assert without.status_code == 401
    asked = httpx.post(f"{prod.url}/v1/score", json={"text": "Good morning"}, headers={"Authorization": f"Bearer {key}"})
    assert asked.status_code == 200, asked.text
    revoked = prod.podman.run("exec", prod.container, "koko", "keys", "revoke", "forum")
    assert revoked is not None


@pytest.fixture(scope="module")
def dev(podman, image, tmp_path_factory):
    """The pods of overlays/dev, with their disk."""
    documents = playable(manifests.built(OVERLAYS / "dev"), image, {})
    running = Played(podman, tmp_path_factory.mktemp("dev") / "koko.yaml", documents)
    yield running
    running.down()
