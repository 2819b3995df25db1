"""Runs koko-train.yaml without a cluster: `python deploy/argo/local_run.py --folder RUN -p archive=…`.

The same file, the same order, the same commands: what Argo would do with them is done here by hand, as far as
the template uses it. Parameters, `depends` and `when`, retries with backoff and deadlines hold. A mounted
volume is a folder, and its path in the file is replaced by that folder's. Images, identities and resources
are left out.

    --mount models=DIR       which folder a volume is; otherwise one in the folder of the run
    --fast                   no waiting between the tries of a step

A run that was stopped goes on: tasks that have succeeded before are not started again.
"""

import argparse
import json
import os
import re
import signal
import subprocess
import sys
import time
from pathlib import Path

import yaml

HERE = Path(__file__).resolve().parent
ROOT = HERE.parents[1]
TEMPLATE = HERE / "koko-train.yaml"
# What the image has: the folder of the code, and programs.
INSIDE = {"/koko": ROOT}
STATE = "tasks.json"
SUCCEEDED, SKIPPED, FAILED, ERROR, OMITTED = "Succeeded", "Skipped", "Failed", "Error", "Omitted"
UNITS = {"s": 1, "m": 60, "h": 3600}


class Run:
    """One run of the workflow, in its folder."""

    def __init__(self, document, folder, parameters, mounts, programs, fast=False):
        self.spec = document["spec"]
        self.templates = {template["name"]: template for template in self.spec["templates"]}
        declared = {each["name"]: each.get("value", "") for each in self.spec["arguments"]["parameters"]}
        if unknown := sorted(set(parameters) - set(declared)):
            raise SystemExit(f"the workflow has no parameter {unknown[0]}: there are {', '.join(declared)}")
        for each in self.spec["arguments"]["parameters"]:
            value = parameters.get(each["name"], each.get("value"))
            if value not in each.get("enum", [value]):
                raise SystemExit(f"{each['name']} is one of {', '.join(each['enum'])}, and not {value}")
        # What is given here speaks of folders here; what stands in the file, of folders in a container.
        self.declared, self.given = declared, parameters
        self.folder, self.fast = folder.resolve(), fast
        volumes = [claim["metadata"]["name"] for claim in self.spec["volumeClaimTemplates"]]
        volumes += [volume["name"] for volume in self.spec["volumes"]]
        if unknown := sorted(set(mounts) - set(volumes)):
            raise SystemExit(f"the workflow has no volume {unknown[0]}: there are {', '.join(volumes)}")
        self.volumes = {name: Path(mounts.get(name, self.folder / name)).resolve() for name in volumes}
        for path in self.volumes.values():
            path.mkdir(parents=True, exist_ok=True)
        self.path = os.pathsep.join([*map(str, programs), os.environ["PATH"]])

    def whole(self):
        """Every task in its order; what became of each, and seconds."""
        tasks = self.templates[self.spec["entrypoint"]]["dag"]["tasks"]
        file = self.folder / STATE
        before = json.loads(file.read_text()) if file.exists() else {}
        state = {}
        waiting = list(tasks)
        while waiting:
            ready = [task for task in waiting if names_in(task.get("depends", "")) <= state.keys()]
            if not ready:
                raise SystemExit(
                    f"these tasks wait for each other: {', '.join(task['name'] for task in waiting)}"
                )
            for task in ready:
                waiting.remove(task)
                state[task["name"]] = self.one(task, state, before.get(task["name"]))
                file.write_text(json.dumps(state, indent=1))
        return state

    def one(self, task, state, before):
        if not holds(task.get("depends", ""), state):
            return {"status": OMITTED, "seconds": 0.0}
        if "when" in task and not is_true(self.filled(task["when"], {})):
            return {"status": SKIPPED, "seconds": 0.0}
        if before and before["status"] == SUCCEEDED:
            return before
        arguments = task.get("arguments", {}).get("parameters", [])
        inputs = {each["name"]: self.filled(each["value"], {}) for each in arguments}
        began = time.monotonic()
        status = self.tries(task["name"], self.templates[task["template"]], inputs)
        return {"status": status, "seconds": round(time.monotonic() - began, 1)}

    def tries(self, name, template, inputs):
        """A container, as often as its strategy says: `Failed` by its own command, `Error` if it was lost."""
        strategy = template.get("retryStrategy", {"limit": "0", "retryPolicy": "OnFailure"})
        again = {"OnFailure": (FAILED,), "OnError": (ERROR,), "Always": (FAILED, ERROR)}[
            strategy["retryPolicy"]
        ]
        backoff = strategy.get("backoff", {"duration": "0s", "factor": "1"})
        pause, spent = seconds(backoff["duration"]), 0.0
        for attempt in range(int(strategy["limit"]) + 1):
            print(f"— {name}" + (f", try {attempt + 1}" if attempt else ""), flush=True)
            status = self.container(template, inputs)
            if status not in again or spent >= seconds(backoff.get("maxDuration", "24h")):
                return status
            if not self.fast:
                time.sleep(pause)
            spent, pause = spent + pause, pause * float(backoff["factor"])
        return status

    def container(self, template, inputs):
        container = template["container"]
        mounted = {
            each["mountPath"]: self.volumes[each["name"]] for each in container["volumeMounts"]
        } | INSIDE
        words = [self.filled(word, inputs, mounted) for word in container["command"] + container["args"]]
        environment = os.environ | {"PATH": self.path}
        environment |= {each["name"]: inside(each["value"], mounted) for each in container.get("env", [])}
        folder = inside(container["workingDir"], mounted)
        # With the path it will have, as a shell would find it.
        limit = float(template["activeDeadlineSeconds"])
        child = subprocess.Popen(
            ["/usr/bin/env", *words], cwd=folder, env=environment, stdin=subprocess.DEVNULL
        )
        try:
            status = child.wait(timeout=limit)
        except subprocess.TimeoutExpired:
            status = 1
            print(f"stopped after {limit:.0f} s", file=sys.stderr)
        finally:
            if child.poll() is None:
                child.kill()
                child.wait()
        return SUCCEEDED if status == 0 else ERROR if status < 0 else FAILED

    def filled(self, text, inputs, mounted=None):
        """A text with the values of its parameters, and the folders here for those in a container."""
        mounted = mounted or {}
        known = {name: inside(value, mounted) for name, value in self.declared.items()} | self.given
        known = {f"workflow.parameters.{name}": value for name, value in known.items()}
        known |= {f"inputs.parameters.{name}": value for name, value in inputs.items()}

        def value(found):
            if found[1] not in known:
                raise SystemExit(f"nobody says what {found[0]} is")
            return known[found[1]]

        return re.sub(r"\{\{([^{}]+)\}\}", value, inside(text, mounted))


