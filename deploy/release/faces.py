"""The shapes of what customers call: collected of a release, and compared with those of another one.

What was there must go on: a path, a parameter, a field of an answer, an option, a metric, a function. Nobody
may have to give what is new. Each comparison yields what breaks, one line each.
"""

import json
import logging
import re
import shutil
import subprocess
import tempfile
from pathlib import Path

import griffe
from version import ROOT

NODE = ROOT / "koko-node"
PYTHON = ROOT / "koko-py" / "python" / "koko"
TSC = ROOT / "deploy" / "ci" / "node_modules" / ".bin" / "tsc"


def take(folder, client, koko):
    """Collects them in a folder; `client` speaks with a service of the release, `koko` is its command."""
    folder.mkdir()
    (folder / "openapi.json").write_text(json.dumps(client.get("/openapi.json").raise_for_status().json()))
    (folder / "metrics.txt").write_text("\n".join(sorted(metrics(client))) + "\n")
    (folder / "options.json").write_text(json.dumps(options(koko), indent=1))
    take_python(folder)
    take_node(folder)


def take_python(folder):
    """What the stub says the package has, and its public modules."""
    target = folder / "python" / "koko"
    target.mkdir(parents=True)
    for source in sorted(PYTHON.glob("[a-z]*.py")):
        shutil.copyfile(source, target / source.name)
    shutil.copyfile(PYTHON / "__init__.pyi", target / "__init__.py")


def take_node(folder):
    for source in sorted([*NODE.glob("*.d.ts"), *NODE.glob("lib/*.d.ts")]):
        target = folder / "node" / source.relative_to(NODE)
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(source, target)


# ---- metrics


def metrics(client):
    """`name kind` of each metric."""
    text = client.get("/metrics").raise_for_status().text
    return {" ".join(found) for found in re.findall(r"^# TYPE (\S+) (\S+)$", text, re.MULTILINE)}


def changed_metrics(was, now):
    yield from (f"the metric {gone} is gone" for gone in sorted(set(was) - set(now)))


# ---- the command


def options(koko, *command):
    """Each command with its options and arguments."""
    text = subprocess.run([koko, *command, "--help"], capture_output=True, text=True, check=True).stdout
    found = {
        " ".join(command): sorted(set(re.findall(r"^\s+(?:-\w, )?(--[a-z][a-z0-9-]*)", text, re.MULTILINE)))
    }
    listed = re.search(r"^Commands:\n((?:  .*\n)+)", text, re.MULTILINE)
    for name in re.findall(r"^  ([a-z][a-z-]*)\b", listed[1], re.MULTILINE) if listed else ():
        if name != "help":
            found |= options(koko, *command, name)
    return found


def changed_options(was, now):
    for command, flags in was.items():
        if command not in now:
            yield f"the command `koko {command}` is gone"
        else:
            yield from (
                f"`koko {command}` has no {flag} any more" for flag in sorted(set(flags) - set(now[command]))
            )


# ---- HTTP

METHODS = ("get", "put", "post", "delete", "patch", "head")


def changed_http(was, now):
    for path, methods in was["paths"].items():
        for method in METHODS:
            if method not in methods:
                continue
            here = f"{method.upper()} {path}"
            if method not in now["paths"].get(path, {}):
                yield f"{here} is gone"
                continue
            yield from changed_operation(here, (methods[method], was), (now["paths"][path][method], now))


def changed_operation(here, old, new):
    (was, was_document), (now, now_document) = old, new
    before = {(each["in"], each["name"]): each for each in was.get("parameters", ())}
    after = {(each["in"], each["name"]): each for each in now.get("parameters", ())}
    for where, name in sorted(before.keys() - after.keys()):
        yield f"{here}: the parameter {name} ({where}) is gone"
    for (where, name), parameter in sorted(after.items()):
        asked = parameter.get("required") and not before.get((where, name), {}).get("required")
        if asked:
            yield f"{here}: the parameter {name} ({where}) has to be there now"
    asked = Shapes(was_document, now_document, answers=False)
    yield from asked.bodies(here, was.get("requestBody"), now.get("requestBody"))
    told = Shapes(was_document, now_document, answers=True)
    for status, answer in was.get("responses", {}).items():
        if status not in now.get("responses", {}):
            yield f"{here}: there is no answer {status} any more"
        else:
            yield from told.bodies(f"{here} {status}", answer, now["responses"][status])


