"""Hashes and checks passwords, off the event loop and a few at a time. No Flask, no database."""

from __future__ import annotations

import threading
import unicodedata
from collections.abc import Callable, Iterable
from typing import TypeVar

from argon2 import PasswordHasher, Type
from argon2.exceptions import InvalidHashError, VerifyMismatchError

from webinar.kit import concurrency
from webinar.kit.errors import Refused
from webinar.people.accounts.guessable_passwords import is_guessable

T = TypeVar("T")

# In characters, after normalisation.
SHORTEST = 12
LONGEST = 128

# argon2id with the least cost that ASVS 5.0 (appendix C) allows: about 25 ms and 19 MiB each.
_hasher = PasswordHasher(time_cost=2, memory_cost=19456, parallelism=1, type=Type.ID)

# The hash, with the settings above, of a password that no account has. Checking it takes as long as
# checking a real one, so that the time of an answer does not reveal whether the account exists.
NOBODY = (
    "$argon2id$v=19$m=19456,t=2,p=1$uZcMbTOEWCWnsEzd0riNzg"
    "$x6BAgtZeFdr/ByO6nUhnvW3QFYYLkSxLx5w/ENYDiiQ"
)

# Failed sign-ins must not take the server's memory and processors (BigBlueButton
# GHSA-rgjp-3r74-g4cm): two run at once, twenty more wait, and the rest must try again later.
_AT_ONCE = 2
_WAITING = 20
_places = threading.BoundedSemaphore(_AT_ONCE + _WAITING)
_turns = threading.BoundedSemaphore(_AT_ONCE)


def check_new_password(password: str, about: Iterable[str] = ()) -> None:
    """Refuse a password that is `password_too_short`, `password_too_long` or `password_guessable`.

    There is no rule of composition (ASVS 5.0, 6.2.5). `about` holds the user's address and name.
    """
    length = len(_normal(password))
    if length < SHORTEST:
        raise Refused("password_too_short")
    if length > LONGEST:
        raise Refused("password_too_long")
    if is_guessable(_normal(password), about):
        raise Refused("password_guessable")


def hash_password(password: str) -> str:
    """Return a hash to store. Raises `Refused("try_again")` when too many wait already."""
    return _in_turn(_hasher.hash, _normal(password))


def is_password(stored: str, password: str) -> bool:
    """Whether this is the password; `stored` is empty if there is no hash to compare with.

    Takes the same time in each case. Raises `Refused("try_again")` when too many wait already.
    """
    # No longer password was ever accepted, and a stranger could make us hash megabytes.
    candidate = _normal(password)[: LONGEST + 1]
    return _in_turn(_matches, stored or NOBODY, candidate) and bool(stored)


def needs_new_hash(stored: str) -> bool:
    """Whether the hash was made with other settings than today's."""
    return _hasher.check_needs_rehash(stored)


def _matches(stored: str, password: str) -> bool:
    try:
        return _hasher.verify(stored, password)
    except (VerifyMismatchError, InvalidHashError):
        return False


def _in_turn(work: Callable[..., T], *arguments: str) -> T:
    if not _places.acquire(blocking=False):
        raise Refused("try_again", retryable=True)
    try:
        with _turns:
            return concurrency.offload(work, *arguments)
    finally:
        _places.release()


def _normal(password: str) -> str:
    """Normalise passwords that look the same: keyboards differ in how they compose й and ё."""
    return unicodedata.normalize("NFKC", password)
