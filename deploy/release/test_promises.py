"""Licences, sums and signatures, versions: what a release says is so, and what is not so is noticed."""

import json
import shutil
import subprocess
import sys

import licences
import minisign
import pytest
import sums
import version

HERE = version.ROOT / "deploy" / "release"
sys.path.insert(0, str(version.ROOT / "deploy" / "ci"))
import notices  # noqa: E402
import sbom  # noqa: E402


def test_everything_that_koko_is_made_of_may_go_along():
    assert not list(licences.mistakes(licences.packages()))
    assert not list(licences.strangers((version.ROOT / "Cargo.lock").read_text()))
    assert len(licences.packages()) > 300


@pytest.mark.parametrize(
    ("expression", "fine"),
    [
        ("MIT", True),
        ("MIT/Apache-2.0", True),
        ("GPL-3.0-only", False),
        ("GPL-3.0-only OR MIT", True),
        ("GPL-3.0-only AND MIT", False),
        ("MIT AND (LGPL-2.1-or-later OR Zlib)", True),
        ("Apache-2.0 WITH LLVM-exception", True),
        ("GPL-2.0-only WITH Classpath-exception-2.0", False),
    ],
)
def test_a_licence_is_read_as_spdx_means_it(expression, fine):
    assert licences.goes_along(expression, licences.allowed()[0]) is fine


def test_a_package_that_may_not_go_along_is_told():
    package = licences.Package("crate", "copied", "1.0.0", "GPL-3.0-only")
    assert "GPL-3.0-only does not go together" in next(licences.mistakes([package]))
    assert "states no licence" in next(licences.mistakes([package._replace(licence="")]))
    assert "is no licence" in next(licences.mistakes([package._replace(licence="ask me")]))
    excepted = licences.Package("crate", "option-ext", "0.2.0", "MPL-2.0")
    assert not list(licences.mistakes([excepted]))
    assert list(licences.mistakes([excepted._replace(name="another")]))


def test_a_crate_from_elsewhere_is_told():
    lock = '[[package]]\nname = "odd"\nversion = "1.0.0"\nsource = "git+https://git.example/odd"\n'
    assert len(list(licences.strangers(lock))) == 2


@pytest.mark.parametrize(
    ("package", "text"), [("koko-py", "Copyright (c) 2017-present PyO3"), ("koko-node", "Copyright (c) 2013")]
)
def test_a_package_tells_the_licences_of_what_is_compiled_into_it(package, text):
    told = notices.of_package(package)
    compiled = [component for component in sbom.crates(package)[0].values() if component.purl]
    assert len(compiled) > 50 and all(str(component.purl) in told for component in compiled)
    assert text in told and "The Rust Project Developers" in told
    assert "pkg:cargo/koko" not in told


def test_a_package_lists_its_parts_and_not_where_it_was_compiled():
    text = sbom.written(sbom.described([], [], [version.ROOT / "models/koko-en-1"], None, False, "koko-py"))
    told = json.loads(text)
    assert told["metadata"]["component"]["name"] == "koko-py"
    names = {component["name"] for component in told["components"]}
    assert {"pyo3", "koko-core", "koko-en-1"} < names and "axum" not in names
    assert str(version.ROOT) not in text


@pytest.fixture
def signed(tmp_path):
    """A release of two files with a signature, and its keys."""
    folder, keys = tmp_path / "1.2.3", tmp_path / "keys"
    folder.mkdir()
    (folder / "koko.tar.gz").write_bytes(b"a program")
    (folder / "koko.whl").write_bytes(b"a wheel")
    sums.make_key(keys, "a password")
    sums.write(folder)
    sums.sign(folder, keys / "koko.key", "a password")
    return folder, keys


def test_what_was_signed_is_what_it_was(signed):
    folder, keys = signed
    assert not list(sums.mistakes(folder, keys / "koko.pub"))
    subprocess.run(["sha256sum", "--check", "--strict", "--quiet", sums.SUMS], cwd=folder, check=True)
    words = [sys.executable, HERE / "sums.py", "verify", folder, "--key", keys / "koko.pub"]
    assert "2 files are what was signed" in subprocess.run(words, capture_output=True, text=True).stdout
    assert (keys / "koko.key").stat().st_mode & 0o777 == 0o600


@pytest.mark.parametrize("what", ["changed", "missing", "more", "sums", "unsigned", "another key"])
def test_what_is_not_as_it_was_signed_is_told(signed, tmp_path, what):
    folder, keys = signed
    key = keys / "koko.pub"
    if what == "changed":
        (folder / "koko.whl").write_bytes(b"another wheel")
    elif what == "missing":
        (folder / "koko.whl").unlink()
    elif what == "more":
        (folder / "more.whl").write_bytes(b"")
    elif what == "sums":
        (folder / "koko.whl").write_bytes(b"another wheel")
        sums.write(folder)
    elif what == "unsigned":
        (folder / sums.SIGNATURE).unlink()
    else:
        (tmp_path / "others").mkdir()
        sums.make_key(tmp_path / "others")
        key = tmp_path / "others" / "koko.pub"
    assert list(sums.mistakes(folder, key))
    words = [sys.executable, HERE / "sums.py", "verify", folder, "--key", key]
    assert subprocess.run(words, capture_output=True).returncode == 1


def test_a_key_wants_its_password(signed):
    folder, keys = signed
    with pytest.raises(minisign.Error):
        sums.sign(folder, keys / "koko.key")
    with pytest.raises(minisign.Error):
        sums.sign(folder, keys / "koko.key", "another password")


def test_everything_has_one_version():
    found = list(version.mistakes(version.version()))
    # The section of the changelog is named when the release is made.
    assert [mistake for mistake in found if "CHANGELOG" not in mistake] == []


@pytest.mark.parametrize(
    "name", ["Cargo.toml", "Cargo.lock", "koko-node/package.json", "koko-node/package-lock.json"]
)
def test_another_version_is_told(tmp_path, name):
    number = version.version()
    for file in (
        "Cargo.toml",
        "Cargo.lock",
        "koko-node/package.json",
        "koko-node/package-lock.json",
        "CHANGELOG.md",
    ):
        (tmp_path / file).parent.mkdir(exist_ok=True)
        shutil.copyfile(version.ROOT / file, tmp_path / file)
    text = (tmp_path / "CHANGELOG.md").read_text()
    (tmp_path / "CHANGELOG.md").write_text(text.replace("## Unreleased", f"## {number}"))
    assert not list(version.mistakes(number, tmp_path))
    (tmp_path / name).write_text((tmp_path / name).read_text().replace(number, "9.9.9"))
    assert name.rpartition("/")[2] in next(version.mistakes(number, tmp_path))
