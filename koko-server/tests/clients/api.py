"""The service as whoever administers it sees it."""

import contextlib
import json
import time

import httpx
from conftest import Service
from patience import PATIENCE_S


class Api:
    """Asks, and wants the answer to have a certain status."""

    def __init__(self, service, key=None):
        self.service = service
        headers = {"authorization": f"Bearer {key}"} if key else {}
        self.client = httpx.Client(base_url=service.url, headers=headers, timeout=60, trust_env=False)

    def __call__(self, method, path, body=None, status=200):
        content = None if body is None else json.dumps(body)
        answer = self.client.request(method, path, content=content)
        assert answer.status_code == status, f"{method} {path}: {answer.status_code} {answer.text}"
        return answer.json()

    def endpoint(self, url, *events, **more):
        made = self("POST", "/v1/webhooks", {"url": url, "events": list(events), **more}, 201)
        return made["id"], made["secret"]

    def moderate(self, author, text="good morning", **more):
        return self("POST", "/v1/moderate", {"author": author, "text": text, **more})

    def deliveries(self, endpoint, **query):
        query = "&".join(f"{name}={value}" for name, value in query.items())
        return self("GET", f"/v1/webhooks/{endpoint}/deliveries?{query}")["deliveries"]

    def wait(self, path, is_so):
        """What is there, once it is so."""
        until = time.monotonic() + PATIENCE_S
        while not is_so(found := self("GET", path)):
            assert time.monotonic() < until, found
            time.sleep(0.02)
        return found


@contextlib.contextmanager
def running(*options):
    service = Service(*options)
    yield service
    assert service.stop() == 0
