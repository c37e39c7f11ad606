"""Counts wrong codes; an address that sends many of them gets no answers for a while.

Right codes do not count: a whole station joins from behind one address. Wrong codes from all
addresses together refuse nobody, or an attacker with enough addresses could shut everybody out.
Beyond their limit, answers only take longer, also to right codes, so that a wait reveals nothing.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from functools import cache
from typing import TypeVar

from flask import Flask, Response, abort, g
from limits import RateLimitItem, RateLimitItemPerHour, RateLimitItemPerMinute

from webinar.kit import concurrency
from webinar.kit.errors import Refused
from webinar.people.accounts.limits import client_networks, limiter

T = TypeVar("T")

# Wrong codes of one address; for an IPv6 network, multiplied as `client_networks` says.
_PER_MINUTE, _PER_HOUR = 10, 60
# There are 30**8 codes: at this rate, with 100 sessions, a guess hits one code in two years.
_OF_ALL_TOGETHER = RateLimitItemPerMinute(6000)
# How long an answer waits beyond that rate, and how many may wait at once, each in a thread or
# greenlet.
WAIT_SECONDS = 2.0
_WAITING = 100
_places = threading.BoundedSemaphore(_WAITING)


class Guesses:
    """Guesses at one kind of code, counted apart: checkers of certificates may still join."""

    def __init__(self, kind: str) -> None:
        self._kind = kind

    def check(self) -> None:
        """Refused: `rate`, when this address guessed wrong too often just now.

        Call this before a code is looked up, so that the answer does not reveal a right code.
        """
        if self.are_too_many():
            raise Refused("rate", retryable=True)
        if not limiter.limiter.test(_OF_ALL_TOGETHER, self._all):
            _let_wait()

    def are_too_many(self) -> bool:
        """Whether this address guessed wrong too often just now."""
        return not all(limiter.limiter.test(limit, key) for limit, key in self._limits())

    def count(self) -> None:
        """Count one wrong code."""
        for limit, key in self._limits():
            limiter.limiter.hit(limit, key)
        limiter.limiter.hit(_OF_ALL_TOGETHER, self._all)

    def found_or_404(self, target: T | None, is_known: Callable[[], bool]) -> T:
        """Return the object that a code led to; if there is none, count the guess and answer 404.

        Wrong guesses of others do not affect people whom we know.
        Refused: `rate`, also for a right code, when there were too many wrong guesses.
        """
        # Look up whether we know the visitor only if it makes a difference.
        is_closed = self.are_too_many() or not limiter.limiter.test(_OF_ALL_TOGETHER, self._all)
        if is_closed and not is_known():
            self.check()
        if target is None:
            self.count()
            abort(404)
        return target

    @property
    def _all(self) -> str:
        return f"{self._kind}:all"

    def _limits(self) -> Iterator[tuple[RateLimitItem, str]]:
        for network, factor in client_networks():
            key = f"{self._kind}:{network}"
            for limit in _limits_of(factor):
                yield limit, key


@cache
def _limits_of(factor: int) -> tuple[RateLimitItem, RateLimitItem]:
    # Nearly every page of a session asks for these.
    return RateLimitItemPerMinute(_PER_MINUTE * factor), RateLimitItemPerHour(_PER_HOUR * factor)


def init_guesses(app: Flask) -> None:
    """Delay the marked answers, once their views have released the database."""

    @app.after_request
    def wait(response: Response) -> Response:
        if "waits" in g:
            concurrency.sleep(WAIT_SECONDS)
        return response

    @app.teardown_request
    def leave(_error: BaseException | None) -> None:
        if g.pop("waits", False):
            _places.release()


def _let_wait() -> None:
    if "waits" in g:
        return
    if not _places.acquire(blocking=False):
        raise Refused("rate", retryable=True)
    g.waits = True


at_sessions = Guesses("join")
at_certificates = Guesses("certificate")
