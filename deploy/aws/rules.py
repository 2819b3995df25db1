"""What we ask of our templates beyond cfn-lint: each rule says in one line each what it finds wrong.

Knows the two templates and the pool of deploy/k8s/components/gpu, which the GPU group has to fit.
"""

import json
from pathlib import Path

import cfnlint.decode
import yaml

HERE = Path(__file__).resolve().parent
GPU = HERE.parents[1] / "deploy/k8s/components/gpu"
EVERYWHERE = ("0.0.0.0/0", "::/0")
STATEFUL = {"AWS::S3::Bucket", "AWS::KMS::Key", "AWS::EKS::Cluster"}
LOGS = {"api", "audit", "authenticator", "controllerManager", "scheduler"}
AUTOSCALER = "k8s.io/cluster-autoscaler/node-template/"
NODE_POLICIES = {
    "AmazonEKSWorkerNodeMinimalPolicy",
    "AmazonEC2ContainerRegistryPullOnly",
    "AmazonEKS_CNI_Policy",
}
# What a node asks before it joins.
ENDPOINTS_OF_NODES = {"ec2", "ecr.api", "ecr.dkr", "eks", "s3", "sts"}


def read(path):
    """A template; `!Ref x` is {"Ref": "x"}."""
    template, wrong = cfnlint.decode.decode(str(path))
    if wrong:
        raise ValueError(f"{path}: {wrong}")
    return json.loads(json.dumps(template))


def of(template, kind):
    """The resources of a kind: name, properties."""
    return [
        (name, it.get("Properties", {})) for name, it in template["Resources"].items() if it["Type"] == kind
    ]


def closed(template):
    """Nothing listens to the internet, and nothing leads there."""
    for name, group in of(template, "AWS::EC2::SecurityGroup"):
        for rule in group.get("SecurityGroupIngress", []):
            if rule.get("CidrIp") in EVERYWHERE or rule.get("CidrIpv6") in EVERYWHERE:
                yield f"{name} is open to everywhere"
    for name, rule in of(template, "AWS::EC2::SecurityGroupIngress"):
        if rule.get("CidrIp") in EVERYWHERE or rule.get("CidrIpv6") in EVERYWHERE:
            yield f"{name} is open to everywhere"
    for kind in ("AWS::EC2::InternetGateway", "AWS::EC2::NatGateway"):
        for name, _ in of(template, kind):
            yield f"{name} leads to the internet"
    for name, subnet in of(template, "AWS::EC2::Subnet"):
        if subnet.get("MapPublicIpOnLaunch") is not False:
            yield f"{name} may give public addresses"


def retained(template):
    """What holds something outlives its stack, and is not replaced without a trace."""
    for name, resource in template["Resources"].items():
        if resource["Type"] in STATEFUL:
            if resource.get("DeletionPolicy") not in ("Retain", "RetainExceptOnCreate"):
                yield f"{name} goes with its stack"
            if resource.get("UpdateReplacePolicy") != "Retain":
                yield f"{name} goes when it is replaced"


def reached(template):
    """S3 is reached through a gateway from every subnet; nodes come after the endpoints that they need."""
    tables = {it["RouteTableId"]["Ref"] for _, it in of(template, "AWS::EC2::SubnetRouteTableAssociation")}
    routed = {it["SubnetId"]["Ref"] for _, it in of(template, "AWS::EC2::SubnetRouteTableAssociation")}
    subnets = dict(of(template, "AWS::EC2::Subnet"))
    for name in sorted(set(subnets) - routed):
        yield f"{name} has no route table of ours"
    zones = {str(it.get("AvailabilityZone")) for it in subnets.values()}
    if subnets and len(zones) < 3:
        yield f"the subnets are in {len(zones)} zones"
    services = {}
    for name, endpoint in of(template, "AWS::EC2::VPCEndpoint"):
        service = endpoint["ServiceName"]["Fn::Sub"].removeprefix("com.amazonaws.${AWS::Region}.")
        services[service] = name
        if endpoint["VpcEndpointType"] == "Gateway":
            missing = tables - {it["Ref"] for it in endpoint.get("RouteTableIds", [])}
            if missing or not tables:
                yield f"{name} lacks the route tables {sorted(missing)}: what it is for would never take it"
    if subnets and "s3" not in services:
        yield "there is no way to S3"
    for name, resource in template["Resources"].items():
        if (
            resource["Type"] == "AWS::EKS::Nodegroup"
            and resource["Properties"]["ScalingConfig"]["MinSize"] != 0
        ):
            first = set(resource.get("DependsOn", []))
            for service in sorted(ENDPOINTS_OF_NODES):
                if services.get(service) not in first:
                    yield f"{name} does not wait for the endpoint of {service}"


