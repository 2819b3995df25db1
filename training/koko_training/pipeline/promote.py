"""`promote`: a published model into a service, one stage at a time, and back.

- `shadow`: it reads everything of the tenant and decides nothing.
- `canary`: it decides about a share, if the shadow has agreed well enough.
- `default`: it decides about everything, if the canary went well. The model of before stays installed.
- `back`: everything as before `shadow`.

The service takes its models from its configuration file, so that is what is changed, and every instance is asked to
read it again. Where one refuses, nothing has changed. Where a stage went badly, this goes back by itself, and fails.
"""

from __future__ import annotations

import argparse
import json
import time
import tomllib
from pathlib import Path
from typing import Any

import tomlkit

from koko_training.manifest import note
from koko_training.pipeline.gate import GATES
from koko_training.pipeline.publish import PUBLISHED
from koko_training.pipeline.service import Configuration, Service, reason, replace
from koko_training.pipeline.store import Bundles
from koko_training.settings import path_or_none

STAGES = ("shadow", "canary", "default", "back")
CHOICES = ("bundle", "shadow", "canary")


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("stage", choices=STAGES)
    parser.add_argument("--work", type=Path, help="the work folder, where `publish` has run; `back` needs none")
    parser.add_argument("--endpoint", help="of the store that was published to, as for `publish`")
    parser.add_argument("--region", help="of the store that was published to")
    parser.add_argument("--models", type=Path, help="the folder for bundles that the service reads")
    parser.add_argument("--service-config", type=Path, required=True, help="the configuration file of the service")
    parser.add_argument("--tenant", default="default", help="for whom (default: %(default)s)")
    parser.add_argument("--service", required=True, help="its URL; every address of the name is asked")
    parser.add_argument("--key-file", type=path_or_none, help="a key of the tenant with the scopes read and admin")
    parser.add_argument("--gates", type=Path, default=GATES, help="the bounds, under [promote]")
    parser.add_argument("--wait", type=float, default=0, help="seconds to wait for enough texts (default: do not wait)")
    parser.add_argument("--every", type=float, default=30, help="seconds between two looks (default: %(default)s)")
    parser.add_argument("--print", action="store_true", help="only show the configuration as it would become")


def run(chosen: argparse.Namespace) -> None:
    """Change the configuration and have it read."""
    if chosen.stage != "back" and chosen.work is None:
        raise SystemExit("what was published? name the work folder with --work")
    if chosen.stage == "shadow" and chosen.models is None:
        raise SystemExit("where does the service read bundles? name the folder with --models")
    key = chosen.key_file.read_text().strip() if chosen.key_file else None
    service = Service.at(chosen.service, key)
    if chosen.stage == "back":
        go_back(chosen, service)
        return
    bounds = tomllib.loads(chosen.gates.read_text(encoding="utf-8"))["promote"]
    published = json.loads((chosen.work / "publish" / PUBLISHED).read_text())
    model = published["id"]
    if chosen.stage != "shadow":
        facts, wrong = waited(chosen, service, model, bounds)
        if wrong:
            go_back(chosen, service)
            raise SystemExit(f"{model} goes no further, and everything is as before: {'; '.join(wrong)}")
        print(json.dumps(facts))
    # Not before: others may have changed it meanwhile.
    configuration = Configuration.open(chosen.service_config)
    tenant = configuration.tenant(chosen.tenant)
    if chosen.stage == "shadow":
        bundles = Bundles(published["to"], chosen.endpoint or None, chosen.region or None)
        remember(chosen, tenant, model)
        configuration.add_bundle(bundles.get(model, chosen.models))
        tenant["shadow"] = model
    elif chosen.stage == "canary":
        # The shadow stays: it goes on comparing what the other model answers.
        canary = tomlkit.inline_table()
        canary.update({"bundle": model, "share": bounds["share"]})
        tenant["canary"] = canary
    else:
        tenant["bundle"] = model
        tenant.pop("shadow", None)
        tenant.pop("canary", None)
    if apply(chosen, configuration, service):
        told = {"stage": chosen.stage, "tenant": chosen.tenant}
        folder = chosen.work / f"promote-{chosen.stage}"
        folder.mkdir(exist_ok=True)
        note(f"promote {chosen.stage}", folder, folder, [chosen.work / "publish"], {"bundle": model}, told)
        print(f"{model} is {chosen.stage} for {chosen.tenant} on {len(service.instances)} instance(s)")


