"""A Jupyter server behind apache.conf: people are whoever the edge says, and nobody gets in past
it.

Only the edge and socket_guard.py may get to its address. `jupyter server --config
jupyter_server_config.py --port 8888`
"""

import os

from jupyter_server.auth import IdentityProvider, User

c = get_config()  # noqa: F821

HEADER = os.environ.get("EDGE_USER_HEADER", "X-Koko-User")


class Edge(IdentityProvider):
    """Whoever the edge has let in, by the name that it gives them."""

    def get_user(self, handler):
        # More than one, and somebody has come past the edge.
        names = handler.request.headers.get_list(HEADER)
        return User(username=names[0]) if len(names) == 1 and names[0] else None

    @property
    def auth_enabled(self):
        return True


c.ServerApp.identity_provider_class = Edge
c.ServerApp.ip = "127.0.0.1"
c.ServerApp.port_retries = 0
c.ServerApp.open_browser = False
# The name in `Host` is the edge's; Jupyter compares `Origin` with it, too.
c.ServerApp.allow_remote_access = True
c.ServerApp.allow_unauthenticated_access = False