class Shapes:
    """Compares JSON schemas of two documents: answers may have more than before, questions need no more."""

    def __init__(self, was, now, answers):
        self.was, self.now, self.answers = was, now, answers
        self.seen = set()

    def bodies(self, here, was, now):
        was, now = resolved(was, self.was), resolved(now, self.now)
        for kind, content in ((was or {}).get("content") or {}).items():
            other = ((now or {}).get("content") or {}).get(kind)
            if other is None:
                yield f"{here}: {kind} is gone"
            else:
                yield from self.compared(here, content.get("schema"), other.get("schema"))

    def compared(self, here, was, now):
        names = (json.dumps(was, sort_keys=True), json.dumps(now, sort_keys=True))
        if was is None or now is None or names in self.seen:
            return
        self.seen.add(names)
        was, now = resolved(was, self.was), resolved(now, self.now)
        before, after = types(was), types(now)
        lost = after - before if self.answers else before - after
        if before and after and lost:
            yield f"{here}: {sorted(before)} has become {sorted(after)}"
            return
        if "enum" in was and "enum" in now:
            gone = set(map(str, was["enum"])) - set(map(str, now["enum"]))
            if gone and not self.answers:
                yield f"{here}: {sorted(gone)} is not taken any more"
        yield from self.fields(here, was, now)
        yield from self.compared(f"{here}[]", was.get("items"), now.get("items"))
        yield from self.choices(here, was, now)

    def fields(self, here, was, now):
        before, after = was.get("properties", {}), now.get("properties", {})
        for name in before:
            if name not in after:
                yield f"{here}: {name} is gone"
            else:
                yield from self.compared(f"{here}.{name}", before[name], after[name])
        needed = set(now.get("required", ())), set(was.get("required", ()))
        if self.answers:
            yield from (
                f"{here}: {name} may be missing now"
                for name in sorted(needed[1] - needed[0])
                if name in after
            )
        else:
            yield from (f"{here}: {name} has to be there now" for name in sorted(needed[0] - needed[1]))

    def choices(self, here, was, now):
        for word in ("oneOf", "anyOf", "allOf"):
            before, after = was.get(word), now.get(word)
            if before and after and len(before) == len(after):
                for number, (one, other) in enumerate(zip(before, after, strict=True)):
                    yield from self.compared(f"{here}|{number}", one, other)
            elif (
                before and (not after or len(after) < len(before)) and not (self.answers and word != "allOf")
            ):
                yield f"{here}: takes fewer shapes than before"


def resolved(shape, document):
    """A shape, with `$ref` followed."""
    while isinstance(shape, dict) and "$ref" in shape:
        found = document
        for word in shape["$ref"].removeprefix("#/").split("/"):
            found = found[word]
        shape = found
    return shape


def types(shape):
    """The JSON types that a shape allows, as far as it says so."""
    named = shape.get("type", ())
    return {named} if isinstance(named, str) else set(named)


# ---- Python


def changed_python(was, now):
    """`was` and `now` are folders with the package `koko` in them."""
    logging.getLogger("griffe").setLevel(logging.CRITICAL)
    old, new = (griffe.load("koko", search_paths=[folder], allow_inspection=False) for folder in (was, now))
    for breakage in griffe.find_breaking_changes(old, new):
        if not breakage.obj.is_private:
            yield f"{breakage.obj.path}: {breakage.kind.value}"


# ---- Node

ENTRANCES = ("index", "express", "fastify", "webhook")


def changed_node(was, now):
    """`was` and `now` are folders with declarations; whatever took the old ones has to take the new."""
    with tempfile.TemporaryDirectory(dir=ROOT / "koko-node") as scratch:
        scratch = Path(scratch)
        for name, folder in (("was", was), ("now", now)):
            shutil.copytree(folder, scratch / name)
        text = ""
        for entrance in ENTRANCES:
            for name in ("was", "now"):
                text += f"import * as {entrance}_{name} from './{name}/{entrance}.js'\n"
            text += f"export const {entrance}: typeof {entrance}_was = {entrance}_now\n"
        (scratch / "still.ts").write_text(text)
        words = [
            TSC,
            "--noEmit",
            "--strict",
            "--skipLibCheck",
            "--module",
            "nodenext",
            "--target",
            "es2022",
            "still.ts",
        ]
        done = subprocess.run(words, cwd=scratch, capture_output=True, text=True)
    yield from (line for line in done.stdout.splitlines() if line.strip())


def changed(was, now):
    """Everything that breaks between two folders of `take`."""
    for name, compare in (("openapi.json", changed_http), ("options.json", changed_options)):
        yield from compare(*(json.loads((folder / name).read_text()) for folder in (was, now)))
    yield from changed_metrics(*((folder / "metrics.txt").read_text().splitlines() for folder in (was, now)))
    yield from changed_python(was / "python", now / "python")
    yield from changed_node(was / "node", now / "node")