def cluster(template):
    """The API is private, says what it does, and keeps secrets under our key."""
    for name, it in of(template, "AWS::EKS::Cluster"):
        network = it.get("ResourcesVpcConfig", {})
        if (
            network.get("EndpointPublicAccess") is not False
            or network.get("EndpointPrivateAccess") is not True
        ):
            yield f"{name} has a public endpoint, or no private one"
        enabled = it.get("Logging", {}).get("ClusterLogging", {}).get("EnabledTypes", [])
        if missing := LOGS - {log["Type"] for log in enabled}:
            yield f"{name} does not log {sorted(missing)}"
        if not any("secrets" in config["Resources"] for config in it.get("EncryptionConfig", [])):
            yield f"{name} keeps secrets as they are"
        access = it.get("AccessConfig", {})
        if (
            access.get("AuthenticationMode") != "API"
            or access.get("BootstrapClusterCreatorAdminPermissions") is not False
        ):
            yield f"{name} has an administrator whom nobody named"
    for name, it in of(template, "AWS::EKS::Addon"):
        if it["AddonName"] == "vpc-cni" and '"enableNetworkPolicy": "true"' not in it.get(
            "ConfigurationValues", ""
        ):
            yield f"{name} does not keep NetworkPolicies"


def nodes(template):
    """Nodes are renewed one after the other, keep their role to themselves, and encrypt their disks."""
    templates = dict(of(template, "AWS::EC2::LaunchTemplate"))
    for name, it in of(template, "AWS::EKS::Nodegroup"):
        if not it.get("UpdateConfig"):
            yield f"{name} has no plan for updates"
        launched = it.get("LaunchTemplate", {}).get("Id", {}).get("Ref")
        if launched not in templates:
            yield f"{name} has no launch template of ours"
    for name, it in templates.items():
        launch = it["LaunchTemplateData"]
        metadata = launch.get("MetadataOptions", {})
        if metadata.get("HttpTokens") != "required" or metadata.get("HttpPutResponseHopLimit") != 1:
            yield f"{name} lets pods ask for the role of the node"
        disks = launch.get("BlockDeviceMappings", [])
        if not disks or not all(disk.get("Ebs", {}).get("Encrypted") is True for disk in disks):
            yield f"{name} has a disk that is not encrypted"


def gpu(template, pool=GPU):
    """The GPU group is empty, and is what the pods of the GPU component ask for."""
    node_pool = yaml.safe_load((pool / "nodepool.yaml").read_text())["spec"]
    deployment = next(yaml.safe_load_all((pool / "deployment.yaml").read_text()))["spec"]["template"]["spec"]
    labels, taints = node_pool["template"]["metadata"]["labels"], node_pool["template"]["spec"]["taints"]
    groups = [
        (name, it)
        for name, it in of(template, "AWS::EKS::Nodegroup")
        if str(it.get("AmiType", "")).endswith("NVIDIA")
    ]
    if of(template, "AWS::EKS::Cluster") and not groups:
        yield "there is no group with GPUs"
    for name, it in groups:
        scaling = it["ScalingConfig"]
        if (scaling["MinSize"], scaling["DesiredSize"]) != (0, 0):
            yield f"{name} costs money while nobody asks"
        if (
            it.get("Labels") != labels
            or not deployment["nodeSelector"].items() <= (it.get("Labels") or {}).items()
        ):
            yield f"{name} has other labels than the pool: {it.get('Labels')}"
        ours = [
            {"key": t["Key"], "value": t["Value"], "effect": t["Effect"].title().replace("_", "")}
            for t in it.get("Taints", [])
        ]
        tolerated = [{key: t[key] for key in ("key", "value", "effect")} for t in deployment["tolerations"]]
        if not ours == taints == tolerated:
            yield f"{name} has other taints than the pool: {ours}"
        tags = {f"{AUTOSCALER}label/{key}": value for key, value in labels.items()}
        tags |= {f"{AUTOSCALER}taint/{t['key']}": f"{t['value']}:{t['effect']}" for t in taints}
        tags[f"{AUTOSCALER}resources/nvidia.com/gpu"] = "1"
        if it.get("Tags") != tags:
            yield f"{name} does not tell the autoscaler what a node would have: it would never leave zero"


