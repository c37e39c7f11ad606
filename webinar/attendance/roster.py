"""The people here now, for hosts: read from the evidence, so that all processes agree."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection
from datetime import datetime, timedelta
from typing import ClassVar, Literal

import msgspec
from msgspec import UNSET, UnsetType
from sqlalchemy import bindparam, case, func, select
from sqlalchemy.orm import Session

from webinar.attendance.actions import close_at_end
from webinar.attendance.models import Interval
from webinar.kit import clock
from webinar.live.lifecycle import on_ended
from webinar.live.presence import SILENT_SECONDS
from webinar.live.registry import Reader, part, topic
from webinar.live.wire import Audience, State
from webinar.permissions import HOST_ROLES, Can, Role, can
from webinar.proxies.queries import gone_out, hall_names, is_counted
from webinar.rooms.models import Member, MemberNumber, Room, RoomState

HERE = timedelta(seconds=SILENT_SECONDS)
LOST = timedelta(seconds=60)

Seen = Literal["here", "lost", "away"]

# Beside the roster, as attendance has no commands, and so no `sockets`.
on_ended(close_at_end)


class PersonView(msgspec.Struct, frozen=True, kw_only=True):
    """One member. `state` is `here`, `lost` (silent or cut off for up to a minute) or `away`.

    Who has gone out of a hall is `away` at once: they have no link that could come back.
    `hall` is there for those who sit in one, without a device of their own.
    """

    member: MemberNumber
    name: str
    language: str
    role: Role
    state: Seen
    hall: str | UnsetType = UNSET


class PeopleView(msgspec.Struct, frozen=True, kw_only=True):
    """The numbers count participants only; `members` lists everybody. `languages`: here, by tag."""

    here: int
    lost: int
    joined: int
    languages: dict[str, int]
    members: list[PersonView]


class RoomPeople(State, frozen=True):
    """Who is here, for hosts only; said when somebody comes, goes or falls silent."""

    name: ClassVar[str] = "room.people"
    audience: ClassVar[Audience] = Audience.HOSTS

    people: PeopleView


@part("people", stamp=None)
def people_part(db: Session, room: Room, reader: Reader) -> PeopleView | None:
    """For hosts. Never kept: a silent person becomes lost without any change."""
    return people(db, room) if can(reader, Can.SEE_PEOPLE) else None


@topic("room.people")
def people_states(db: Session, room: Room, _keys: Collection[str]) -> list[RoomPeople]:
    return [RoomPeople(people=people(db, room))]


def people(db: Session, room: Room) -> PeopleView:
    now = clock.now()
    rows = db.execute(
        select(
            Interval.member_id,
            func.max(Interval.last_heard_at),
            func.max(case((Interval.is_open, 1), else_=0)),
        )
        # A person last heard before that is away, whatever else is known.
        .where(Interval.room_id == room.id, Interval.last_heard_at > now - LOST)
        .group_by(Interval.member_id)
    )
    heard = {member_id: (last, bool(is_open)) for member_id, last, is_open in rows}
    for gone in gone_out(db, room):
        heard.pop(gone, None)
    halls = hall_names(db, room)
    persons = [
        PersonView(
            member=number,
            name=name,
            language=language,
            role=role,
            state=_state(heard.get(member_id), now, is_over=room.state is RoomState.ENDED),
            hall=halls.get(member_id, UNSET),
        )
        for member_id, number, name, language, role in db.execute(_MEMBERS, {"room_id": room.id})
    ]
    counted = [one for one in persons if one.role not in HOST_ROLES]
    return PeopleView(
        here=sum(one.state == "here" for one in counted),
        lost=sum(one.state == "lost" for one in counted),
        joined=len(counted),
        languages=dict(Counter(one.language for one in counted if one.state == "here")),
        members=persons,
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


def participants_here(db: Session, room: Room, at: datetime) -> set[int]:
    """The ids of participants who were here then, or lost for at most a minute."""
    rows = db.scalars(
        select(Interval.member_id)
        .join(Member, Member.id == Interval.member_id)
        .where(
            Interval.room_id == room.id,
            Interval.began_at <= at,
            Interval.last_heard_at > at - LOST,
            Member.role == Role.PARTICIPANT,
            Member.removed_at.is_(None),
            Member.waits_since.is_(None),
            is_counted(),
        )
        .distinct()
    )
    return set(rows)


def _state(heard: tuple[datetime, bool] | None, now: datetime, *, is_over: bool) -> Seen:
    """A finished session has no open intervals, even for people who are still heard."""
    if heard is None:
        return "away"
    last_heard_at, is_open = heard
    if (is_open or is_over) and now - last_heard_at < HERE:
        return "here"
    return "lost" if now - last_heard_at < LOST else "away"
