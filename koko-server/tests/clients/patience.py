"""Waiting for what will be so, and for how long."""

import time

# Longer than anything takes on a machine that does much else.
PATIENCE_S = 60


def wait_until(is_so):
    until = time.monotonic() + PATIENCE_S
    while not is_so():
        assert time.monotonic() < until
        time.sleep(0.1)
