"""What is in an image or a package, as CycloneDX: `python deploy/ci/sbom.py OUT [--crate koko-py] …`.

Crates are those that Cargo links into `koko` or another crate of ours, with the licences that they state;
models are those of their manifests; libraries belong to packages of Debian, where dpkg knows them. The same
always gets the same list, wherever the checkout lies.
"""

import argparse
import base64
import hashlib
import json
import re
import subprocess
import tomllib
import uuid
from pathlib import Path

import jsonschema_rs
from cyclonedx.contrib.license.factories import LicenseFactory
from cyclonedx.model import ExternalReference, ExternalReferenceType, HashAlgorithm, HashType, XsUri
from cyclonedx.model.bom import Bom
from cyclonedx.model.component import Component, ComponentType
from cyclonedx.output.json import JsonV1Dot6
from cyclonedx.schema import SchemaVersion, _res
from packageurl import PackageURL

ROOT = Path(__file__).resolve().parents[2]
TARGET = "x86_64-unknown-linux-gnu"
LICENSES = LicenseFactory()
# One for all that we name, so that the same image always has the same number.
NUMBERS = uuid.uuid5(uuid.NAMESPACE_URL, "https://koko.dev/sbom")


def output(*command):
    return subprocess.run(command, check=True, capture_output=True, text=True, cwd=ROOT).stdout


def sha256(path):
    return HashType(alg=HashAlgorithm.SHA_256, content=hashlib.sha256(path.read_bytes()).hexdigest())


def licensed(expression):
    # Crates from before SPDX wrote `MIT/Apache-2.0`.
    return [LICENSES.make_from_string(re.sub(r"\s*/\s*", " OR ", expression))] if expression else []


def crates(package):
    """The crates of a package of ours: it, and what it depends on, by name and version."""
    edges = output(
        "cargo", "tree", "--locked", "--package", package, "--edges", "normal,no-proc-macro",
        "--target", TARGET, "--prefix", "depth", "--format", "|{p}",
    )  # fmt: skip
    told = json.loads(output("cargo", "metadata", "--locked", "--format-version", "1"))
    known = {(package["name"], package["version"]): package for package in told["packages"]}
    locked = tomllib.loads((ROOT / "Cargo.lock").read_text())["package"]
    checksums = {(package["name"], package["version"]): package.get("checksum") for package in locked}
    found, needs, above = {}, {}, []
    for line in edges.splitlines():
        depth, name, version = re.match(r"(\d+)\|(\S+) v(\S+)", line).groups()
        above[int(depth) :] = [(name, version)]
        crate = above[-1]
        if crate not in found:
            found[crate] = crate_component(known[crate], checksums[crate])
        if len(above) > 1:
            needs.setdefault(above[-2], set()).add(crate)
    return found, needs


def crate_component(package, checksum):
    purl = PackageURL("cargo", None, package["name"], package["version"])
    source = package["repository"]
    references = [ExternalReference(type=ExternalReferenceType.VCS, url=XsUri(source))] if source else []
    return Component(
        type=ComponentType.LIBRARY,
        name=package["name"],
        version=package["version"],
        bom_ref=str(purl),
        # What is ours is in no registry.
        purl=purl if checksum else None,
        licenses=licensed(package["license"]),
        hashes=[HashType(alg=HashAlgorithm.SHA_256, content=checksum)] if checksum else [],
        external_references=references,
    )


def console():
    """What the console is made of, which release builds have in them."""
    locked = json.loads((ROOT / "console/package-lock.json").read_text())["packages"]
    for path, package in sorted(locked.items()):
        if not path or package.get("dev"):
            continue
        scope, _, name = path.rpartition("node_modules/")[2].rpartition("/")
        purl = PackageURL("npm", scope or None, name, package["version"])
        digest = base64.b64decode(package["integrity"].removeprefix("sha512-")).hex()
        yield Component(
            type=ComponentType.LIBRARY,
            group=scope or None,
            name=name,
            version=package["version"],
            bom_ref=str(purl),
            purl=purl,
            licenses=licensed(package.get("license")),
            hashes=[HashType(alg=HashAlgorithm.SHA_512, content=digest)],
        )


def model(folder):
    """A bundle with its files."""
    manifest = tomllib.loads((folder / "manifest.toml").read_text())
    reference = f"model:{manifest['name']}"
    return Component(
        type=ComponentType.MACHINE_LEARNING_MODEL,
        name=manifest["name"],
        bom_ref=reference,
        licenses=licensed(manifest["license"]),
        components=[
            Component(
                type=ComponentType.FILE,
                name=path.name,
                bom_ref=f"{reference}/{path.name}",
                hashes=[sha256(path)],
            )
            for path in sorted(folder.iterdir())
        ],
    )


