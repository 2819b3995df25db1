"""What must hold of the manifests of an overlay, beyond what Kubernetes itself would refuse.

One function each, which tells mistakes.
"""

import re
from pathlib import Path

ROOT = Path(__file__).resolve().parents[3]
OVERLAYS = ROOT / "deploy/k8s/overlays"
SERVER = ROOT / "koko-server/src"
EXAMPLE = OVERLAYS / "prod/secret.example.env"
WORKLOADS = ("Deployment", "StatefulSet")
CLUSTER_WIDE = ("Namespace", "NodePool")
# What the service answers to whoever asks how it is.
PROBES = {"startupProbe": "/health", "readinessProbe": "/ready", "livenessProbe": "/health"}
# Secrets that nobody needs for a start.
LATER = {"koko-prometheus": {"key"}}


def of(documents, *kinds):
    return [document for document in documents if document["kind"] in kinds]


def name(document):
    return f"{document['kind']} {document['metadata']['name']}"


def templates(documents):
    return [(workload, workload["spec"]["template"]) for workload in of(documents, *WORKLOADS)]


def containers(documents):
    """Each container, with the name of its workload and the specification of its pod."""
    for workload, template in templates(documents):
        for container in template["spec"]["containers"]:
            yield name(workload), template["spec"], container


def matched(documents, selector):
    """The workloads whose pods have all these labels."""
    labels = selector.get("matchLabels", selector)
    return [
        workload
        for workload, template in templates(documents)
        if labels.items() <= template["metadata"]["labels"].items()
    ]


def resources(documents):
    """As much as is asked for is what is granted, in whole CPUs: Koko takes an engine for each."""
    for whose, _, container in containers(documents):
        asked, most = (container.get("resources", {}).get(side, {}) for side in ("requests", "limits"))
        for resource in ("cpu", "memory"):
            if not asked.get(resource) or asked.get(resource) != most.get(resource):
                yield f"{whose}: {resource} is {asked.get(resource)} to {most.get(resource)}"
        if not str(most.get("cpu", "")).isdigit():
            yield f"{whose}: {most.get('cpu')} CPUs are not whole"


def probes(documents):
    for whose, _, container in containers(documents):
        ports = {port["name"] for port in container.get("ports", ())}
        for probe, path in PROBES.items():
            asked = container.get(probe, {}).get("httpGet", {})
            if asked.get("path") != path or asked.get("port") not in ports:
                yield f"{whose}: {probe} asks {asked}, not {path} at one of {ports}"


def security(documents):
    """What the standard `restricted` asks for, and a root that is read-only."""
    wanted = {"runAsNonRoot": True, "runAsUser": 65532, "runAsGroup": 65532}
    inside = {"allowPrivilegeEscalation": False, "readOnlyRootFilesystem": True}
    for whose, pod, container in containers(documents):
        has, here = pod.get("securityContext", {}), container.get("securityContext", {})
        wrong = [field for field, value in wanted.items() if has.get(field) != value]
        wrong += [field for field, value in inside.items() if here.get(field) is not value]
        if has.get("seccompProfile") != {"type": "RuntimeDefault"}:
            wrong.append("seccompProfile")
        if here.get("capabilities") != {"drop": ["ALL"]}:
            wrong.append("capabilities")
        if pod.get("automountServiceAccountToken") is not False:
            wrong.append("automountServiceAccountToken")
        wrong += [field for field in ("hostNetwork", "hostPID", "hostIPC") if pod.get(field)]
        wrong += ["hostPath" for volume in pod.get("volumes", ()) if "hostPath" in volume]
        if wrong:
            yield f"{whose}: {', '.join(wrong)}"


def images(documents):
    for whose, _, container in containers(documents):
        _, _, tag = container["image"].rpartition("/")[2].partition(":")
        if "@sha256:" not in container["image"] and (not tag or tag in ("latest", "unset")):
            yield f"{whose}: {container['image']} is not one image for ever"


def selectors(documents):
    """Whoever chooses pods chooses some, and every pod has a Service and is denied what is not listed."""
    choosing = [(one, one["spec"]["selector"]) for one in of(documents, "Service", *WORKLOADS)]
    choosing += [(one, one["spec"]["selector"]) for one in of(documents, "PodDisruptionBudget", "PodMonitor")]
    choosing += [(one, one["spec"]["podSelector"]) for one in of(documents, "NetworkPolicy")]
    for one, selector in choosing:
        chosen = matched(documents, selector)
        if not chosen or (one["kind"] in WORKLOADS and one not in chosen):
            yield f"{name(one)} chooses none of the pods"
    for workload, template in templates(documents):
        ours = [one for one, selector in choosing if workload in matched(documents, selector)]
        if not of(ours, "Service"):
            yield f"{name(workload)} has no Service"
        denied = {kind for one in of(ours, "NetworkPolicy") for kind in one["spec"]["policyTypes"]}
        if denied != {"Ingress", "Egress"}:
            yield f"{name(workload)}: what no NetworkPolicy lists is not denied"
        if workload["spec"].get("replicas") != 0 and not of(ours, "PodDisruptionBudget"):
            yield f"{name(workload)} has no PodDisruptionBudget"
        for spread in template["spec"].get("topologySpreadConstraints", ()):
            if workload not in matched(documents, spread["labelSelector"]):
                yield f"{name(workload)} spreads what are not its pods"


