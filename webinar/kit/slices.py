"""Pages in slices: between two slices of a page, the loop serves all connections.

Pages are read and rendered on the loop. Once a slice is over, a page pauses: before its next
statement, after the next piece of its template, or between its rows. It still reads one state of
the database, because its transaction goes on. What it keeps in memory may change at a pause, as it
may where a page waits for a database server.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any, TypeVar

from webinar.kit import concurrency

T = TypeVar("T")
View = TypeVar("View", bound=Callable[..., Any])

SLICE_SECONDS = 0.0005
# Each page in slices has a connection or two to the database; the pool has more, for others.
PAGES_AT_ONCE = 3
# A page that gets no place within this time is refused: whoever asked has given up, or will.
LONGEST_WAIT_SECONDS = 20.0
# A page pauses at most this long for changes, so that it is answered although people vote steadily.
PATIENCE_SECONDS = 0.02
LOOK_SECONDS = 0.001

_turns = concurrency.Turns()
_places = threading.BoundedSemaphore(PAGES_AT_ONCE)
_changes_in_writing = 0


class _Slice:
    """When the present slice of a page began."""

    def __init__(self) -> None:
        self.began = time.perf_counter()


_current: ContextVar[_Slice | None] = ContextVar("slice", default=None)


class NoPlace(Exception):  # noqa: N818  no failure: the pages before this one go on
    """No place for another page became free in time."""


def in_one_piece(view: View) -> View:
    """Declare that a view on the live path, which many open at one moment, never gives way.

    All other pages are in slices: such a view waits for no place behind them, and must be cheap.
    Decorators that wrap the view may stand above.
    """
    view.is_in_one_piece = True  # type: ignore[attr-defined]
    return view


def is_in_one_piece(view: Callable[..., Any] | None) -> bool:
    return getattr(view, "is_in_one_piece", False)


@contextmanager
def cutting() -> Iterator[None]:
    """Let the work of the block pause. The block begins once few other pages are in slices.

    It must hold no lock of the system while it reads or renders. With threads, the block runs at
    once: the system lets others run by itself. Raises `NoPlace` after `LONGEST_WAIT_SECONDS`.
    """
    if concurrency.mode() != "eventlet":
        yield
        return
    if not _places.acquire(timeout=LONGEST_WAIT_SECONDS):
        raise NoPlace
    token = _current.set(_Slice())
    try:
        yield
    finally:
        _current.reset(token)
        _places.release()


@contextmanager
def writing() -> Iterator[None]:
    """Write a change in the block: pages pause meanwhile, as the writing thread needs Python."""
    global _changes_in_writing
    _changes_in_writing += 1
    try:
        yield
    finally:
        _changes_in_writing -= 1


def is_cutting() -> bool:
    """Whether the calling code belongs to a page in slices."""
    return _current.get() is not None


def pause() -> None:
    """End the slice if it has lasted long enough; otherwise, or in other code, do nothing."""
    current = _current.get()
    if current is not None and time.perf_counter() - current.began >= SLICE_SECONDS:
        _give_way()
        current.began = time.perf_counter()


def pausing(pieces: Iterable[T]) -> Iterator[T]:
    """Yield the same pieces, and pause after each."""
    for piece in pieces:
        yield piece
        pause()


def _give_way() -> None:
    """Let the loop serve all connections, and let changes that are being written get on."""
    deadline = time.perf_counter() + PATIENCE_SECONDS
    while _changes_in_writing and time.perf_counter() < deadline:
        concurrency.sleep(LOOK_SECONDS)
    _turns.give_way()
