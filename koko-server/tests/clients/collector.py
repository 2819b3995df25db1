"""A collector of traces: takes OTLP over HTTP, and reads it with OpenTelemetry's own messages."""

import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

from api import PATIENCE_S
from opentelemetry.proto.collector.trace.v1.trace_service_pb2 import (
    ExportTraceServiceRequest,
    ExportTraceServiceResponse,
)


class Collector:
    """Keeps what it is sent; answers with a status, after a while if it is told to."""

    def __init__(self):
        self.requests = []
        self.status = 200
        self.goes_on = threading.Event()
        self.goes_on.set()
        self._changed = threading.Condition()
        collector = self

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def do_POST(self):
                body = self.rfile.read(int(self.headers["content-length"]))
                assert self.path == "/v1/traces" and self.headers["content-type"] == "application/x-protobuf"
                request = ExportTraceServiceRequest()
                request.ParseFromString(body)
                collector.goes_on.wait(PATIENCE_S)
                if collector.status == 200:
                    with collector._changed:
                        collector.requests.append(request)
                        collector._changed.notify_all()
                answer = ExportTraceServiceResponse().SerializeToString()
                try:
                    self.send_response(collector.status)
                    self.send_header("content-length", str(len(answer)))
                    self.end_headers()
                    self.wfile.write(answer)
                except OSError:
                    pass  # whoever sent it does not wait any more

            def log_message(self, *_):
                pass

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.server.daemon_threads = True
        self.url = f"http://127.0.0.1:{self.server.server_address[1]}"
        threading.Thread(target=self.server.serve_forever, daemon=True).start()

    def spans(self):
        return [
            span
            for request in self.requests
            for resource in request.resource_spans
            for scope in resource.scope_spans
            for span in scope.spans
        ]

    def wait(self, is_enough):
        """The spans, once they are enough."""
        with self._changed:
            there = self._changed.wait_for(lambda: is_enough(self.spans()), PATIENCE_S)
            assert there, [span.name for span in self.spans()]
            return self.spans()

    def stop(self):
        self.goes_on.set()
        self.server.shutdown()
        self.server.server_close()