def archive(template):
    """The bucket is closed, keeps what it should as long as it should, and erasures longer than records."""
    for name, it in of(template, "AWS::S3::Bucket"):
        block = it.get("PublicAccessBlockConfiguration", {})
        if len(block) < 4 or not all(value is True for value in block.values()):
            yield f"{name} may become public"
        if it.get("VersioningConfiguration", {}).get("Status") != "Enabled":
            yield f"{name} takes nothing back"
        rules = {rule["Id"]: rule for rule in it.get("LifecycleConfiguration", {}).get("Rules", [])}
        # Versions that stay for ever would keep what people were promised is erased.
        former = (
            rules.get("former-versions", {})
            .get("NoncurrentVersionExpiration", {})
            .get("NoncurrentDays", 99_999)
        )
        if former > 7:
            yield f"{name} keeps what was erased for more than a week"
        for rule, prefix, column in (("records", "v1/", "Records"), ("erasures", "erasures/", "Erasures")):
            expected = (
                {"Fn::Sub": f"${{Prefix}}{prefix}"},
                {"Fn::FindInMap": ["Days", {"Ref": "KeepDays"}, column]},
            )
            if (rules.get(rule, {}).get("Prefix"), rules.get(rule, {}).get("ExpirationInDays")) != expected:
                yield f"{name} does not remove {rule} in time"
        for kept, days in template["Mappings"]["Days"].items():
            if days["Records"] != int(kept) or days["Erasures"] <= days["Records"]:
                yield f"{kept} days: erasures go before the records that they erase"
        encryption = it.get("BucketEncryption", {}).get("ServerSideEncryptionConfiguration", [{}])[0]
        if encryption.get("ServerSideEncryptionByDefault", {}).get("SSEAlgorithm") != "aws:kms":
            yield f"{name} is not encrypted under our key"
        policies = [p for _, p in of(template, "AWS::S3::BucketPolicy") if p["Bucket"] == {"Ref": name}]
        if not any(only_tls(policy["PolicyDocument"]) for policy in policies):
            yield f"{name} may be read without TLS"
    for name, it in of(template, "AWS::KMS::Key"):
        if it.get("EnableKeyRotation") is not True:
            yield f"{name} never changes"


def only_tls(document):
    return any(
        (it["Effect"], it["Principal"], it["Action"]) == ("Deny", "*", "s3:*")
        and it.get("Condition") == {"Bool": {"aws:SecureTransport": "false"}}
        and len(it["Resource"]) == 2
        for it in document["Statement"]
    )


def rights(template):
    """No role may do everything, or change whatever it likes; nodes may do what nodes do."""
    for name, it in of(template, "AWS::IAM::Role"):
        for arn in it.get("ManagedPolicyArns", []):
            policy = str(arn.get("Fn::Sub", arn) if isinstance(arn, dict) else arn).rpartition("/")[2]
            if policy not in {*NODE_POLICIES, "AmazonEKSClusterPolicy"}:
                yield f"{name} has {policy}"
        for policy in it.get("Policies", []):
            for statement in policy["PolicyDocument"]["Statement"]:
                actions = (
                    statement["Action"] if isinstance(statement["Action"], list) else [statement["Action"]]
                )
                for action in actions:
                    reads = action.split(":")[1].startswith(("Describe", "Get", "List"))
                    if "*" in action or (statement["Resource"] == "*" and not reads):
                        yield f"{name} may {action} on {statement['Resource']}"


RULES = (closed, retained, reached, cluster, nodes, gpu, archive, rights)


def findings(template):
    """Everything that any rule finds."""
    return [f"{rule.__name__}: {found}" for rule in RULES for found in rule(template)]