def onnxruntime(library):
    """The library by which models run where our own engine does not, from its wheel."""
    version = re.search(r"libonnxruntime\.so\.(\S+)", library.name)[1]
    return Component(
        type=ComponentType.LIBRARY,
        name="onnxruntime",
        version=version,
        bom_ref=f"pkg:pypi/onnxruntime@{version}",
        purl=PackageURL("pypi", None, "onnxruntime", version),
        licenses=licensed("MIT"),
        hashes=[sha256(library)],
    )


def of_debian(file):
    """The package of Debian to which a file belongs; a file of which nobody knows stands for itself."""
    # What is in /lib is in /usr/lib for some packages.
    for path in (file, Path(f"/usr{file}"), file.resolve()):
        try:
            return package(output("dpkg", "--search", str(path)).split(": ")[0])
        except (subprocess.CalledProcessError, FileNotFoundError):
            continue
    return Component(type=ComponentType.FILE, name=file.name, bom_ref=f"file:{file}", hashes=[sha256(file)])


def package(name):
    """A package of Debian's that is installed."""
    shown = output("dpkg-query", "--show", "--showformat", "${Package} ${Version} ${Architecture}", name)
    name, version, arch = shown.split()
    purl = PackageURL("deb", "debian", name, version, {"arch": arch})
    return Component(type=ComponentType.LIBRARY, name=name, version=version, bom_ref=str(purl), purl=purl)


def described(libraries, packages, bundles, runtime, has_console, crate="koko-server"):
    """All of it, for a `koko` of this tree, or for what is made of another crate."""
    found, needs = crates(crate)
    (koko,) = (component for (name, _), component in found.items() if name == crate)
    if crate == "koko-server":
        koko.type = ComponentType.APPLICATION
    bom = Bom()
    bom.metadata.component = koko
    debian = [*map(of_debian, libraries), *map(package, packages)]
    others = [*map(model, bundles), *{one.bom_ref.value: one for one in debian}.values()]
    others += [onnxruntime(runtime)] if runtime else []
    others += console() if has_console else []
    bom.components = [component for component in [*found.values(), *others] if component is not koko]
    for one, needed in needs.items():
        bom.register_dependency(found[one], [found[other] for other in needed])
    bom.register_dependency(koko, others)
    bom.metadata.timestamp = None
    return bom


def written(bom):
    """As JSON, without the time and with a number that follows from what it says."""
    output = json.loads(JsonV1Dot6(bom).output_as_string())
    output["metadata"].pop("timestamp", None)
    output.pop("serialNumber", None)
    text = json.dumps(output, indent=1, sort_keys=True)
    output["serialNumber"] = f"urn:uuid:{uuid.uuid5(NUMBERS, text)}"
    text = json.dumps(output, indent=1, sort_keys=True) + "\n"
    for wrong in mistakes(output):
        raise SystemExit(f"the list of what is in it is not as CycloneDX wants it: {wrong}")
    return text


def mistakes(output):
    """What CycloneDX's schema says of it. The library's own validator takes much longer for the same."""

    def read(path):
        return json.loads(Path(path).read_text())

    schema = read(_res.BOM_JSON_STRICT[SchemaVersion.V1_6])
    # It refers to the others by their files, beside its own place.
    beside = schema["$id"].rpartition("/")[0]
    others = [Path(path) for path in (_res.SPDX_JSON, _res.JSF, _res.CRYPTOGRAPHY_DEFS)]
    registry = jsonschema_rs.Registry([(f"{beside}/{path.name}", read(path)) for path in others])
    validator = jsonschema_rs.validator_for(schema, registry=registry, validate_formats=True)
    return [f"{error.instance_path}: {error.message}" for error in validator.iter_errors(output)]


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("out", type=Path)
    parser.add_argument("--bundle", type=Path, action="append", default=[])
    parser.add_argument("--library", type=Path, action="append", default=[])
    parser.add_argument("--package", action="append", default=[], help="one of Debian's, by its name")
    parser.add_argument("--onnxruntime", type=Path)
    parser.add_argument("--crate", default="koko-server", help="what all of it is compiled into")
    parser.add_argument("--console", action="store_true", help="the program has the console in it")
    said = parser.parse_args()
    bom = described(said.library, said.package, said.bundle, said.onnxruntime, said.console, said.crate)
    said.out.write_text(written(bom))


if __name__ == "__main__":
    main()
