"""What the guard says of change sets, written down as CloudFormation describes them."""

import json
import subprocess
import sys

import pytest
from guard import refusals

from conftest import HERE


def change(action, name, kind, replacement=None, **more):
    resource = {"Action": action, "LogicalResourceId": name, "ResourceType": kind, **more}
    return {
        "Type": "Resource",
        "ResourceChange": resource | ({"Replacement": replacement} if replacement else {}),
    }


def change_set(*changes, **more):
    return {"Status": "CREATE_COMPLETE", "ExecutionStatus": "AVAILABLE", "Changes": list(changes), **more}


CLUSTER, BUCKET, VPC = "AWS::EKS::Cluster", "AWS::S3::Bucket", "AWS::EC2::VPC"
SUBNET, KEY, NODES = "AWS::EC2::Subnet", "AWS::KMS::Key", "AWS::EKS::Nodegroup"
# A change set, what may be destroyed, and the beginnings of what is refused.
DOCUMENTS = {
    "everything is new": (change_set(change("Add", "Cluster", CLUSTER), change("Add", "Vpc", VPC)), [], []),
    "a version is raised": (change_set(change("Modify", "Cluster", CLUSTER, "False")), [], []),
    "a cluster is replaced": (change_set(change("Modify", "Cluster", CLUSTER, "True")), [], ["Cluster"]),
    "a cluster might be replaced": (
        change_set(change("Modify", "Cluster", CLUSTER, "Conditional")),
        [],
        ["Cluster"],
    ),
    "nothing is said of replacing": (change_set(change("Modify", "Bucket", BUCKET)), [], ["Bucket"]),
    "a bucket is removed": (
        change_set(change("Remove", "Bucket", BUCKET, PolicyAction="Retain")),
        [],
        ["Bucket"],
    ),
    "network and key go": (
        change_set(
            change("Remove", "Vpc", VPC),
            change("Modify", "SubnetA", SUBNET, "True"),
            change("Remove", "Key", KEY),
        ),
        [],
        ["Vpc", "SubnetA", "Key"],
    ),
    "nodes are replaced": (
        change_set(change("Modify", "Nodes", NODES, "True"), change("Remove", "Gpus", NODES)),
        [],
        [],
    ),
    "it is meant": (change_set(change("Modify", "SubnetA", SUBNET, "True")), ["SubnetA"], []),
    "another one is meant": (
        change_set(change("Modify", "SubnetA", SUBNET, "True")),
        ["SubnetB"],
        ["SubnetA", "SubnetB was to be allowed"],
    ),
    "there is nothing to allow": (
        change_set(change("Modify", "Vpc", VPC, "False")),
        ["Vpc"],
        ["Vpc was to be allowed"],
    ),
    "a stack within": (
        change_set(change("Modify", "Inner", "AWS::CloudFormation::Stack", "False")),
        [],
        ["Inner"],
    ),
    "an action of tomorrow": (change_set(change("Dynamic", "Nodes", NODES)), [], ["Nodes"]),
    "a hook": (change_set({"Type": "Hook"}), [], ["a change of the kind Hook"]),
    "there is more of it": (change_set(NextToken="more"), [], ["this is not all"]),
    "it could not be made": ({**change_set(), "Status": "FAILED"}, [], ["the change set cannot be executed"]),
    "somebody else executed it": (
        {**change_set(), "ExecutionStatus": "EXECUTE_COMPLETE"},
        [],
        ["the change set cannot be executed"],
    ),
}


@pytest.mark.parametrize("case", DOCUMENTS)
def test_the_guard_when(case):
    document, allowed, expected = DOCUMENTS[case]
    found = list(refusals(document, allowed))
    assert len(found) == len(expected), found
    assert all(said.startswith(begin) for said, begin in zip(found, expected, strict=True)), found


def test_the_guard_as_a_command(tmp_path):
    file = tmp_path / "change-set.json"
    file.write_text(json.dumps(change_set(change("Remove", "Vpc", VPC))))
    guard = [sys.executable, HERE / "guard.py", file]
    refused = subprocess.run(guard, capture_output=True, text=True)
    assert (refused.returncode, refused.stdout) == (1, "Vpc (AWS::EC2::VPC) would be removed\n")
    assert subprocess.run([*guard, "--allow", "Vpc"], capture_output=True).returncode == 0
