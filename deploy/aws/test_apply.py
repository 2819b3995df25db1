"""`apply` on moto for what is new; for the rest, on answers that fit botocore's model of CloudFormation.

moto skips everything of EKS and most of a bucket, and lists wrong changes for updates: it judges creation
alone.
"""

import datetime
import os
import subprocess
import sys

import applying
import boto3
import pytest
from botocore.stub import ANY, Stubber
from changes import Stack

import rules
from conftest import HERE, KEYS

ADMINISTRATORS = "AdministratorRoleArn=arn:aws:iam::123456789012:role/administrators"


@pytest.fixture
def apply(moto, tmp_path):
    """The program, on moto."""

    def run(*arguments):
        command = [sys.executable, HERE / "apply", *map(str, arguments), "--before", tmp_path]
        return subprocess.run(command, capture_output=True, text=True, env=moto)

    return run


def client(service, moto):
    return boto3.client(service, endpoint_url=moto["AWS_ENDPOINT_URL"], **{
        "aws_access_key_id": KEYS["AWS_ACCESS_KEY_ID"],
        "aws_secret_access_key": KEYS["AWS_SECRET_ACCESS_KEY"],
        "region_name": KEYS["AWS_DEFAULT_REGION"],
    })  # fmt: skip


def logical(moto, stack):
    found = client("cloudformation", moto).list_stack_resources(StackName=stack)["StackResourceSummaries"]
    # What moto skips has no name.
    return {it["LogicalResourceId"] for it in found} - {""}


def status(moto, stack):
    return client("cloudformation", moto).describe_stacks(StackName=stack)["Stacks"][0]["StackStatus"]


def test_both_stacks_are_created_up_to_what_moto_knows(apply, moto, tmp_path):
    shown = apply("koko-archive", HERE / "archive.yaml", "KeepDays=90")
    assert shown.returncode == 0, shown.stderr
    assert "Add     Bucket" in shown.stdout and "nothing was changed" in shown.stdout
    s3 = client("s3", moto)
    assert s3.list_buckets()["Buckets"] == []

    smoke = f"touch {tmp_path}/smoke"
    done = apply("koko-archive", HERE / "archive.yaml", "KeepDays=90", "--execute", "--smoke", smoke)
    assert done.returncode == 0, done.stderr
    assert "to go back: aws cloudformation delete-stack --stack-name koko-archive" in done.stdout
    assert (tmp_path / "smoke").exists()
    assert status(moto, "koko-archive") == "CREATE_COMPLETE"
    [bucket] = [it["Name"] for it in s3.list_buckets()["Buckets"]]
    assert logical(moto, "koko-archive") == {"Bucket", "Key"}
    [rule] = s3.get_bucket_encryption(Bucket=bucket)["ServerSideEncryptionConfiguration"]["Rules"]
    key = rule["ApplyServerSideEncryptionByDefault"]["KMSMasterKeyID"]
    assert client("kms", moto).get_key_rotation_status(KeyId=key)["KeyRotationEnabled"]

    given = [f"ArchiveBucketArn=arn:aws:s3:::{bucket}", f"ArchiveKeyArn={key}", ADMINISTRATORS]
    done = apply("koko", HERE / "cluster.yaml", "--execute", *given)
    assert done.returncode == 0, done.stderr
    assert status(moto, "koko") == "CREATE_COMPLETE"
    resources = rules.read(HERE / "cluster.yaml")["Resources"]
    expected = {name for name, it in resources.items() if not it["Type"].startswith("AWS::EKS::")}
    assert logical(moto, "koko") == expected
    made = client("ec2", moto)
    vpc = next(it["VpcId"] for it in made.describe_vpcs()["Vpcs"] if it["CidrBlock"] == "10.64.0.0/16")
    subnets = made.describe_subnets(Filters=[{"Name": "vpc-id", "Values": [vpc]}])["Subnets"]
    assert len({it["AvailabilityZone"] for it in subnets}) == 3
    assert sorted(it["CidrBlock"] for it in subnets) == ["10.64.0.0/18", "10.64.128.0/18", "10.64.64.0/18"]


def test_a_parameter_that_is_missing_is_told(apply):
    done = apply("other", HERE / "cluster.yaml", "--execute")
    assert done.returncode == 1 and "AdministratorRoleArn" in done.stderr


