"""One setting of the C library that makes training on a CPU a fifth faster."""

from __future__ import annotations

import ctypes
import sys

# From <malloc.h>.
M_TRIM_THRESHOLD = -1
M_MMAP_MAX = -4


def keep_freed_memory() -> None:
    """Let freed memory be used again rather than given back to the system.

    Each step allocates the same large arrays; fetching them from the system means clearing every page anew.
    """
    if not sys.platform.startswith("linux"):
        return
    mallopt = getattr(ctypes.CDLL(None), "mallopt", None)
    if mallopt is not None:
        mallopt(M_MMAP_MAX, 0)
        mallopt(M_TRIM_THRESHOLD, 2**31 - 1)
