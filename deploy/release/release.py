"""Makes a release out of a clean checkout: `deploy/ci/release [--out FOLDER] [--key FILE] [--without image]`.

Everything lands in target/dist/VERSION: the command with its model, packages for Python and Node, the crate
of the core, the image, what all of it is made of, the API's document, sums and their signature. Then each
package is installed somewhere new and has to score. Nothing is published: that is one command more for each
registry, and a person's decision.

Paths and times of the machine are left out of what is compiled, so that two machines make the same bytes
(reproducible.py holds one against the other).
"""

import argparse
import gzip
import json
import os
import platform
import shutil
import subprocess
import sys
import tarfile
import time
from pathlib import Path

import httpx
import sums
from version import ROOT, mistakes, version

sys.path.insert(0, str(ROOT / "deploy" / "ci"))
import notices
from service import Service

TRIPLE = f"{platform.machine()}-unknown-linux-gnu"
BUNDLE = "koko-en-1"
TEXT = "y o u  1d10t"


def say(words, began=None):
    print(f"{words}{f' ({time.monotonic() - began:.0f} s)' if began else ''}", flush=True)


def output(*words, cwd=ROOT, env=None):
    done = subprocess.run(list(map(str, words)), cwd=cwd, env=env, capture_output=True, text=True)
    if done.returncode:
        sys.exit(f"{' '.join(map(str, words))}:\n{done.stdout}{done.stderr}")
    return done.stdout.strip()


def environment(root=ROOT):
    """That of compilers, for a checkout in `root`: nothing of this machine gets into what they make."""
    cargo = Path(os.environ.get("CARGO_HOME", Path.home() / ".cargo"))
    folders = {root: "/koko", cargo: "/cargo"}
    remap = [f"--remap-path-prefix={old}={new}" for old, new in folders.items()]
    # Names of symbols, and a sum of all that was linked, depend on where it was compiled; the code does not.
    nameless = ["-Clink-arg=-Wl,--build-id=none"]
    prefix = [f"-ffile-prefix-map={old}={new}" for old, new in folders.items()]
    return {
        **os.environ,
        "CARGO_TARGET_DIR": str(root / "target" / "dist" / "build"),
        "CARGO_ENCODED_RUSTFLAGS": "\x1f".join(remap + nameless),
        "CARGO_PROFILE_RELEASE_DEBUG": "none",
        "CARGO_PROFILE_RELEASE_STRIP": "symbols",
        "CARGO_INCREMENTAL": "0",
        "CFLAGS": " ".join(prefix),
        "CXXFLAGS": " ".join(prefix),
        "SOURCE_DATE_EPOCH": output("git", "log", "-1", "--format=%ct", cwd=root),
        "TZ": "UTC",
    }


def checked(number):
    """Refuses a checkout of which nobody could say what was released."""
    wrong = list(mistakes(number))
    if changed := output("git", "status", "--porcelain"):
        wrong.append(f"files are not committed:\n{changed}")
    tagged = output("git", "tag", "--list", f"v{number}", "--points-at", "HEAD")
    elsewhere = output("git", "tag", "--list", f"v{number}")
    if elsewhere and not tagged:
        wrong.append(f"v{number} is another commit already")
    if wrong:
        sys.exit("\n".join(wrong))


def command(root, build):
    """Compiles the command, with the console in it; the file."""
    output("make", "console", cwd=root, env=build)
    output("cargo", "build", "--release", "--locked", "--package", "koko-server", cwd=root, env=build)
    return Path(build["CARGO_TARGET_DIR"], "release", "koko")


def told_of(package, root):
    """Leaves the licences of what is compiled into a package beside its source, where it is packed from."""
    (root / package / "THIRD-PARTY.txt").write_text(notices.of_package(package))


def wheel(root, build, out):
    """The package for Python, and its source."""
    told_of("koko-py", root)
    maturin = ROOT / ".venv" / "bin" / "maturin"
    inside = root / "target" / "dist" / "koko.cdx.json"
    listed(root, inside, "--crate", "koko-py")
    make = [maturin, "build", "--release", "--locked", "--quiet", "--sbom-include", inside, "--out", out]
    output(*make, cwd=root / "koko-py", env=build)
    output(maturin, "sdist", "--out", out, cwd=root / "koko-py", env=build)


