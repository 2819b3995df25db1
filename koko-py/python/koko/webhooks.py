"""Verifies the webhooks that Koko's service sends, and all others that Standard Webhooks 1.0 describes.

    @app.post("/hooks/koko")
    async def hook(request):
        event = koko.webhooks.verify(os.environ["KOKO_WEBHOOK_SECRET"], request.headers, await request.body())
        if await is_new(event["id"]):
            await handle(event)

A delivery may come more than once with the same `id`: within the time that is allowed a replay looks like one
that was sent again, so remember ids for as long. Answer within 20 seconds; everything but 2xx is sent again.
"""

import base64
import hashlib
import hmac
import json
import re
import time
from datetime import datetime
from typing import Any, Dict, Iterable, List, Literal, Mapping, Optional, Sequence, Tuple, TypedDict, Union

from .errors import BadInputError

__all__ = ["Event", "WebhookError", "WebhookErrorCode", "sign", "verify"]

Headers = Union[Mapping[str, Any], Iterable[Tuple[Any, Any]]]
"""What a framework makes of headers, in whatever case; or the pairs of ASGI and WSGI."""

WebhookErrorCode = Literal[
    "bad_secret", "missing_header", "bad_header", "stale", "wrong_signature", "bad_body"
]
"""Why a delivery, or a secret, was refused; the same as in Node.

`stale` is older, or further ahead, than is allowed; `bad_body` is signed by one of the secrets, yet no JSON.
"""


class Event(TypedDict):
    """What happened."""

    id: str
    """The same for every delivery of this event."""
    type: str
    """Such as `decision.made`, `standing.changed`."""
    timestamp: str
    """When it happened, RFC 3339."""
    data: Any


class WebhookError(BadInputError):
    """Answer 400 and do nothing. `code` says why."""

    def __init__(self, code: WebhookErrorCode, message: str) -> None:
        super().__init__(code, message)
        self.code = code

    def __str__(self) -> str:
        return str(self.args[1])


def verify(
    secret: Union[str, Sequence[str]],
    headers: Headers,
    body: Union[bytes, bytearray, memoryview, str],
    *,
    tolerance: float = 300,
    now: Union[datetime, float, None] = None,
) -> Event:
    """The event of a delivery, if it is signed by one of the secrets and not too old.

    secret: as it was shown, `whsec_…`. While one is replaced give both: a delivery is accepted if any of its
        signatures is by any of them.
    headers: of the request. A name may be in any case.
    body: what was received, byte by byte: once it was parsed and written again, no signature fits.
    tolerance: how many seconds a delivery may be old, or ahead of this clock.
    now: for tests; a datetime with a time zone, or seconds since 1970.

    Signatures are compared in constant time. Raises `WebhookError`; `TypeError` if the body was parsed.
    """
    keys = _keys(secret)
    if not tolerance > 0:
        raise ValueError("`tolerance` must be a number of seconds above 0")
    signed = _bytes_of(body)
    id, sent, signatures = (_header(headers, f"webhook-{name}") for name in ("id", "timestamp", "signature"))
    if not re.fullmatch("[0-9]{1,12}", sent):
        raise WebhookError("bad_header", "`webhook-timestamp` must be whole seconds since 1970")
    age = _seconds(time.time() if now is None else now) - int(sent)
    if not abs(age) <= tolerance:
        way = "old" if age > 0 else "ahead of this clock"
        allowed = f"{tolerance:g} are allowed: it may be a replay, or a clock is wrong"
        raise WebhookError("stale", f"this delivery is {abs(age):.0f} seconds {way}, {allowed}")
    given = [_decoded(one[3:]) for one in signatures.split(" ") if one.startswith("v1,")]
    expected = [_digest(key, id, sent, signed) for key in keys]
    # Every pair is compared, so that time says nothing.
    if not any([hmac.compare_digest(one, other) for one in expected for other in given]):
        raise WebhookError("wrong_signature", "no signature of this delivery is by one of the secrets")
    return {**_parsed(signed), "id": id}  # type: ignore[typeddict-item]


