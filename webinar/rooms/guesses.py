"""Guessing of codes: wrong ones are counted, and who sends many is told nothing for a while.

Right codes are free: a whole station joins from behind one address.
"""

from __future__ import annotations

from collections.abc import Iterator

from limits import RateLimitItem, parse

from webinar.accounts.limits import client_address, limiter
from webinar.errors import Refused

_OF_ONE_ADDRESS = (parse("10 per minute"), parse("60 per hour"))
_OF_ALL_TOGETHER = parse("600 per minute")


def check() -> None:
    """Refused: `rate`, when this address, or all together, guessed wrong too often just now.

    To be asked before a code is looked up, so that a right one gives itself away to nobody either.
    """
    if are_too_many():
        raise Refused("rate", retryable=True)


def are_too_many() -> bool:
    """Whether this address, or all together, guessed wrong too often just now."""
    return not all(limiter.limiter.test(limit, key) for limit, key in _limits())


def count() -> None:
    """Count one wrong code."""
    for limit, key in _limits():
        limiter.limiter.hit(limit, key)


def _limits() -> Iterator[tuple[RateLimitItem, str]]:
    who = client_address()
    for limit in _OF_ONE_ADDRESS:
        yield limit, f"join:{who}"
    yield _OF_ALL_TOGETHER, "join:all"
