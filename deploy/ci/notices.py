"""The licences of what is in an image, in full: `python deploy/ci/notices.py SBOM FOLDER`.

Most of them want to be where the program is. Texts are those with which each crate, each package of npm or
Debian and Rust's own library come; one that many share is written once.
"""

import json
import sys
from html.parser import HTMLParser
from pathlib import Path

from cyclonedx.model.bom import Bom
from cyclonedx.output.json import JsonV1Dot6
from packageurl import PackageURL
from sbom import ROOT, crates, output

NAMES = ("licen", "copying", "notice", "unlicense", "copyright")


def texts(folder):
    """What lies in the folder of a package and is called like a licence."""
    for path in sorted(folder.iterdir()):
        if path.name.lower().startswith(NAMES) and path.is_file():
            yield path.read_text(errors="replace").strip()


def folders():
    """Where each package lies, by its reference."""
    told = json.loads(output("cargo", "metadata", "--locked", "--format-version", "1"))
    for package in told["packages"]:
        purl = PackageURL("cargo", None, package["name"], package["version"])
        yield str(purl), Path(package["manifest_path"]).parent
    for path in (ROOT / "console/node_modules").glob("**/package.json"):
        package = json.loads(path.read_text())
        if "name" in package and "version" in package:
            scope, _, name = package["name"].rpartition("/")
            yield str(PackageURL("npm", scope or None, name, package["version"])), path.parent


def of_package(name):
    """What wants to be told of everything that is compiled into one of our packages."""
    found, _ = crates(name)
    # What is ours is in no registry.
    bom = Bom(components=[component for component in found.values() if component.purl])
    return libraries(json.loads(JsonV1Dot6(bom).output_as_string())["components"])


class Said(HTMLParser):
    """The text of a page."""

    def __init__(self, html):
        super().__init__()
        self.words = []
        self.feed(html)
        self.close()

    def handle_data(self, data):
        self.words += [data.strip()] if data.strip() else []


def of_rust():
    """What Rust's own library wants to be told, which is in everything that is compiled."""
    page = Path(output("rustc", "--print", "sysroot").strip(), "share/doc/rust/COPYRIGHT-library.html")
    if page.exists():
        return "\n".join(Said(page.read_text()).words) + "\n"
    return "The Rust Standard Library, copyright The Rust Project Developers: Apache-2.0 OR MIT\n"


def libraries(components):
    """What packages of Cargo and npm want to be told, each text once; those without a text by name."""
    where, whose, silent = dict(folders()), {}, []
    for component in components:
        reference = component["bom-ref"]
        if reference in where:
            found = list(texts(where[reference]))
            for text in found:
                whose.setdefault(text, []).append(reference)
            if not found:
                silent.append(f"{reference}: {' '.join(map(stated, component.get('licenses', ())))}")
    sections = [f"{chr(10).join(names)}\n\n{text}\n" for text, names in whose.items()]
    if silent:
        sections.append(
            "Without a text of their own, under the licences that they state:\n\n" + "\n".join(silent) + "\n"
        )
    return ("\n" + "-" * 80 + "\n").join([*sections, of_rust()])


def stated(licence):
    return licence.get("expression") or licence["license"].get("id") or licence["license"]["name"]


def main(sbom, folder):
    components = json.loads(Path(sbom).read_text())["components"]
    for component in components:
        if component["bom-ref"].startswith("pkg:deb/"):
            told = Path("/usr/share/doc", component["name"], "copyright")
            if told.exists():
                to = Path(folder, "system/usr/share/doc", component["name"])
                to.mkdir(parents=True)
                (to / "copyright").write_bytes(told.read_bytes())
    Path(folder, "program/opt/koko/licenses/libraries.txt").write_text(libraries(components))


if __name__ == "__main__":
    main(*sys.argv[1:])
