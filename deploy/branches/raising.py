"""Makes the environment of a branch, or brings it up to date; and removes it at once if somebody asks."""

import datetime
import json
import os
import tempfile
from pathlib import Path

from collecting import written
from naming import EXPIRES, UNWANTED_SINCE, Refused, recognised

OVERLAY = Path(__file__).resolve().parents[1] / "k8s/overlays/branch"
# What nobody has reviewed runs without privileges.
RESTRICTED = {"pod-security.kubernetes.io/enforce": "restricted"}


def manifests(overlay, namespace, image, cluster):
    """The overlay with a namespace and an image of its own, as kustomize builds it."""
    name, _, tag = image.partition("@") if "@" in image else image.rpartition(":")
    if not name or tag in ("", "latest") or "/" in tag:
        raise Refused(f"{image}: an image is name:tag or name@digest, and `latest` would not say what runs")
    version = {"digest": tag} if "@" in image else {"newTag": tag}
    with tempfile.TemporaryDirectory() as folder:
        base = os.path.relpath(overlay.resolve(), Path(folder).resolve())
        # In the order of the overlay: what limits a branch is there before anything runs.
        kustomization = {
            "sortOptions": {"order": "fifo"},
            "resources": [base],
            "namespace": namespace,
            "images": [{"name": "koko", "newName": name, **version}],
        }
        Path(folder, "kustomization.yaml").write_text(json.dumps(kustomization))
        return cluster.kubectl("kustomize", folder)


def ours(cluster, environment):
    """The namespace of an environment, or None; one of that name that is somebody else's is refused."""
    found = cluster.namespace(environment.name)
    if found is None:
        return None
    whose, disagreement = recognised(found)
    if whose != environment:
        reason = disagreement or f"belongs to branch {whose.branch!a} of {whose.repository}"
        raise Refused(f"{environment.name} is there, and {reason}: not touched")
    return found


def up(cluster, environment, image, hours, now):
    """The namespace exists, lives so many hours from now, and has what the overlay says."""
    built = manifests(OVERLAY, environment.name, image, cluster)
    expires = {EXPIRES: written(now + datetime.timedelta(hours=hours))}
    found = ours(cluster, environment)
    if found is None:
        metadata = {
            "name": environment.name,
            "labels": {**environment.labels, **RESTRICTED},
            "annotations": {**environment.annotations, **expires},
        }
        cluster.create({"apiVersion": "v1", "kind": "Namespace", "metadata": metadata})
    elif found["metadata"].get("deletionTimestamp"):
        raise Refused(f"{environment.name} is ending: run this again once it is gone")
    else:
        cluster.annotate(found, {**expires, UNWANTED_SINCE: None})
    return cluster.apply(environment.name, built)


def wait(cluster, environment, seconds):
    """Until all of its Deployments run."""
    options = [f"--namespace={environment.name}", f"--timeout={seconds}s"]
    cluster.kubectl("rollout", "status", "deployment", *options, seconds=seconds + 30)


def down(cluster, environment, protected):
    """Removes the environment; whether there was one."""
    if environment.name in protected or environment.branch in protected:
        raise Refused(f"{environment.branch!a} is protected")
    found = ours(cluster, environment)
    if found and not found["metadata"].get("deletionTimestamp"):
        cluster.remove(found)
    return found is not None
