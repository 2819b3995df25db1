"""Writes components/monitoring/rules.yaml: `python deploy/k8s/rules.py`.

It has what is in deploy/prometheus/rules, as prometheus-operator wants it.
"""

from pathlib import Path

import yaml

HERE = Path(__file__).resolve().parent
OUT = HERE / "components/monitoring/rules.yaml"


class Dumper(yaml.SafeDumper):
    """Expressions of several lines stay as they are written."""


def plain(dumper, text):
    return dumper.represent_scalar("tag:yaml.org,2002:str", text, style="|" if "\n" in text else None)


Dumper.add_representer(str, plain)


def rules():
    """A PrometheusRule for each file."""
    for path in sorted((HERE.parent / "prometheus/rules").glob("*.yml")):
        yield {
            "apiVersion": "monitoring.coreos.com/v1",
            "kind": "PrometheusRule",
            "metadata": {"name": f"koko-{path.stem}", "labels": {"app.kubernetes.io/part-of": "koko"}},
            "spec": {"groups": yaml.safe_load(path.read_text())["groups"]},
        }


def written():
    documents = yaml.dump_all(rules(), Dumper=Dumper, sort_keys=False, width=120)
    return f"# deploy/prometheus/rules, written by deploy/k8s/rules.py: change them there.\n{documents}"


if __name__ == "__main__":
    OUT.write_text(written())