def ports(documents):
    """Every port that is named is one of the pods'."""
    named = [
        (one, one["spec"]["selector"], port["targetPort"])
        for one in of(documents, "Service")
        for port in one["spec"]["ports"]
    ]
    named += [
        (one, one["spec"]["podSelector"], port["port"])
        for one in of(documents, "NetworkPolicy")
        for rule in one["spec"].get("ingress", ())
        for port in rule["ports"]
    ]
    named += [
        (one, one["spec"]["selector"], endpoint["port"])
        for one in of(documents, "PodMonitor")
        for endpoint in one["spec"]["podMetricsEndpoints"]
    ]
    for one, selector, port in named:
        for workload in matched(documents, selector):
            for container in workload["spec"]["template"]["spec"]["containers"]:
                if port not in {known["name"] for known in container["ports"]}:
                    yield f"{name(one)}: {name(workload)} has no port {port}"
    services = {
        (service["metadata"]["name"], port["port"])
        for service in of(documents, "Service")
        for port in service["spec"]["ports"]
    }
    for route in of(documents, "HTTPRoute"):
        for rule in route["spec"]["rules"]:
            for backend in rule["backendRefs"]:
                if (backend["name"], backend["port"]) not in services:
                    yield f"{name(route)}: there is no Service {backend['name']}:{backend['port']}"


def autoscalers(documents):
    """One at most for each workload, which then has no number of its own: each apply would set it back."""
    scaling = of(documents, "HorizontalPodAutoscaler", "ScaledObject")
    if len({one["kind"] for one in scaling}) > 1:
        yield "an HPA and KEDA, which makes HPAs of its own"
    known = {
        (workload["kind"], workload["metadata"]["name"]): workload for workload in of(documents, *WORKLOADS)
    }
    for one in scaling:
        target = one["spec"]["scaleTargetRef"]
        workload = known.get((target.get("kind", "Deployment"), target["name"]))
        if workload is None:
            yield f"{name(one)}: there is no {target}"
        elif workload["spec"].get("replicas"):
            yield f"{name(one)}: {name(workload)} has a number of replicas"


def references(documents):
    """What pods refer to by name is here, or is a Secret that the example has."""
    example = dict(
        line.split("=", 1) for line in EXAMPLE.read_text().splitlines() if not line.startswith("#")
    )
    secrets = {"koko": set(example), **LATER}
    if of(documents, "Secret"):
        yield "a Secret stands in a manifest"
    here = {(document["kind"], document["metadata"]["name"]) for document in documents}
    for whose, pod, container in containers(documents):
        wanted = [("ServiceAccount", pod["serviceAccountName"])]
        asked = []
        for volume in pod["volumes"]:
            if "configMap" in volume:
                wanted.append(("ConfigMap", volume["configMap"]["name"]))
            if "secret" in volume:
                asked += [(volume["secret"]["secretName"], item["key"]) for item in volume["secret"]["items"]]
        for variable in container.get("env", ()):
            if "secretKeyRef" in variable.get("valueFrom", {}):
                reference = variable["valueFrom"]["secretKeyRef"]
                asked.append((reference["name"], reference["key"]))
        yield from (
            f"{whose}: there is no {kind} {called}" for kind, called in wanted if (kind, called) not in here
        )
        yield from (
            f"{whose}: no Secret {called} has {key}"
            for called, key in asked
            if key not in secrets.get(called, ())
        )
    for monitor in of(documents, "PodMonitor"):
        for endpoint in monitor["spec"]["podMetricsEndpoints"]:
            key = endpoint["authorization"]["credentials"]
            if key["key"] not in secrets.get(key["name"], ()):
                yield f"{name(monitor)}: no Secret {key['name']} has {key['key']}"


def volumes(documents):
    for whose, pod, container in containers(documents):
        claims = [
            claim["metadata"]["name"]
            for workload in of(documents, "StatefulSet")
            if name(workload) == whose
            for claim in workload["spec"]["volumeClaimTemplates"]
        ]
        there = {volume["name"] for volume in pod["volumes"]} | set(claims)
        mounted = {mount["name"] for mount in container["volumeMounts"]}
        if there != mounted:
            yield f"{whose}: {there ^ mounted} is mounted or there, not both"


def time_to_end(documents):
    """A pod has the time that the service takes to end well, as its sources say."""
    takes = sum(
        int(
            re.search(r"const DRAIN: Duration = Duration::from_secs\((\d+)\)", (SERVER / path).read_text())[1]
        )
        for path in ("serve/edge/listener.rs", "archive/mod.rs")
    )
    for whose, pod, container in containers(documents):
        before = container.get("lifecycle", {}).get("preStop", {}).get("sleep", {}).get("seconds", 0)
        if not before or pod.get("terminationGracePeriodSeconds", 30) < before + takes + 5:
            yield f"{whose}: ending takes {before} s and {takes} s, and there are fewer"


def namespaces(documents):
    for document in documents:
        there = document["metadata"].get("namespace")
        if there != (None if document["kind"] in CLUSTER_WIDE else "koko"):
            yield f"{name(document)} is in the namespace {there}"


ALL = (
    resources,
    probes,
    security,
    images,
    selectors,
    ports,
    autoscalers,
    references,
    volumes,
    time_to_end,
    namespaces,
)
