"""What gc does about a namespace: decisions on an API of our own, faults, and races."""

import dataclasses
import datetime
import os
from pathlib import Path

import pytest

from conftest import NOW, at, metadata
from fake_api import Failure, slow
from naming import BRANCH, EXPIRES, REPOSITORY, UNWANTED_SINCE, Environment

GONE, THERE = "gone", "main"


def without(metadata, kind, key):
    """Metadata without one label or annotation."""
    return {**metadata, kind: {name: said for name, said in metadata[kind].items() if name != key}}


def changed(metadata, kind, **said):
    return {**metadata, kind: {**metadata[kind], **said}}


def other(environment, **more):
    return dataclasses.replace(environment, **more)


# How a namespace is, and what becomes of it. An error stops the run before anything is changed.
DECISIONS = {
    "its branch is there": (lambda e: metadata(e(THERE)), "keep"),
    "its branch is there again": (lambda e: metadata(e(THERE), since=-30), "clear"),
    "its branch is gone for the first time": (lambda e: metadata(e(GONE)), "mark"),
    "its branch was first missed nine minutes ago": (lambda e: metadata(e(GONE), since=-9), "wait"),
    "its branch was first missed ten minutes ago": (lambda e: metadata(e(GONE), since=-10), "remove"),
    "its time is up": (lambda e: metadata(e(THERE), expires=-1), "mark"),
    "its time was up for a while": (lambda e: metadata(e(THERE), expires=-99, since=-20), "remove"),
    "it is ending": (lambda e: metadata(e(GONE), since=-30, deletionTimestamp=at(-1)), "leave"),
    "its branch is protected": (lambda e: metadata(e("release"), since=-30), "leave"),
    "it is protected": (lambda e: metadata(e("kept"), since=-30), "leave"),
    "it is of another repository": (lambda e: metadata(other(e(GONE), repository="x"), since=-30), "leave"),
    "it has the name alone": (lambda e: {"name": e(GONE).name}, "leave"),
    "it has no label of the branch": (
        lambda e: without(metadata(e(GONE), since=-30), "labels", BRANCH),
        "leave",
    ),
    "it has no label of the repository": (
        lambda e: without(metadata(e(GONE), since=-30), "labels", REPOSITORY),
        "leave",
    ),
    "it has no annotation of the branch": (
        lambda e: without(metadata(e(GONE), since=-30), "annotations", BRANCH),
        "leave",
    ),
    "its labels are of another branch": (
        lambda e: {**metadata(e(GONE), since=-30), "labels": e("other").labels},
        "leave",
    ),
    "its annotations are of another branch": (
        lambda e: changed(metadata(e(GONE), since=-30), "annotations", **{BRANCH: "other"}),
        "leave",
    ),
    "its name is of another branch": (
        lambda e: {**metadata(e(GONE), since=-30), "name": e("other").name},
        "leave",
    ),
    "its name lacks the prefix": (lambda e: {**metadata(e(GONE), since=-30), "name": "monitoring"}, "leave"),
    "its annotation is empty": (
        lambda e: changed(metadata(e(GONE), since=-30), "annotations", **{BRANCH: ""}),
        "leave",
    ),
    "it is somebody else's": (lambda e: {"name": "kube-system"}, "nothing"),
    "its end is no time": (lambda e: changed(metadata(e(GONE)), "annotations", **{EXPIRES: "soon"}), "error"),
    "its end has no zone": (
        lambda e: changed(metadata(e(GONE)), "annotations", **{EXPIRES: "2026-11-27T12:00:00"}),
        "error",
    ),
    "it has no end": (lambda e: without(metadata(e(GONE)), "annotations", EXPIRES), "error"),
    "its mark is no time": (
        lambda e: changed(metadata(e(GONE)), "annotations", **{UNWANTED_SINCE: "1"}),
        "error",
    ),
    "its mark lies ahead": (lambda e: metadata(e(GONE), since=1), "error"),
}


@pytest.mark.parametrize("case", DECISIONS)
def test_what_becomes_of_a_namespace_when(case, api, bare, branch_env):
    make, verb = DECISIONS[case]
    there = api.namespace(make(bare.environment))
    name, path = there["metadata"]["name"], f"/api/v1/namespaces/{there['metadata']['name']}"
    protect = ["--protect=release", f"--protect={bare.environment('kept').name}"]

    status, said = branch_env("gc", "--apply", *protect)

    assert status == (verb == "error"), said
    expected = {"mark": [("PATCH", path)], "clear": [("PATCH", path)], "remove": [("DELETE", path)]}
    assert api.changes() == expected.get(verb, []), said
    assert (name in api.names()) == (verb != "remove")
    if verb in ("mark", "clear"):
        assert api.annotation(name, UNWANTED_SINCE) == (at(0) if verb == "mark" else None)
    lines = said.splitlines()
    if verb == "nothing":
        assert lines == []
    elif verb == "error":
        assert len(lines) == 1 and name in lines[0]
    else:
        assert len(lines) == 1 and lines[0].startswith(f"{verb:7}{name}: ")


def test_without_apply_nothing_is_changed(api, bare, branch_env):
    for branch, since in (("a", None), ("b", -30)):
        api.namespace(metadata(bare.environment(branch), since=since))
    status, said = branch_env("gc")
    assert status == 0
    assert [line.split()[0] for line in said.splitlines()] == ["mark", "remove", "nothing"]
    assert api.changes() == []


