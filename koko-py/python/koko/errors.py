"""What Koko refuses: one class for each kind of error, so that a program can tell them apart.

The kinds are few and stable, and the same in Rust, JavaScript and the HTTP service.
"""

from typing import Dict, Optional, Type


class KokoError(Exception):
    """The base of everything that Koko raises."""

    kind: str = "bug"
    """The stable name of the kind: `bad_input`, `text_too_long`, ..."""


class BadInputError(KokoError):
    """The caller's input cannot be used as it is."""

    kind = "bad_input"


class TextTooLongError(KokoError):
    """One text is larger than Koko accepts (one mebibyte of UTF-8)."""

    kind = "text_too_long"


class BadBundleError(KokoError):
    """The model folder, or a taught label, is damaged, incomplete, absent or made for another version."""

    kind = "bad_bundle"


class BadPolicyError(KokoError):
    """The policy file has a mistake; the message names the line and the field."""

    kind = "bad_policy"


class RuntimeMissingError(KokoError):
    """ONNX Runtime is not installed, or its version does not fit."""

    kind = "runtime_missing"


class DeviceMissingError(KokoError):
    """The device that was asked for is not there."""

    kind = "device_missing"


class OverloadedError(KokoError):
    """Too much work at once: try again after `retry_after` seconds."""

    kind = "overloaded"

    def __init__(self, message: str, retry_after: float = 1.0) -> None:
        super().__init__(message, retry_after)
        self.retry_after = retry_after

    def __str__(self) -> str:
        return str(self.args[0])


class DeadlineExceededError(KokoError):
    """The answer would come, or came, too late for whoever wanted it."""

    kind = "deadline_exceeded"


class CancelledError(KokoError):
    """The call was called off before it was answered."""

    kind = "cancelled"


class StoreFailedError(KokoError):
    """The store of author records could not be read or written."""

    kind = "store_failed"


class StoreUnavailableError(KokoError):
    """The store of author records is away or full for now: send the event again after `retry_after` seconds.

    An event that was saved after all is counted once.
    """

    kind = "store_unavailable"

    def __init__(self, message: str, retry_after: float = 1.0) -> None:
        super().__init__(message, retry_after)
        self.retry_after = retry_after

    def __str__(self) -> str:
        return str(self.args[0])


class BugError(KokoError):
    """A mistake in Koko: please report it."""

    kind = "bug"


BY_KIND: Dict[str, Type[KokoError]] = {error.kind: error for error in KokoError.__subclasses__()}
"""The class for each kind."""


def of_kind(kind: str, message: str, retry_after: Optional[float] = None) -> KokoError:
    """The exception for an error of the core; `retry_after` is in seconds."""
    error = BY_KIND[kind]
    return error(message) if retry_after is None else error(message, retry_after)