def sign(
    secret: Union[str, Sequence[str]],
    id: str,
    at: Union[datetime, float],
    body: Union[bytes, bytearray, memoryview, str],
) -> Dict[str, str]:
    """The headers of a delivery, signed with every secret: for tests of your own receiver.

    `at` is a datetime with a time zone, or seconds since 1970. Raises `WebhookError` for what is no secret.
    """
    if not isinstance(id, str) or not id or "." in id:
        raise TypeError("`id` must be a string without full stops")
    sent, signed = str(int(_seconds(at) // 1)), _bytes_of(body)
    digests = [base64.b64encode(_digest(key, id, sent, signed)).decode() for key in _keys(secret)]
    signatures = " ".join(f"v1,{digest}" for digest in digests)
    return {"webhook-id": id, "webhook-timestamp": sent, "webhook-signature": signatures}


def _keys(secret: Union[str, Sequence[str]]) -> List[bytes]:
    secrets = [secret] if isinstance(secret, str) else list(secret)
    if not secrets:
        raise WebhookError("bad_secret", "give at least one secret")
    return [_key(each) for each in secrets]


def _key(secret: Any) -> bytes:
    is_secret = isinstance(secret, str) and secret.startswith("whsec_")
    key = _decoded(secret[len("whsec_") :]) if is_secret else b""
    if 24 <= len(key) <= 64:
        return key
    raise WebhookError("bad_secret", "a secret is `whsec_` and 24 to 64 bytes in base64: copy it whole")


def _decoded(text: str) -> bytes:
    """Either alphabet of base64, padded or not; nothing for what is none."""
    plain = text.translate({ord("-"): "+", ord("_"): "/"}).rstrip("=")
    try:
        return base64.b64decode(plain + "=" * (-len(plain) % 4), validate=True)
    except ValueError:
        return b""


def _bytes_of(body: Any) -> bytes:
    if isinstance(body, str):
        return body.encode()
    if isinstance(body, (bytes, bytearray, memoryview)):
        return bytes(body)
    raise TypeError(
        "the body must be the bytes or the string that was received, before any parser: "
        "`await request.body()` in FastAPI, `request.body` in Django, `request.get_data()` in Flask"
    )


def _header(headers: Headers, name: str) -> str:
    pairs = headers.items() if hasattr(headers, "items") else headers
    value = next((value for other, value in pairs if _text(other).lower() == name), None)
    value = _text(value[0]) if isinstance(value, (list, tuple)) and value else _text(value)
    if value:
        return value
    raise WebhookError("missing_header", f"there is no header `{name}`")


def _text(value: Any) -> str:
    if isinstance(value, bytes):
        return value.decode("latin-1")
    return value if isinstance(value, str) else ""


def _seconds(at: Union[datetime, float]) -> float:
    if not isinstance(at, datetime):
        return float(at)
    if at.tzinfo is None:
        raise ValueError("a datetime needs a time zone: datetime.now(timezone.utc)")
    return at.timestamp()


def _digest(key: bytes, id: str, sent: str, body: bytes) -> bytes:
    return hmac.new(key, f"{id}.{sent}.".encode() + body, hashlib.sha256).digest()


def _parsed(body: bytes) -> Dict[str, Any]:
    event: Optional[Any]
    try:
        event = json.loads(body.decode(), parse_constant=_no_constant)
    except ValueError as cause:
        raise WebhookError("bad_body", "the body is signed, but it is no JSON") from cause
    if isinstance(event, dict) and isinstance(event.get("type"), str):
        return event
    raise WebhookError("bad_body", "the body is signed, but it is no event: it has no `type`")


def _no_constant(name: str) -> Any:
    raise ValueError(f"{name} is no JSON")