def test_a_smoke_test_that_fails_is_told_with_the_way_back(apply, tmp_path):
    template = tmp_path / "topic.yaml"
    template.write_text("Resources: { Topic: { Type: AWS::SNS::Topic } }")
    done = apply("topic", template, "--execute", "--smoke", "exit 3")
    assert done.returncode == 1
    assert "the smoke test ended with 3" in done.stderr and "to go back: " in done.stdout


NOW = datetime.datetime(2026, 11, 27, tzinfo=datetime.UTC)
ID = "arn:aws:cloudformation:eu-central-1:123456789012:changeSet/koko/1"


def described(status, **more):
    return {"Stacks": [{"StackName": "koko", "CreationTime": NOW, "StackStatus": status, **more}]}


def modified(replacement, name="Cluster", kind="AWS::EKS::Cluster"):
    resource = {
        "Action": "Modify",
        "LogicalResourceId": name,
        "ResourceType": kind,
        "Replacement": replacement,
    }
    return {"Type": "Resource", "ResourceChange": {**resource, "Scope": ["Properties"]}}


class Script:
    """What CloudFormation is asked in an update, in order, and what it says; both fit botocore's model."""

    def __init__(self, tmp_path):
        self.cloudformation = boto3.client("cloudformation", **{
            "aws_access_key_id": "koko", "aws_secret_access_key": "x", "region_name": "eu-central-1"
        })  # fmt: skip
        self.stub = Stubber(self.cloudformation)
        self.template = tmp_path / "new.yaml"
        self.template.write_text("Resources: {}")
        self.folder = tmp_path

    def says(self, what, answer, **asked):
        self.stub.add_response(what, answer, asked or None)
        return self

    def until_proposed(
        self, *pages, parameters=({"ParameterKey": "Size", "ParameterValue": "3"},), execute=True
    ):
        """The stack is there, and a change set is made."""
        there = described("UPDATE_COMPLETE", Parameters=list(parameters))
        self.says("describe_stacks", there)
        if execute:
            self.says("get_template", {"TemplateBody": "old"}).says("describe_stacks", there)
        self.says("describe_stacks", there)
        self.says("validate_template", {"Parameters": [{"ParameterKey": "Size"}, {"ParameterKey": "Other"}]})
        self.says(
            "create_change_set",
            {"Id": ID},
            StackName="koko",
            ChangeSetName=ANY,
            ChangeSetType="UPDATE",
            TemplateBody="Resources: {}",
            Parameters=[
                {"ParameterKey": "Other", "ParameterValue": "1"},
                {"ParameterKey": "Size", "UsePreviousValue": True},
            ],
            Capabilities=["CAPABILITY_IAM"],
        )
        for page in pages:
            known = {"ChangeSetId": ID, "Status": "CREATE_COMPLETE", "ExecutionStatus": "AVAILABLE"}
            self.says("describe_change_set", {**known, **page})
        return self

    def drops(self):
        return self.says("delete_change_set", {}).says("describe_stacks", described("UPDATE_COMPLETE"))

    def run(self, *options):
        """The way through `apply`; all that was expected was asked."""
        given = ["koko", str(self.template), "Other=1", "--before", str(self.folder), *options]
        with self.stub:
            try:
                applying.change(applying.arguments(given), Stack(self.cloudformation, "koko", pause=0.01))
            finally:
                self.stub.assert_no_pending_responses()


@pytest.fixture
def script(tmp_path):
    return Script(tmp_path)


def test_an_update_is_made_and_the_way_back_is_kept(script, capsys):
    script.until_proposed({"Changes": [modified("False")]})
    script.says("execute_change_set", {}, ChangeSetName=ID, StackName="koko")
    for status in ("UPDATE_IN_PROGRESS", "UPDATE_COMPLETE_CLEANUP_IN_PROGRESS", "UPDATE_COMPLETE"):
        script.says("describe_stacks", described(status))
    outputs = [{"OutputKey": "VpcId", "OutputValue": "vpc-1"}]
    script.says("describe_stacks", described("UPDATE_COMPLETE", Outputs=outputs))
    script.run("--execute", "--smoke", "true")
    said = capsys.readouterr().out
    assert said.endswith("koko is done\nVpcId=vpc-1\n")
    [before] = script.folder.glob("koko-*.before.yaml")
    assert before.read_text() == "old"
    assert f"to go back: deploy/aws/apply koko {before} Size=3 --execute\n" in said


