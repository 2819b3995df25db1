"""Where bundles are kept: a folder, or a bucket of S3 or its like. What is there is never written again."""

from __future__ import annotations

import shutil
from collections.abc import Iterable
from pathlib import Path

import obstore
from obstore.exceptions import AlreadyExistsError, BaseError
from obstore.store import LocalStore, S3Store

from koko_training.shipped import MANIFEST, Shipped, open_bundle

# Digits of the digest in the name of a bundle's folder.
DIGITS = 16


class Bundles:
    """Each bundle lies in a folder that is named after its id."""

    def __init__(self, where: str, endpoint: str | None = None, region: str | None = None) -> None:
        self.where = where
        if where.startswith("s3://"):
            config = {name: value for name, value in (("endpoint", endpoint), ("region", region)) if value}
            is_plain = bool(endpoint and endpoint.startswith("http://"))
            # Credentials are those that AWS's tools would use.
            self.store = S3Store.from_url(where, config=config, client_options={"allow_http": is_plain})
        else:
            Path(where).mkdir(parents=True, exist_ok=True)
            self.store = LocalStore(where)

    def put(self, bundle: Shipped) -> bool:
        """Store a bundle, its manifest last. Returns whether anything was not there before."""
        files = sorted(bundle.folder.iterdir(), key=lambda path: (path.name == MANIFEST, path.name))
        return any([self.create(f"{place(bundle.id)}/{path.name}", path.read_bytes()) for path in files])

    def create(self, name: str, content: bytes) -> bool:
        """Store an object unless it is there. One that says something else is never replaced."""
        try:
            obstore.put(self.store, name, content, mode="create")
        except AlreadyExistsError:
            if bytes(obstore.get(self.store, name).bytes()) == content:
                return False
            raise SystemExit(
                f"{self.where}/{name} is there and says something else: what is published is never overwritten"
            ) from None
        except BaseError as error:
            raise SystemExit(f"{self.where}/{name} cannot be stored: {first_line(error)}") from error
        return True

    def create_once(self, files: Iterable[tuple[str, bytes]]) -> None:
        """Store objects that tell about a bundle; those of its first publication stay."""
        for name, content in files:
            try:
                obstore.put(self.store, name, content, mode="create")
            except AlreadyExistsError:
                continue

    def get(self, id: str, into: Path) -> Path:
        """The folder of a bundle below `into`, copied there if it is not yet, and whole."""
        folder = into / place(id)
        if not (folder / MANIFEST).exists():
            half = into / f".{place(id)}.half"
            shutil.rmtree(half, ignore_errors=True)
            half.mkdir(parents=True)
            names = [found["path"] for found in obstore.list(self.store, place(id)).collect()]
            if not names:
                raise SystemExit(f"{self.where} has no bundle {id}: publish it first")
            for name in names:
                (half / Path(name).name).write_bytes(bytes(obstore.get(self.store, name).bytes()))
            open_bundle(half)
            half.rename(folder)
        if open_bundle(folder).id != id:
            raise SystemExit(f"{folder} is not {id}: somebody has changed it; remove it")
        return folder


def place(id: str) -> str:
    """The name of a bundle's folder: `koko-en-1-0123456789abcdef`."""
    name, digest = id.split("@blake3:")
    return f"{name}-{digest[:DIGITS]}"


def first_line(error: Exception) -> str:
    return str(error).splitlines()[0]
