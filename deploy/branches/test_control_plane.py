"""A real API server and its controllers, with KOKO_K8S=1.

What rights allow, what preconditions hold, and that a namespace takes along all that is in it.
"""

import datetime
import json
import subprocess
import time

import pytest

from cluster import Cluster
from command import main
from conftest import HERE, KUBECTL, ROOT
from naming import UNWANTED_SINCE, Refused

PLANE = ROOT / "deploy/ci/k8s-control-plane.sh"
IMAGE = "--image=registry.example.org/koko:0123456789ab"


@pytest.fixture(scope="module")
def plane(tmp_path_factory):
    """The folder of a control plane that runs."""
    folder = tmp_path_factory.mktemp("plane")
    subprocess.run([PLANE, "build"], check=True)
    subprocess.run([PLANE, "start", folder], check=True)
    yield folder
    subprocess.run([PLANE, "stop", folder], check=True)


@pytest.fixture
def act(plane, monkeypatch):
    """Has kubectl act as an account from now on: admin, up or gc."""

    def as_account(account):
        suffix = "" if account == "admin" else f"-{account}"
        monkeypatch.setenv("KUBECONFIG", str(plane / f"kubeconfig{suffix}"))

    monkeypatch.setenv("KUBECTL", str(KUBECTL))
    monkeypatch.setenv("KUBECACHEDIR", str(plane / "cache"))
    as_account("admin")
    Cluster().kubectl("apply", "--server-side", f"--filename={HERE}/cluster/rights.yaml")
    return as_account


@pytest.fixture
def branch_env(bare, capsys, overlay, monkeypatch):
    monkeypatch.setattr("raising.OVERLAY", overlay)

    def run(verb, *arguments):
        status = main(
            [verb, f"--remote={bare.folder}", *arguments], lambda: datetime.datetime.now(datetime.UTC)
        )
        said = capsys.readouterr()
        return status, said.out + said.err

    return run


def there(name, *kinds):
    """What lies in a namespace."""
    listed = Cluster().kubectl("get", ",".join(kinds), f"--namespace={name}", "--output=json")
    return {(it["kind"], it["metadata"]["name"]): it for it in json.loads(listed)["items"]}


def wait_until_gone(name):
    end = time.monotonic() + 60
    while Cluster().namespace(name):
        assert time.monotonic() < end, f"{name} does not end"
        time.sleep(0.2)


def test_a_branch_comes_up_and_goes_and_its_neighbours_stay(act, bare, branch_env):
    bare.push("feature/x", "feature-x")
    gone, neighbour = bare.environment("feature/x"), bare.environment("feature-x")
    act("up")
    for branch in ("feature/x", "feature-x", "feature/x"):
        status, said = branch_env("up", branch, IMAGE, "--wait=0")
        assert status == 0, said
    act("admin")
    inside = there(gone.name, "deployments", "resourcequotas", "limitranges", "networkpolicies", "services")
    assert {kind for kind, _ in inside} == {
        "Deployment",
        "ResourceQuota",
        "LimitRange",
        "NetworkPolicy",
        "Service",
    }
    before = {it["metadata"]["name"]: it["metadata"]["uid"] for it in Cluster().namespaces()}

    bare.delete("feature/x")
    act("gc")
    for verb in ("mark", "wait"):
        status, said = branch_env("gc", "--apply")
        assert status == 0 and f"{verb:7}{gone.name}" in said, said
    act("admin")
    long_ago = (datetime.datetime.now(datetime.UTC) - datetime.timedelta(minutes=11)).isoformat(
        timespec="seconds"
    )
    Cluster().annotate(Cluster().namespace(gone.name), {UNWANTED_SINCE: long_ago})
    act("gc")
    status, said = branch_env("gc", "--apply")
    assert status == 0 and f"remove {gone.name}" in said, said

    act("admin")
    wait_until_gone(gone.name)
    after = {it["metadata"]["name"]: it["metadata"]["uid"] for it in Cluster().namespaces()}
    assert after == {name: uid for name, uid in before.items() if name != gone.name}
    assert ("Deployment", "koko") in there(neighbour.name, "deployments")


def test_accounts_may_do_no_more_than_they_need(act, bare, branch_env):
    act("up")
    assert branch_env("up", "main", IMAGE, "--wait=0")[0] == 0
    name = bare.environment("main").name
    for arguments in (
        ("get", "secrets", f"--namespace={name}"),
        ("get", "pods", f"--namespace={name}"),
        ("delete", "namespace", name),
        ("delete", "deployment", "koko", f"--namespace={name}"),
        (
            "create",
            "clusterrolebinding",
            "me",
            "--clusterrole=cluster-admin",
            "--serviceaccount=koko-branches:up",
        ),
    ):
        with pytest.raises(Refused, match="forbidden"):
            Cluster().kubectl(*arguments)
    act("gc")
    for arguments in (
        ("create", "namespace", "koko-br-x"),
        ("get", "deployments", f"--namespace={name}"),
        ("create", "configmap", "x", f"--namespace={name}"),
    ):
        with pytest.raises(Refused, match="forbidden"):
            Cluster().kubectl(*arguments)
    status, said = branch_env("down", "main")
    assert status == 0 and "is ending" in said, said


def test_the_api_keeps_what_was_touched_since_it_was_read(act, bare):
    cluster, metadata = Cluster(), {"name": "koko-br-precondition"}
    cluster.create({"apiVersion": "v1", "kind": "Namespace", "metadata": metadata})
    read = cluster.namespace("koko-br-precondition")
    cluster.annotate(read, {"a": "b"})
    with pytest.raises(Refused, match=r"Conflict|conflict|Precondition"):
        cluster.remove(read)
    with pytest.raises(Refused, match="has been modified"):
        cluster.annotate(read, {"a": "c"})
    another = {**cluster.namespace("koko-br-precondition")}
    another["metadata"] = {**another["metadata"], "uid": read["metadata"]["uid"][::-1]}
    with pytest.raises(Refused, match="Precondition failed: UID"):
        cluster.remove(another)
    cluster.remove(cluster.namespace("koko-br-precondition"))
    wait_until_gone("koko-br-precondition")


def test_a_mistyped_field_is_refused(act):
    manifest = json.dumps({"apiVersion": "v1", "kind": "ConfigMap", "metadata": {"name": "x"}, "dataa": {}})
    with pytest.raises(Refused, match="dataa"):
        Cluster().apply("default", manifest)
