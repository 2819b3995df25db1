"""Webhooks: our verifier and the one of Standard Webhooks agree about every delivery."""

import base64
import json
from datetime import datetime, timedelta, timezone
from email.message import Message

import pytest
import standardwebhooks

import koko
from koko.webhooks import WebhookError, sign, verify

SECRET = "whsec_a29rby13ZWJob29rLXRlc3Qtc2VjcmV0"
OTHER = "whsec_" + base64.b64encode(bytes([7]) * 32).decode()
BODY = '{"type":"decision.made","timestamp":"2026-01-02T03:04:05Z","data":{"decision_id":"d1"}}'
SENT = 1_700_000_000
HEADERS = {
    "webhook-id": "msg_0001",
    "webhook-timestamp": "1700000000",
    "webhook-signature": "v1,BCbfKn9gxb/wQKYj55cBhCYNWrq8GrYNQfqfaOmdmcA=",
}


def refusal(code, *arguments, **options):
    """Expects a refusal, and returns its words."""
    with pytest.raises(WebhookError) as caught:
        verify(*arguments, **options)
    assert caught.value.code == code, caught.value
    return str(caught.value)


def delivery(secret, body=BODY, sent=None):
    """What the library signs; it has the clock of the machine alone, so it is sent now."""
    sent = sent or datetime.now(timezone.utc)
    signature = standardwebhooks.Webhook(secret).sign("msg_2", sent, body)
    stamp = str(int(sent.timestamp()))
    return {"webhook-id": "msg_2", "webhook-timestamp": stamp, "webhook-signature": signature}


def test_the_delivery_that_is_written_down_in_the_specification_of_koko_is_verified():
    event = {**json.loads(BODY), "id": "msg_0001"}
    message = Message()
    for name, value in HEADERS.items():
        message[name.title()] = value
    for body in [BODY, BODY.encode(), bytearray(BODY.encode()), memoryview(BODY.encode())]:
        assert verify(SECRET, HEADERS, body, now=SENT) == event
    for headers in [
        message,
        {name.upper(): [value] for name, value in HEADERS.items()},
        [(name.encode(), value.encode()) for name, value in HEADERS.items()],
    ]:
        assert verify(SECRET, headers, BODY, now=datetime.fromtimestamp(SENT, timezone.utc)) == event
    assert sign(SECRET, "msg_0001", SENT + 0.9, BODY) == HEADERS


LARGE = json.dumps({"type": "y", "data": "x" * 20_000})


@pytest.mark.parametrize("body", [BODY, '{"type":"x","data":"grüße 😀"}', LARGE])
def test_each_side_verifies_what_the_other_has_signed(body):
    assert verify(SECRET, delivery(SECRET, body), body)["id"] == "msg_2"
    ours = sign(SECRET, "msg_3", datetime.now(timezone.utc), body)
    assert standardwebhooks.Webhook(SECRET).verify(body, ours) == json.loads(body)


def ours(headers, body):
    return verify(SECRET, headers, body)


def theirs(headers, body):
    return standardwebhooks.Webhook(SECRET).verify(body, headers)


@pytest.mark.parametrize("judge", [ours, theirs])
def test_both_refuse_a_changed_byte_an_old_timestamp_and_a_wrong_secret(judge):
    good, now = delivery(SECRET), datetime.now(timezone.utc)
    assert judge(good, BODY)["type"] == "decision.made"
    later = str(int(good["webhook-timestamp"]) + 1)
    for headers, body in [
        (good, BODY.replace("d1", "d2")),
        (good, BODY + " "),
        ({**good, "webhook-id": "msg_3"}, BODY),
        ({**good, "webhook-timestamp": later}, BODY),
        (delivery(SECRET, sent=now - timedelta(minutes=6)), BODY),
        (delivery(SECRET, sent=now + timedelta(minutes=6)), BODY),
        (delivery(OTHER), BODY),
        ({**good, "webhook-signature": ""}, BODY),
        ({**good, "webhook-signature": good["webhook-signature"].replace("v1,", "v2,")}, BODY),
    ]:
        with pytest.raises((WebhookError, standardwebhooks.WebhookVerificationError)):
            judge(headers, body)


def test_each_refusal_says_why():
    for name in HEADERS:
        without = {other: value for other, value in HEADERS.items() if other != name}
        assert name in refusal("missing_header", SECRET, without, BODY, now=SENT)
    for stamp in ["now", "-1", "1.5", "1" * 13, "\u0661\u0667"]:
        refusal("bad_header", SECRET, {**HEADERS, "webhook-timestamp": stamp}, BODY, now=SENT)
    refusal("wrong_signature", SECRET, HEADERS, BODY.replace("d1", "d2"), now=SENT)
    for body in ["hello", "[]", "{}", '{"type": 1}', '{"type": "x", "data": NaN}', b"\xff"]:
        refusal("bad_body", SECRET, sign(SECRET, "m", SENT, body), body, now=SENT)
    with pytest.raises(TypeError, match=r"request\.body"):
        verify(SECRET, HEADERS, json.loads(BODY), now=SENT)
    with pytest.raises(koko.errors.KokoError):
        verify(SECRET, {}, BODY)


def test_a_delivery_may_be_five_minutes_old_or_ahead_or_as_long_as_the_receiver_says():
    for seconds in [-300, 0, 300]:
        assert verify(SECRET, HEADERS, BODY, now=SENT + seconds)
    for seconds in [-301, 301, 1e9, float("nan")]:
        refusal("stale", SECRET, HEADERS, BODY, now=SENT + seconds)
    assert "11 seconds old" in refusal("stale", SECRET, HEADERS, BODY, now=SENT + 11, tolerance=10)
    with pytest.raises(ValueError, match="above 0"):
        verify(SECRET, HEADERS, BODY, tolerance=0)
    with pytest.raises(ValueError, match="time zone"):
        verify(SECRET, HEADERS, BODY, now=datetime(2026, 1, 2))


def test_while_a_secret_is_replaced_either_side_may_be_first():
    for secret in [SECRET, OTHER]:
        assert verify([OTHER, SECRET], delivery(secret), BODY)
    twice = sign([OTHER, SECRET], "msg_4", datetime.now(timezone.utc), BODY)
    assert len(twice["webhook-signature"].split(" ")) == 2
    for secret in [SECRET, OTHER]:
        assert verify(secret, twice, BODY)
        assert standardwebhooks.Webhook(secret).verify(BODY, twice)
    # Signatures of another kind in between do not matter.
    mixed = {**twice, "webhook-signature": "v1a,x nothing " + twice["webhook-signature"]}
    assert verify(SECRET, mixed, BODY)


NO_SECRETS = ["", "whsec_", "whsec_c2hvcnQ=", SECRET[6:], "whsec_%%%", [], [SECRET, ""]]


@pytest.mark.parametrize("secret", NO_SECRETS)
def test_what_is_no_secret_is_refused(secret):
    refusal("bad_secret", secret, HEADERS, BODY, now=SENT)


def test_what_is_no_secret_is_not_shown():
    assert "hush" not in refusal("bad_secret", "whsec_hush", HEADERS, BODY, now=SENT)
