"""Breaks each rule in several ways and shows that its tests notice: `python mutate.py [--all] [rules.yml…]`.

A rule that can be broken without a test failing is reported, and the exit status is 1. Without `--all`, each
rule is broken once; with it, each comparison, number and waiting time on its own.
"""

import argparse
import functools
import json
import re
import subprocess
import sys
import tempfile
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

import yaml

HERE = Path(__file__).resolve().parent
PROMTOOL = HERE.parents[1] / "target/tools/monitoring/bin/promtool"

COMPARISONS = {">": "<", "<": ">", "==": "!=", "!=": "==", ">=": "<", "<=": ">"}
COMPARISON = re.compile(r"[=!<>]=|[<>]")
NUMBER = re.compile(r"(?<![\w.:])\d+(?:\.\d+)?(?![\w.:])")
DURATION = re.compile(r"(?:\d+[smhdw])+")
# What is no code: strings, matchers, and the ranges of ranges.
OPAQUE = re.compile(r'"[^"]*"|\{[^}]*\}|\[[^\]]*\]|offset \S+')


@dataclass(frozen=True)
class Mutant:
    """One rule, broken in one way."""

    file: Path
    group: int
    rule: int
    name: str
    how: str
    change: dict

    def rules(self):
        """The file with this one rule broken."""
        rules = json.loads(json.dumps(read(self.file)))
        rules["groups"][self.group]["rules"][self.rule] |= self.change
        return rules


@functools.cache
def read(file):
    return yaml.load(file.read_text(), yaml.CSafeLoader)


def code(pattern, expr):
    """Where the pattern is found outside of what is opaque."""
    hidden = OPAQUE.sub(lambda found: " " * len(found[0]), expr)
    return list(pattern.finditer(hidden))


def replaced(expr, found, text):
    return expr[: found.start()] + text + expr[found.end() :]


def mutants(file, every):
    """The ways in which each rule of a file can be broken: the first of each, or all."""
    for group, of_group in enumerate(read(file)["groups"]):
        for index, rule in enumerate(of_group["rules"]):
            name = rule.get("alert") or rule["record"]
            made = [Mutant(file, group, index, name, how, change) for how, change in ways(rule, file.stem)]
            yield from made if every else made[:1]


def ways(rule, topic):
    expr = rule["expr"]
    if "record" in rule:
        yield "doubled", {"expr": f"2 * ({expr})"}
        yield "never there", {"expr": f"({expr}) > +Inf"}
    elif "absent(" in expr:
        yield "told where it is there", {"expr": expr.replace("absent", "", 1)}
    for found in code(COMPARISON, expr):
        turned = COMPARISONS[found[0]]
        yield f"{found[0]} at {found.start()} becomes {turned}", {"expr": replaced(expr, found, turned)}
    for found in code(NUMBER, expr):
        before = float(found[0])
        for after in (before * 2, before / 2) if before else (1e9,):
            yield (
                f"{found[0]} at {found.start()} becomes {after}",
                {"expr": replaced(expr, found, str(after))},
            )
    if "for" in rule:
        yield f"not after {rule['for']}, but at once", {"for": "0s"}
    if topic == "scaling":
        # Elsewhere tests are steady, and any range gives the same.
        for found in re.finditer(r"offset (\S+?)(?=[),\s])", expr):
            yield f"{found[0]} becomes 20h", {"expr": replaced(expr, found, "offset 20h")}
        if "label_replace" in expr:
            yield (
                "without label_replace",
                {"expr": re.sub(r'label_replace\(((?:[^"()]|\([^()]*\))*?), "[sd]"[^)]*\)', r"\1", expr)},
            )


def tests_of(file, name):
    """The tests in which a rule is named, and after them those of alerts that depend on it."""
    rules = [rule for group in read(file)["groups"] for rule in group["rules"]]
    dependent = {rule.get("alert") or rule["record"] for rule in rules if name in rule["expr"]}
    suites = [read(path) for path in sorted((HERE / "tests").glob("*.yml"))]
    suites = [suite for suite in suites if f"../rules/{file.name}" in suite["rule_files"]]
    for names in ({name}, dependent - {name}):
        for suite in suites:
            told = [test for test in suite["tests"] if any(name in json.dumps(test) for name in names)]
            if told:
                yield {**suite, "rule_files": ["rules.yml"], "tests": told}


def survives(mutant):
    """Whether no test notices."""
    with tempfile.TemporaryDirectory() as folder:
        rules = Path(folder, "rules.yml")
        rules.write_text(json.dumps(mutant.rules()))
        if subprocess.run([PROMTOOL, "check", "rules", rules], capture_output=True).returncode:
            sys.exit(f"{mutant.name}, {mutant.how}: Prometheus refuses it, which says nothing of tests")
        for number, suite in enumerate(tests_of(mutant.file, mutant.name)):
            path = Path(folder, f"tests-{number}.yml")
            path.write_text(json.dumps(suite))
            if subprocess.run([PROMTOOL, "test", "rules", path], capture_output=True).returncode:
                return False
    return True


def main():
    arguments = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    arguments.add_argument("--all", action="store_true", help="break each rule in every way")
    arguments.add_argument("files", nargs="*", type=Path, help="files of rules; all of them if none is named")
    options = arguments.parse_args()
    files = [file.resolve() for file in options.files] or sorted((HERE / "rules").glob("*.yml"))
    whole = subprocess.run(
        [PROMTOOL, "test", "rules", *(HERE / "tests").glob("*.yml")], capture_output=True, text=True
    )
    if whole.returncode:
        sys.exit(f"a test fails although nothing is broken:\n{whole.stdout}{whole.stderr}")
    broken = [mutant for file in files for mutant in mutants(file, options.all)]
    with ThreadPoolExecutor(2) as pool:
        unnoticed = [
            mutant for mutant, alive in zip(broken, pool.map(survives, broken), strict=True) if alive
        ]
    for mutant in unnoticed:
        print(f"{mutant.file.name}: no test fails when {mutant.name} is broken: {mutant.how}")
    print(f"{len(broken) - len(unnoticed)} passed, {len(unnoticed)} failed")
    return bool(unnoticed)


if __name__ == "__main__":
    sys.exit(main())
