"""The pods of overlays/prod, run by podman with a real PostgreSQL and a real Valkey."""

import errno
import http.client
import json
import subprocess
import time

import httpx
import manifests
import pytest
from asserted import OVERLAYS
from containers import PODMAN, Played, playable
from pods import TEXT, another_pod_knows
from servers import WORDS, postgres, valkey


@pytest.fixture(scope="module")
def prod(podman, image, tmp_path_factory):
    secrets = {
        "database": f"postgres://koko:{WORDS}@postgres.test:5432/postgres",
        "store": f"valkey://:{WORDS}@valkey.test:6379",
        "authors": "not-for-production-" * 2,
    }
    podman.secret("koko", secrets)
    hosts = [("postgres.test", podman.gateway), ("valkey.test", podman.gateway)]
    documents = playable(manifests.built(OVERLAYS / "prod"), image, secrets, hosts)
    with postgres(tmp_path_factory.mktemp("postgres")), valkey(tmp_path_factory.mktemp("valkey")):
        running = Played(podman, tmp_path_factory.mktemp("prod") / "koko.yaml", documents)
        yield running
        running.down()


def test_prod_answers_and_shares_its_state(prod):
    print(f"\nprod: ready {prod.took:.1f} s after it was told to start")
    decided = httpx.post(f"{prod.url}/v1/moderate", json=TEXT)
    assert decided.status_code == 200, decided.text
    assert decided.json()["decision"]["action"] == "review"
    another_pod_knows(prod, decided.json())


def test_its_process_may_nothing(prod):
    status = dict(
        line.split(":\t") for line in (prod.process() / "status").read_text().splitlines() if ":\t" in line
    )
    assert set(status["Uid"].split()) == set(status["Gid"].split()) == {"65532"}
    assert int(status["CapEff"], 16) == int(status["CapPrm"], 16) == int(status["CapBnd"], 16) == 0
    assert (status["NoNewPrivs"], status["Seccomp"]) == ("1", "2")
    print(f"\nprod: {int(status['VmHWM'].split()[0]) / 1024:.0f} MiB at most so far")


def test_its_root_is_read_only(prod):
    for path in ("koko", "opt/koko/another", "etc/koko/koko.toml", "tmp/koko"):
        with pytest.raises(OSError) as refused:
            # Not even root may.
            (prod.process() / "root" / path).open("ab")
        assert refused.value.errno == errno.EROFS, path


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
    asked = httpx.post(
        f"{prod.url}/v1/score", json={"text": "Good morning"}, headers={"Authorization": f"Bearer {key}"}
    )
    assert asked.status_code == 200, asked.text
    prod.podman.run("exec", prod.container, "koko", "keys", "revoke", "forum")


def test_a_request_ends_well_when_the_pod_is_told_to_stop(prod):
    key = prod.podman.run("exec", prod.container, "koko", "keys", "new", "late").decode().strip()
    body = json.dumps({"text": "Good morning"}).encode()
    asking = http.client.HTTPConnection(prod.url.removeprefix("http://"), timeout=60)
    asking.putrequest("POST", "/v1/score")
    asking.putheader("Authorization", f"Bearer {key}")
    asking.putheader("Content-Length", str(len(body)))
    asking.endheaders(body[:10])
    stopping = subprocess.Popen(
        [PODMAN, "stop", "--time", "45", prod.container],
        env=prod.podman.environment,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
    )
    # It takes nobody else any more.
    for _ in range(600):
        if not prod.is_ready():
            break
        time.sleep(0.05)
    else:
        pytest.fail("it goes on as if nobody had told it")
    asking.send(body[10:])
    answer = asking.getresponse()
    assert answer.status == 200 and b"scores" in answer.read()
    asking.close()
    _, told = stopping.communicate(timeout=60)
    assert stopping.returncode == 0, told
    state = prod.podman.inspect(prod.container)["State"]
    assert (state["Status"], state["ExitCode"]) == ("exited", 0), prod.log()
