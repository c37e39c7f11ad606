"""Settings of Python itself by which nobody waits for long."""

from __future__ import annotations

import gc
import sys

COLLECTOR_THRESHOLDS = (5_000, 10, 10)
SWITCH_SECONDS = 0.0005


def tune_interpreter() -> None:
    """Tune a process that is about to serve, once everything that it needs is loaded.

    Objects there when serving begins stay: the collector need not look at them again and again. And
    it looks less often: nearly all that a request leaves behind is freed without it, while each of
    its looks at everything stops all clients for as long as there are objects.

    A batch is written in a thread. By default the loop gets its turn back from it 5 ms after it
    asks, which it does after each call of the system.
    """
    sys.setswitchinterval(SWITCH_SECONDS)
    gc.collect()
    gc.freeze()
    gc.set_threshold(*COLLECTOR_THRESHOLDS)
