"""Results as dicts that a notebook shows as cards. Everywhere else they are plain dicts."""

from typing import Any, Dict, Optional


class _View(dict):
    """A dict with what it takes to draw it, which is neither compared nor pickled."""

    __slots__ = ("_moderator", "_text")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._text: Optional[str] = None
        self._moderator: Any = None

    def __reduce__(self) -> Any:
        return (dict, (dict(self),))


class ScoreView(_View):
    """What is in a text."""

    __slots__ = ()

    def _repr_html_(self) -> str:
        from ._notebook import score

        return score.html(self, self._text, self._moderator)


class ModerationView(_View):
    """What should happen with a content."""

    __slots__ = ()

    def _repr_html_(self) -> str:
        from ._notebook import decision

        return decision.html(self, self._text)


class ExplanationView(_View):
    """Which words drove the scores."""

    __slots__ = ()

    def _repr_html_(self) -> str:
        from ._notebook import explanation

        return explanation.html(self, self._text)


class StandingView(_View):
    """An author's risk."""

    __slots__ = ()

    def _repr_html_(self) -> str:
        from ._notebook import standing

        return standing.html(self)


def _view(kind: Any, result: Dict[str, Any], text: Optional[str], moderator: Any) -> Any:
    view = kind(result)
    view._text, view._moderator = text, moderator
    return view


def score_view(result: Dict[str, Any], text: Optional[str], moderator: Any) -> Any:
    """Scores alone, as `perspective` has them, and refusals stay as they are."""
    return _view(ScoreView, result, text, moderator) if "scores" in result else result


def moderation_view(result: Dict[str, Any], text: Optional[str], moderator: Any) -> Any:
    if "error" in result:
        return result
    view = _view(ModerationView, result, text, moderator)
    if view["standing"] is not None:
        view["standing"] = standing_view(view["standing"])
    return view


def explanation_view(result: Dict[str, Any], text: str) -> Any:
    return _view(ExplanationView, result, text, None)


def standing_view(result: Dict[str, Any]) -> Any:
    return _view(StandingView, result, None, None)
