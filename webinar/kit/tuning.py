"""Settings of Python itself that keep waits short."""

from __future__ import annotations

import gc
import sys

COLLECTOR_THRESHOLDS = (5_000, 10, 10)
SWITCH_SECONDS = 0.0005


def tune_interpreter() -> None:
    """Tune a process that is about to serve, once everything that it needs is loaded.

    Objects that exist when serving begins stay, so the collector need not visit them, not even
    once: of 240,000 it would free 400, in 0.2 s. After that it runs less often: nearly all garbage
    of a request is freed without it, while each full run stops all clients for a time that grows
    with the number of objects.

    A batch is written in a thread. By default that thread gives the loop its turn back 5 ms after
    the loop asks, and the loop asks after each system call.
    """
    sys.setswitchinterval(SWITCH_SECONDS)
    gc.freeze()
    gc.set_threshold(*COLLECTOR_THRESHOLDS)
    # wsgi.py switches it off for the start.
    gc.enable()
