"""Names of namespaces: valid, readable, reversible, and never those of another branch."""

import json
import random
import re
import subprocess
import sys

import pytest

import remote
from conftest import ROOT
from naming import Environment, Refused, recognised

DNS_LABEL = re.compile("[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?")
ALPHABETS = [
    "abcxyz",
    "ABCXYZ",
    "0123456789",
    "-_./#+@=",
    "äßÇłøñ",
    "日本語中文",
    "אבג",
    "😀👩‍💻",
    "\u0301\u200d\u202e\u2028",
    "kube-system",
]
ODD = [
    "kube-system", "default", "koko-br-a-0123456789", "a/b.js", "a/b/js",
    "a-b-js", "A/b/js", "a//b", "-", "--", ".", " ",
    "x" * 250, "x" * 251, "/" * 40, "feature/" + "long-" * 60, "é", "e\u0301", "日本", "\u2028",
    "$(reboot)", "'; drop table", "{{ x }}",
]  # fmt: skip


def branches():
    """10,000 different names, some of them nasty."""
    chance = random.Random(7)
    names = set(ODD)
    while len(names) < 10_000:
        alphabet = "".join(chance.sample(ALPHABETS, chance.randint(1, 3)))
        name = "".join(chance.choices(alphabet, k=chance.randint(1, chance.choice((4, 12, 60, 200)))))
        names.add(name)
    return sorted(names)


def test_ten_thousand_branches_have_valid_names_of_their_own_that_lead_back():
    seen = {}
    for branch in branches():
        environment = Environment("example.org/koko", branch)
        name = environment.name
        assert DNS_LABEL.fullmatch(name) and len(name) <= 63, branch
        assert name.startswith("koko-br-"), branch
        assert name not in seen, f"{branch!a} and {seen[name]!a}"
        seen[name] = branch
        for label in environment.labels.values():
            assert re.fullmatch("[0-9a-f]{40}", label)
        kept = {
            "metadata": {"name": name, "labels": environment.labels, "annotations": environment.annotations}
        }
        assert recognised(json.loads(json.dumps(kept))) == (environment, None)
    assert len(seen) == 10_000


def test_a_name_can_be_read():
    for branch, slug in {
        "feature/Größere Knöpfe": "feature-groere-knopfe",
        "a/b.js": "a-b-js",
        "日本": "branch",
        "x" * 99: "x" * 40,
        "y" * 39 + "/z": "y" * 39,
    }.items():
        assert re.fullmatch(f"koko-br-{slug}-[0-9a-f]{{10}}", Environment("r", branch).name), branch


@pytest.mark.parametrize("branch", ["", "a\nb", "a\0b", "a\x7f", "\udcff"])
def test_names_that_git_or_kubernetes_could_not_keep_are_refused(branch):
    with pytest.raises(Refused):
        Environment("example.org/koko", branch)


def test_repository_and_branch_do_not_run_into_each_other():
    assert Environment("a/b", "c").name != Environment("a", "b/c").name
    assert Environment("ab", "c").labels != Environment("a", "bc").labels


def test_a_repository_is_the_same_however_it_is_reached(tmp_path):
    for url in (
        "https://github.com/koko/koko",
        "https://GitHub.com/koko/koko.git",
        "https://x-access-token:secret@github.com/koko/koko.git/",
        "ssh://git@github.com/koko/koko.git",
        "git@github.com:koko/koko.git",
    ):
        assert remote.canonical(url) == "github.com/koko/koko"
    assert remote.canonical("https://example.org:8443/koko") == "example.org:8443/koko"
    assert (
        remote.canonical(f"file://{tmp_path}/koko.git")
        == remote.canonical(f"{tmp_path}/koko.git")
        == f"{tmp_path}/koko"
    )


def test_the_command_prints_a_name(branch_env, bare):
    assert branch_env("name", "feature/x") == (0, f"{bare.environment('feature/x').name}\n")
    status, said = branch_env("name", "")
    assert status == 1 and said == "branch-env: the name of the branch is empty\n"


def test_the_program_needs_no_package(bare):
    program = [sys.executable, "-S", ROOT / "deploy/ci/branch-env", "name", "main", f"--remote={bare.folder}"]
    said = subprocess.run(program, capture_output=True, text=True).stdout
    assert said == f"{bare.environment('main').name}\n"


def test_branches_are_read_byte_for_byte(bare):
    odd = ["ü", "u\u0308", "a\u2028b", "a\x85b", "-dash"]
    bare.push(*odd)
    assert remote.heads(str(bare.folder)) == {"main", *odd}
