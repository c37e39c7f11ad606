"""What is made once and kept in memory for as long as it is true."""

from __future__ import annotations

from collections.abc import Callable, Hashable
from typing import TypeVar, cast
from weakref import WeakKeyDictionary

from sqlalchemy import Connection, Engine
from sqlalchemy.orm import Session

K = TypeVar("K")
V = TypeVar("V")

# A room that is busy has some ten of them for each language that is read in it.
MOST = 1024
_of: WeakKeyDictionary[Engine | Connection, dict[Hashable, tuple[object, object]]] = (
    WeakKeyDictionary()
)


def kept(db: Session, key: Hashable, stamp: object, make: Callable[[], V]) -> V:
    """The value for this key at this stamp, made again at another one; not to be changed.

    Apart for each database. The stamp is compared by value and must be read in this session's own
    transaction (a room's `version`, say): then what was made at the same stamp in another one is
    the same. Of each key only the newest is kept, and the keys that came first make room.
    """
    entries = _of.setdefault(db.get_bind(), {})
    found = entries.get(key)
    if found is not None and found[0] == stamp:
        return cast(V, found[1])
    made = make()
    while len(entries) >= MOST and key not in entries:
        entries.pop(next(iter(entries)), None)
    entries[key] = (stamp, made)
    return made


def kept_in(cache: dict[K, V], key: K, make: Callable[[], V], most: int) -> V:
    """What is in this cache by this key, made if it is not; of more than `most` the oldest goes.

    For what never changes and is nobody's, such as what is made of an edition.
    """
    found = cache.get(key)
    if found is None:
        found = make()
        while len(cache) >= most:
            cache.pop(next(iter(cache), key), None)
        cache[key] = found
    return found


def let_go() -> None:
    """Forget everything that is kept, of whatever database: somebody was erased from it."""
    _of.clear()
