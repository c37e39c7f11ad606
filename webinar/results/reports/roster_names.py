"""The roster's names of the session's members. Reads only."""

from __future__ import annotations

from collections.abc import Mapping

from sqlalchemy import select
from sqlalchemy.orm import Session

from webinar.kit.loop_turns import in_turns
from webinar.room.cohorts.models import Match, Person
from webinar.room.rooms.models import Member, Room


def roster_names(db: Session, room: Room) -> Mapping[int, str]:
    """Return the roster's names by member number; members not on the roster have no entry."""
    rows = db.execute(
        select(Member.number, Person.name)
        .join(Match, Match.member_id == Member.id)
        .join(Person, Person.id == Match.person_id)
        .where(Match.room_id == room.id)
    )
    return {number: name for number, name in in_turns(rows)}
