"""Waiting for a condition, with a deadline: the only place in these tests that sleeps."""

import time

# Seconds to wait for something immediate. A machine may stall for some of them, and noticing late
# that it never happens does no harm.
PATIENCE = 60


def until(condition, seconds=PATIENCE, what="it did not happen"):
    """What `condition()` returns once it is true."""
    deadline = time.monotonic() + seconds
    while not (found := condition()):
        assert time.monotonic() < deadline, f"{what} within {seconds} s"
        time.sleep(0.02)
    return found
