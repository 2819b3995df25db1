"""A tool that says what it is asked with, as JSON; over a WebSocket first that, then an echo.

Prints its port. It plays a notebook or a dashboard in the checks.
"""

import contextlib
import json

from websockets.exceptions import ConnectionClosed
from websockets.http11 import Response
from websockets.sync.server import serve


def told(request):
    """Everything that says who asks, as it came."""
    return json.dumps({"path": request.path, "headers": [list(pair) for pair in request.headers.raw_items()]})


def page(connection, request) -> Response | None:
    if request.path.startswith("/refuses"):
        return connection.respond(403, "not here")
    if "upgrade" in request.headers:
        return None
    return connection.respond(200, told(request))


def echo(connection):
    with contextlib.suppress(ConnectionClosed):
        connection.send(told(connection.request))
        for message in connection:
            connection.send(message)


if __name__ == "__main__":
    with serve(echo, "127.0.0.1", 0, process_request=page) as server:
        print(server.socket.getsockname()[1], flush=True)
        server.serve_forever()
