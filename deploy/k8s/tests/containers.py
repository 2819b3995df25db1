"""Containers by podman, in the namespaces that deploy/ci/apart.sh made: images, and pods of manifests."""

import base64
import json
import os
import shutil
import subprocess
import time
from pathlib import Path

import httpx
import yaml
from asserted import ROOT, of

PODMAN = ROOT / "target/tools/containers/bin/podman"
NETWORK = "koko"


class Podman:
    """Everything is kept in one folder, and in cgroups that are removed in the end."""

    def __init__(self, folder):
        self.folder = folder
        self.environment = {**os.environ, "KOKO_CONTAINERS": str(folder), "KOKO_BUILDER": str(PODMAN)}
        self.run("network", "create", NETWORK)
        (network,) = json.loads(self.run("network", "inspect", NETWORK))
        # Where those outside of containers are, for those inside.
        self.gateway = network["subnets"][0]["gateway"]

    def run(self, *arguments, **more):
        done = subprocess.run(
            [PODMAN, *map(str, arguments)], capture_output=True, env=self.environment, timeout=120, **more
        )
        assert done.returncode == 0, f"podman {arguments}: {done.stderr.decode(errors='replace')}"
        return done.stdout

    def inspect(self, what, kind="container"):
        (found,) = json.loads(self.run("inspect", "--type", kind, what))
        return found

    def image(self, *options):
        """The image of what is compiled; its name."""
        made = subprocess.run(
            [ROOT / "deploy/ci/image.sh", "--profile", "dev", *options],
            capture_output=True,
            text=True,
            env=self.environment,
        )
        assert made.returncode == 0, made.stderr
        return made.stdout.strip()

    def secret(self, name, words):
        """As podman wants those to which manifests refer."""
        encoded = {key: base64.b64encode(word.encode()).decode() for key, word in words.items()}
        self.run("secret", "create", name, "-", input=json.dumps(encoded).encode())

    def end(self):
        self.run("pod", "rm", "--all", "--force")
        self.run("rm", "--all", "--force")
        # Those of podman's own, which it leaves where it has no systemd.
        for folder in Path("/sys/fs/cgroup").glob("**/libpod_parent"):
            for below in sorted(folder.glob("**/"), reverse=True):
                below.rmdir()
        mounts = [line.split()[4] for line in Path("/proc/self/mountinfo").read_text().splitlines()]
        for mount in reversed(mounts):
            if Path(mount).is_relative_to(self.folder):
                subprocess.run(["umount", mount], check=True)
        shutil.rmtree(self.folder)


def playable(documents, image, secrets, hosts=()):
    """The ConfigMap and the pods of an overlay in the words that podman has.

    It has Deployments only, and no volumes of Secrets. A container sees nothing else than it would elsewhere.
    """
    (workload,) = of(documents, "Deployment", "StatefulSet")
    claims = workload["spec"].pop("volumeClaimTemplates", ())
    pod = workload["spec"]["template"]["spec"]
    pod["volumes"] += [
        {"name": claim["metadata"]["name"], "persistentVolumeClaim": {"claimName": claim["metadata"]["name"]}}
        for claim in claims
    ]
    played = [*of(documents, "ConfigMap")]
    for volume in pod["volumes"]:
        if secret := volume.pop("secret", None):
            words = {item["key"]: secrets[item["key"]] for item in secret["items"]}
            volume["configMap"] = {"name": f"secret-{volume['name']}", "items": secret["items"]}
            played.append(
                {
                    "apiVersion": "v1",
                    "kind": "ConfigMap",
                    "metadata": {"name": f"secret-{volume['name']}"},
                    "data": words,
                }
            )
    pod["containers"][0]["image"] = f"localhost/{image}"
    pod["hostAliases"] = [{"ip": ip, "hostnames": [name]} for name, ip in hosts]
    spec = {"selector": workload["spec"]["selector"], "template": workload["spec"]["template"]}
    return [
        *played,
        {"apiVersion": "apps/v1", "kind": "Deployment", "metadata": {"name": "koko"}, "spec": spec},
    ]


class Played:
    """The pods of an overlay while they run."""

    def __init__(self, podman, file, documents):
        self.podman, self.file = podman, file
        file.write_text(yaml.safe_dump_all(documents))
        self.start()

    def start(self):
        began = time.monotonic()
        self.podman.run("kube", "play", "--network", NETWORK, self.file)
        self.container = "koko-pod-0-koko"
        self.url = f"http://{self.address()}:8080"
        while not self.is_ready():
            state = self.podman.inspect(self.container)["State"]
            assert state["Running"] and time.monotonic() < began + 60, self.log()
            time.sleep(0.02)
        self.took = time.monotonic() - began

    def address(self):
        """That of the pod, which its first container has."""
        pod = self.podman.inspect("koko-pod-0", "pod")
        (network,) = self.podman.inspect(pod["InfraContainerID"])["NetworkSettings"]["Networks"].values()
        return network["IPAddress"]

    def is_ready(self):
        try:
            return httpx.get(f"{self.url}/ready").status_code == 200
        except httpx.TransportError:
            return False

    def log(self):
        done = subprocess.run(
            [PODMAN, "logs", self.container], capture_output=True, text=True, env=self.podman.environment
        )
        return done.stdout + done.stderr

    def process(self):
        """Its folder in /proc."""
        return Path("/proc", str(self.podman.inspect(self.container)["State"]["Pid"]))

    def down(self):
        self.podman.run("kube", "down", self.file)
