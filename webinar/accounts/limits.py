"""How often something may fail before it gets slow: the server's limiter and the sign-in's limits.

Only failures count, so that a whole police station behind one address signs in undisturbed. And
nobody is ever locked out: whoever knows an e-mail address could lock its owner out by guessing.
After five failures an account merely gets slower, and a sign-in link always works.
"""

from __future__ import annotations

import ipaddress
import math
import time

from flask import request
from flask_limiter import Limiter
from limits import RateLimitItem, parse

from webinar.errors import Refused
from webinar.tokens import token_hash


def client_address() -> str:
    """Who is asking, as a limit sees it: an IPv6 customer has a whole /64 to ask from."""
    try:
        address = ipaddress.ip_address(request.remote_addr or "")
    except ValueError:
        return "unknown"
    if address.version == 4:
        return str(address)
    return str(ipaddress.ip_network((address, 64), strict=False))


limiter = Limiter(
    key_func=client_address,
    strategy="moving-window",
    storage_uri="memory://",
    headers_enabled=False,
)

PER_ADDRESS = parse("30 per minute")
# Within the first figure an account fails freely; beyond it, as often as the second allows.
PER_ACCOUNT = (
    (parse("5 per 15 minutes"), parse("1 per minute")),
    (parse("20 per hour"), parse("1 per 5 minutes")),
    (parse("60 per day"), parse("1 per 15 minutes")),
)


class SlowDown(Refused):
    """Too many failures: the same request may succeed after `seconds`."""

    def __init__(self, seconds: int) -> None:
        super().__init__("slow_down", retryable=True)
        self.seconds = seconds


def check_failures(account: str) -> None:
    """Raise `SlowDown` if this account, or the asking address, failed too often just now."""
    if not limiter.limiter.test(PER_ADDRESS, client_address()):
        raise SlowDown(seconds_left(PER_ADDRESS, client_address()))
    key = _key(account)
    for free, slow in PER_ACCOUNT:
        if not limiter.limiter.test(free, key) and not limiter.limiter.test(slow, key):
            raise SlowDown(seconds_left(slow, key))


def count_failure(account: str) -> None:
    """Count one failure against the account, known or not, and the asking address."""
    limiter.limiter.hit(PER_ADDRESS, client_address())
    for free, slow in PER_ACCOUNT:
        limiter.limiter.hit(free, _key(account))
        limiter.limiter.hit(slow, _key(account))


def _key(account: str) -> str:
    # Hashed: the limiter's store is no place for e-mail addresses, nor for ones of any length.
    return token_hash(account)


def seconds_left(item: RateLimitItem, key: str) -> int:
    ends = limiter.limiter.get_window_stats(item, key).reset_time
    return max(1, math.ceil(ends - time.time()))
