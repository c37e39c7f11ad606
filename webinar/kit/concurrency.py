"""The only place that knows the async mode: sleep, spawn, locks, waiting, work off the loop.

Everything else uses these and the standard library, so that leaving eventlet is a setting.
wsgi.py patches the standard library before anything here is imported.
"""

from __future__ import annotations

import select
import sys
import threading
import time
from collections import deque
from collections.abc import Callable
from typing import Any, Literal, ParamSpec, TypeVar

P = ParamSpec("P")
T = TypeVar("T")

Mode = Literal["eventlet", "threading"]


def mode() -> Mode:
    """The async mode of this process: what wsgi.py patched for, else plain threads."""
    patcher = sys.modules.get("eventlet.patcher")
    return (
        "eventlet" if patcher is not None and patcher.is_monkey_patched("thread") else "threading"
    )


def sleep(seconds: float) -> None:
    """Let others run for at least this long (patched under eventlet)."""
    time.sleep(seconds)


def spawn(work: Callable[..., Any], *arguments: Any) -> None:
    """Run in the background, without holding up the end of the process.

    May be called from the loop itself, where a patched thread may not be started.
    """
    if mode() == "eventlet":
        from eventlet import spawn_n

        spawn_n(work, *arguments)
        return
    threading.Thread(target=work, args=arguments, daemon=True).start()


def lock() -> threading.Lock:
    """A lock that lets others run while one waits for it."""
    return threading.Lock()


def real_lock() -> Any:
    """A lock of the system, re-entrant, that real threads and the loop may both wait for.

    Only for what never yields while it is held: the loop stands still meanwhile.
    """
    if mode() == "eventlet":
        from eventlet.patcher import original

        return original("threading").RLock()
    return threading.RLock()


def wait_for(fileno: int, *, writing: bool, seconds: float) -> None:
    """Wait until a socket can be read, or written to. Raises `TimeoutError` after this time."""
    if mode() == "eventlet":
        from eventlet.hubs import trampoline

        trampoline(
            fileno, read=not writing, write=writing, timeout=seconds, timeout_exc=TimeoutError
        )
        return
    ready = select.poll()
    ready.register(fileno, select.POLLOUT if writing else select.POLLIN)
    if not ready.poll(seconds * 1000):
        raise TimeoutError


class Turns:
    """Turns to begin work, one at a time: before the next, the loop serves all connections.

    Many that begin at once and do not wait for anything would keep the loop until the last is done.
    """

    def __init__(self) -> None:
        self._waiting: deque[Any] = deque()
        self._is_taken = False

    def take(self) -> None:
        """Wait until the caller may begin, in the order of coming.

        With threads that is now: there the system sees to it that everybody gets on.
        """
        if mode() != "eventlet":
            return
        from eventlet import event, hubs

        if self._is_taken:
            may_begin = event.Event()
            self._waiting.append(may_begin)
            may_begin.wait()
        else:
            self._is_taken = True
            hubs.get_hub().schedule_call_global(0, self._next)

    def _next(self) -> None:
        """Let the next begin; called in the loop itself, once it has gone round."""
        from eventlet import hubs

        if self._waiting:
            hubs.get_hub().schedule_call_global(0, self._next)
            self._waiting.popleft().send()
        else:
            self._is_taken = False


def offload(work: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> T:
    """Run blocking work in a real thread while the loop goes on, and wait for its result.

    The work must not use locks, queues or sockets of the patched standard library. The locks
    that libraries take by themselves are in shared_locks.py.
    """
    if mode() == "eventlet":
        from eventlet import tpool

        result: T = tpool.execute(work, *args, **kwargs)
        return result
    return work(*args, **kwargs)
