"""The credited minutes of learners in the live sessions of a course.

They equal those in the registers of these sessions, but are read with only a few statements for any
number of people and sessions. Reads only.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence, Set
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from webinar.kit import clock
from webinar.kit.intervals import Stretch, presence
from webinar.kit.loop_turns import in_turns as _turns
from webinar.kit.permissions import Role
from webinar.learn.courses.models import Course
from webinar.learn.courses.queries import rooms_of_course
from webinar.learn.identity.keys import Identity
from webinar.results.attendance.models import Correction, Status
from webinar.results.attendance.rules import correction_in_force, credited_minutes
from webinar.results.attendance.share import due_minutes
from webinar.room.cohorts.models import Match
from webinar.room.engine.models import Interval
from webinar.room.rooms.models import Member, Room
from webinar.room.rooms.queries import is_counted

# Up to this number of people, a statement lists their ids; for more it reads everybody's rows,
# because the length of lists in statements is limited.
MOST_LISTED = 50

_Turns = Callable[[Iterable[Any]], Iterable[Any]]


def live_minutes(
    db: Session, course: Course, people: Collection[Identity], *, in_turns: bool = True
) -> dict[Identity, int]:
    """Return the minutes of these people in all sessions that have begun.

    People without minutes are left out. Pass `in_turns=False` inside a write, which must not yield.
    """
    # A guest of the course was in no session.
    people = {person for person in people if person.kind != "learner"}
    turns = _turns if in_turns else _at_once
    rooms = {room.id: room for room in rooms_of_course(db, course) if room.started_at is not None}
    if not rooms or not people:
        return {}
    members = _members(db, rooms, people, turns)
    stretches = _stretches(db, rooms, members, turns)
    corrections = _corrections(db, rooms)
    minutes_by_person: dict[Identity, int] = defaultdict(int)
    now = clock.now()
    for identity, room_id, member_ids in turns(_groups(members, people, corrections)):
        room = rooms[room_id]
        person_stretches = [
            stretch for member_id in member_ids for stretch in stretches.get(member_id, ())
        ]
        end = room.ended_at or now
        measured = presence(person_stretches, room.started_at, end).minutes
        status, minutes = _correction_values(corrections, room_id, identity, member_ids)
        due = due_minutes(room.started_at, end, room.planned_minutes)
        minutes_by_person[identity] += credited_minutes(status, minutes, measured, due)
    return {identity: minutes for identity, minutes in minutes_by_person.items() if minutes}


def _at_once(rows: Iterable[Any]) -> Iterable[Any]:
    return rows


def _members(
    db: Session, rooms: Mapping[int, Room], people: Set[Identity], turns: _Turns
) -> dict[int, tuple[Identity, int]]:
    """Return the identity and the session of each member who was let in as a participant."""
    rows = (
        select(Member.id, Member.room_id, Match.person_id)
        .outerjoin(Match, Match.member_id == Member.id)
        .where(
            Member.room_id.in_(rooms),
            Member.role == Role.PARTICIPANT,
            Member.waits_since.is_(None),
            is_counted(),
        )
    )
    if len(people) <= MOST_LISTED:
        person_ids = [identity.id for identity in people if identity.kind == "person"]
        guest_ids = [identity.id for identity in people if identity.kind == "member"]
        rows = rows.where(Match.person_id.in_(person_ids) | Member.id.in_(guest_ids))
    members = {}
    for member_id, room_id, person_id in turns(db.execute(rows)):
        for identity in (Identity.of(person_id, member_id), Identity("member", member_id)):
            if identity in people:
                members[member_id] = (identity, room_id)
                break
    return members


def _stretches(
    db: Session, rooms: Mapping[int, Room], members: Mapping[int, object], turns: _Turns
) -> Mapping[int, list[Stretch]]:
    rows = select(Interval.member_id, Interval.began_at, Interval.last_heard_at)
    rows = rows.where(Interval.room_id.in_(rooms))
    if len(members) <= MOST_LISTED * len(rooms):
        rows = rows.where(Interval.member_id.in_(members))
    stretches_by_member: dict[int, list[Stretch]] = defaultdict(list)
    for member_id, begin, end in turns(db.execute(rows)):
        stretches_by_member[member_id].append(Stretch(begin, end))
    return stretches_by_member


_Corrections = Mapping[tuple[int, Identity], Sequence[Correction]]


def _corrections(db: Session, rooms: Mapping[int, Room]) -> _Corrections:
    rows = select(Correction).where(Correction.room_id.in_(rooms)).order_by(Correction.id)
    corrections_by_person: dict[tuple[int, Identity], list[Correction]] = defaultdict(list)
    for row in db.scalars(rows):
        corrections_by_person[row.room_id, Identity.of(row.person_id, row.member_id)].append(row)
    return corrections_by_person


def _groups(
    members: Mapping[int, tuple[Identity, int]], people: Set[Identity], corrections: _Corrections
) -> Iterable[tuple[Identity, int, list[int]]]:
    """Return each person in each session with their members, or with none if only corrected."""
    members_by_person: dict[tuple[Identity, int], list[int]] = defaultdict(list)
    for member_id, (identity, room_id) in members.items():
        members_by_person[identity, room_id].append(member_id)
    for room_id, identity in corrections:
        if identity in people:
            members_by_person.setdefault((identity, room_id), [])
    return [
        (identity, room_id, member_ids)
        for (identity, room_id), member_ids in members_by_person.items()
    ]


def _correction_values(
    corrections: _Corrections, room_id: int, identity: Identity, members: Sequence[int]
) -> tuple[Status | None, int | None]:
    """Return status and minutes of the person's correction in force; both None without one."""
    keys = {identity, *(Identity("member", member) for member in members)}
    correction = correction_in_force(
        correction for key in keys for correction in corrections.get((room_id, key), ())
    )
    return (correction.status, correction.minutes) if correction else (None, None)
