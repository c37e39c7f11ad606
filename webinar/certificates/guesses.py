"""Guessing of certificates' codes: wrong ones are counted, right ones are free.

Apart from guesses at sessions: an office that checks a pile of papers must not keep others from
joining.
"""

from __future__ import annotations

from collections.abc import Iterator

from limits import RateLimitItem, parse

from webinar.accounts.limits import client_address, limiter
from webinar.errors import Refused

_OF_ONE_ADDRESS = (parse("10 per minute"), parse("60 per hour"))
_OF_ALL_TOGETHER = parse("600 per minute")


def check() -> None:
    """To be asked before a code is looked up. Refused: `rate`."""
    if not all(limiter.limiter.test(limit, key) for limit, key in _limits()):
        raise Refused("rate", retryable=True)


def count() -> None:
    """Count one wrong code."""
    for limit, key in _limits():
        limiter.limiter.hit(limit, key)


def _limits() -> Iterator[tuple[RateLimitItem, str]]:
    who = client_address()
    for limit in _OF_ONE_ADDRESS:
        yield limit, f"certificate:{who}"
    yield _OF_ALL_TOGETHER, "certificate:all"