def npm(root, build, out):
    """The packages for Node."""
    if not (root / "koko-node" / "node_modules").exists():
        output("npm", "ci", "--no-fund", "--no-audit", cwd=root / "koko-node", env=build)
    output("npm", "run", "build:release", cwd=root / "koko-node", env=build)
    told_of("koko-node", root)
    packed = root / "target" / "dist" / "npm"
    output("node", "pack.js", packed, cwd=root / "koko-node", env=build)
    for file in packed.glob("*.tgz"):
        shutil.copyfile(file, out / file.name)


def crate(root, build, out):
    """The core, as crates.io takes it; it is compiled from there once."""
    output("cargo", "package", "--locked", "--quiet", "--package", "koko-core", cwd=root, env=build)
    for file in Path(build["CARGO_TARGET_DIR"], "package").glob("koko-core-*.crate"):
        shutil.copyfile(file, out / file.name)


def packed(root, build, program, licences, out, number):
    """The command, its model and whatever has to lie beside them, as one archive."""
    name = f"koko-{number}-{TRIPLE}"
    inside = {
        "koko": program,
        f"models/{BUNDLE}": root / "models" / BUNDLE,
        "LICENSE": root / "LICENSE",
        "CHANGELOG.md": root / "CHANGELOG.md",
        "README.md": root / "koko-server" / "README.md",
        "THIRD-PARTY.txt": licences,
    }
    when = int(build["SOURCE_DATE_EPOCH"])

    def plain(entry):
        entry.uid = entry.gid = 0
        entry.uname = entry.gname = ""
        entry.mtime = when
        entry.mode = 0o755 if entry.isdir() or entry.name.endswith("/koko") else 0o644
        return entry

    # gzip notes the name of its file and when it was done, unless it is told others.
    with (
        (out / f"{name}.tar.gz").open("wb") as file,
        gzip.GzipFile(filename="", mode="wb", compresslevel=9, fileobj=file, mtime=0) as zipped,
        tarfile.open(fileobj=zipped, mode="w", format=tarfile.PAX_FORMAT) as archive,
    ):
        for inner, path in inside.items():
            for each in sorted(path.rglob("*")) if path.is_dir() else [path]:
                told = f"{name}/{inner}" if each == path else f"{name}/{inner}/{each.relative_to(path)}"
                archive.add(each, arcname=told, recursive=False, filter=plain)


def parts(root, out, number):
    """What it is made of: a list for programs, and the licences' texts, a file elsewhere, for people."""
    inside = out / f"koko-{number}.cdx.json"
    listed(root, inside, "--console")
    told = root / "target" / "dist" / "THIRD-PARTY.txt"
    told.write_text(notices.libraries(json.loads(inside.read_text())["components"]))
    return told


def listed(root, out, *options):
    """Writes what is in something, with the model, as CycloneDX."""
    python, bundle = ROOT / ".venv" / "bin" / "python", root / "models" / BUNDLE
    out.parent.mkdir(parents=True, exist_ok=True)
    output(python, root / "deploy/ci/sbom.py", out, "--bundle", bundle, *options, cwd=root)


def image(root, out, program, number):
    """The image, as an archive that any builder loads."""
    archive = out / f"koko-{number}-image.tar"
    made = output(root / "deploy/ci/image.sh", "--program", program, "--archive", archive, cwd=root)
    say(f"the image is {made.splitlines()[-1]}")


def document(program, out):
    """The API's document, as a service of the release tells it."""
    bundle = {"KOKO_BUNDLE": str(ROOT / "models" / BUNDLE)}
    with Service(koko=program, environment=bundle) as service:
        (out / "openapi.json").write_text(httpx.get(f"{service.url}/openapi.json").raise_for_status().text)


def told(out, number):
    """How it came about."""
    versions = {
        "rustc": output("rustc", "--version"),
        "node": output("node", "--version"),
        "python": platform.python_version(),
        "libc": " ".join(platform.libc_ver()),
        "maturin": output(ROOT / ".venv" / "bin" / "maturin", "--version"),
    }
    story = {"version": number, "commit": output("git", "rev-parse", "HEAD"), "built_with": versions}
    (out / "release.json").write_text(json.dumps(story, indent=1) + "\n")


