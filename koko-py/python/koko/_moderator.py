"""The class `koko.Moderator`: what it adds to the native half is tables, progress and pickling."""

import os
from typing import Any, Dict, Iterable, Optional

from . import _koko, _tables
from ._progress import bar
from ._views import explanation_view, moderation_view, score_view, standing_view
from .results import ModerationTable, ScoreTable


class Moderator(_koko.Moderator):
    """Scores texts, keeps authors' standings, and decides under a policy; offline, in this process."""

    _options: Dict[str, Any]

    def __new__(
        cls,
        bundle: Any = None,
        policy: Any = None,
        *,
        taught: Optional[Iterable[Any]] = None,
        parity: Any = None,
        device: str = "auto",
        engine: str = "auto",
        threads: Optional[int] = None,
        runtime: Any = None,
        cascade: str = "off",
        cache: Optional[int] = None,
        store: Optional[str] = None,
        secret: Optional[str] = None,
    ) -> "Moderator":
        options = {
            "bundle": bundle,
            "policy": policy,
            "taught": None if taught is None else list(taught),
            "parity": parity,
            "device": device,
            "engine": engine,
            "threads": threads,
            "runtime": runtime,
            "cascade": cascade,
            "cache": cache,
            "store": store,
            "secret": secret,
        }
        moderator = super().__new__(cls, **options)
        # Another process may start in another folder.
        places = ("bundle", "policy", "parity", "runtime")
        kept = {name: _absolute(value) if name in places else value for name, value in options.items()}
        kept["taught"] = None if taught is None else [_absolute(each) for each in options["taught"]]
        moderator._options = kept
        return moderator

    def __reduce__(self) -> Any:
        return (_opened, (self._options,))

    def score(
        self,
        text: Any,
        *,
        column: Optional[str] = None,
        errors: str = "raise",
        progress: Optional[bool] = None,
    ) -> Any:
        """The probability of each label, for one text or for many."""
        if isinstance(text, str):
            _koko.check_errors(errors)
            return score_view(self._score_one(text), text, self)
        return self._many(self._score_rows, text, column, errors, progress)

    def perspective(
        self,
        text: Any,
        *,
        column: Optional[str] = None,
        errors: str = "raise",
        progress: Optional[bool] = None,
    ) -> Any:
        """About what Google's Perspective API would have said, for one text or for many."""
        if isinstance(text, str):
            _koko.check_errors(errors)
            return self._perspective_one(text)
        return self._many(self._perspective_rows, text, column, errors, progress)

    def _many(self, call: Any, text: Any, column: Any, errors: str, progress: Any, cancel: Any = None) -> Any:
        source = _tables.texts(text, column)
        with bar(progress, source.total) as tick:
            rows = call(source.rows, column=column, errors=errors, tick=tick, cancel=cancel)
        return ScoreTable(rows, source, self)

    def moderate(
        self,
        text: str,
        *,
        id: Optional[str] = None,
        author: Optional[str] = None,
        community: Optional[str] = None,
        surface: Optional[str] = None,
        parent: Optional[str] = None,
        target: Optional[str] = None,
        at: Any = None,
    ) -> Any:
        """Scores, standing and decision for one content."""
        moderation = self._moderate_one(
            text,
            id=id,
            author=author,
            community=community,
            surface=surface,
            parent=parent,
            target=target,
            at=at,
        )
        return moderation_view(moderation, text, self)

    def moderate_many(
        self,
        contents: Any,
        *,
        columns: Optional[Dict[str, str]] = None,
        errors: str = "raise",
        progress: Optional[bool] = None,
    ) -> Any:
        """The same for many contents, in order: dicts, or a table with their fields as columns."""
        return self._moderated(contents, columns, errors, progress)

    def _moderated(self, contents: Any, columns: Any, errors: str, progress: Any, cancel: Any = None) -> Any:
        source = _tables.contents(contents, columns)
        with bar(progress, source.total) as tick:
            rows = self._moderate_rows(source.rows, columns=columns, errors=errors, tick=tick, cancel=cancel)
        return ModerationTable(rows, source, self)

    def explain(self, text: str) -> Any:
        """How much each word weighs in the scores of a text."""
        return explanation_view(self._explain(text), text)

    def standing(self, author: str, *, at: Any = None) -> Any:
        """The standing of an author, or None for one never seen."""
        standing = self._standing(author, at=at)
        return None if standing is None else standing_view(standing)

    def evaluate(self, data: Any, *, text: str = "text", labels: Any = None, **options: Any) -> Any:
        """How well this moderator does on rows that somebody has labelled: `koko.evaluate`."""
        from .evaluation import evaluate

        return evaluate(data, text=text, labels=labels, moderator=self, **options)

    def calibrate(self, data: Any, *, text: str = "text", labels: Any = None, **options: Any) -> Any:
        """Thresholds with a guarantee for rows that somebody has labelled: `koko.tune`."""
        from .tuning import tune

        return tune(data, text=text, labels=labels, moderator=self, **options)


def _absolute(path: Any) -> Any:
    return None if path is None else os.path.abspath(path)


def _opened(options: Dict[str, Any]) -> Moderator:
    return Moderator(**options)


# What the notebook and the manual call it.
Moderator.__module__ = "koko"
