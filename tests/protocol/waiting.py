"""Waiting for a condition, with a deadline: the only place of these tests that sleeps."""

import time

# Seconds for what happens at once. A machine may stand still for some of them, and what does not
# happen at all may be noticed late.
PATIENCE = 60


def until(condition, seconds=PATIENCE, what="it did not happen"):
    """What `condition()` returns once it is true."""
    deadline = time.monotonic() + seconds
    while not (found := condition()):
        assert time.monotonic() < deadline, f"{what} within {seconds} s"
        time.sleep(0.02)
    return found
