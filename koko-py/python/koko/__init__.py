"""Content moderation that you embed: scores, exact spans, authors' standings, decisions under your policy.

    import koko

    moderator = koko.Moderator()
    moderator.score("what a lovely day")["scores"]["insult"]
    moderator.moderate("y o u  1d10t", author="mara")["decision"]["action"]

The manual is the stub beside this file, `__init__.pyi`. Exceptions are in `koko.errors`, and the shapes of
results in `koko.types`.
"""

from . import errors, types
from ._koko import Moderator, normalize, normalizer_id

__all__ = ["Moderator", "errors", "normalize", "normalizer_id", "types"]
