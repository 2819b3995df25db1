"""What a run is told: the configuration file and the folders given on the command line."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

from koko_training.shape import Shape
from koko_training.shipped import Shipped, open_bundle


@dataclass(frozen=True)
class Settings:
    """The configuration, and where to read and write."""

    config: dict[str, Any]
    work: Path
    out: Path
    data: Path | None = None
    own_csv: Path | None = None
    text_column: str = "text"
    # The work folder of a run whose model this one imitates.
    teacher: Path | None = None
    # The work folder of a run whose weights this one starts from.
    finished: Path | None = None
    # A bundle whose encoder stays as it is: only what lies behind it is learned.
    bundle: Path | None = None
    # What `train` runs on: cpu or cuda.
    device: str = "cpu"
    # The study that this run belongs to, if it does.
    study: str | None = None

    @property
    def seed(self) -> int:
        return int(self.config["seed"])

    @property
    def threads(self) -> int:
        return int(self.config["threads"])

    @property
    def max_tokens(self) -> int:
        return int(self.encoder["max_tokens"])

    @property
    def encoder(self) -> dict[str, Any]:
        """How texts are cut into windows: as the bundle to start from does it, or as the configuration says."""
        return self.config["bundle"] if self.shipped is None else self.shipped.manifest["encoder"]

    @cached_property
    def shipped(self) -> Shipped | None:
        """The bundle to start from."""
        return None if self.bundle is None else open_bundle(self.bundle)

    @property
    def normalizes(self) -> bool:
        """Whether texts go through Koko's normalizer. False only in studies of what it is worth: no engine would open
        such a bundle."""
        return bool(self.config["data"].get("normalize", True))

    @property
    def shape(self) -> Shape:
        """The sizes of the encoder; what the configuration does not name is MiniLM's."""
        return Shape(**self.config.get("shape", {}))

    def section(self, name: str) -> dict[str, Any]:
        """One table of the configuration file."""
        return self.config[name]


def load_config(path: Path) -> dict[str, Any]:
    """Read a configuration file, or say what is wrong with it."""
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        raise SystemExit(f"{path} does not exist: name a configuration with --config") from None
    except tomllib.TOMLDecodeError as error:
        raise SystemExit(f"{path} is not valid TOML: {error}") from error


def path_or_none(written: str) -> Path | None:
    """A path; nothing if it is left empty, as the parameter of a workflow may be."""
    return Path(written) if written else None
