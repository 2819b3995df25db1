"""Somebody who wants to be told: a real HTTP server that keeps what it is sent."""

import json
import ssl
import subprocess
import urllib.parse

from conftest import ROOT
from listening import Listening
from patience import PATIENCE_S
from standardwebhooks import Webhook

IN_NODE = """
const { secret, body, headers } = JSON.parse(require('node:fs').readFileSync(0))
for (const { Webhook } of [require('standardwebhooks'), require('./webhook.js')])
  console.log(new Webhook(secret).verify(body, headers).type)
"""


class Receiver(Listening):
    """Answers each path as it is told to, 200 if nobody says otherwise; keeps what comes."""

    def __init__(self, tls=None):
        self.heard = []
        self.answers = {}
        super().__init__(tls)
        self.server.handle_error = lambda *_: None

    def url(self, path, host="127.0.0.1", scheme="http"):
        return f"{scheme}://{host}:{self.port}{path}"

    def answer(self, path, answer):
        """`answer` is a status, or a function of what was sent and of how much this path has heard before."""
        self.answers[path] = answer

    def on(self, path):
        with self._changed:
            return [sent for sent in self.heard if sent.path == path]

    def wait(self, path, enough):
        """What this path has heard, once that is enough: so many, or what a function of it says."""
        is_enough = enough if callable(enough) else lambda heard: len(heard) >= enough
        with self._changed:
            there = self._changed.wait_for(
                lambda: is_enough([sent for sent in self.heard if sent.path == path]), PATIENCE_S
            )
            heard = [sent for sent in self.heard if sent.path == path]
        assert there, f"{path} has heard {len(heard)}: {[sent.event for sent in heard]}"
        return heard

    def _hear(self, path, headers, body):
        sent = Sent(path, dict(headers), body)
        with self._changed:
            before = sum(other.path == sent.path for other in self.heard)
            self.heard.append(sent)
            self._changed.notify_all()
        answer = self.answers.get(sent.path, 200)
        answer = answer(sent, before) if callable(answer) else answer
        status, headers = answer if isinstance(answer, tuple) else (answer, {})
        return status, headers, b""


class Sent:
    """What was sent."""

    def __init__(self, path, headers, body):
        self.path = urllib.parse.urlsplit(path).path
        self.headers = {name.lower(): value for name, value in headers.items()}
        self.body = body
        self.json = json.loads(body)
        self.event = self.json["type"]
        self.data = self.json["data"]
        self.id = self.headers["webhook-id"]

    def verify(self, secret):
        """By the package that others verify with."""
        return Webhook(secret).verify(self.body, self.headers)

    def verify_in_node(self, secret):
        """By the package of the same name for Node, and by Koko's own; the type that each has read."""
        told = {"secret": secret, "body": self.body.decode(), "headers": self.headers}
        done = subprocess.run(
            ["node", "-e", IN_NODE],
            cwd=ROOT / "koko-node",
            input=json.dumps(told),
            capture_output=True,
            text=True,
        )
        assert done.returncode == 0, done.stderr
        return done.stdout.split()


def tls_of(certificate):
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    certificate.configure_cert(context)
    return context