def inside(word, mounted):
    """A word of a command with the folders here for the paths there: `--work=/work` too."""
    option, equals, value = word.partition("=") if word.startswith("--") else ("", "", word)
    for path, folder in mounted.items():
        if value == path or value.startswith(f"{path}/"):
            value = str(folder) + value.removeprefix(path)
            break
    return f"{option}{equals}{value}"


def names_in(depends):
    """The tasks that an expression of `depends` speaks of."""
    return {word.partition(".")[0] for word in re.findall(r"[\w.-]+", depends)}


def holds(depends, state):
    """Whether a task may run. A bare name means that the task has succeeded or was left out."""

    def one(word):
        name, _, wanted = word.strip().partition(".")
        status = state[name]["status"]
        return status == wanted if wanted else status in (SUCCEEDED, SKIPPED)

    if not depends:
        return True
    return any(all(one(word) for word in part.split("&&")) for part in depends.split("||"))


def is_true(when):
    """An expression of `when`, of comparisons of words in quotes."""

    def one(comparison):
        found = re.fullmatch(r"\s*'([^']*)'\s*(==|!=)\s*'([^']*)'\s*", comparison)
        if not found:
            raise SystemExit(f"`{comparison.strip()}` is no comparison that is understood here")
        return (found[1] == found[3]) == (found[2] == "==")

    return any(all(one(word) for word in part.split("&&")) for part in when.split("||"))


def seconds(duration):
    return float(duration[:-1]) * UNITS[duration[-1]]


def pair(word):
    name, equals, value = word.partition("=")
    if not equals:
        raise argparse.ArgumentTypeError(f"`{word}` is no NAME=VALUE")
    return name, value


def main():
    # So that the step that runs ends, too.
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
    parser = argparse.ArgumentParser(description="Run the training workflow without a cluster.")
    parser.add_argument(
        "--folder", type=Path, required=True, help="where the run lies, and goes on if it was stopped"
    )
    parser.add_argument(
        "-p", "--parameter", type=pair, action="append", default=[], help="NAME=VALUE of the workflow"
    )
    parser.add_argument("--mount", type=pair, action="append", default=[], help="VOLUME=FOLDER")
    parser.add_argument(
        "--programs", type=Path, action="append", default=[], help="a folder for PATH: python, koko"
    )
    parser.add_argument("--fast", action="store_true", help="no waiting between the tries of a step")
    chosen = parser.parse_args()
    usual = [Path(sys.executable).parent, ROOT / "target/release", ROOT / "target/debug"]
    document = yaml.safe_load(TEMPLATE.read_text(encoding="utf-8"))
    programs = [*chosen.programs, *usual]
    run = Run(document, chosen.folder, dict(chosen.parameter), dict(chosen.mount), programs, chosen.fast)
    state = run.whole()
    print()
    for name, told in state.items():
        print(f"{told['status']:11}{name:12}{told['seconds']:8.1f} s")
    return any(told["status"] in (FAILED, ERROR) for told in state.values())


if __name__ == "__main__":
    sys.exit(main())
