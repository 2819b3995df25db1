"""Waiting for what will be so, and for how long."""

import time

# Longer than anything takes on a machine that does much else.
PATIENCE_S = 60


def wait_until(is_true, what, seconds=PATIENCE_S):
    """What is true in the end. Looks again and again; `what` is, or tells, what did not come true."""
    end = time.monotonic() + seconds
    while not (found := is_true()):
        assert time.monotonic() < end, f"waited {seconds} s: {what() if callable(what) else what}"
        time.sleep(0.02)
    return found
