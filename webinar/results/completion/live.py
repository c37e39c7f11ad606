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

# For more people than this, read everybody's rows: the length of lists in statements is limited.
FEW = 50

_Turns = Callable[[Iterable[Any]], Iterable[Any]]


def live_minutes(
    db: Session, course: Course, asked: Collection[Identity], *, in_turns: bool = True
) -> dict[Identity, int]:
    """Return the minutes of these people in all sessions that have begun.

    People without minutes are left out. Pass `in_turns=False` inside a write, which must not yield.
    """
    # A guest of the course was in no session.
    asked = {one for one in asked if one.kind != "learner"}
    turns = _turns if in_turns else _at_once
    rooms = {one.id: one for one in rooms_of_course(db, course) if one.started_at is not None}
    if not rooms or not asked:
        return {}
    members = _members(db, rooms, asked, turns)
    stretches = _stretches(db, rooms, members, turns)
    corrections = _corrections(db, rooms)
    found: dict[Identity, int] = defaultdict(int)
    now = clock.now()
    for who, room_id, mine in turns(_groups(members, asked, corrections)):
        room = rooms[room_id]
        observed = [stretch for one in mine for stretch in stretches.get(one, ())]
        end = room.ended_at or now
        measured = presence(observed, room.started_at, end).minutes
        status, minutes = _in_force(corrections, room_id, who, mine)
        due = due_minutes(room.started_at, end, room.planned_minutes)
        found[who] += credited_minutes(status, minutes, measured, due)
    return {who: minutes for who, minutes in found.items() if minutes}


def _at_once(rows: Iterable[Any]) -> Iterable[Any]:
    return rows


def _members(
    db: Session, rooms: Mapping[int, Room], asked: Set[Identity], turns: _Turns
) -> dict[int, tuple[Identity, int]]:
    """Return the identity and the session of each member who was let in as a participant."""
    found = (
        select(Member.id, Member.room_id, Match.person_id)
        .outerjoin(Match, Match.member_id == Member.id)
        .where(
            Member.room_id.in_(rooms),
            Member.role == Role.PARTICIPANT,
            Member.waits_since.is_(None),
            is_counted(),
        )
    )
    if len(asked) <= FEW:
        people = [one.id for one in asked if one.kind == "person"]
        guests = [one.id for one in asked if one.kind == "member"]
        found = found.where(Match.person_id.in_(people) | Member.id.in_(guests))
    members = {}
    for member_id, room_id, person_id in turns(db.execute(found)):
        for one in (Identity.of(person_id, member_id), Identity("member", member_id)):
            if one in asked:
                members[member_id] = (one, room_id)
                break
    return members


def _stretches(
    db: Session, rooms: Mapping[int, Room], members: Mapping[int, object], turns: _Turns
) -> Mapping[int, list[Stretch]]:
    found = select(Interval.member_id, Interval.began_at, Interval.last_heard_at)
    found = found.where(Interval.room_id.in_(rooms))
    if len(members) <= FEW * len(rooms):
        found = found.where(Interval.member_id.in_(members))
    rows: dict[int, list[Stretch]] = defaultdict(list)
    for member_id, begin, end in turns(db.execute(found)):
        rows[member_id].append(Stretch(begin, end))
    return rows


_Corrections = Mapping[tuple[int, Identity], Sequence[Correction]]


def _corrections(db: Session, rooms: Mapping[int, Room]) -> _Corrections:
    rows = select(Correction).where(Correction.room_id.in_(rooms)).order_by(Correction.id)
    found: dict[tuple[int, Identity], list[Correction]] = defaultdict(list)
    for row in db.scalars(rows):
        found[row.room_id, Identity.of(row.person_id, row.member_id)].append(row)
    return found


def _groups(
    members: Mapping[int, tuple[Identity, int]], asked: Set[Identity], corrections: _Corrections
) -> Iterable[tuple[Identity, int, list[int]]]:
    """Return each person in each session with their members, or with none if only corrected."""
    found: dict[tuple[Identity, int], list[int]] = defaultdict(list)
    for member_id, (who, room_id) in members.items():
        found[who, room_id].append(member_id)
    for room_id, who in corrections:
        if who in asked:
            found.setdefault((who, room_id), [])
    return [(who, room_id, mine) for (who, room_id), mine in found.items()]


def _in_force(
    corrections: _Corrections, room_id: int, who: Identity, members: Sequence[int]
) -> tuple[Status | None, int | None]:
    """Return status and minutes of the person's correction in force; both None without one."""
    keys = {who, *(Identity("member", member) for member in members)}
    found = correction_in_force(
        correction for key in keys for correction in corrections.get((room_id, key), ())
    )
    return (found.status, found.minutes) if found else (None, None)