def test_a_branch_that_goes_is_followed_by_its_namespace_and_by_no_other(api, bare, branch_env):
    bare.push("feature-a", "feature/a", "neighbour")
    for branch in ("feature-a", "feature/a", "neighbour"):
        api.namespace(metadata(bare.environment(branch)))
    api.namespace({"name": "kube-system"})
    before = api.names()
    bare.delete("feature/a")
    for minutes, left in ((0, before), (5, before), (11, before - {bare.environment("feature/a").name})):
        assert branch_env("gc", "--apply", now=NOW + datetime.timedelta(minutes=minutes))[0] == 0
        assert api.names() == left


def test_five_at_most_go_in_a_run_and_the_longest_unwanted_first(api, bare, branch_env):
    for number in range(8):
        api.namespace(metadata(bare.environment(f"gone{number}"), since=-20 - number))
    status, said = branch_env("gc", "--apply")
    assert status == 0
    assert api.names() == {bare.environment(f"gone{number}").name for number in range(3)}
    assert sum(line.startswith("later") for line in said.splitlines()) == 3


def test_a_remote_that_fails_stops_the_run(api, bare, branch_env):
    api.namespace(metadata(bare.environment(GONE), since=-30))
    (bare.folder / "HEAD").unlink()
    status, said = branch_env("gc", "--apply")
    assert status == 1 and "git ls-remote failed" in said
    assert api.asked == []


def test_a_remote_without_branches_stops_the_run(api, bare, branch_env):
    api.namespace(metadata(bare.environment(GONE), since=-30))
    bare.delete("main")
    status, said = branch_env("gc", "--apply")
    assert status == 1 and "no branch at all" in said
    assert api.asked == []


def failing(method):
    """A hook: such requests are answered with 500."""

    def before(asked, path):
        if asked == method and "namespaces" in path:
            raise Failure(500, "InternalError", "etcd is on fire")

    return before


@pytest.mark.parametrize("method, changes", [("GET", 0), ("PATCH", 1), ("DELETE", 2)])
def test_an_api_that_fails_stops_the_run_where_it_is(method, changes, api, bare, branch_env):
    api.namespace(metadata(bare.environment("new")))
    for number in range(2):
        api.namespace(metadata(bare.environment(f"gone{number}"), since=-30))
    api.before = failing(method)
    status, said = branch_env("gc", "--apply")
    assert status == 1 and "etcd is on fire" in said
    assert len(api.changes()) == changes
    assert len(api.names()) == 3


def test_an_api_that_does_not_answer_stops_the_run(api, bare, branch_env):
    api.namespace(metadata(bare.environment(GONE), since=-30))
    api.before = slow(3)
    status, said = branch_env("gc", "--apply", "--timeout=1")
    assert status == 1 and "kubectl get --raw" in said
    assert len(api.names()) == 1


def test_an_api_that_is_away_stops_the_run(api, branch_env, tmp_path, monkeypatch):
    away = (tmp_path / "kubeconfig", api.url.rpartition(":")[0] + ":1")
    away[0].write_text(Path(os.environ["KUBECONFIG"]).read_text().replace(api.url, away[1]))
    monkeypatch.setenv("KUBECONFIG", str(away[0]))
    status, said = branch_env("gc", "--apply")
    assert status == 1 and "kubectl get --raw" in said


def test_a_list_that_is_not_whole_stops_the_run(api, bare, branch_env):
    answer = api.answer

    def first_page(method, path, query, body):
        said = answer(method, path, query, body)
        return {**said, "metadata": {"continue": "more"}} if said["kind"] == "NamespaceList" else said

    api.answer = first_page
    api.namespace(metadata(bare.environment(GONE), since=-30))
    status, said = branch_env("gc", "--apply")
    assert status == 1 and "not all of them" in said
    assert len(api.names()) == 1


def meanwhile(api, method, change):
    """A hook: something happens right before the first such request is answered."""
    happened = []

    def before(asked, path):
        if asked == method and not happened:
            happened.append(path)
            change(path)

    api.before = before


def test_a_namespace_that_was_made_anew_meanwhile_stays(api, bare, branch_env):
    gone = metadata(bare.environment(GONE), since=-30)
    old = api.namespace(dict(gone))["metadata"]["uid"]
    meanwhile(
        api,
        "DELETE",
        lambda path: api.namespace({key: gone[key] for key in ("name", "labels", "annotations")}),
    )
    status, said = branch_env("gc", "--apply")
    assert status == 1 and "uid in the precondition" in said
    assert api.objects[f"/api/v1/namespaces/{gone['name']}"]["metadata"]["uid"] != old


def test_a_namespace_that_was_brought_up_meanwhile_stays(api, bare, branch_env):
    gone = metadata(bare.environment(GONE), since=-30)
    api.namespace(gone)
    meanwhile(api, "DELETE", lambda path: api.put(path, api.objects[path]))
    status, said = branch_env("gc", "--apply")
    assert status == 1 and "resourceVersion in the precondition" in said
    assert api.names() == {gone["name"]}


def test_a_mark_does_not_overwrite_what_happened_meanwhile(api, bare, branch_env):
    api.namespace(metadata(bare.environment(GONE)))
    meanwhile(api, "PATCH", lambda path: api.put(path, api.objects[path]))
    status, _ = branch_env("gc", "--apply")
    assert status == 1
    assert api.annotation(bare.environment(GONE).name, UNWANTED_SINCE) is None


def test_a_repository_of_the_same_branches_has_namespaces_of_its_own(bare):
    ours, theirs = bare.environment("main"), Environment("example.org/other", "main")
    assert ours.name != theirs.name and ours.labels != theirs.labels


def test_without_kubectl_it_says_so(bare, branch_env, monkeypatch):
    monkeypatch.setenv("KUBECTL", "/nowhere/kubectl")
    status, said = branch_env("gc")
    assert status == 1 and "KUBECTL" in said
