"""The document about the API, and the page that shows it."""

import json
import os
import re
import subprocess
import sys
from pathlib import Path
from urllib.parse import urljoin

import document
import httpx
import pytest
from conftest import Service, make_key

# A longer run asks for more: `make server-fuzz`.
EXAMPLES = os.environ.get("KOKO_EXAMPLES", "6")
CONFIGURATION = Path(__file__).with_name("schemathesis.toml")
METHODS = ("get", "post", "put", "patch", "delete")


@pytest.fixture(scope="module")
def tried():
    """A service to be tried out with whatever the document allows, and whatever it does not."""
    running = Service("--webhook-networks", "127.0.0.0/8", "--webhook-http")
    yield running
    assert running.stop() == 0


@pytest.fixture(scope="module")
def described(tried):
    return document.Document(httpx.get(tried.url + "/openapi.json").json())


def test_the_document_and_the_page_are_for_everybody(tmp_path):
    make_key(tmp_path, "forum")
    guarded = Service("--data", tmp_path)
    try:
        answer = httpx.get(guarded.url + "/openapi.json")
        assert answer.status_code == 200 and answer.headers["content-type"].startswith("application/json")
        assert answer.json()["openapi"].startswith("3.1.") and answer.json()["info"]["title"] == "Koko"
        assert httpx.get(guarded.url + "/docs/").status_code == 200
        assert httpx.get(guarded.url + "/v1/policies").status_code == 401
    finally:
        assert guarded.stop() == 0


def test_the_page_loads_nothing_from_elsewhere(tried):
    opened = httpx.get(tried.url + "/docs", follow_redirects=True)
    assert "default-src 'self'" in opened.headers["content-security-policy"]
    loaded = re.findall(r'(?:src|href)="([^"]+)"', opened.text)
    assert loaded and not any(address.startswith(("http", "//")) for address in loaded)
    for address in loaded:
        assert httpx.get(urljoin(str(opened.url), address)).status_code == 200, address
    assert "/openapi.json" in httpx.get(tried.url + "/docs/swagger-initializer.js").text


def test_every_operation_has_a_name_of_its_own_and_every_reference_an_end(described):
    operations = [
        operation
        for path in described.document["paths"].values()
        for method, operation in path.items()
        if method in METHODS
    ]
    names = [operation["operationId"] for operation in operations]
    assert len(names) > 40 and len(set(names)) == len(names)
    tags = {tag["name"] for tag in described.document["tags"]}
    assert all(operation["summary"] and set(operation["tags"]) <= tags for operation in operations)
    references = set(re.findall(r'"#/components/schemas/([^"]+)"', json.dumps(described.document)))
    assert references == references & set(described.document["components"]["schemas"])


def test_examples_are_as_documented_and_are_answered(tried, described):
    answered = 0
    for path, operations in described.document["paths"].items():
        content = (
            operations.get("post", {}).get("requestBody", {}).get("content", {}).get("application/json", {})
        )
        validator = described.validator(content.get("schema", {}))
        for example in examples(described.document, content.get("schema", {})):
            validator.validate(example)
            answer = httpx.post(tried.url + path, json=example)
            assert answer.status_code == 200, f"{path}: {answer.text}"
            answered += 1
    assert answered >= 6


def examples(whole, schema):
    """Examples of a schema, and of the first one among which it lets choose."""
    if "$ref" in schema:
        schema = whole["components"]["schemas"][schema["$ref"].rpartition("/")[2]]
    yield from schema.get("examples", [])
    for first in schema.get("oneOf", [])[:1]:
        yield from examples(whole, first)


def test_what_is_not_as_documented_is_noticed(tried, described):
    request = httpx.Request("POST", tried.url + "/v1/score")
    right = httpx.post(tried.url + "/v1/score", json={"text": "what a lovely garden"})
    described.check(right)
    for status, body in [
        (200, {**right.json(), "more": 1}),
        (200, {"scores": {"insult": "high"}, "truncated": False, "lane": "full"}),
        (418, {}),
        (400, {"error": "no"}),
        (503, {"error": {"kind": "overloaded", "message": "no"}}),
    ]:
        with pytest.raises(AssertionError):
            described.check(httpx.Response(status, json=body, request=request))


def test_whatever_is_sent_is_answered_as_documented(tried, tmp_path):
    command = [sys.executable, "-m", "schemathesis.cli", "--config-file", CONFIGURATION, "run"]
    # Streams have no end, and lines of JSON are not written by it.
    left_out = ["--exclude-path-regex", "^/v1/(live|moderate/lines)"]
    chosen = ["--phases", "examples,coverage,fuzzing", "--generation-deterministic", "--no-color"]
    done = subprocess.run(
        [*command, tried.url + "/openapi.json", "--max-examples", EXAMPLES, *left_out, *chosen],
        capture_output=True,
        text=True,
        check=False,
        cwd=tmp_path,
    )
    assert done.returncode == 0, done.stdout[-20_000:] + done.stderr
    assert "Test cases:" in done.stdout
