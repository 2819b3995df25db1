"""Content moderation that you embed."""

from ._koko import normalize, normalizer_id

__all__ = ["normalize", "normalizer_id"]
