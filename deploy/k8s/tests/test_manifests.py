"""The overlays, as kustomize builds them.

What Kubernetes would take, what must hold besides, and what the service says of its settings.
"""

import copy
import json
import os
import re
import subprocess
import tomllib

import asserted
import httpx
import manifests
import pytest
from asserted import EXAMPLE, OVERLAYS, ROOT, of
from service import KOKO, Service

import rules

NAMES = ("dev", "prod", "archive", "gpu")
BUILT = {}


def built(name):
    if name not in BUILT:
        BUILT[name] = manifests.built(OVERLAYS / name)
    return copy.deepcopy(BUILT[name])


def only(documents, kind, name="koko"):
    (found,) = (one for one in of(documents, kind) if one["metadata"]["name"] == name)
    return found


def pod(documents, kind="Deployment"):
    return only(documents, kind)["spec"]["template"]["spec"]


def container(documents, kind="Deployment"):
    return pod(documents, kind)["containers"][0]


def test_every_overlay_is_here():
    """That of branches is checked by deploy/ci/check/branch-env."""
    assert sorted(path.name for path in OVERLAYS.iterdir()) == sorted([*NAMES, "branch"])


def test_kubernetes_and_its_extensions_would_take_them():
    different = {json.dumps(document) for name in NAMES for document in built(name)}
    assert not list(manifests.mistakes([json.loads(text) for text in sorted(different)]))


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("holds", asserted.ALL, ids=lambda holds: holds.__name__)
def test_holds(name, holds):
    assert not list(holds(built(name)))


def remove(documents, kind):
    documents[:] = [document for document in documents if document["kind"] != kind]


def spec(documents, kind):
    return only(documents, kind)["spec"]


def other(kind, **fields):
    """Gives the specification of a kind other fields."""
    return lambda all: spec(all, kind).update(fields)


def monitored(documents):
    return spec(documents, "PodMonitor")["podMetricsEndpoints"][0]


def limited(documents, cpu):
    sides = container(documents, "StatefulSet")["resources"]
    sides["requests"]["cpu"] = sides["limits"]["cpu"] = cpu


STRANGERS = {"matchLabels": {"app.kubernetes.io/name": "others"}}
ROOT_OF_NODE = {"name": "all", "hostPath": {"path": "/"}}