def test_a_cluster_that_would_be_replaced_stays(script, capsys):
    pages = [{"Changes": [], "NextToken": "2"}, {"Changes": [modified("Conditional")]}]
    script.until_proposed(*pages).drops()
    with pytest.raises(applying.Refused, match=r"Cluster \(AWS::EKS::Cluster\) might be replaced"):
        script.run("--execute")
    assert "perhaps REPLACED" in capsys.readouterr().out


def test_what_is_allowed_by_name_is_made(script):
    script.until_proposed({"Changes": [modified("True", "SubnetA", "AWS::EC2::Subnet")]})
    script.says("execute_change_set", {})
    for _ in range(2):
        script.says("describe_stacks", described("UPDATE_COMPLETE"))
    script.run("--execute", "--allow", "SubnetA")


def test_without_execute_it_is_only_shown(script, capsys):
    script.until_proposed({"Changes": [modified("False")]}, execute=False).drops()
    script.run()
    assert "nothing was changed" in capsys.readouterr().out


def test_nothing_to_do_is_no_error(script, capsys):
    reason = "The submitted information didn't contain changes. Submit different information."
    script.until_proposed(
        {"Status": "FAILED", "ExecutionStatus": "UNAVAILABLE", "StatusReason": reason}
    ).drops()
    script.run("--execute")
    assert "nothing to do" in capsys.readouterr().out


def test_a_change_set_that_fails_is_told(script):
    script.until_proposed(
        {"Status": "FAILED", "ExecutionStatus": "UNAVAILABLE", "StatusReason": "no such role"}
    ).drops()
    with pytest.raises(applying.Refused, match="CloudFormation refuses the change: no such role"):
        script.run("--execute")


def test_a_change_that_is_rolled_back_is_no_success(script, capsys):
    script.until_proposed({"Changes": [modified("False")]})
    script.says("execute_change_set", {}).says("describe_stacks", described("UPDATE_ROLLBACK_COMPLETE"))
    later = datetime.datetime.now(datetime.UTC) + datetime.timedelta(minutes=1)
    event = {
        "StackId": "koko",
        "StackName": "koko",
        "LogicalResourceId": "Nodes",
        "ResourceStatus": "UPDATE_FAILED",
    }
    first = {**event, "EventId": "1", "Timestamp": later, "ResourceStatusReason": "no machine of this type"}
    second = {**event, "EventId": "2", "Timestamp": later, "LogicalResourceId": "Gpus"}
    old = {**event, "EventId": "0", "Timestamp": NOW, "ResourceStatusReason": "last year"}
    script.says("describe_stack_events", {"StackEvents": [second, first, old]})
    with pytest.raises(applying.Refused) as told:
        script.run("--execute", "--smoke", "true")
    assert str(told.value).splitlines() == [
        "koko is UPDATE_ROLLBACK_COMPLETE:",
        "  Nodes: no machine of this type",
        "  Gpus: no reason",
    ]
    assert "to go back: " in capsys.readouterr().out


@pytest.mark.parametrize(
    "status", ["UPDATE_IN_PROGRESS", "ROLLBACK_COMPLETE", "DELETE_FAILED", "UPDATE_ROLLBACK_FAILED"]
)
def test_a_stack_in_between_is_left_alone(status, script):
    script.says("describe_stacks", described(status))
    with pytest.raises(applying.Refused, match=status):
        script.run("--execute")


def test_without_credentials_it_says_so(tmp_path):
    bare = {key: value for key, value in os.environ.items() if not key.startswith("AWS_")}
    bare |= {"AWS_DEFAULT_REGION": "eu-central-1", "AWS_EC2_METADATA_DISABLED": "true", "HOME": str(tmp_path)}
    done = subprocess.run(
        [sys.executable, HERE / "apply", "koko", HERE / "archive.yaml"],
        capture_output=True,
        text=True,
        env=bare,
    )
    assert done.returncode == 1 and done.stderr == "apply: Unable to locate credentials\n"
