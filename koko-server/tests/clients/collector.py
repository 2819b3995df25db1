"""A collector of traces: takes OTLP over HTTP, and reads it with OpenTelemetry's own messages."""

import threading

from listening import Listening
from opentelemetry.proto.collector.trace.v1.trace_service_pb2 import (
    ExportTraceServiceRequest,
    ExportTraceServiceResponse,
)
from patience import PATIENCE_S


class Collector(Listening):
    """Keeps what it is sent; answers with a status, after a while if it is told to."""

    def __init__(self):
        self.requests = []
        self.status = 200
        self.goes_on = threading.Event()
        self.goes_on.set()
        super().__init__()
        self.url = f"http://127.0.0.1:{self.port}"

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
        super().stop()

    def _hear(self, path, headers, body):
        assert path == "/v1/traces" and headers["content-type"] == "application/x-protobuf"
        request = ExportTraceServiceRequest()
        request.ParseFromString(body)
        self.goes_on.wait(PATIENCE_S)
        if self.status == 200:
            with self._changed:
                self.requests.append(request)
                self._changed.notify_all()
        return self.status, {}, ExportTraceServiceResponse().SerializeToString()
