"""What a change set would destroy: `python deploy/aws/guard.py FILE [--allow LOGICAL_ID]…`.

FILE is what `aws cloudformation describe-change-set` prints. A cluster, a bucket, a network or a key that is
replaced is a new one, without what was in it. Whatever the guard does not understand, it refuses.
"""

import argparse
import json
import sys
from pathlib import Path

GUARDED = frozenset(
    {
        "AWS::EC2::Subnet",
        "AWS::EC2::VPC",
        "AWS::EKS::Cluster",
        "AWS::KMS::Key",
        "AWS::S3::Bucket",
    }
)


def refusals(change_set, allowed=()):
    """Why a change set is not to be executed, one line each; what is `allowed` may be destroyed."""
    status, execution = change_set.get("Status"), change_set.get("ExecutionStatus")
    if status != "CREATE_COMPLETE" or execution != "AVAILABLE":
        yield f"the change set cannot be executed: {status}, {execution}"
    if change_set.get("NextToken"):
        yield "this is not all of the change set: it goes on (NextToken)"
    destroyed = set()
    for change in change_set.get("Changes", []):
        resource = change.get("ResourceChange")
        if change.get("Type") != "Resource" or not resource:
            yield f"a change of the kind {change.get('Type')} is not understood"
            continue
        if (why := refusal(resource)) is None:
            continue
        name = resource.get("LogicalResourceId")
        destroyed.add(name)
        if name not in allowed:
            yield f"{name} ({resource.get('ResourceType')}) {why}"
    for name in sorted(set(allowed) - destroyed):
        yield f"{name} was to be allowed, but nothing happens to it that would have to be: take it out"


def refusal(resource):
    """What is wrong with the change of one resource, or None."""
    kind, action = resource.get("ResourceType"), resource.get("Action")
    if kind == "AWS::CloudFormation::Stack" or resource.get("ChangeSetId"):
        return "is a stack of its own, into which the guard does not look"
    if action not in ("Add", "Modify", "Remove", "Import"):
        return f"would be changed in a way that is not understood: {action}"
    if kind not in GUARDED:
        return None
    if action == "Remove":
        return "would be removed"
    if action == "Modify" and resource.get("Replacement") != "False":
        said = {"True": "would be replaced", "Conditional": "might be replaced"}
        return said.get(
            resource.get("Replacement"), "would be modified, and nothing says that it is not replaced"
        )
    return None


def main(given):
    parser = argparse.ArgumentParser(description="Says what a change set would destroy.")
    parser.add_argument("file", type=Path)
    parser.add_argument("--allow", action="append", default=[], metavar="LOGICAL_ID")
    asked = parser.parse_args(given)
    found = list(refusals(json.loads(asked.file.read_text()), asked.allow))
    print("\n".join(found) or "nothing that is guarded would be destroyed")
    return bool(found)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