# What breaks each of them: an overlay, and a change.
BROKEN = {
    "resources": [
        ("prod", lambda all: container(all)["resources"].pop("limits")),
        ("prod", lambda all: container(all)["resources"]["requests"].update(memory="1Gi")),
        ("dev", lambda all: limited(all, "1500m")),
    ],
    "probes": [
        ("prod", lambda all: container(all).pop("startupProbe")),
        ("prod", lambda all: container(all)["readinessProbe"]["httpGet"].update(path="/health")),
        ("dev", lambda all: container(all, "StatefulSet")["livenessProbe"]["httpGet"].update(port="web")),
    ],
    "security": [
        ("prod", lambda all: pod(all)["securityContext"].pop("seccompProfile")),
        ("prod", lambda all: pod(all)["securityContext"].update(runAsUser=0)),
        ("prod", lambda all: pod(all).update(automountServiceAccountToken=True)),
        ("prod", lambda all: container(all)["securityContext"].update(readOnlyRootFilesystem=False)),
        ("gpu", lambda all: container(all)["securityContext"]["capabilities"].update(add=["NET_ADMIN"])),
        ("dev", lambda all: pod(all, "StatefulSet").update(hostNetwork=True)),
        ("dev", lambda all: pod(all, "StatefulSet")["volumes"].append(ROOT_OF_NODE)),
    ],
    "images": [
        ("prod", lambda all: container(all).update(image="registry.example:5000/koko")),
        ("prod", lambda all: container(all).update(image="registry.example/koko:latest")),
        ("dev", lambda all: container(all, "StatefulSet").update(image="koko:unset")),
    ],
    "selectors": [
        ("prod", other("Service", selector=STRANGERS["matchLabels"])),
        ("prod", other("PodDisruptionBudget", selector=STRANGERS)),
        ("prod", other("PodMonitor", selector=STRANGERS)),
        ("prod", other("NetworkPolicy", podSelector=STRANGERS)),
        ("prod", other("Deployment", selector=STRANGERS)),
        ("prod", lambda all: pod(all)["topologySpreadConstraints"][0].update(labelSelector=STRANGERS)),
        ("dev", lambda all: spec(all, "NetworkPolicy")["policyTypes"].remove("Egress")),
        ("dev", lambda all: remove(all, "NetworkPolicy")),
        ("dev", lambda all: remove(all, "PodDisruptionBudget")),
        ("gpu", lambda all: remove(all, "Service")),
    ],
    "ports": [
        ("prod", lambda all: container(all)["ports"][0].update(name="web")),
        ("prod", lambda all: spec(all, "Service")["ports"][0].update(port=80)),
        ("prod", lambda all: spec(all, "HTTPRoute")["rules"][0]["backendRefs"][0].update(name="web")),
    ],
    "autoscalers": [
        ("prod", lambda all: all.extend(manifests.built(OVERLAYS.parent / "components/hpa"))),
        ("prod", other("Deployment", replicas=3)),
        ("archive", lambda all: spec(all, "ScaledObject")["scaleTargetRef"].update(kind="Deployment")),
    ],
    "references": [
        ("prod", lambda all: remove(all, "ServiceAccount")),
        ("prod", lambda all: remove(all, "ConfigMap")),
        ("prod", lambda all: container(all)["env"][0]["valueFrom"]["secretKeyRef"].update(key="url")),
        ("prod", lambda all: pod(all)["volumes"][0]["secret"].update(secretName="authors")),
        ("prod", lambda all: all.append({"kind": "Secret", "metadata": {"name": "koko"}})),
        ("prod", lambda all: monitored(all)["authorization"]["credentials"].update(key="x")),
    ],
    "volumes": [
        ("prod", lambda all: container(all)["volumeMounts"].pop()),
        ("dev", lambda all: spec(all, "StatefulSet")["volumeClaimTemplates"].pop()),
    ],
    "time_to_end": [
        ("prod", lambda all: pod(all).update(terminationGracePeriodSeconds=30)),
        ("dev", lambda all: container(all, "StatefulSet").pop("lifecycle")),
    ],
    "namespaces": [
        ("archive", lambda all: only(all, "StatefulSet")["metadata"].pop("namespace")),
        ("gpu", lambda all: only(all, "NodePool", "koko-gpu")["metadata"].update(namespace="koko")),
    ],
}


@pytest.mark.parametrize("holds", asserted.ALL, ids=lambda holds: holds.__name__)
def test_what_is_broken_is_noticed(holds):
    assert BROKEN[holds.__name__]
    for number, (overlay, breaks) in enumerate(BROKEN[holds.__name__]):
        documents = built(overlay)
        breaks(documents)
        assert list(holds(documents)), f"number {number}, in {overlay}, is not noticed"


def test_a_mistyped_field_is_noticed_wherever_it_is():
    documents = built("gpu")
    container(documents)["readinessProbe"]["periodSecond"] = 2
    only(documents, "NetworkPolicy")["spec"]["egres"] = []
    only(documents, "HTTPRoute")["spec"]["rules"][0]["timeouts"]["requests"] = "0s"
    only(documents, "PodMonitor")["spec"]["podMetricsEndpoints"][0]["authorisation"] = {}
    only(documents, "PrometheusRule", "koko-slo")["spec"]["groups"][0]["rules"][0]["expression"] = "1"
    found = "\n".join(manifests.mistakes(documents))
    for field in ("periodSecond", "egres", "requests", "authorisation", "expression"):
        assert re.search(f"['\"]{field}['\"]", found), f"{field} is not noticed:\n{found}"


def settings(documents, folder, workload):
    """What the service would run with, given the arguments, the file and the environment of a pod."""
    folder.mkdir()
    pods = workload["spec"]["template"]["spec"]
    (volume,) = (volume for volume in pods["volumes"] if volume["name"] == "config")
    for file, text in only(documents, "ConfigMap", volume["configMap"]["name"])["data"].items():
        (folder / file).write_text(text)
    example = dict(
        line.split("=", 1) for line in EXAMPLE.read_text().splitlines() if not line.startswith("#")
    )
    (inside,) = pods["containers"]
    environment = {key: value for key, value in os.environ.items() if not key.startswith("KOKO_")}
    for variable in inside.get("env", ()):
        secret = variable.get("valueFrom", {}).get("secretKeyRef", {})
        environment[variable["name"]] = variable["value"] if "value" in variable else example[secret["key"]]
    arguments = [argument.replace("/etc/koko/", f"{folder}/") for argument in inside["args"]]
    done = subprocess.run(
        [KOKO, *arguments, "--print-config"], capture_output=True, text=True, env=environment
    )
    return done.returncode, done.stdout, done.stderr


