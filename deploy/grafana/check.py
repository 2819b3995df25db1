"""Whether every panel has something to show, and whether rules and panels ask for what a service counts.

Needs KOKO_PROMETHEUS_URL, a Prometheus with the shipped rules that scrapes a busy `koko serve`, and KOKO_URL,
that service. Ends with `N passed, N failed`; `deploy/ci/check/observability` brings both.
"""

import json
import os
import re
import sys
import time
import urllib.parse
import urllib.request
from pathlib import Path

import promql_parser
import yaml

import dashboards

DEPLOY = Path(__file__).resolve().parents[1]
RULES = DEPLOY / "prometheus/rules"
MANUAL = DEPLOY.parent / "koko-server/README.md"
NAMES = re.compile(r"\bkoko_[a-z0-9_]+")


def get(url):
    with urllib.request.urlopen(url, timeout=30) as answer:
        return answer.read().decode()


def filled_in(expr):
    """As Grafana would ask it."""
    return expr.replace("$__rate_interval", "15s").replace("$tenant", ".*")


def lines():
    """Page, panel and PromQL of everything that is shown."""
    for page in dashboards.DASHBOARDS:
        for panel in page.panels:
            for expr in panel.lines.values():
                yield page, panel, filled_in(expr)


def rules():
    for file in sorted(RULES.glob("*.yml")):
        for group in yaml.safe_load(file.read_text())["groups"]:
            yield from ((rule.get("alert") or rule["record"], rule["expr"]) for rule in group["rules"])


def is_promql(expr):
    try:
        promql_parser.parse(expr)
    except ValueError as error:
        return f"this is no PromQL: {error}: {expr}"


def families(url):
    """What a service counts, whether there is a value yet or not.

    What has not happened once to anybody is in the manual only.
    """
    found = set(NAMES.findall(MANUAL.read_text()))
    for name, kind in re.findall(r"^# TYPE (\S+) (\S+)$", get(f"{url}/metrics"), re.MULTILINE):
        found |= {f"{name}_total"} if kind == "counter" else {name}
        if kind == "histogram":
            found |= {f"{name}_bucket", f"{name}_count", f"{name}_sum"}
    return found


def post(url, body):
    request = urllib.request.Request(url, json.dumps(body).encode(), {"content-type": "application/json"})
    with urllib.request.urlopen(request, timeout=60) as answer:
        return json.load(answer)


def make_the_rarer_things_happen(service):
    """Somebody reviews, and enough is read for scores to have moved or not."""
    post(f"{service}/v1/moderate", {"text": "you 1d10t", "author": "wren"})
    item = post(f"{service}/v1/review/claim", {"reviewer": "ines", "count": 1})["items"][0]
    post(f"{service}/v1/review/{item['id']}/decide", {"reviewer": "ines", "outcome": "fine"})
    # Drift compares windows of 2,000 texts; what was read once is remembered.
    for _ in range(5):
        post(f"{service}/v1/score", [{"text": "good morning"}] * 1000)


def check(prometheus, service):
    """What was looked at, and what is wrong with it."""
    make_the_rarer_things_happen(service)
    # Prometheus looks each second.
    time.sleep(3)
    there = families(service)
    for page in dashboards.DASHBOARDS:
        file = dashboards.GENERATED / f"{page.uid}.json"
        same = file.exists() and file.read_text() == dashboards.made(page)
        yield file.name, None if same else "is not what dashboards.py makes: run it"
    made = {f"{page.uid}.json" for page in dashboards.DASHBOARDS}
    others = sorted(path.name for path in dashboards.GENERATED.iterdir() if path.name not in made)
    yield "generated", f"nobody makes {others}" if others else None
    for name, expr in [*rules(), *((panel.title, expr) for _, panel, expr in lines())]:
        unknown = {asked for asked in NAMES.findall(expr) if asked not in there}
        wrong = is_promql(expr)
        yield name, wrong or (f"the service does not count {sorted(unknown)}" if unknown else None)
    for page, panel, expr in lines():
        answer = json.loads(get(f"{prometheus}/api/v1/query?{urllib.parse.urlencode({'query': expr})}"))
        shown = answer["data"]["result"]
        if not shown and panel.empty_until:
            print(f"empty: {page.title}, {panel.title}, until {panel.empty_until}")
        empty = not shown and not panel.empty_until
        yield f"{page.title}, {panel.title}", f"has nothing to show: {expr}" if empty else None


def main():
    try:
        prometheus, service = os.environ["KOKO_PROMETHEUS_URL"], os.environ["KOKO_URL"]
    except KeyError as missing:
        sys.exit(f"{missing} is not set: run deploy/ci/check/observability")
    found = list(check(prometheus, service))
    wrong = [(name, mistake) for name, mistake in found if mistake]
    for name, mistake in wrong:
        print(f"FAILED: {name}: {mistake}")
    print(f"{len(found) - len(wrong)} passed, {len(wrong)} failed")
    return bool(wrong)


if __name__ == "__main__":
    sys.exit(main())
