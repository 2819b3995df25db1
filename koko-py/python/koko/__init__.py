"""Content moderation that you embed: scores, exact spans, authors' standings, decisions under your policy.

    import koko

    moderator = koko.Moderator()
    moderator.score("what a lovely day")["scores"]["insult"]
    moderator.moderate("y o u  1d10t", author="mara")["decision"]["action"]

The manual is the stub beside this file, `__init__.pyi`. Exceptions are in `koko.errors`, the shapes of
results in `koko.types`, tables of results in `koko.results`, and webhooks of the service in `koko.webhooks`.
"""

from typing import Any

from . import errors, results, types
from ._koko import normalize, normalizer_id
from ._moderator import Moderator

__all__ = [
    "Moderator",
    "aio",
    "errors",
    "evaluate",
    "normalize",
    "normalizer_id",
    "parity",
    "plots",
    "ray",
    "results",
    "tune",
    "types",
    "webhooks",
]

# Loaded when they are first asked for, so that `import koko` stays quick.
_FUNCTIONS = {"evaluate": "evaluation", "parity": "comparison", "tune": "tuning"}
_MODULES = ("aio", "plots", "ray", "webhooks")


def __getattr__(name: str) -> Any:
    import importlib

    if name in _FUNCTIONS:
        return getattr(importlib.import_module(f".{_FUNCTIONS[name]}", __name__), name)
    if name in _MODULES:
        return importlib.import_module(f".{name}", __name__)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")


def __dir__() -> Any:
    return sorted([*globals(), *__all__])
