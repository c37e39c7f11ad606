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


class Seen:
    """The observations of one member: stretches of presence, and how each of them ended."""

    def __init__(self) -> None:
        self.stretches: list[Stretch] = []
        self.endings: dict[datetime, Ending | None] = {}
        self.is_bridged = False

    def add(self, begin: datetime, end: datetime, bridged: bool, ending: Ending | None) -> None:
        self.stretches.append(Stretch(begin, end))
        # If two devices fell silent at the same moment, one good-bye means that the member left.
        if self.endings.get(end) is not Ending.LEFT:
            self.endings[end] = ending
        self.is_bridged |= bridged


def participants(db: Session, room: Room) -> Sequence[Participant]:
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


def seen(db: Session, room: Room) -> Mapping[int, Seen]:
    rows = db.execute(
        select(
            Interval.member_id,
            Interval.began_at,
            Interval.last_heard_at,
            Interval.is_bridged,
            Interval.ending,
        ).where(Interval.room_id == room.id)
    )
    found: dict[int, Seen] = defaultdict(Seen)
    for member_id, begin, end, bridged, ending in in_turns(rows):
        found[member_id].add(begin, end, bridged, ending)
    return found


def answered(db: Session, room: Room) -> Mapping[int, set[int]]:
    polls = select(Poll.id).where(Poll.room_id == room.id, Poll.state != PollState.DRAFT)
    found: dict[int, set[int]] = defaultdict(set)
    # Read one poll at a time: the database returns all rows of a query before the first is used.
    for poll_id in db.scalars(polls.order_by(Poll.id)).all():
        ballots = select(Ballot.member_id).where(Ballot.poll_id == poll_id)
        for member_id in in_turns(db.scalars(ballots)):
            found[member_id].add(poll_id)
    return found
