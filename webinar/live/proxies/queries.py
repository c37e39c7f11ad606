"""Reads of halls. Halls are read through their room."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import datetime
from typing import NamedTuple

from sqlalchemy import ColumnElement, Select, bindparam, exists, select
from sqlalchemy.orm import Session

from webinar.kit.errors import Refused
from webinar.kit.permissions import Can, can
from webinar.live.polls.models import Ballot, HandCount, Poll, PollState
from webinar.live.proxies.models import Hall, HallPerson, HallVote
from webinar.room.rooms.models import Member, Room


class Sitter(NamedTuple):
    """A person in a hall: the row of their seat there, and the row of the session's member."""

    person: HallPerson
    member: Member

    @property
    def is_counted_here(self) -> bool:
        """Return whether the person's hand may be counted: they are here, without a phone."""
        return self.person.left_at is None and not self.person.has_device


class Companion(NamedTuple):
    """A member who has been present with the facilitator since the time `since`."""

    facilitator_id: int
    member_id: int
    since: datetime


def halls_of(db: Session, room: Room) -> Sequence[Hall]:
    return db.scalars(select(Hall).filter_by(room_id=room.id).order_by(Hall.number)).all()


def hall_of(db: Session, facilitator: Member) -> Hall | None:
    """Return the hall of which this member is the facilitator."""
    statement = select(Hall).filter_by(room_id=facilitator.room_id, facilitator_id=facilitator.id)
    return db.scalar(statement)


def find_hall(db: Session, room: Room, member: Member, number: int) -> Hall:
    """Return the hall with this number if the member may enter votes for its people.

    Raises `Refused`: `unknown_hall`, or `not_allowed` for another member's hall.
    """
    hall = db.scalar(select(Hall).filter_by(room_id=room.id, number=number))
    may_enter = can(member, Can.ENTER_FOR_OTHERS)
    if not may_enter and (hall is None or hall.facilitator_id != member.id):
        raise Refused("not_allowed")
    if hall is None:
        raise Refused("unknown_hall")
    return hall


def sitters(db: Session, hall: Hall) -> list[Sitter]:
    """Return all people who sit or sat in the hall, in the order of their numbers."""
    rows = db.execute(
        select(HallPerson, Member)
        .join(Member, Member.id == HallPerson.member_id)
        .where(HallPerson.hall_id == hall.id)
        .order_by(Member.number)
    )
    return [Sitter(person, member) for person, member in rows]


def voters_among(db: Session, poll_id: int, members: Collection[int]) -> set[int]:
    """Return the members among these who have cast a ballot in this poll."""
    ballots = select(Ballot.member_id).where(Ballot.poll_id == poll_id)
    return set(db.scalars(ballots.where(Ballot.member_id.in_(members))))


def members_yet_to_vote(db: Session, hall: Hall, poll_id: int) -> set[int]:
    """Return the members in the hall who could still raise a hand: nobody is counted twice."""
    present = {sitter.member.id for sitter in sitters(db, hall) if sitter.is_counted_here}
    return present - voters_among(db, poll_id, present)


def hands_of(db: Session, hall: Hall) -> dict[int, HandCount]:
    """Return the hall's counts of hands, by poll id."""
    counts = db.scalars(select(HandCount).filter_by(hall_id=hall.id))
    return {count.poll_id: count for count in counts}


def open_hands(db: Session, hall: Hall) -> list[HandCount]:
    """Return the hall's hand counts in polls that are still open."""
    return list(
        db.scalars(
            select(HandCount)
            .join(Poll, Poll.id == HandCount.poll_id)
            .where(HandCount.hall_id == hall.id, Poll.state == PollState.OPEN)
        )
    )


def companions(db: Session, room_id: int) -> tuple[Companion, ...]:
    """Return the companions in all halls of the room: present while their facilitator is."""
    return tuple(Companion(*row) for row in db.execute(_COMPANIONS, {"room_id": room_id}))


_COMPANIONS: Select[int, int, datetime] = (
    select(Hall.facilitator_id, HallPerson.member_id, HallPerson.since)
    .join(HallPerson, HallPerson.hall_id == Hall.id)
    .where(
        Hall.room_id == bindparam("room_id"),
        HallPerson.left_at.is_(None),
        HallPerson.has_device.is_(False),
    )
)


def has_device() -> ColumnElement[bool]:
    """Return the condition that a member does not sit in a hall."""
    return ~exists().where(HallPerson.member_id == Member.id)


def hall_names(db: Session, room: Room) -> dict[int, str]:
    """Return the name of the hall of each member who sits or sat in one, by member id."""
    rows = db.execute(
        select(HallPerson.member_id, Hall.name)
        .join(Hall, Hall.id == HallPerson.hall_id)
        .where(Hall.room_id == room.id)
    )
    return {member_id: name for member_id, name in rows}


def departed_members(db: Session, room: Room) -> Sequence[int]:
    """Return the ids of the members without a device who have left their hall."""
    return db.scalars(
        select(HallPerson.member_id)
        .join(Hall, Hall.id == HallPerson.hall_id)
        .where(
            Hall.room_id == room.id,
            HallPerson.left_at.is_not(None),
            HallPerson.has_device.is_(False),
        )
    ).all()


def proxy_ballots(db: Session, room: Room) -> set[tuple[int, int]]:
    """Return poll id and member id of each ballot cast on a hall's screen and not replaced."""
    rows = db.execute(
        select(HallVote.poll_id, HallVote.member_id)
        .join(
            Ballot,
            (Ballot.poll_id == HallVote.poll_id)
            & (Ballot.member_id == HallVote.member_id)
            & (Ballot.cast_at == HallVote.cast_at),
        )
        .join(Poll, Poll.id == HallVote.poll_id)
        .where(Poll.room_id == room.id)
    )
    return {(poll_id, member_id) for poll_id, member_id in rows}
