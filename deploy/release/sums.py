"""Sums of a release's files, and their signature: `python deploy/release/sums.py verify FOLDER [--key FILE]`.

`SHA256SUMS` is what `sha256sum --check` reads, `SHA256SUMS.minisig` what minisign and its like verify; nobody
needs Koko's programs for either. Keys are minisign's: `python deploy/release/sums.py key FOLDER` makes two.
"""

import argparse
import hashlib
import os
import sys
from pathlib import Path

import minisign

SUMS, SIGNATURE = "SHA256SUMS", "SHA256SUMS.minisig"


def digest(path):
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def files(folder):
    """What a release holds besides its sums."""
    return sorted(path for path in folder.iterdir() if path.name not in (SUMS, SIGNATURE))


def write(folder):
    """Writes the sums of everything in a folder, which has no folders in it."""
    (folder / SUMS).write_text("".join(f"{digest(path)}  {path.name}\n" for path in files(folder)))


def sign(folder, key, password=None):
    """Signs the sums with the secret key in a file."""
    secret = minisign.SecretKey.from_file(key)
    if password is not None:
        secret.decrypt(password)
    signature = secret.sign((folder / SUMS).read_bytes(), trusted_comment=f"koko {folder.name}")
    (folder / SIGNATURE).write_bytes(bytes(signature))


def mistakes(folder, key=None):
    """What is not as it was signed, one line each; without a key, as it was summed up."""
    told = dict(reversed(line.split("  ", 1)) for line in (folder / SUMS).read_text().splitlines())
    there = {path.name: path for path in files(folder)}
    for name in sorted(told.keys() | there.keys()):
        if name not in there:
            yield f"{name} is missing"
        elif name not in told:
            yield f"{name} is not in {SUMS}"
        elif digest(there[name]) != told[name]:
            yield f"{name} is not what was released"
    if key is None:
        return
    if not (folder / SIGNATURE).exists():
        yield f"{SIGNATURE} is missing: nobody has signed this"
        return
    try:
        signature = minisign.Signature.from_file(folder / SIGNATURE)
        minisign.PublicKey.from_file(key).verify((folder / SUMS).read_bytes(), signature)
    except minisign.Error as error:
        yield f"{SIGNATURE} is not of that key: {error}"


def make_key(folder, password=None):
    """Makes koko.key, to be kept secret, and koko.pub, to be told everybody."""
    pair = minisign.KeyPair.generate()
    if password is not None:
        pair.secret_key.encrypt(password)
    folder.mkdir(parents=True, exist_ok=True)
    secret = folder / "koko.key"
    secret.touch(mode=0o600, exist_ok=False)
    secret.write_bytes(bytes(pair.secret_key))
    (folder / "koko.pub").write_bytes(bytes(pair.public_key))


def main():
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    does = parser.add_subparsers(dest="does", required=True)
    verify = does.add_parser("verify", help="hold a release against its sums and their signature")
    verify.add_argument("folder", type=Path)
    verify.add_argument("--key", type=Path, help="koko.pub; without it only the sums are checked")
    key = does.add_parser("key", help="make a pair of keys; KOKO_SIGNING_PASSWORD encrypts the secret one")
    key.add_argument("folder", type=Path)
    asked = parser.parse_args()
    if asked.does == "key":
        make_key(asked.folder, os.environ.get("KOKO_SIGNING_PASSWORD"))
        return
    wrong = list(mistakes(asked.folder, asked.key))
    print(
        "\n".join(wrong)
        or f"{len(files(asked.folder))} files are what was {'signed' if asked.key else 'summed up'}"
    )
    sys.exit(bool(wrong))


if __name__ == "__main__":
    main()
