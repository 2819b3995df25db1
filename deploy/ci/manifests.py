"""Whether manifests are what Kubernetes and its extensions take: `python deploy/ci/manifests.py FOLDER…`.

Each folder is built by kustomize. Built-in kinds are held against the schemas of several versions of
Kubernetes; others are compiled against the types of their packages, which finds fields that do not exist,
however deep. A kind that nobody knows is a mistake.
"""

import json
import subprocess
import sys
import tempfile
from pathlib import Path

import kubernetes_validate
import yaml

HERE = Path(__file__).resolve().parent
KUSTOMIZE = HERE.parents[1] / "target/tools/monitoring/bin/kustomize"
VERSIONS = ("1.33", "1.35", "1.37")
# The group of a kind, and the package that has its types; one group belongs to two packages.
PACKAGES = {
    "argoproj.io": "@kubernetes-models/argo-workflows",
    "gateway.envoyproxy.io": "@kubernetes-models/envoy-gateway",
    "gateway.networking.k8s.io": "@kubernetes-models/gateway-api",
    "karpenter.sh": "@kubernetes-models/karpenter",
    "keda.sh": "@kubernetes-models/keda",
    "monitoring.coreos.com": "@kubernetes-models/prometheus-operator",
}

OF_ARGO_CD = {"Application", "ApplicationSet", "AppProject"}


def package_of(group, kind):
    """The package that has the types of a kind."""
    if group == "argoproj.io" and kind in OF_ARGO_CD:
        return "@kubernetes-models/argo-cd"
    return PACKAGES[group]


def built(folder):
    """The documents of a folder; a component is built by itself."""
    folder = Path(folder).resolve()
    kind = yaml.safe_load((folder / "kustomization.yaml").read_text())["kind"]
    if kind != "Component":
        return documents_of(folder)
    with tempfile.TemporaryDirectory(dir=HERE) as alone:
        way = Path("..", "..", folder.relative_to(HERE.parent))
        kustomization = {"kind": "Kustomization", "components": [str(way)]}
        Path(alone, "kustomization.yaml").write_text(json.dumps(kustomization))
        return documents_of(alone)


def documents_of(folder):
    done = subprocess.run([KUSTOMIZE, "build", folder], capture_output=True, text=True)
    if done.returncode:
        raise ValueError(f"kustomize does not build {folder}: {done.stderr}")
    return list(yaml.safe_load_all(done.stdout))


def mistakes(documents):
    """What is wrong with documents, one line each."""
    of_others = []
    for document in documents:
        name = f"{document['kind']} {document['metadata']['name']}"
        group = document["apiVersion"].rpartition("/")[0]
        if group in PACKAGES:
            of_others.append(document)
        elif "." in group and not group.endswith(".k8s.io"):
            yield f"{name}: nobody knows the kinds of {group}: add its package to PACKAGES"
        else:
            for version in VERSIONS:
                try:
                    kubernetes_validate.validate(document, version, strict=True)
                except kubernetes_validate.ValidationError as error:
                    yield f"{name}, Kubernetes {version}: {error.message}"
                except kubernetes_validate.SchemaNotFoundError:
                    yield f"{name}: Kubernetes {version} has no such kind"
    if of_others:
        yield from compiled(of_others)


def compiled(documents):
    """What TypeScript says of documents that are literals of their types."""
    with tempfile.TemporaryDirectory(dir=HERE) as folder:
        for number, document in enumerate(documents):
            version, kind = document["apiVersion"], document["kind"]
            package = package_of(version.split("/")[0], kind)
            text = json.dumps(document, indent=1)
            imported = f"import type {{ I{kind} }} from '{package}/{version}/{kind}'"
            module = Path(folder, f"{kind}-{number}.ts")
            module.write_text(f"{imported}\nexport const it: I{kind} = {text}\n")
        options = ["--noEmit", "--strict", "--skipLibCheck", "--module", "nodenext", "--target", "es2022"]
        files = sorted(str(path) for path in Path(folder).glob("*.ts"))
        done = subprocess.run(
            [HERE / "node_modules/.bin/tsc", *options, *files], capture_output=True, text=True, cwd=HERE
        )
    if done.returncode:
        yield from (line for line in done.stdout.splitlines() if line.strip())


def main(folders):
    wrong = [f"{folder}: {mistake}" for folder in folders for mistake in mistakes(built(folder))]
    print("\n".join(wrong) or "Kubernetes and its extensions would take them")
    return bool(wrong)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
