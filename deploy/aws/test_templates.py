"""The templates: what cfn-lint finds, what our rules find, and that each rule finds what it is for."""

import copy
import subprocess
import sys
from pathlib import Path

import pytest

import rules
from conftest import HERE

TEMPLATES = {name: HERE / f"{name}.yaml" for name in ("archive", "cluster")}
# CloudFormation takes no longer ones by themselves.
LONGEST = 51_200


def test_cfn_lint_finds_nothing():
    lint = Path(sys.executable).with_name("cfn-lint")
    done = subprocess.run([lint, *TEMPLATES.values()], capture_output=True, text=True)
    assert (done.returncode, done.stdout) == (0, "")


def test_cfn_lint_finds_a_mistyped_property(tmp_path):
    text = TEMPLATES["cluster"].read_text()
    assert "EndpointPublicAccess" in text
    (tmp_path / "it.yaml").write_text(text.replace("EndpointPublicAccess", "EndpointPublicAcess"))
    lint = Path(sys.executable).with_name("cfn-lint")
    assert subprocess.run([lint, tmp_path / "it.yaml"], capture_output=True).returncode != 0


@pytest.mark.parametrize("name", TEMPLATES)
def test_our_rules_find_nothing(name):
    assert rules.findings(rules.read(TEMPLATES[name])) == []
    assert TEMPLATES[name].stat().st_size < LONGEST


def resource(template, name):
    return template["Resources"][name]["Properties"]


def launch(template, name="GpuLaunchTemplate"):
    return resource(template, name)["LaunchTemplateData"]


def lifecycle(template):
    return {rule["Id"]: rule for rule in resource(template, "Bucket")["LifecycleConfiguration"]["Rules"]}


def statements(template, role):
    return resource(template, role)["Policies"][0]["PolicyDocument"]["Statement"]


def add(template, name, kind, **properties):
    template["Resources"][name] = {"Type": kind, "Properties": properties}


