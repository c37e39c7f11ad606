"""Locks inside libraries that the loop and real threads both take.

A patched lock wakes only waiters in the thread that releases it: when a thread is interrupted
while it holds one, the loop waits for ever, and so do all later waiters. So this module replaces
such locks with the system's own, or makes them unnecessary.
"""

from __future__ import annotations

import itertools
import logging

from sqlalchemy.orm import loading, session

from webinar.kit import concurrency


def share_locks() -> None:
    """Replace or avoid these locks, once, before the first write; plain threads need no change."""
    if concurrency.mode() == "threading":
        return
    # Each session and each result is numbered, also those of writes, which run in a thread.
    # One step of `count` is atomic without a lock.
    session._new_sessionid = itertools.count(1).__next__
    loading._new_runid = itertools.count(1).__next__
    # Libraries ask whether to log in threads, too.
    logging._lock = concurrency.real_lock()  # type: ignore[attr-defined]
    logging.Handler.createLock = _create_lock  # type: ignore[method-assign,assignment]
    for reference in list(logging._handlerList):  # type: ignore[attr-defined]
        handler = reference()
        if handler is not None:
            handler.createLock()


def _create_lock(handler: logging.Handler) -> None:
    handler.lock = concurrency.real_lock()
    # As the original does: a forked process gets a new lock.
    logging._register_at_fork_reinit_lock(handler)  # type: ignore[attr-defined]
