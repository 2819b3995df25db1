"""What up and down do to a namespace, and what they refuse."""

import datetime

import pytest
import yaml

from conftest import NOW, at, metadata
from fake_api import Failure
from naming import BRANCH, EXPIRES, REPOSITORY, UNWANTED_SINCE

IMAGE = "--image=registry.example.org/koko:0123456789ab"
UP = (IMAGE, "--wait=0")


def path_of(environment):
    return f"/api/v1/namespaces/{environment.name}"


def test_up_makes_a_namespace_that_says_whose_it_is_and_all_that_runs_in_it(api, bare, branch_env):
    environment = bare.environment("feature/x")
    status, said = branch_env("up", "feature/x", *UP, "--hours=5")
    assert status == 0, said
    made = api.objects[path_of(environment)]["metadata"]
    assert made["labels"].items() >= environment.labels.items()
    assert made["labels"]["pod-security.kubernetes.io/enforce"] == "restricted"
    assert made["annotations"] == {REPOSITORY: bare.name, BRANCH: "feature/x", EXPIRES: at(300)}
    inside = {
        path.removeprefix(path_of(environment)): it
        for path, it in api.objects.items()
        if it["kind"] != "Namespace"
    }
    kinds = [it["kind"] for it in inside.values()]
    assert kinds.index("ResourceQuota") < kinds.index("NetworkPolicy") < kinds.index("Deployment"), (
        "limits come first"
    )
    deployment = next(it for it in inside.values() if it["kind"] == "Deployment")
    container = deployment["spec"]["template"]["spec"]["containers"][0]
    assert container["image"] == "registry.example.org/koko:0123456789ab"
    assert deployment["spec"]["replicas"] == 1
    assert f"kubectl --namespace {environment.name} port-forward" in said


def test_up_again_makes_it_live_longer_and_takes_the_mark_away(api, bare, branch_env):
    environment = bare.environment("main")
    api.namespace(metadata(environment, expires=1, since=-30))
    assert branch_env("up", "main", *UP)[0] == 0
    assert api.annotation(environment.name, EXPIRES) == at(72 * 60)
    assert api.annotation(environment.name, UNWANTED_SINCE) is None


@pytest.mark.parametrize("verb", ["up", "down"])
def test_a_namespace_of_that_name_that_is_somebody_elses_is_not_touched(verb, api, bare, branch_env):
    api.namespace({"name": bare.environment("main").name, "labels": {"team": "other"}})
    status, said = branch_env(verb, "main", *(UP if verb == "up" else ()))
    assert status == 1 and "not touched" in said
    assert api.changes() == []


def test_up_waits_for_nothing_that_is_ending(api, bare, branch_env):
    api.namespace(metadata(bare.environment("main"), deletionTimestamp=at(-1)))
    status, said = branch_env("up", "main", *UP)
    assert status == 1 and "is ending" in said
    assert api.changes() == []


def test_up_stops_when_somebody_else_makes_the_namespace_meanwhile(api, bare, branch_env):
    def before(method, path):
        if method == "POST":
            api.namespace({"name": bare.environment("main").name})

    api.before = before
    status, said = branch_env("up", "main", *UP)
    assert status == 1 and "already exists" in said
    assert [method for method, _ in api.changes()] == ["POST"]


def test_up_says_what_the_api_refused(api, branch_env):
    def before(method, path):
        if method == "PATCH" and "deployments" in path:
            raise Failure(403, "Forbidden", "exceeded quota: branch")

    api.before = before
    status, said = branch_env("up", "main", *UP)
    assert status == 1 and "exceeded quota" in said


@pytest.mark.parametrize(
    "image", ["koko", "koko:", "koko:latest", "registry.example.org:5000/koko", "@sha256:00"]
)
def test_an_image_without_a_version_is_refused(image, api, branch_env):
    status, said = branch_env("up", "main", f"--image={image}", "--wait=0")
    assert status == 1 and "name:tag or name@digest" in said
    assert api.asked == []


def test_down_removes_one_environment_and_no_other(api, bare, branch_env):
    for branch in ("a/b.js", "a/b/js"):
        api.namespace(metadata(bare.environment(branch)))
    assert branch_env("down", "a/b.js") == (0, f"{bare.environment('a/b.js').name} is ending\n")
    assert api.names() == {bare.environment("a/b/js").name}
    assert branch_env("down", "a/b.js") == (0, f"{bare.environment('a/b.js').name} was not there\n")


def test_down_leaves_what_is_protected(api, bare, branch_env):
    api.namespace(metadata(bare.environment("main")))
    status, said = branch_env("down", "main", "--protect=main")
    assert status == 1 and "protected" in said
    assert api.asked == []


def test_what_up_made_is_collected_when_its_branch_goes(api, bare, branch_env):
    bare.push("short")
    assert branch_env("up", "short", *UP)[0] == 0
    bare.delete("short")
    for minutes in (1, 12):
        assert branch_env("gc", "--apply", now=NOW + datetime.timedelta(minutes=minutes))[0] == 0
    assert bare.environment("short").name not in api.names()


def test_what_is_built_is_one_namespace(overlay, bare, api):
    import raising
    from cluster import Cluster

    built = raising.manifests(overlay, "koko-br-x-0123456789", "koko@sha256:" + "0" * 64, Cluster())
    documents = list(yaml.safe_load_all(built))
    assert {it["metadata"]["namespace"] for it in documents} == {"koko-br-x-0123456789"}
    assert not {it["kind"] for it in documents} & {"PodDisruptionBudget", "PodMonitor", "Namespace"}
    policies = {it["metadata"]["name"] for it in documents if it["kind"] == "NetworkPolicy"}
    assert policies == {"default-deny", "within-the-branch"}
