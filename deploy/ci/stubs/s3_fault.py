"""A proxy in front of a store that speaks S3's protocol, which does to requests what networks and stores do.

As a program: `s3_fault.py --port 9001 --to http://127.0.0.1:9000 --fault errors`.
It listens on this machine only.
"""

import argparse
import hashlib
import hmac
import http.client
import threading
import time
import urllib.parse
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

FAULTS = {
    "none": "hand on everything",
    "errors": "answer 500",
    "busy": "answer 503 with SlowDown",
    "hang": "take the request and say nothing",
    "cut": "close the connection halfway through the request",
    "unsaid": "hand the request on, and close the connection instead of answering",
    "slow": "answer after a while",
}
SLOW_SECONDS = 0.3


def error(code):
    return (
        f'<?xml version="1.0" encoding="UTF-8"?><Error><Code>{code}</Code><Message>{code}</Message></Error>'
    )


class Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def log_message(self, *_):
        """Nothing: whoever tests looks at `seen`."""

    def refuse(self, status, code):
        body = error(code).encode()
        self.send_response(status)
        self.send_header("Content-Type", "application/xml")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(body)

    def handle_any(self):
        faults = self.server.faults
        fault = faults.fault
        faults.seen.append((self.command, self.path, fault))
        length = int(self.headers.get("Content-Length", 0))
        if fault == "cut":
            self.rfile.read(length // 2)
            self.close_connection = True
            return
        body = self.rfile.read(length)
        if fault == "hang":
            faults.healed.wait()
            self.close_connection = True
            return
        if fault == "errors":
            self.refuse(500, "InternalError")
            return
        if fault == "busy":
            self.refuse(503, "SlowDown")
            return
        if faults.secrets is not None and not is_signed(self, body, faults.secrets):
            self.refuse(403, "SignatureDoesNotMatch")
            return
        if fault == "slow":
            time.sleep(SLOW_SECONDS)
        answer, content = self.hand_on(body)
        if fault == "unsaid":
            self.close_connection = True
            return
        self.send_response(answer.status)
        for name, value in answer.getheaders():
            if name.lower() not in ("transfer-encoding", "connection", "content-length", "date", "server"):
                self.send_header(name, value)
        length = answer.getheader("Content-Length") if self.command == "HEAD" else str(len(content))
        self.send_header("Content-Length", length or "0")
        self.end_headers()
        self.wfile.write(content)

    def hand_on(self, body):
        connection = http.client.HTTPConnection(self.server.faults.to, timeout=30)
        connection.request(self.command, self.path, body, dict(self.headers.items()))
        answer = connection.getresponse()
        content = answer.read()
        connection.close()
        return answer, content

    do_GET = do_PUT = do_HEAD = do_POST = do_DELETE = handle_any


def is_signed(request, body, secrets):
    """Whether somebody who is known has signed it: AWS Signature Version 4."""
    words = request.headers.get("Authorization", "").removeprefix("AWS4-HMAC-SHA256 ").split(",")
    parts = dict(word.strip().split("=", 1) for word in words if "=" in word)
    key, *scope = parts.get("Credential", "").split("/")
    if key not in secrets or request.headers.get("x-amz-content-sha256") != hashlib.sha256(body).hexdigest():
        return False
    path, _, query = request.path.partition("?")
    pairs = sorted(urllib.parse.parse_qsl(query, keep_blank_values=True))
    quoted = "&".join(f"{urllib.parse.quote(k, '-_.~')}={urllib.parse.quote(v, '-_.~')}" for k, v in pairs)
    names = parts["SignedHeaders"].split(";")
    headers = "".join(f"{name}:{request.headers[name].strip()}\n" for name in names)
    digest = request.headers["x-amz-content-sha256"]
    asked = "\n".join([request.command, path, quoted, headers, parts["SignedHeaders"], digest])
    signed = "\n".join(
        [
            "AWS4-HMAC-SHA256",
            request.headers["x-amz-date"],
            "/".join(scope),
            hashlib.sha256(asked.encode()).hexdigest(),
        ]
    )
    secret = f"AWS4{secrets[key]}".encode()
    for word in [*scope, signed]:
        secret = hmac.new(secret, word.encode(), hashlib.sha256).digest()
    return hmac.compare_digest(secret.hex(), parts.get("Signature", ""))


class Server(ThreadingHTTPServer):
    daemon_threads = True

    def handle_error(self, *_):
        """Whoever was cut off went away."""


class Faults:
    """The proxy; `secrets` maps keys to secrets, and whoever has signed with none of them is refused."""

    def __init__(self, to, port=0, secrets=None):
        self.to, self.secrets = to.removeprefix("http://"), secrets
        self.fault, self.healed, self.seen = "none", threading.Event(), []
        self.server = Server(("127.0.0.1", port), Handler)
        self.server.faults = self
        self.url = f"http://127.0.0.1:{self.server.server_port}"
        threading.Thread(target=self.server.serve_forever, daemon=True).start()

    def set(self, fault):
        """From now on; requests that hang are let go."""
        if fault not in FAULTS:
            raise ValueError(f"`{fault}` is no fault: there are {', '.join(FAULTS)}")
        self.fault = fault
        self.healed.set()
        self.healed = threading.Event()

    def stop(self):
        self.set("none")
        self.server.shutdown()
        self.server.server_close()


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--port", type=int, default=9001)
    parser.add_argument("--to", default="http://127.0.0.1:9000", help="the store")
    parser.add_argument(
        "--fault", choices=FAULTS, default="none", help="; ".join(map(": ".join, FAULTS.items()))
    )
    arguments = parser.parse_args()
    faults = Faults(arguments.to, arguments.port)
    faults.set(arguments.fault)
    print(f"{faults.url} hands on to {arguments.to}: {FAULTS[arguments.fault]}")
    threading.Event().wait()