def apply(chosen: argparse.Namespace, configuration: Configuration, service: Service) -> bool:
    """Write the file and have it read, or only show it. Whoever refuses it finds the old one."""
    if chosen.print:
        print(tomlkit.dumps(configuration.document), end="")
        return False
    configuration.save()
    if said := service.reload():
        configuration.restore()
        service.reload()
        raise SystemExit(f"nothing was changed: {'; '.join(said)}")
    return True


def remember(chosen: argparse.Namespace, tenant: Any, model: str) -> None:
    """Write down what the tenant has now, unless that is the new model: a second try must not take it for the old."""
    now = {name: plain(tenant[name]) for name in CHOICES if name in tenant}
    if model in json.dumps(now) or chosen.print:
        return
    path = before(chosen)
    known = json.loads(path.read_text()) if path.exists() else {}
    replace(path, json.dumps(known | {chosen.tenant: now}, indent=1) + "\n")


def go_back(chosen: argparse.Namespace, service: Service) -> None:
    """The tenant's models as they were before the last `shadow`. The new bundle stays installed, without use."""
    path = before(chosen)
    known = json.loads(path.read_text()) if path.exists() else {}
    if chosen.tenant not in known:
        raise SystemExit(f"{path} does not say what {chosen.tenant} had before: nothing was promoted for it")
    configuration = Configuration.open(chosen.service_config)
    tenant = configuration.tenant(chosen.tenant)
    for name in CHOICES:
        tenant.pop(name, None)
    for name, value in known[chosen.tenant].items():
        tenant[name] = value
    if apply(chosen, configuration, service):
        print(f"{chosen.tenant} has what it had before: {json.dumps(known[chosen.tenant])}")


def before(chosen: argparse.Namespace) -> Path:
    """Beside the configuration, because a work folder does not last."""
    return chosen.service_config.with_suffix(".before.json")


def plain(value: Any) -> Any:
    return value.unwrap() if hasattr(value, "unwrap") else value


def waited(
    chosen: argparse.Namespace, service: Service, model: str, bounds: dict[str, Any]
) -> tuple[dict[str, Any], list[str]]:
    """What was noticed once there are enough texts, and what of it is out of bounds."""
    until = time.monotonic() + chosen.wait
    needed = bounds["shadow_texts" if chosen.stage == "canary" else "canary_texts"]
    while True:
        try:
            facts = noticed(service.models(), model)
        except OSError as error:
            missing = f"{service.url}: {reason(error)}"
        else:
            texts = facts["shadow_texts" if chosen.stage == "canary" else "canary_texts"]
            # Whatever has gone wrong already does not get better with more texts.
            if texts >= needed or facts["drift"]:
                return facts, wrongs(facts, bounds)
            missing = f"{model} has read {texts} texts, and {needed} are needed"
        if time.monotonic() >= until:
            raise SystemExit(f"{missing}: nothing was changed, try again later")
        time.sleep(min(chosen.every, max(until - time.monotonic(), 0)))


def noticed(instances: list[dict[str, Any]], model: str) -> dict[str, Any]:
    """What all instances together know of a model. It is counted since each of them was started."""
    compared = [one for status in instances for one in status["disagreement"] if one["shadow"] == model != one["model"]]
    texts = sum(one["texts"] for one in compared)
    differences = sum((one["mean_difference"] or 0) * one["texts"] for one in compared)
    drifts = [drift for status in instances for drift in status["drift"]]
    return {
        "shadow_texts": texts,
        "disagreed": sum(one["disagreed"] for one in compared) / max(texts, 1),
        "mean_difference": differences / max(texts, 1),
        "failed": sum(one["failed"] for one in compared) / max(texts, 1),
        "canary_texts": sum(drift["labels"]["texts"] for drift in drifts if drift["model"] == model),
        "drift": sorted(
            {label for drift in drifts for label, found in drift["labels"]["labels"].items() if found["alarm"]}
        ),
    }


def wrongs(facts: dict[str, Any], bounds: dict[str, Any]) -> list[str]:
    """What is out of bounds, in words."""
    names = ("disagreed", "mean_difference", "failed")
    wrong = [f"{name} {facts[name]:.4f} > {bounds[name]}" for name in names if facts[name] > bounds[name]]
    return wrong + [f"the scores of {label} drift" for label in facts["drift"]]
