"""Namespaces of a cluster, through kubectl, so that whatever signs a person or a CI in works here, too.

Listing, making and removing are single requests (`--raw`): kubectl has no option for preconditions.
Whatever fails is Refused with the words of kubectl; nothing is tried twice.
"""

import json
import os
import subprocess

from naming import Refused

NAMESPACES = "/api/v1/namespaces"


class Cluster:
    """The one that kubectl would talk to; each request may take so many seconds."""

    def __init__(self, seconds=15):
        self.seconds = seconds

    def kubectl(self, *arguments, body=None, seconds=None):
        """What kubectl prints; `body` is what it reads."""
        command = [os.environ.get("KUBECTL", "kubectl"), f"--request-timeout={self.seconds}s", *arguments]
        said = " ".join(arguments[:3])
        try:
            done = subprocess.run(
                command, input=body, capture_output=True, text=True, timeout=seconds or 4 * self.seconds
            )
        except FileNotFoundError:
            raise Refused(
                f"{command[0]} is missing: install kubectl, or say where it is with KUBECTL"
            ) from None
        except subprocess.TimeoutExpired as error:
            raise Refused(f"kubectl {said} took more than {error.timeout:.0f} seconds") from None
        if done.returncode:
            raise Refused(f"kubectl {said} failed: {done.stderr.strip()}")
        return done.stdout

    def namespaces(self):
        """All of them, as they were at one moment."""
        answer = json.loads(self.kubectl("get", "--raw", NAMESPACES))
        if answer.get("kind") != "NamespaceList" or answer["metadata"].get("continue"):
            raise Refused("the cluster did not list its namespaces, or not all of them")
        return answer["items"]

    def namespace(self, name):
        """One of them, or None."""
        found = self.kubectl("get", "namespace", name, "--ignore-not-found", "--output=json")
        return json.loads(found) if found.strip() else None

    def create(self, namespace):
        self.kubectl("create", "--raw", NAMESPACES, "--filename=-", body=json.dumps(namespace))

    def annotate(self, namespace, annotations):
        """Sets annotations (None removes one), unless the namespace was changed since it was read."""
        version = namespace["metadata"]["resourceVersion"]
        patch = json.dumps({"metadata": {"resourceVersion": version, "annotations": annotations}})
        self.kubectl("patch", "namespace", namespace["metadata"]["name"], "--type=merge", f"--patch={patch}")

    def remove(self, namespace):
        """Removes this very namespace, unless somebody else has changed it since it was read."""
        metadata = namespace["metadata"]
        only = {key: metadata[key] for key in ("uid", "resourceVersion")}
        options = {"apiVersion": "v1", "kind": "DeleteOptions", "preconditions": only}
        path = f"{NAMESPACES}/{metadata['name']}"
        self.kubectl("delete", "--raw", path, "--filename=-", body=json.dumps(options))

    def apply(self, name, manifests):
        """Makes the objects of a namespace what the manifests say."""
        options = ["--server-side", "--force-conflicts", "--field-manager=koko-branch-env", "--filename=-"]
        return self.kubectl("apply", f"--namespace={name}", *options, body=manifests, seconds=120)
