"""A bar for calls with many rows: in a notebook or a terminal, never in a pipe."""

import contextlib
import sys
import warnings
from typing import Callable, Iterator, Optional

from .errors import BadInputError

# Calls that end sooner show nothing.
_DELAY_SECONDS = 0.5


@contextlib.contextmanager
def bar(progress: Optional[bool], total: Optional[int]) -> Iterator[Optional[Callable[[int], None]]]:
    """What is to be called with the number of rows that were done, or None where no bar is wanted."""
    if progress not in (None, True, False):
        raise BadInputError(f"`progress` must be True, False or None, not {progress!r}")
    tqdm = _tqdm(required=progress is True) if progress or (progress is None and _watched()) else None
    if tqdm is None:
        yield None
        return
    with tqdm(total=total, unit=" rows", delay=0 if progress else _DELAY_SECONDS, smoothing=0.1) as shown:
        yield shown.update


def _watched() -> bool:
    return in_notebook() or (sys.stderr is not None and sys.stderr.isatty())


def in_notebook() -> bool:
    """Whether IPython runs as the kernel of a notebook. Asks only if somebody else has imported it."""
    ipython = sys.modules.get("IPython")
    shell = ipython.get_ipython() if ipython is not None and hasattr(ipython, "get_ipython") else None
    return shell is not None and type(shell).__name__ == "ZMQInteractiveShell"


def _tqdm(required: bool):
    try:
        with warnings.catch_warnings():
            # Without ipywidgets it falls back to plain text, which is good enough to say nothing about.
            warnings.simplefilter("ignore")
            from tqdm.auto import tqdm
    except ImportError:
        if required:
            raise BadInputError("progress=True needs tqdm: pip install tqdm") from None
        return None
    return tqdm
