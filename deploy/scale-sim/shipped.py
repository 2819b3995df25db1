"""What is shipped and tried here, read from where it is: rules of Prometheus, and manifests."""

import re
from pathlib import Path

import yaml

from hpa import Behavior

DEPLOY = Path(__file__).resolve().parents[1]
RULES = DEPLOY / "prometheus/rules/scaling.yml"
COMPONENTS = DEPLOY / "k8s/components"


def expressions():
    """The PromQL of each record."""
    groups = yaml.safe_load(RULES.read_text())["groups"]
    return {rule["record"]: rule["expr"] for group in groups for rule in group["rules"] if "record" in rule}


def inlined(record, base="koko:texts:rate1m"):
    """The PromQL of a record with all others but `base` written out in place, to be asked for any time."""
    known = expressions()
    expr = known[record]
    for name in known.keys() - {base, record}:
        expr = re.sub(rf"{name}(?![\w:])", f"({known[name].strip()})", expr)
    return expr


def share_of_expected():
    """How much of what is expected counts."""
    return float(re.search(r"([\d.]+) \* koko:texts:expected", expressions()["koko:scale:load"])[1])


def documents(component):
    """All manifests of a component."""
    paths = sorted(path for path in (COMPONENTS / component).glob("*.yaml") if path.stem != "kustomization")
    return [document for path in paths for document in yaml.safe_load_all(path.read_text())]


def only(component, kind):
    """The one manifest of a kind."""
    (found,) = (document for document in documents(component) if document["kind"] == kind)
    return found


def hpa():
    return only("hpa", "HorizontalPodAutoscaler")["spec"]


def scaled_object():
    return only("keda", "ScaledObject")["spec"]


def behavior():
    return Behavior.of(hpa()["behavior"])


def target():
    """Texts a second for each pod."""
    return float(hpa()["metrics"][0]["external"]["target"]["averageValue"])
