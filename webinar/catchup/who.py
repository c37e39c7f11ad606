"""Matches learners of a course with participants of a session. Reads only."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from webinar.attendance.union import Stretch
from webinar.cohorts.models import Match
from webinar.courses.models import Learner
from webinar.live.models import Interval
from webinar.rooms.models import Member, Room


def person_key(person_id: int) -> str:
    return f"p{person_id}"


def member_key(member_id: int) -> str:
    return f"m{member_id}"


def key_of(db: Session, room: Room, learner: Learner) -> str | None:
    """Return `p<person id>`, or `m<member id>` for a member here who is no known person.

    None for learners who came by the course's code alone, or were in another session.
    """
    return keys_of(db, room, [learner]).get(learner.id)


def keys_of(db: Session, room: Room, learners: Sequence[Learner]) -> dict[int, str]:
    """Return the keys by the learner's id. Somebody who was matched only later is that person."""
    ids = [one.member_id for one in learners if one.member_id is not None]
    persons: dict[int, int] = {}
    here: set[int] = set()
    # Few are no known persons, where there is a roster at all.
    for first in range(0, len(ids), _AT_ONCE):
        some = ids[first : first + _AT_ONCE]
        matched = select(Match.member_id, Match.person_id).where(Match.member_id.in_(some))
        persons |= {member_id: person_id for member_id, person_id in db.execute(matched)}
        of_room = select(Member.id).where(Member.id.in_(some), Member.room_id == room.id)
        here |= set(db.scalars(of_room))
    found = {}
    for one in learners:
        person_id = one.person_id or persons.get(one.member_id or 0)
        if person_id is not None:
            found[one.id] = person_key(person_id)
        elif one.member_id in here:
            found[one.id] = member_key(one.member_id)
    return found


def learners_like(db: Session, room: Room, learner: Learner) -> list[int]:
    """The learners of the course who are this person: a guest may have been matched afterwards."""
    key = key_of(db, room, learner)
    if key is None or key.startswith("m"):
        return [learner.id]
    person_id = int(key[1:])
    members = select(Match.member_id).where(Match.person_id == person_id)
    found = select(Learner.id).where(
        Learner.course_id == learner.course_id,
        or_(Learner.person_id == person_id, Learner.member_id.in_(members)),
    )
    return list(db.scalars(found))


def observed(db: Session, room: Room, keys: set[str]) -> Mapping[str, Sequence[Stretch]]:
    """When these participants were there, all devices of a person together."""
    matched = select(Match.member_id, Match.person_id).where(Match.room_id == room.id)
    persons = {member_id: person_id for member_id, person_id in db.execute(matched)}
    rows = select(Interval.member_id, Interval.began_at, Interval.last_heard_at)
    rows = rows.where(Interval.room_id == room.id)
    if len(keys) == 1:
        rows = rows.where(Interval.member_id.in_(_members(keys, persons)))
    found: dict[str, list[Stretch]] = defaultdict(list)
    for member_id, began, heard in db.execute(rows):
        person_id = persons.get(member_id)
        key = member_key(member_id) if person_id is None else person_key(person_id)
        if key in keys:
            found[key].append(Stretch(began, heard))
    return found


def _members(keys: set[str], persons: Mapping[int, int]) -> list[int]:
    known = [member_id for member_id, one in persons.items() if person_key(one) in keys]
    return known + [int(key[1:]) for key in keys if key.startswith("m")]


# SQLite takes this many in one statement, with room to spare.
_AT_ONCE = 5000
