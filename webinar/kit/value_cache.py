"""Values that are computed once and cached in memory for as long as they are true."""

from __future__ import annotations

from collections.abc import Callable, Hashable
from typing import TypeVar, cast
from weakref import WeakKeyDictionary

from sqlalchemy import Engine
from sqlalchemy.orm import Session

K = TypeVar("K")
V = TypeVar("V")

# A busy room has about ten values for each language that is read in it.
MOST = 1024
_entries_of: WeakKeyDictionary[Engine, dict[Hashable, tuple[object, object]]] = WeakKeyDictionary()


def cached_value(db: Session, key: Hashable, stamp: object, make: Callable[[], V]) -> V:
    """Return the value for this key, made again if the stamp has changed. Do not modify it.

    Each database has its own values. The stamp is compared by value and must be read in this
    session's own transaction (a room's `version`, say): then a value made at the same stamp in
    another one is the same. Only the newest value of a key is kept, and the oldest keys make room.
    """
    entries = _entries_of.setdefault(db.get_bind().engine, {})
    entry = entries.get(key)
    if entry is not None and entry[0] == stamp:
        return cast(V, entry[1])
    value = make()
    while len(entries) >= MOST and key not in entries:
        entries.pop(next(iter(entries)), None)
    entries[key] = (stamp, value)
    return value


def cached_in(cache: dict[K, V], key: K, make: Callable[[], V], most: int) -> V:
    """The cache's value for this key, made if it is missing; beyond `most` values the oldest goes.

    For values that never change and belong to no person, such as those made of an edition.
    """
    value = cache.get(key)
    if value is None:
        value = make()
        while len(cache) >= most:
            cache.pop(next(iter(cache), key), None)
        cache[key] = value
    return value


def forget_values() -> None:
    """Forget the cached values of all databases, because a person was erased from one of them."""
    _entries_of.clear()
