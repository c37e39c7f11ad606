"""Raises and stores a room's row in a batch, without the ORM if the cache has the row."""

from __future__ import annotations

from sqlalchemy import bindparam, inspect, update
from sqlalchemy.exc import NoResultFound
from sqlalchemy.orm import Session
from sqlalchemy.orm.attributes import set_committed_value

from webinar.kit.db import table_of
from webinar.kit.ready_statements import ReadyStatement, connection_of
from webinar.room.engine.cache import CacheEntry
from webinar.room.engine.change import Change
from webinar.room.rooms.models import Room

_ROOMS = table_of(Room)
_RAISE_AND_READ = (
    update(Room)
    .where(Room.id == bindparam("room_id"))
    .values(version=Room.version + 1)
    .returning(Room)
    .execution_options(synchronize_session=False)
)
_RAISE = ReadyStatement(
    lambda _dialect: (
        update(_ROOMS)
        .where(_ROOMS.c.id == bindparam("room_id"))
        .values(version=_ROOMS.c.version + 1)
        .returning(_ROOMS.c.version)
    )
)
# What a slide move changes; batches that change anything else are stored by the ORM.
_STORED = ("version", "said_everyone", "said_hosts", "slide", "revealed")
_STORE = ReadyStatement(
    lambda _dialect: (
        update(_ROOMS)
        .where(_ROOMS.c.id == bindparam("room_id"))
        .values({name: bindparam(f"new_{name}") for name in _STORED})
    )
)


def raise_version(db: Session, room_id: int, entry: CacheEntry | None) -> tuple[Room, bool]:
    """Raise the room's version; return the room, and whether it is in no session yet.

    Its row is read only if the cache is outdated. The room is taken out of `entry`: if the batch
    fails, nobody may use it again.
    """
    if entry is None or entry.room is None:
        return db.scalars(_RAISE_AND_READ, {"room_id": room_id}).one(), False
    room, entry.room = entry.room, None
    rows = _RAISE.run(connection_of(db), room_id=room_id)
    if not rows:
        raise NoResultFound
    [(version,)] = rows
    if entry.version != version - 1:
        return db.get_one(Room, room_id), False
    set_committed_value(room, "version", version)
    return room, True


def store(change: Change) -> None:
    """Store what the batch changed in the room's row: in one statement, if the ORM is not in use.

    Otherwise the ORM stores it at the commit.
    """
    if not change.is_detached:
        return
    room = change.room
    changed = inspect(room).committed_state.keys()
    if not changed:
        return
    if not changed <= set(_STORED):
        change.attach()
        return
    values = {name: getattr(room, name) for name in _STORED}
    stored = {f"new_{name}": value for name, value in values.items()}
    _STORE.run(change.connection, room_id=room.id, **stored)
    for name, value in values.items():
        set_committed_value(room, name, value)
