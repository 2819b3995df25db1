"""The same moderator for asyncio: each call runs in a thread, and cancelling the task calls the work off.

    moderator = koko.aio.Moderator()
    scores = await moderator.score(texts)

Other tasks go on meanwhile.
"""

import asyncio
import contextlib
from typing import Any, Callable

from . import _koko, _moderator
from .errors import CancelledError

__all__ = ["Moderator"]


class Moderator:
    """`koko.Moderator` with calls that can be awaited. Takes the same arguments, or an open moderator."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        opened = len(args) == 1 and not kwargs and isinstance(args[0], _moderator.Moderator)
        self.sync = args[0] if opened else _moderator.Moderator(*args, **kwargs)
        """The moderator behind it."""

    async def score(
        self, text: Any, *, column: Any = None, errors: str = "raise", progress: Any = None
    ) -> Any:
        """As `koko.Moderator.score`."""
        if isinstance(text, str):
            return await _in_thread(self.sync.score, text, errors=errors)
        return await _cancellable(self.sync._many, self.sync._score_rows, text, column, errors, progress)

    async def perspective(
        self, text: Any, *, column: Any = None, errors: str = "raise", progress: Any = None
    ) -> Any:
        """As `koko.Moderator.perspective`."""
        if isinstance(text, str):
            return await _in_thread(self.sync.perspective, text, errors=errors)
        ask = self.sync._perspective_rows
        return await _cancellable(self.sync._many, ask, text, column, errors, progress)

    async def moderate(self, text: str, **fields: Any) -> Any:
        """As `koko.Moderator.moderate`."""
        return await _in_thread(self.sync.moderate, text, **fields)

    async def moderate_many(
        self, contents: Any, *, columns: Any = None, errors: str = "raise", progress: Any = None
    ) -> Any:
        """As `koko.Moderator.moderate_many`."""
        return await _cancellable(self.sync._moderated, contents, columns, errors, progress)

    async def explain(self, text: str) -> Any:
        """As `koko.Moderator.explain`."""
        return await _in_thread(self.sync.explain, text)

    async def tokenize(self, text: str) -> Any:
        """As `koko.Moderator.tokenize`."""
        return await _in_thread(self.sync.tokenize, text)

    async def embed(self, text: str) -> Any:
        """As `koko.Moderator.embed`."""
        return await _in_thread(self.sync.embed, text)

    async def evaluate(self, data: Any, *, text: str = "text", labels: Any = None, **options: Any) -> Any:
        """As `koko.Moderator.evaluate`."""
        return await _in_thread(self.sync.evaluate, data, text=text, labels=labels, **options)

    async def calibrate(self, data: Any, *, text: str = "text", labels: Any = None, **options: Any) -> Any:
        """As `koko.Moderator.calibrate`."""
        return await _in_thread(self.sync.calibrate, data, text=text, labels=labels, **options)

    async def teach(self, name: str, positives: Any, negatives: Any, *, save: Any = None) -> Any:
        """As `koko.Moderator.teach`."""
        return await _in_thread(self.sync.teach, name, positives, negatives, save=save)

    async def record(self, events: Any, *, replay: bool = False, errors: str = "raise") -> Any:
        """As `koko.Moderator.record`."""
        return await _in_thread(self.sync.record, events, replay=replay, errors=errors)

    async def standing(self, author: str, *, at: Any = None) -> Any:
        """As `koko.Moderator.standing`."""
        return await _in_thread(self.sync.standing, author, at=at)

    async def forget(self, author: str) -> bool:
        """As `koko.Moderator.forget`."""
        return await _in_thread(self.sync.forget, author)

    async def export(self, author: str) -> Any:
        """As `koko.Moderator.export`."""
        return await _in_thread(self.sync.export, author)


async def _in_thread(call: Callable[..., Any], *args: Any, **kwargs: Any) -> Any:
    return await asyncio.to_thread(call, *args, **kwargs)


async def _cancellable(call: Callable[..., Any], *args: Any) -> Any:
    cancel = _koko.Cancel()
    work = asyncio.ensure_future(_in_thread(call, *args, cancel))
    try:
        return await asyncio.shield(work)
    except asyncio.CancelledError:
        cancel.cancel()
        # Nothing runs on behind the back of whoever cancelled.
        with contextlib.suppress(CancelledError):
            await work
        raise
