"""The files that a cluster needs once: their shapes, and what the admission policy lets through."""

import copy
import subprocess
import sys

import cel
import pytest
import yaml

from conftest import HERE, KUBECTL, ROOT, at, metadata
from naming import BRANCH, UNWANTED_SINCE, Environment

sys.path.insert(0, str(ROOT / "deploy/ci"))
import manifests


def built(folder):
    done = subprocess.run([KUBECTL, "kustomize", folder], capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    return list(yaml.safe_load_all(done.stdout))


def test_kubernetes_and_argo_cd_would_take_what_is_here_and_no_mistyped_field(shipped):
    argo_cd = built(HERE / "argo-cd")
    mistyped = copy.deepcopy(next(it for it in argo_cd if it["kind"] == "ApplicationSet"))
    github = mistyped["spec"]["generators"][0]["pullRequest"]["github"]
    github["label"] = github.pop("labels")
    found = list(manifests.mistakes([*built(HERE / "cluster"), *built(shipped), *argo_cd, mistyped]))
    assert len(found) == 1 and '"label"' in found[0], found


def test_gc_may_do_four_things_to_namespaces_and_nothing_else():
    roles = {
        it["metadata"]["name"]: it["rules"] for it in built(HERE / "cluster") if it["kind"] == "ClusterRole"
    }
    assert roles["koko-branches-gc"] == [
        {"apiGroups": [""], "resources": ["namespaces"], "verbs": ["get", "list", "patch", "delete"]}
    ]
    for rule in roles["koko-branches-up"]:
        assert not {"secrets", "pods", "*"} & set(rule["resources"])
        assert not {"delete", "escalate", "bind", "impersonate", "*"} & set(rule["verbs"])


def test_up_may_make_every_kind_of_the_overlay(shipped):
    rules = next(it for it in built(HERE / "cluster") if it["metadata"]["name"] == "koko-branches-up")[
        "rules"
    ]
    may = {(group, name) for rule in rules for group in rule["apiGroups"] for name in rule["resources"]}
    plural = {"NetworkPolicy": "networkpolicies"}
    for it in built(shipped):
        group = it["apiVersion"].rpartition("/")[0]
        assert (group, plural.get(it["kind"], f"{it['kind'].lower()}s")) in may, it["kind"]


OURS = {"apiVersion": "v1", "kind": "Namespace", "metadata": metadata(Environment("r", "b"))}
NAME = OURS["metadata"]["name"]


def with_annotations(**changes):
    annotations = {**OURS["metadata"]["annotations"], **changes}
    return {
        "metadata": {**OURS["metadata"], "annotations": {key: it for key, it in annotations.items() if it}}
    }


def asks(operation, resource, name="x", namespace=None):
    """What the policy hears of a request; the namespace is absent where there is none."""
    request = {"operation": operation, "resource": {"resource": resource}, "name": name}
    request["userInfo"] = {"username": "system:serviceaccount:koko-branches:gc"}
    return {**request, "namespace": namespace} if namespace else request


REQUESTS = {
    "a namespace of a branch is made": (asks("CREATE", "namespaces", NAME), None, OURS, True),
    "another namespace is made": (asks("CREATE", "namespaces", "koko"), None, OURS, False),
    "a namespace is made whose name the API chooses": (asks("CREATE", "namespaces", ""), None, OURS, False),
    "a Deployment in a namespace of a branch": (asks("CREATE", "deployments", "koko", NAME), None, {}, True),
    "a Deployment elsewhere": (asks("CREATE", "deployments", "koko", "kube-system"), None, {}, False),
    "something of the whole cluster": (asks("CREATE", "clusterrolebindings", "koko-br-x"), None, {}, False),
    "a namespace of a branch goes": (asks("DELETE", "namespaces", NAME), OURS, None, True),
    "another namespace goes": (asks("DELETE", "namespaces", "monitoring"), OURS, None, False),
    "one goes that says not whose it is": (
        asks("DELETE", "namespaces", NAME),
        with_annotations(**{BRANCH: None}),
        None,
        False,
    ),
    "one goes that has the name alone": (
        asks("DELETE", "namespaces", NAME),
        {"metadata": {"name": NAME}},
        None,
        False,
    ),
    "a mark": (asks("UPDATE", "namespaces", NAME), OURS, with_annotations(**{UNWANTED_SINCE: at(0)}), True),
    "another branch": (asks("UPDATE", "namespaces", NAME), OURS, with_annotations(**{BRANCH: "main"}), False),
    "no branch any more": (
        asks("UPDATE", "namespaces", NAME),
        OURS,
        with_annotations(**{BRANCH: None}),
        False,
    ),
    "other labels": (
        asks("UPDATE", "namespaces", NAME),
        OURS,
        {"metadata": {**OURS["metadata"], "labels": {"a": "b"}}},
        False,
    ),
}


@pytest.mark.parametrize("case", REQUESTS)
def test_the_policy_decides_when(case):
    request, before, after, allowed = REQUESTS[case]
    policy = next(it for it in built(HERE / "cluster") if it["kind"] == "ValidatingAdmissionPolicy")["spec"]
    seen = {"request": request, "oldObject": before, "object": after}
    assert all(cel.evaluate(it["expression"], seen) for it in policy["matchConditions"])
    # What cannot be evaluated is refused: failurePolicy Fail.
    assert policy["failurePolicy"] == "Fail"
    try:
        verdict = all(cel.evaluate(it["expression"], seen) for it in policy["validations"])
    except (RuntimeError, ValueError, TypeError):
        verdict = False
    assert verdict == allowed


def test_the_policy_sees_every_change():
    policy = next(it for it in built(HERE / "cluster") if it["kind"] == "ValidatingAdmissionPolicy")["spec"]
    [rule] = policy["matchConstraints"]["resourceRules"]
    assert set(rule.pop("operations")) == {"CREATE", "UPDATE", "DELETE", "CONNECT"}
    # The API would refuse `*` beside `*/*`, and no schema says so.
    assert rule == {"apiGroups": ["*"], "apiVersions": ["*"], "resources": ["*/*"]}


def test_the_policy_is_no_concern_of_others():
    policy = next(it for it in built(HERE / "cluster") if it["kind"] == "ValidatingAdmissionPolicy")["spec"]
    for who in ("alice", "system:serviceaccount:koko:koko-branches"):
        request = {"request": {"userInfo": {"username": who}}}
        assert not all(cel.evaluate(it["expression"], request) for it in policy["matchConditions"])
