"""A store of logs, for those who ship to OpenSearch or Elasticsearch: `_bulk`, judged by an index
template.

Each document has to be as the template says (`dynamic: strict`), and is kept in memory. It listens
on this machine only.
"""

import datetime
import fnmatch
import json
import threading
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

IS = {
    "date": lambda value: isinstance(value, str) and bool(datetime.datetime.fromisoformat(value)),
    "keyword": lambda value: isinstance(value, str),
    "text": lambda value: isinstance(value, str),
    "long": lambda value: type(value) is int,
    "short": lambda value: type(value) is int and abs(value) < 32_768,
}
FAULTS = {
    "none": "take everything",
    "busy": "answer 503",
    "full": "take half of a request, and say of the rest that there is no room (429)",
    "unsaid": "take everything, and close the connection instead of answering",
    "hang": "take nothing, and say nothing",
}


class Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def log_message(self, *_):
        """Nothing: whoever tests looks at what is kept."""

    def answer(self, status, told):
        body = json.dumps(told).encode()
        self.send_response(status)
        self.send_header("Content-Type", "application/json")
        self.send_header("X-Elastic-Product", "Elasticsearch")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(body)

    def do_GET(self):
        self.answer(200, {"version": {"number": "7.17.0"}, "tagline": "a stub"})

    do_HEAD = do_GET

    def do_POST(self):
        store, body = self.server.store, self.rfile.read(int(self.headers["Content-Length"]))
        fault = store.fault
        store.troubled += fault != "none"
        if fault == "busy":
            self.answer(503, {"error": "busy"})
        elif fault == "hang":
            store.healed.wait()
            self.close_connection = True
        elif self.path.split("?")[0].rpartition("/")[2] != "_bulk":
            self.answer(404, {"error": f"no such path: {self.path}"})
        else:
            items = store.take(body, fault)
            if fault == "unsaid":
                self.close_connection = True
                return
            errors = any(item["create"]["status"] >= 300 for item in items)
            self.answer(200, {"took": 1, "errors": errors, "items": items})


class Server(ThreadingHTTPServer):
    daemon_threads = True

    def handle_error(self, *_):
        """Whoever was cut off went away."""


class Store:
    """The store. `documents` maps (index, id) to what is kept, `refused` has what is not as it should be."""

    def __init__(self, template):
        self.template, self.documents, self.refused = template, {}, []
        self.repeated, self.troubled = 0, 0
        self.fault, self.healed = "none", threading.Event()
        self.lock, self.port, self.server = threading.Lock(), 0, None
        self.up()

    def up(self):
        """Begins, or begins again, with all that it has kept."""
        self.server = Server(("127.0.0.1", self.port), Handler)
        self.server.store, self.port = self, self.server.server_port
        self.url = f"http://127.0.0.1:{self.port}"
        threading.Thread(target=self.server.serve_forever, args=(0.02,), daemon=True).start()

    def down(self):
        """Nobody listens any more."""
        self.server.shutdown()
        self.server.server_close()

    def set(self, fault):
        """From now on; requests that hang are let go."""
        if fault not in FAULTS:
            raise ValueError(f"`{fault}` is no fault: there are {', '.join(FAULTS)}")
        self.fault = fault
        self.healed.set()
        self.healed = threading.Event()

    def take(self, body, fault):
        lines = [json.loads(line) for line in body.split(b"\n") if line]
        with self.lock:
            pairs = zip(lines[::2], lines[1::2], strict=True)
            return [
                {"create": self.keep(n, head["create"], line, fault)} for n, (head, line) in enumerate(pairs)
            ]

    def keep(self, number, head, document, fault):
        """What a store says of one document."""
        where = head["_index"], head["_id"]
        told = {"_index": where[0], "_id": where[1]}
        if fault == "full" and number % 2:
            return {
                **told,
                "status": 429,
                "error": {"type": "es_rejected_execution_exception", "reason": "full"},
            }
        if where in self.documents:
            self.repeated += 1
            return {
                **told,
                "status": 409,
                "error": {"type": "version_conflict_engine_exception", "reason": "there"},
            }
        wrong = self.wrong(where[0], document)
        if wrong:
            self.refused.append(document)
            return {**told, "status": 400, "error": {"type": "mapper_parsing_exception", "reason": wrong}}
        self.documents[where] = document
        return {**told, "status": 201, "result": "created"}

    def wrong(self, index, document):
        """Why a document does not fit the template; nothing if it does."""
        if not any(fnmatch.fnmatchcase(index, pattern) for pattern in self.template["index_patterns"]):
            return f"no template for {index}"
        fields = self.template["template"]["mappings"]["properties"]
        for name, value in document.items():
            if name not in fields:
                return f"{name} is not in the mapping, which is strict"
            try:
                fits = IS[fields[name]["type"]](value)
            except ValueError:
                fits = False
            if not fits:
                return f"{name} is no {fields[name]['type']}"
        return None

    def wait(self, count, seconds=120):
        """Until so many documents are kept."""
        end = time.monotonic() + seconds
        while len(self.documents) < count:
            if time.monotonic() > end:
                raise TimeoutError(f"{len(self.documents)} of {count} documents came in {seconds} s")
            time.sleep(0.02)
