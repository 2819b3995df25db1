"""Whether rules, tests, alerts and runbooks belong together: `python deploy/prometheus/check.py [topic…]`.

Ends with `N passed, N failed`. With topics (`scaling`), their rules are broken to see whether tests notice;
with KOKO_LONG=1, all rules are, in every way.
"""

import os
import re
import subprocess
import sys
import tempfile
from pathlib import Path

import yaml

HERE = Path(__file__).resolve().parent
PROGRAMS = HERE.parents[1] / "target/tools/monitoring/bin"
RUNBOOKS = HERE.parent / "runbooks.md"
RULES = sorted((HERE / "rules").glob("*.yml"))


def run(program, *arguments):
    """Whether a program is content, and what it says otherwise."""
    done = subprocess.run([PROGRAMS / program, *map(str, arguments)], capture_output=True, text=True)
    return done.returncode == 0, (done.stdout + done.stderr).strip()


def alerts():
    for file in RULES:
        for group in yaml.safe_load(file.read_text())["groups"]:
            yield from (rule for rule in group["rules"] if "alert" in rule)


def anchors():
    """The sections of the runbooks, as links name them."""
    headings = re.findall(r"^#+ (.+)$", RUNBOOKS.read_text(), re.MULTILINE)
    return {re.sub(r"[^\w -]", "", heading).lower().replace(" ", "-") for heading in headings}


def alerts_are_complete():
    """Each has a summary, a severity, a section of the runbooks and a graph."""
    known = anchors()
    wrong = []
    for alert in alerts():
        name, notes = alert["alert"], alert["annotations"]
        if notes.get("runbook") != f"deploy/runbooks.md#{name.lower()}" or name.lower() not in known:
            wrong.append(f"{name} has no section in {RUNBOOKS.name}")
        if notes.get("graph") != f"/graph.png?alert={name}" or not notes.get("summary"):
            wrong.append(f"{name} needs `summary` and `graph`")
        if alert["labels"]["severity"] not in ("critical", "warning"):
            wrong.append(f"{name} is neither critical nor a warning")
    return not wrong, "\n".join(wrong)


def messages_can_be_rendered():
    """amtool takes a configuration whose templates it cannot render, so each one is rendered."""
    wrong = []
    receivers = yaml.safe_load((HERE / "alertmanager.yml").read_text())["receivers"]
    for receiver in receivers:
        for message in receiver["slack_configs"]:
            for field, text in message.items():
                if isinstance(text, str) and "{{" in text:
                    with tempfile.NamedTemporaryFile("w", suffix=".tmpl") as file:
                        file.write('{{ define "it" }}' + text + "{{ end }}")
                        file.flush()
                        fine, said = run(
                            "amtool",
                            "template",
                            "render",
                            f"--template.glob={file.name}",
                            '--template.text={{ template "it" . }}',
                        )
                    if not fine:
                        wrong.append(f"{receiver['name']}, {field}: {said}")
    return not wrong, "\n".join(wrong)


def route(receiver, *labels):
    config = HERE / "alertmanager.yml"
    return run(
        "amtool",
        "config",
        "routes",
        "test",
        f"--config.file={config}",
        f"--verify.receivers={receiver}",
        *labels,
    )


def mutations(topics):
    long = os.environ.get("KOKO_LONG") == "1"
    files = RULES if long else [HERE / "rules" / f"{topic}.yml" for topic in topics]
    command = [sys.executable, HERE / "mutate.py", *(["--all"] if long else []), *files]
    done = subprocess.run(command, capture_output=True, text=True)
    return done.returncode == 0, done.stdout + done.stderr


def main(topics):
    tests = sorted((HERE / "tests").glob("*.yml"))
    checks = {
        "rules are rules": lambda: run("promtool", "check", "rules", *RULES),
        "rules do what their tests say": lambda: run("promtool", "test", "rules", *tests),
        "Prometheus takes its configuration": lambda: run(
            "promtool", "check", "config", "--syntax-only", HERE / "prometheus.yml"
        ),
        "Alertmanager takes its configuration": lambda: run(
            "amtool", "check-config", HERE / "alertmanager.yml"
        ),
        "critical alerts go where they wake somebody": lambda: route(
            "chat-at-once", "alertname=KokoDown", "severity=critical"
        ),
        "others do not": lambda: route("chat", "alertname=KokoQueueOld", "severity=warning"),
        "messages can be rendered": messages_can_be_rendered,
        "alerts have a runbook, a graph and a summary": alerts_are_complete,
    }
    if topics or os.environ.get("KOKO_LONG") == "1":
        checks["each rule has a test that fails when it is broken"] = lambda: mutations(topics)
    failed = 0
    for name, check in checks.items():
        fine, said = check()
        failed += not fine
        print(f"{'ok' if fine else 'FAILED'}: {name}" + ("" if fine else f"\n{said}"))
    print(f"{len(checks) - failed} passed, {failed} failed")
    return failed > 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
