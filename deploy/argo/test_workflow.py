"""What the files say, held against what Argo and Karpenter take."""

import subprocess
import sys
from pathlib import Path

import manifests
import pipeline
import pytest
import yaml
from hera.workflows import CronWorkflow, WorkflowTemplate

from conftest import ROOT, yaml_of

FILES = {"koko-train.yaml": WorkflowTemplate, "koko-train-weekly.yaml": CronWorkflow}


@pytest.fixture(scope="module")
def spec():
    return yaml_of("koko-train.yaml")["spec"]


def pods(spec):
    return {template["name"]: template for template in spec["templates"] if "container" in template}


@pytest.mark.parametrize("name", FILES)
def test_the_file_is_what_is_written_today(name, tmp_path):
    subprocess.run([sys.executable, ROOT / "deploy/argo/pipeline.py", tmp_path], check=True)
    assert (tmp_path / name).read_text() == (ROOT / "deploy/argo" / name).read_text()


@pytest.mark.parametrize("name", FILES)
def test_hera_reads_all_of_it_and_would_drop_what_it_does_not_know(name):
    text = (ROOT / "deploy/argo" / name).read_text()
    assert FILES[name].from_yaml(text).to_dict() == yaml.safe_load(text)
    mistyped = text.replace("startingDeadlineSeconds", "startingDeadlineSecond").replace("backoff", "backof")
    assert FILES[name].from_yaml(mistyped).to_dict() != yaml.safe_load(mistyped)


def test_the_schemas_take_all_of_it_and_no_mistyped_field():
    documents = manifests.built(ROOT / "deploy/argo")
    kinds = {document["kind"] for document in documents}
    assert {"WorkflowTemplate", "CronWorkflow", "ServiceAccount", "Role", "RoleBinding"} <= kinds
    mistyped = yaml_of("koko-train.yaml")
    mistyped["spec"]["templates"][0]["retryStrategy"]["backoff"]["factr"] = "2"
    mistakes = [mistake for mistake in manifests.mistakes([*documents, mistyped]) if "error" in mistake]
    assert len(mistakes) == 1 and "factr" in mistakes[0]


def test_only_pods_with_a_gpu_go_to_the_pool_of_gpus(spec):
    pool = yaml_of("../k8s/components/gpu/nodepool.yaml")["spec"]["template"]
    labels = pool["metadata"]["labels"]
    with_gpu = {
        name: pod
        for name, pod in pods(spec).items()
        if "nvidia.com/gpu" in pod["container"]["resources"]["limits"]
    }
    assert set(with_gpu) == {"train-on-gpu"}
    for pod in with_gpu.values():
        assert pod["nodeSelector"].items() <= labels.items()
        taints = [(taint["key"], taint["value"], taint["effect"]) for taint in pool["spec"]["taints"]]
        assert taints == [(each["key"], each["value"], each["effect"]) for each in pod["tolerations"]]
    for name in pods(spec).keys() - with_gpu.keys():
        assert not {"tolerations", "nodeSelector"} & pods(spec)[name].keys(), name
    assert "tolerations" not in spec


def test_nobody_is_root_everything_has_an_end_and_a_size(spec):
    assert spec["securityContext"]["runAsNonRoot"] and not spec["automountServiceAccountToken"]
    assert spec["synchronization"]["mutexes"] and spec["activeDeadlineSeconds"]
    for name, pod in pods(spec).items():
        container = pod["container"]
        rights = container["securityContext"]
        assert rights["readOnlyRootFilesystem"] and rights["capabilities"] == {"drop": ["ALL"]}, name
        assert not rights["allowPrivilegeEscalation"], name
        assert {"cpu", "memory"} <= container["resources"]["requests"].keys(), name
        mounts = {mount["name"]: mount for mount in container["volumeMounts"]}
        assert ("secrets" in mounts) == (name == "promote"), "only who needs the key has it"
        assert ("envFrom" in container) == (name in ("fetch", "publish", "promote")), name
        assert mounts["models"].get("readOnly") or name in ("publish", "promote"), name
        assert pod["activeDeadlineSeconds"] and int(pod["retryStrategy"]["limit"]) > 0, name


def test_every_parameter_is_used_and_stands_in_the_readme(spec):
    text = (ROOT / "deploy/argo/koko-train.yaml").read_text()
    readme = (ROOT / "deploy/argo/README.md").read_text()
    for each in spec["arguments"]["parameters"]:
        name, value = each["name"], each["value"]
        assert f"{{{{workflow.parameters.{name}}}}}" in text
        assert f"| `{name}` | {f'`{value}`' if value else ''} | {each['description']} |" in readme, name


def test_the_image_is_written_as_the_linter_wants_it_and_has_what_the_steps_run():
    file = ROOT / "deploy/argo/Containerfile"
    linter = Path(sys.executable).with_name("hadolint")
    done = subprocess.run([linter, file], capture_output=True, text=True)
    assert done.returncode == 0, done.stdout
    assert "USER 65532" in file.read_text() and pipeline.USER == 65532