def tried(out, number):
    """Installs each package somewhere new and lets it score; all have to say the same."""
    scratch = out.parent / "tried"
    shutil.rmtree(scratch, ignore_errors=True)
    scratch.mkdir()
    bare = {name: value for name, value in os.environ.items() if not name.startswith(("KOKO_", "ORT_"))}
    python = scratch / "python"
    output(sys.executable, "-m", "venv", python)
    output(python / "bin/pip", "install", "--quiet", *out.glob("*.whl"), env=bare)
    script = f"import koko, json; print(json.dumps(koko.Moderator().score({TEXT!r})['scores']))"
    in_python = json.loads(output(python / "bin/python", "-c", script, cwd=scratch, env=bare))

    with tarfile.open(out / f"koko-{number}-{TRIPLE}.tar.gz") as archive:
        archive.extractall(scratch, filter="data")
    program = scratch / f"koko-{number}-{TRIPLE}" / "koko"
    # Our own engine needs no runtime; elsewhere it is that of the package for Python.
    runtime = next((python / "lib").glob("python3.*/site-packages/onnxruntime/capi/libonnxruntime.so.*"))
    line = subprocess.run(
        [program, "score"],
        input=json.dumps({"text": TEXT}),
        env={**bare, "ORT_DYLIB_PATH": str(runtime)},
        cwd=scratch,
        capture_output=True,
        text=True,
        check=True,
    ).stdout
    of_command = json.loads(line)["scores"]

    node = scratch / "node"
    node.mkdir()
    (node / "package.json").write_text('{"private": true, "type": "module"}')
    # The script of onnxruntime-node would fetch what only GPUs need.
    fetch_nothing = {**bare, "ONNXRUNTIME_NODE_INSTALL": "skip"}
    install = ["npm", "install", "--no-fund", "--no-audit", "--omit=optional"]
    output(*install, *out.glob("*.tgz"), cwd=node, env=fetch_nothing)
    script = f"""
        import {{ Moderator }} from 'koko'
        const moderator = await Moderator.open()
        console.log(JSON.stringify((await moderator.score({json.dumps(TEXT)})).scores))
    """
    in_node = json.loads(output("node", "--input-type=module", "-e", script, cwd=node, env=bare))
    for place in ("python/lib/python3.*/site-packages/koko-*.dist-info/licenses", "node/node_modules/koko-*"):
        if not list(scratch.glob(f"{place}/THIRD-PARTY.txt")):
            sys.exit(f"{place} lacks the licences of what is compiled in")
    shutil.rmtree(scratch)
    for name, scores in (("the command", of_command), ("Node", in_node)):
        off = max(abs(scores[label] - in_python[label]) for label in in_python)
        if off > 1e-5:
            sys.exit(f"{name} says something else than Python, by {off}")


def main():
    parser = argparse.ArgumentParser(prog="deploy/ci/release", description=__doc__.partition("\n")[0])
    parser.add_argument("--out", type=Path, help="where to; without it target/dist/VERSION")
    parser.add_argument("--key", type=Path, help="sign with this key; KOKO_SIGNING_PASSWORD opens it")
    parser.add_argument("--without", choices=["image"], action="append", default=[], help="leave this out")
    asked = parser.parse_args()
    number = version()
    checked(number)
    out = (asked.out or ROOT / "target" / "dist" / number).resolve()
    shutil.rmtree(out, ignore_errors=True)
    out.mkdir(parents=True)
    build = environment()

    def step(words, does, *arguments):
        began = time.monotonic()
        made = does(*arguments)
        say(words, began)
        return made

    program = step("the command is compiled", command, ROOT, build)
    step("the packages for Python are made", wheel, ROOT, build, out)
    step("the packages for Node are made", npm, ROOT, build, out)
    step("the crate is made", crate, ROOT, build, out)
    licences = step("what it is made of is listed", parts, ROOT, out, number)
    step("the command is packed", packed, ROOT, build, program, licences, out, number)
    if "image" not in asked.without:
        step("the image is made", image, ROOT, out, program, number)
    step("the API's document is written", document, program, out)
    told(out, number)
    step("each package was installed and scores", tried, out, number)
    sums.write(out)
    if asked.key:
        sums.sign(out, asked.key, os.environ.get("KOKO_SIGNING_PASSWORD"))
    for path in sorted(out.iterdir()):
        say(f"{path.stat().st_size / 1e6:9.2f} MB  {path.name}")
    say(f"koko {number} lies in {out}{'' if asked.key else ', and is not signed: --key FILE'}")


if __name__ == "__main__":
    main()
