"""Sends texts through Koko's own normalizer, so that the model learns from exactly what it will be shown."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any


def _koko() -> Any:
    try:
        import koko
    except ImportError:
        raise SystemExit("the Python package `koko` is missing: build it with `pip install ./koko-py` first") from None
    return koko


def normalized(texts: Iterable[str]) -> list[str]:
    """Each text with evasions folded, and with `@user` and `<url>` in place of names and links."""
    normalize = _koko().normalize
    return [normalize(text, masked=True)["text"] for text in texts]


def normalizer_id() -> str:
    """Which normalizer this is. The engine refuses a bundle that was trained with another one."""
    return _koko().normalizer_id()
