"""What is made once and kept in memory for as long as it is true, apart for each database."""

from __future__ import annotations

from collections.abc import Callable, Hashable
from typing import TypeVar, cast
from weakref import WeakKeyDictionary

from sqlalchemy import Connection, Engine
from sqlalchemy.orm import Session

V = TypeVar("V")

# A room that is busy has some ten of them for each language that is read in it.
MOST = 1024
_of: WeakKeyDictionary[Engine | Connection, dict[Hashable, tuple[object, object]]] = (
    WeakKeyDictionary()
)


def kept(db: Session, key: Hashable, stamp: object, make: Callable[[], V]) -> V:
    """What was made for this key at this stamp, made anew at another one; not to be changed.

    The stamp is compared by value and must be read in this session's own transaction (a room's
    `version`, say): then what was made at the same stamp in another one is the same. Of each key
    only the newest is kept, and the keys that came first make room.
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


def let_go() -> None:
    """Forget everything that is kept, of whatever database: somebody was erased from it."""
    _of.clear()
