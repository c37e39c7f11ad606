"""The limits on repeated failures: the server's limiter and the sign-in's limits.

Only failures count, so that a whole police station behind one address signs in undisturbed. And an
attacker who knows an e-mail address cannot lock its owner out by guessing. After five failures, an
account gets slower for the address that they came from; it gets slower for everybody only after
many more, and even then not for a browser where it signed in before (`devices`). A sign-in link
always works.
"""

from __future__ import annotations

import ipaddress
import math
import threading
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager

from flask import request
from flask_limiter import Limiter
from limits import RateLimitItem, parse

from webinar.kit.errors import Refused
from webinar.kit.networks import customer_of
from webinar.kit.tokens import token_hash


def client_address() -> str:
    """Return the client as a limit counts it: an IPv6 customer has a whole /64 of addresses."""
    return customer_of(request.remote_addr or "")


def client_networks() -> list[tuple[str, int]]:
    """Return the networks of the asking address, each with its factor on the limit of one address.

    The renter of a server has a /64 of IPv6, a customer of many providers a /56, and a /48 is given
    to anybody who asks for one. IPv4 addresses cost money, and many share one.
    """
    address = client_address()
    if ":" not in address:
        return [(address, 1)]
    factors = {56: 4, 48: 16}
    network = ipaddress.IPv6Network(address)
    return [
        (address, 1),
        *((str(network.supernet(new_prefix=prefix)), factors[prefix]) for prefix in factors),
    ]


limiter = Limiter(
    key_func=client_address,
    strategy="moving-window",
    storage_uri="memory://",
    headers_enabled=False,
)

PER_ADDRESS = parse("30 per minute")
# Up to the first figure, failures have no effect; beyond it, the second figure limits tries. This
# is for one account from one address, or from one known browser.
PER_GUESSER = (
    (parse("5 per 15 minutes"), parse("1 per minute")),
    (parse("20 per hour"), parse("1 per 5 minutes")),
    (parse("60 per day"), parse("1 per 15 minutes")),
)
# For one account from all addresses: at most 1,740 tries a day at a password of 12 characters.
PER_ACCOUNT = (
    (parse("100 per hour"), parse("1 per minute")),
    (parse("300 per day"), parse("1 per minute")),
)

# The number of tries under way, by the key that they count for.
_under_way: Counter[str] = Counter()
_lock = threading.Lock()


class SlowDown(Refused):
    """Too many failures: the same request may succeed after `seconds`."""

    def __init__(self, seconds: int) -> None:
        super().__init__("slow_down", retryable=True)
        self.seconds = seconds


@contextmanager
def trying(account: str, device: str = "") -> Iterator[None]:
    """Enclose one try at this account. Raises `SlowDown` if there were too many failures just now.

    Failures count for the asking address, unless `device` names a known browser. A try under way
    counts as a failure, or many tries at once would all begin before the first has failed.
    """
    keys = {key for _item, key in _address_limits(device)}
    keys |= {key for _free, _slow, key in _account_limits(account, device)}
    with _lock:
        _check_failures(account, device)
        _under_way.update(keys)
    try:
        yield
    finally:
        with _lock:
            for key in keys:
                _under_way[key] -= 1
                if not _under_way[key]:
                    del _under_way[key]


def _check_failures(account: str, device: str) -> None:
    for item, key in _address_limits(device):
        if not _has_room(item, key):
            raise SlowDown(seconds_left(item, key))
    for free, slow, key in _account_limits(account, device):
        if not _has_room(free, key) and not _has_room(slow, key):
            raise SlowDown(seconds_left(slow, key))


def _has_room(item: RateLimitItem, key: str) -> bool:
    return limiter.limiter.test(item, key, cost=1 + _under_way[key])


def count_failure(account: str, device: str = "") -> None:
    """Count one failure at the account, known or not."""
    for item, key in _address_limits(device):
        limiter.limiter.hit(item, key)
    for free, slow, key in _account_limits(account, device):
        limiter.limiter.hit(free, key)
        limiter.limiter.hit(slow, key)


def _address_limits(device: str) -> Iterator[tuple[RateLimitItem, str]]:
    if not device:
        yield PER_ADDRESS, client_address()


def _account_limits(
    account: str, device: str
) -> Iterator[tuple[RateLimitItem, RateLimitItem, str]]:
    # Hashed, because the limiter must not store e-mail addresses, nor texts of any length.
    guesser = f"device {device}" if device else f"address {client_address()}"
    for free, slow in PER_GUESSER:
        yield free, slow, token_hash(f"{guesser} {account}")
    if not device:
        for free, slow in PER_ACCOUNT:
            yield free, slow, token_hash(account)


def seconds_left(item: RateLimitItem, key: str) -> int:
    reset_time = limiter.limiter.get_window_stats(item, key).reset_time
    return max(1, math.ceil(reset_time - time.time()))
