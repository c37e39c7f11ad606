"""Finds the holders of personal links, which open one person's pages, and limits the tries."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from limits import RateLimitItem, parse
from sqlalchemy.orm import Session

from webinar.kit.errors import Refused
from webinar.kit.web.services import services
from webinar.people.accounts.limits import client_address, limiter

Holder = TypeVar("Holder")

# Only wrong links count, so that a whole station behind one address works on undisturbed.
_WRONG = parse("30 per minute")


def holder_of(
    kind: str, token: str, find: Callable[[Session, str], Holder | None]
) -> Holder | None:
    """Return the holder of this link, if there is one. Refused: `rate`, also for a right link."""
    key = f"{kind}:{client_address()}"
    if not limiter.limiter.test(_WRONG, key):
        raise Refused("rate", retryable=True)
    with services().db.read() as db:
        holder = find(db, token)
    if holder is None:
        limiter.limiter.hit(_WRONG, key)
    return holder


def count_sent(limit: RateLimitItem, key: str) -> None:
    """Count a message sent by a valid link. Refused: `rate`."""
    if not limiter.limiter.hit(limit, key):
        raise Refused("rate", retryable=True)
