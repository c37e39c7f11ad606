"""Waiting for a condition, with a deadline: the only place of these tests that sleeps."""

import time


def until(condition, seconds=10, what="it did not happen"):
    """What `condition()` returns once it is true."""
    deadline = time.monotonic() + seconds
    while not (found := condition()):
        assert time.monotonic() < deadline, f"{what} within {seconds} s"
        time.sleep(0.02)
    return found
