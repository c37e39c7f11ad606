"""Waiting for a condition, with a deadline: the only place in these tests that sleeps."""

import time

# Seconds to wait for something immediate. A machine may stall for some of them, and noticing late
# that it never happens does no harm.
PATIENCE_S = 60


def until(condition, seconds=PATIENCE_S, problem="it did not happen"):
    """Wait until `condition()` is true, and return its result."""
    deadline = time.monotonic() + seconds
    while not (result := condition()):
        assert time.monotonic() < deadline, f"{problem} within {seconds} s"
        time.sleep(0.02)
    return result
