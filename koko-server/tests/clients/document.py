"""Compares answers with the document at `/openapi.json`: whatever a test sees must be as it says there."""

import re

import httpx
import jsonschema

send = httpx.Client.send
documents = {}


class Document:
    """The document of a service."""

    def __init__(self, document):
        self.document = document
        self.paths = [
            (re.compile(re.sub(r"\\\{[^}]*\\\}", "[^/]+", re.escape(path)) + "$"), operations)
            for path, operations in document["paths"].items()
        ]

    def operation(self, method, path):
        """What is said about a request; nothing if nothing is."""
        # A path without an opening goes before one with one.
        found = [operations for pattern, operations in self.paths if pattern.match(path)]
        by_words = sorted(found, key=lambda operations: operations is not self.document["paths"].get(path))
        return by_words[0].get(method.lower()) if by_words else None

    def validator(self, schema):
        whole = {"components": self.document["components"], **schema}
        return jsonschema.Draft202012Validator(whole)

    def check(self, answer):
        """Fails if an answer is not as the document says."""
        request = answer.request
        what = f"{request.method} {request.url.path} was answered with {answer.status_code}"
        operation = self.operation(request.method, request.url.path)
        if operation is None:
            return
        said = operation["responses"].get(str(answer.status_code))
        assert said, f"{what}, of which the document knows nothing: {answer.text[:500]}"
        kind = answer.headers.get("content-type", "").partition(";")[0]
        content = said.get("content", {})
        assert kind in content, f"{what} as {kind}, where the document says {list(content)}"
        if kind == "application/json" and "schema" in content[kind]:
            wrong = jsonschema.exceptions.best_match(
                self.validator(content[kind]["schema"]).iter_errors(answer.json())
            )
            assert not wrong, f"{what}, which is not as documented: {wrong}"
        for name, header in said.get("headers", {}).items():
            assert name in answer.headers, f"{what}, without {name}"
            self.validator(header["schema"]).validate(int(answer.headers[name]))


def of(client, url):
    """The document of the service at this URL; nothing if it is about to stop."""
    origin = f"{url.scheme}://{url.netloc.decode()}"
    if origin not in documents:
        try:
            found = send(client, client.build_request("GET", f"{origin}/openapi.json"))
        except httpx.TransportError:
            return None
        documents[origin] = Document(found.json())
    return documents[origin]


def checked(client, request, **options):
    """In the place of `httpx.Client.send`."""
    answer = send(client, request, **options)
    is_ours = "koko-version" in answer.headers and not options.get("stream")
    if is_ours and request.url.path != "/openapi.json" and (document := of(client, request.url)):
        document.check(answer)
    return answer