# A template, what is done to it, and the rule that has to find it.
MUTATIONS = {
    "an open group": (
        "cluster",
        lambda t: resource(t, "EndpointSecurityGroup")["SecurityGroupIngress"][0].update(CidrIp="0.0.0.0/0"),
        "closed: EndpointSecurityGroup",
    ),
    "a rule of its own that is open": (
        "cluster",
        lambda t: add(t, "Ssh", "AWS::EC2::SecurityGroupIngress", CidrIpv6="::/0"),
        "closed: Ssh",
    ),
    "a way to the internet": ("cluster", lambda t: add(t, "Nat", "AWS::EC2::NatGateway"), "closed: Nat"),
    "public addresses": (
        "cluster",
        lambda t: resource(t, "SubnetB").pop("MapPublicIpOnLaunch"),
        "closed: SubnetB",
    ),
    "a bucket that goes": (
        "archive",
        lambda t: t["Resources"]["Bucket"].pop("DeletionPolicy"),
        "retained: Bucket",
    ),
    "a key that goes": (
        "cluster",
        lambda t: t["Resources"]["ClusterKey"].update(UpdateReplacePolicy="Delete"),
        "retained: ClusterKey",
    ),
    "an endpoint without routes": (
        "cluster",
        lambda t: resource(t, "S3Endpoint").pop("RouteTableIds"),
        "reached: S3Endpoint",
    ),
    "a subnet without routes": (
        "cluster",
        lambda t: t["Resources"].pop("RoutesOfSubnetC"),
        "reached: SubnetC",
    ),
    "two zones": (
        "cluster",
        lambda t: resource(t, "SubnetC").update(AvailabilityZone=resource(t, "SubnetA")["AvailabilityZone"]),
        "reached: the subnets are in 2 zones",
    ),
    "no endpoint for S3": (
        "cluster",
        lambda t: t["Resources"].pop("S3Endpoint"),
        "reached: there is no way to S3",
    ),
    "nodes that come too early": (
        "cluster",
        lambda t: t["Resources"]["Nodes"]["DependsOn"].remove("StsEndpoint"),
        "reached: Nodes does not wait for the endpoint of sts",
    ),
    "a public API": (
        "cluster",
        lambda t: resource(t, "Cluster")["ResourcesVpcConfig"].update(EndpointPublicAccess=True),
        "cluster: Cluster has a public endpoint",
    ),
    "no audit log": (
        "cluster",
        lambda t: resource(t, "Cluster")["Logging"]["ClusterLogging"]["EnabledTypes"].pop(1),
        "cluster: Cluster does not log ['audit']",
    ),
    "secrets as they are": (
        "cluster",
        lambda t: resource(t, "Cluster").pop("EncryptionConfig"),
        "cluster: Cluster keeps secrets",
    ),
    "whoever created it is its administrator": (
        "cluster",
        lambda t: resource(t, "Cluster").pop("AccessConfig"),
        "cluster: Cluster has an administrator",
    ),
    "policies that do nothing": (
        "cluster",
        lambda t: resource(t, "VpcCni").pop("ConfigurationValues"),
        "cluster: VpcCni does not keep",
    ),
    "no plan for updates": (
        "cluster",
        lambda t: resource(t, "Nodes").pop("UpdateConfig"),
        "nodes: Nodes has no plan",
    ),
    "no launch template": (
        "cluster",
        lambda t: resource(t, "Gpus").pop("LaunchTemplate"),
        "nodes: Gpus has no launch",
    ),
    "the old metadata service": (
        "cluster",
        lambda t: launch(t)["MetadataOptions"].update(HttpTokens="optional"),
        "nodes: GpuLaunchTemplate lets pods",
    ),
    "a second hop": (
        "cluster",
        lambda t: launch(t, "NodeLaunchTemplate")["MetadataOptions"].update(HttpPutResponseHopLimit=2),
        "nodes: NodeLaunchTemplate lets pods",
    ),
    "a plain disk": (
        "cluster",
        lambda t: launch(t)["BlockDeviceMappings"][0]["Ebs"].pop("Encrypted"),
        "nodes: GpuLaunchTemplate has a disk",
    ),
    "GPUs all day": (
        "cluster",
        lambda t: resource(t, "Gpus")["ScalingConfig"].update(MinSize=1),
        "gpu: Gpus costs money",
    ),
    "another label": (
        "cluster",
        lambda t: resource(t, "Gpus").update(Labels={"koko.dev/pool": "gpus"}),
        "gpu: Gpus has other labels",
    ),
    "another taint": (
        "cluster",
        lambda t: resource(t, "Gpus")["Taints"][0].update(Effect="NO_EXECUTE"),
        "gpu: Gpus has other taints",
    ),
    "no taint": ("cluster", lambda t: resource(t, "Gpus").pop("Taints"), "gpu: Gpus has other taints"),
    "an autoscaler that knows nothing": (
        "cluster",
        lambda t: resource(t, "Gpus")["Tags"].pop(
            "k8s.io/cluster-autoscaler/node-template/taint/koko.dev/pool"
        ),
        "gpu: Gpus does not tell",
    ),
    "no GPUs": ("cluster", lambda t: t["Resources"].pop("Gpus"), "gpu: there is no group"),
    "a bucket that may become public": (
        "archive",
        lambda t: resource(t, "Bucket")["PublicAccessBlockConfiguration"].update(BlockPublicPolicy=False),
        "archive: Bucket may become public",
    ),
    "no versions": (
        "archive",
        lambda t: resource(t, "Bucket").pop("VersioningConfiguration"),
        "archive: Bucket takes",
    ),
    "versions for ever": (
        "archive",
        lambda t: lifecycle(t)["former-versions"].pop("NoncurrentVersionExpiration"),
        "archive: Bucket keeps what was erased",
    ),
    "records for ever": (
        "archive",
        lambda t: lifecycle(t)["records"].pop("ExpirationInDays"),
        "archive: Bucket does not remove records",
    ),
    "erasures that go first": (
        "archive",
        lambda t: t["Mappings"]["Days"]["90"].update(Erasures=90),
        "archive: 90 days",
    ),
    "another key": (
        "archive",
        lambda t: resource(t, "Bucket").pop("BucketEncryption"),
        "archive: Bucket is not encr",
    ),
    "plain HTTP": (
        "archive",
        lambda t: t["Resources"].pop("BucketPolicy"),
        "archive: Bucket may be read without",
    ),
    "plain HTTP to objects": (
        "archive",
        lambda t: resource(t, "BucketPolicy")["PolicyDocument"]["Statement"][0]["Resource"].pop(),
        "archive: Bucket may be read without",
    ),
    "a key that never changes": (
        "archive",
        lambda t: resource(t, "Key").pop("EnableKeyRotation"),
        "archive: Key never changes",
    ),
    "a role that may do everything": (
        "cluster",
        lambda t: statements(t, "Autoscaler")[0].update(Action="autoscaling:*"),
        "rights: Autoscaler may autoscaling:*",
    ),
    "a role for all buckets": (
        "cluster",
        lambda t: statements(t, "ArchiveWriter")[1].update(Resource="*"),
        "rights: ArchiveWriter may s3:PutObject",
    ),
    "nodes that are administrators": (
        "cluster",
        lambda t: resource(t, "NodeRole")["ManagedPolicyArns"].append(
            "arn:aws:iam::aws:policy/AdministratorAccess"
        ),
        "rights: NodeRole has AdministratorAccess",
    ),
}


@pytest.fixture(scope="session")
def templates():
    return {name: rules.read(path) for name, path in TEMPLATES.items()}


@pytest.mark.parametrize("case", MUTATIONS)
def test_our_rules_find(case, templates):
    name, mutate, expected = MUTATIONS[case]
    template = copy.deepcopy(templates[name])
    mutate(template)
    found = rules.findings(template)
    assert any(it.startswith(expected) for it in found), found


def test_every_rule_has_found_something():
    assert {it.split(":")[0] for _, _, it in MUTATIONS.values()} == {rule.__name__ for rule in rules.RULES}


def test_the_gpu_group_follows_the_pool(templates, tmp_path):
    for name in ("nodepool.yaml", "deployment.yaml"):
        text = (rules.GPU / name).read_text()
        (tmp_path / name).write_text(
            text.replace("koko.dev/pool", "koko.dev/gpus") if name == "nodepool.yaml" else text
        )
    assert len(list(rules.gpu(templates["cluster"], tmp_path))) == 3
