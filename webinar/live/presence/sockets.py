"""The people here now, as a part of the snapshot and as a topic of the pulse."""

from __future__ import annotations

from collections.abc import Collection

from sqlalchemy.orm import Session

from webinar.kit.permissions import Can, can
from webinar.live.presence.actions import close_at_end
from webinar.live.presence.queries import people
from webinar.live.presence.wire import PeopleView, RoomPeople
from webinar.room.engine.lifecycle import on_ended
from webinar.room.engine.registry import Reader, part, topic
from webinar.room.rooms.models import Room

on_ended(close_at_end)


@part("people", stamp=None)
def people_part(db: Session, room: Room, reader: Reader) -> PeopleView | None:
    """Return the people to hosts. Never kept: a silent person becomes lost without any change."""
    return people(db, room) if can(reader, Can.SEE_PEOPLE) else None


@topic("room.people")
def people_states(db: Session, room: Room, _keys: Collection[str]) -> list[RoomPeople]:
    return [RoomPeople(people=people(db, room))]
