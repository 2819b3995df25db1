"""Sessions that end by themselves, in the long form alone: mod_auth_openidc takes no shorter times."""

import time

from test_apache import socket_of

from conftest import LONG, running, wait_until

JSON = {"accept": "application/json"}

if LONG:

    def test_a_session_ends_after_its_time_and_takes_its_websockets_with_it(tmp_path):
        with running(tmp_path, idle_seconds=10, session_seconds=20) as site:
            ines, lena = site.browser(person="ines"), site.browser(person="lena")
            with socket_of(site, ines) as connection:
                connection.recv()
                began = time.monotonic()
                assert connection.ends()
                print(f"a WebSocket that was left alone ended after {time.monotonic() - began:.0f} s")
            assert ines.client.get("/", headers=JSON).status_code == 401
            # Whoever asks nothing is out before that.
            assert lena.client.get("/", headers=JSON).status_code == 401
            ines.arrive("ines")
            wait_until(
                lambda: ines.client.get("/", headers=JSON).status_code == 401, "a busy session ends, too"
            )
