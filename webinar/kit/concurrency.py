"""The only place that knows the async mode: sleep, spawn, locks, waiting, work off the loop.

Everything else uses these and the standard library, so that leaving eventlet is a setting.
wsgi.py patches the standard library before anything here is imported.
"""

from __future__ import annotations

import select
import socket
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
    """The async mode of this process: eventlet if wsgi.py patched for it, else plain threads."""
    patcher = sys.modules.get("eventlet.patcher")
    return (
        "eventlet" if patcher is not None and patcher.is_monkey_patched("thread") else "threading"
    )


def sleep(seconds: float) -> None:
    """Let other tasks run for at least this long (patched under eventlet)."""
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
    """A lock whose waiters let other tasks run."""
    return threading.Lock()


def bell() -> threading.Event:
    """A flag that a task can wait for, up to a number of seconds, while other tasks run."""
    return threading.Event()


def real_lock() -> Any:
    """Return a re-entrant lock of the system that real threads and the loop may both wait for.

    Code that holds it must never yield: the loop stands still while it waits.
    """
    if mode() == "eventlet":
        from eventlet.patcher import original

        return original("threading").RLock()
    return threading.RLock()


def wait_for(fileno: int, *, writing: bool, seconds: float) -> None:
    """Wait until a socket can be read, or written to. Raises `TimeoutError` after `seconds`."""
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


# For so many turns of callers in haste, one of the others begins.
HASTY_TURNS = 8


class Turns:
    """Turns to begin work, one at a time: between two turns, the loop serves all connections.

    If many tasks begin at once and never wait, they keep the loop until the last one is done.
    """

    def __init__(self) -> None:
        self._waiting: deque[Any] = deque()
        self._hasty: deque[Any] = deque()
        self._hasty_turns = 0
        self._is_taken = False

    def take(self, *, in_haste: bool = False) -> None:
        """Wait until the caller may begin; callers begin in the order they came.

        Callers in haste begin first; after `HASTY_TURNS` of them, one of the others begins.
        With threads, return at once: the system lets all of them run.
        """
        if mode() != "eventlet":
            return
        if self._is_taken:
            self._wait(self._hasty if in_haste else self._waiting)
        else:
            self._schedule()

    def give_way(self) -> None:
        """Let the loop serve all connections; return when the next turn comes.

        With threads, return at once.
        """
        if mode() != "eventlet":
            return
        if not self._is_taken:
            self._schedule()
        self._wait(self._waiting)

    def _wait(self, waiting: deque[Any]) -> None:
        from eventlet import event

        may_go_on = event.Event()
        waiting.append(may_go_on)
        may_go_on.wait()

    def _schedule(self) -> None:
        """Take the turn; the loop begins the next one once it has served all connections."""
        from eventlet import hubs

        self._is_taken = True
        hubs.get_hub().schedule_call_global(0, self._next)

    def _next(self) -> None:
        """Let the next caller begin."""
        is_hasty = self._hasty and (not self._waiting or self._hasty_turns < HASTY_TURNS)
        waiting = self._hasty if is_hasty else self._waiting
        if waiting:
            self._hasty_turns = self._hasty_turns + 1 if is_hasty else 0
            self._schedule()
            waiting.popleft().send()
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


def look_up_in_threads() -> None:
    """Let `getaddrinfo` wait in a real thread, on eventlet's loop, and ask the system.

    Eventlet's own resolver takes 15 MiB and does not ask the system's other sources of names;
    wsgi.py switches it off. Without either, a slow name server would hold all connections.
    """
    from eventlet.green import socket as green_socket
    from eventlet.patcher import original

    system = original("socket")

    def getaddrinfo(*arguments: Any, **options: Any) -> Any:
        return offload(system.getaddrinfo, *arguments, **options)

    # The second one is what `create_connection` of patched sockets calls.
    socket.getaddrinfo = getaddrinfo
    green_socket.getaddrinfo = getaddrinfo
