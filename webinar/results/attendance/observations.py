"""The observations of a session: participants, when each was heard from, and their answers.

Everything here is by member; the register combines the members of one person. Reads only.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import NamedTuple

from sqlalchemy import select
from sqlalchemy.orm import Session

from webinar.kit.intervals import Stretch
from webinar.kit.loop_turns import in_turns
from webinar.kit.permissions import Role
from webinar.live.polls.models import Ballot, Poll, PollState
from webinar.room.engine.models import Ending, Interval
from webinar.room.rooms.models import Member, MemberNumber, Room
from webinar.room.rooms.queries import is_counted


class Participant(NamedTuple):
    id: int
    number: MemberNumber
    name: str
    language: str


class Observations:
    """The observations of one member: stretches of presence, and how each of them ended."""

    def __init__(self) -> None:
        self.stretches: list[Stretch] = []
        self.endings: dict[datetime, Ending | None] = {}
        self.is_bridged = False

    def add(self, begin: datetime, end: datetime, is_bridged: bool, ending: Ending | None) -> None:
        self.stretches.append(Stretch(begin, end))
        # If two devices fell silent at the same moment, one good-bye means that the member left.
        if self.endings.get(end) is not Ending.LEFT:
            self.endings[end] = ending
        self.is_bridged |= is_bridged


def participants(db: Session, room: Room) -> Sequence[Participant]:
    """Return the participants in the order of their numbers.

    People who were never let in, and members who turned out to be another member, are left out.
    """
    # Select values rather than objects: loading thousands of objects would delay a live session.
    rows = db.execute(
        select(Member.id, Member.number, Member.name, Member.language)
        .where(
            Member.room_id == room.id,
            Member.role == Role.PARTICIPANT,
            Member.waits_since.is_(None),
            is_counted(),
        )
        .order_by(Member.number)
    )
    return [Participant(*row) for row in in_turns(rows)]


def observations_by_member(db: Session, room: Room) -> Mapping[int, Observations]:
    """Return the observations of each member who was ever heard from, by the member's id."""
    rows = db.execute(
        select(
            Interval.member_id,
            Interval.began_at,
            Interval.last_heard_at,
            Interval.is_bridged,
            Interval.ending,
        ).where(Interval.room_id == room.id)
    )
    observations: dict[int, Observations] = defaultdict(Observations)
    for member_id, begin, end, is_bridged, ending in in_turns(rows):
        observations[member_id].add(begin, end, is_bridged, ending)
    return observations


def answered_polls(db: Session, room: Room) -> Mapping[int, set[int]]:
    """Return the ids of the polls that each member answered, by the member's id."""
    statement = select(Poll.id).where(Poll.room_id == room.id, Poll.state != PollState.DRAFT)
    poll_ids: dict[int, set[int]] = defaultdict(set)
    # Read one poll at a time: the database returns all rows of a query before the first is used.
    for poll_id in db.scalars(statement.order_by(Poll.id)).all():
        ballots = select(Ballot.member_id).where(Ballot.poll_id == poll_id)
        for member_id in in_turns(db.scalars(ballots)):
            poll_ids[member_id].add(poll_id)
    return poll_ids
