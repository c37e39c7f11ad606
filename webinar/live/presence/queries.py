"""The people here now, for hosts: read from stored evidence, so that all processes agree."""

from __future__ import annotations

from collections import Counter
from datetime import datetime, timedelta

from msgspec import UNSET
from sqlalchemy import bindparam, case, func, select
from sqlalchemy.orm import Session

from webinar.kit import clock
from webinar.kit.permissions import HOST_ROLES
from webinar.live.presence.wire import PeopleView, PersonView, Seen
from webinar.live.proxies.queries import departed_members, hall_names
from webinar.room.engine.models import Interval
from webinar.room.engine.presence import LOST_SECONDS
from webinar.room.engine.stays import SILENT_SECONDS
from webinar.room.rooms.models import Member, Room, RoomState
from webinar.room.rooms.queries import is_counted

# How long after they were last heard people count as here, or as lost.
HERE = timedelta(seconds=SILENT_SECONDS)
LOST = timedelta(seconds=LOST_SECONDS)


def people(db: Session, room: Room) -> PeopleView:
    now = clock.now()
    rows = db.execute(
        select(
            Interval.member_id,
            func.max(Interval.last_heard_at),
            func.max(case((Interval.is_open, 1), else_=0)),
        )
        # Anybody last heard before that is away, even if their interval is still open.
        .where(Interval.room_id == room.id, Interval.last_heard_at > now - LOST)
        .group_by(Interval.member_id)
    )
    heard = {member_id: (last, bool(is_open)) for member_id, last, is_open in rows}
    for member_id in departed_members(db, room):
        heard.pop(member_id, None)
    halls = hall_names(db, room)
    views = [
        PersonView(
            member=number,
            name=name,
            language=language,
            role=role,
            state=_state_of(heard.get(member_id), now, is_over=room.state is RoomState.ENDED),
            hall=halls.get(member_id, UNSET),
        )
        for member_id, number, name, language, role in db.execute(_MEMBERS, {"room_id": room.id})
    ]
    participants = [person for person in views if person.role not in HOST_ROLES]
    return PeopleView(
        here=sum(person.state == "here" for person in participants),
        lost=sum(person.state == "lost" for person in participants),
        joined=len(participants),
        languages=dict(
            Counter(person.language for person in participants if person.state == "here")
        ),
        members=views,
    )


# Values rather than objects: with thousands of members, objects would be most of the work.
_MEMBERS = (
    select(Member.id, Member.number, Member.name, Member.language, Member.role)
    .where(
        Member.room_id == bindparam("room_id"),
        Member.removed_at.is_(None),
        Member.waits_since.is_(None),
        is_counted(),
    )
    .order_by(Member.number)
)


def _state_of(heard: tuple[datetime, bool] | None, now: datetime, *, is_over: bool) -> Seen:
    """Return a person's state. If the session `is_over`, it has no open intervals to go by."""
    if heard is None:
        return "away"
    last_heard_at, is_open = heard
    if (is_open or is_over) and now - last_heard_at < HERE:
        return "here"
    return "lost" if now - last_heard_at < LOST else "away"