def paths(table, above=()):
    """Every setting of a file, with its value."""
    for key, value in table.items():
        yield from paths(value, (*above, key)) if isinstance(value, dict) else [((*above, key), value)]


@pytest.mark.parametrize("name", NAMES)
def test_the_service_takes_every_setting(name, tmp_path):
    documents = built(name)
    for number, workload in enumerate(of(documents, *asserted.WORKLOADS)):
        status, shown, told = settings(documents, tmp_path / str(number), workload)
        assert status == 0, told
        shown = dict(paths(tomllib.loads(shown)))
        for file in (tmp_path / str(number)).glob("*.toml"):
            for setting, value in paths(tomllib.loads(file.read_text())):
                assert shown.get(setting) == value, f"{setting} came to nothing"
        has_database = ("database",) in shown
        assert has_database == (name != "dev")
        assert not has_database or shown[("store",)].startswith("valkey://")
        assert "PASSWORD" not in str(shown)


def test_a_setting_that_the_service_does_not_know_is_noticed(tmp_path):
    documents = built("prod")
    config = only(documents, "ConfigMap", pod(documents)["volumes"][1]["configMap"]["name"])
    for number, wrong in enumerate(("listens = '0.0.0.0:1'\n", "listen = 1\n", "[log]\nformat = 'xml'\n")):
        config["data"]["koko.toml"] = wrong
        status, _, told = settings(documents, tmp_path / str(number), only(documents, "Deployment"))
        assert status != 0 and "koko.toml" in told, told


@pytest.fixture(scope="module")
def service():
    """A service that keeps nothing."""
    with Service() as running:
        yield running.url


def routed(rules, path):
    """The rule of a route that takes a path: the one whose match is longest."""
    taken = []
    for rule in rules:
        for match in rule["matches"]:
            how, value = match["path"]["type"], match["path"]["value"]
            if path == value or (how == "PathPrefix" and path.startswith(f"{value}/")):
                taken.append((how == "Exact", len(value), rule))
    return max(taken, key=lambda one: one[:2])[2] if taken else None


def test_the_world_reaches_every_path_but_those_for_insiders(service):
    rules = only(built("prod"), "HTTPRoute")["spec"]["rules"]
    paths = [*httpx.get(f"{service}/openapi.json").json()["paths"], "/docs", "/openapi.json", "/console/"]
    inside = {"/metrics", *asserted.PROBES.values()}
    assert inside < set(paths)
    for path in paths:
        assert (routed(rules, path) is None) == (path in inside), path
    for path in ("/v1/live", "/v1/live/socket", "/v1/moderate/lines"):
        assert path in paths and routed(rules, path)["timeouts"]["request"] == "0s", path
    assert routed(rules, "/v1/moderate")["timeouts"]["request"] != "0s"


def test_the_probes_are_answered(service):
    for path in asserted.PROBES.values():
        assert httpx.get(service + path).status_code == 200


def test_rules_are_those_that_are_shipped():
    assert rules.OUT.read_text() == rules.written(), "run deploy/k8s/rules.py"


def test_hadolint_finds_nothing_in_the_containerfile():
    """deploy/ci/check/branch-env reads every script."""
    command = [ROOT / ".venv/bin/hadolint", ROOT / "deploy/Containerfile"]
    done = subprocess.run(command, capture_output=True, text=True)
    assert done.returncode == 0, done.stdout + done.stderr


def test_what_hadolint_finds_is_noticed(tmp_path):
    broken = tmp_path / "Containerfile"
    broken.write_text(
        (ROOT / "deploy/Containerfile")
        .read_text()
        .replace('ENTRYPOINT ["/opt/koko/koko"]', "ENTRYPOINT koko\nUSER root")
    )
    assert subprocess.run([ROOT / ".venv/bin/hadolint", broken], capture_output=True).returncode != 0
