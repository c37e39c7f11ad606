"""Guessing of codes: wrong ones are counted, and who sends many is told nothing for a while.

Right codes are free: a whole station joins from behind one address.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TypeVar

from flask import abort
from limits import RateLimitItem, parse

from webinar.accounts.limits import client_address, limiter
from webinar.errors import Refused

T = TypeVar("T")

_OF_ONE_ADDRESS = (parse("10 per minute"), parse("60 per hour"))
_OF_ALL_TOGETHER = parse("600 per minute")


class Guesses:
    """Those at one kind of code, counted apart: who checks a pile of papers may still join."""

    def __init__(self, of: str) -> None:
        self._of = of

    def check(self) -> None:
        """Refused: `rate`, when this address, or all together, guessed wrong too often just now.

        To be asked before a code is looked up, so that a right one gives itself away to nobody.
        """
        if self.are_too_many():
            raise Refused("rate", retryable=True)

    def are_too_many(self) -> bool:
        """Whether this address, or all together, guessed wrong too often just now."""
        return not all(limiter.limiter.test(limit, key) for limit, key in self._limits())

    def count(self) -> None:
        """Count one wrong code."""
        for limit, key in self._limits():
            limiter.limiter.hit(limit, key)

    def found_or_404(self, found: T | None, is_known: Callable[[], bool]) -> T:
        """What a code led to. Wrong ones are counted, and do not matter to those whom we know.

        Refused: `rate`, also for a right code, when there were too many wrong ones.
        """
        # Who it is that asks is only looked up where it makes a difference.
        if self.are_too_many() and not is_known():
            self.check()
        if found is None:
            self.count()
            abort(404)
        return found

    def _limits(self) -> Iterator[tuple[RateLimitItem, str]]:
        who = client_address()
        for limit in _OF_ONE_ADDRESS:
            yield limit, f"{self._of}:{who}"
        yield _OF_ALL_TOGETHER, f"{self._of}:all"


at_sessions = Guesses("join")
at_certificates = Guesses("certificate")
