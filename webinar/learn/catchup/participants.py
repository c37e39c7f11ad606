"""Matches learners of a course with participants of a session. Reads only."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence, Set

from sqlalchemy import select
from sqlalchemy.orm import Session

from webinar.kit.intervals import Stretch
from webinar.kit.parts import in_parts
from webinar.learn.courses.models import Learner
from webinar.learn.courses.queries import is_counted
from webinar.learn.identity.keys import Identity
from webinar.learn.identity.queries import (
    identities_of,
    learners_of_person,
    members_of_person,
)
from webinar.room.cohorts.queries import matches_of
from webinar.room.engine.models import Interval
from webinar.room.rooms.models import Member, Room


def participants_of(db: Session, room: Room, learners: Sequence[Learner]) -> dict[int, Identity]:
    """Return, by the learner's id, the identity under which each may have been in this session.

    Learners who came by the course's code alone, or were members of another session, are left out.
    """
    known = identities_of(db, learners)
    members = [one.id for one in known.values() if one.kind == "member"]
    here: set[int] = set()
    # If there is a roster, few learners are still known only as members.
    for some in in_parts(members, _AT_ONCE):
        of_room = select(Member.id).where(Member.id.in_(some), Member.room_id == room.id)
        here |= set(db.scalars(of_room))
    return {
        learner_id: one
        for learner_id, one in known.items()
        if one.kind == "person" or one.member_id in here
    }


def learners_like(db: Session, participant: Identity, learner: Learner) -> list[int]:
    """Return the ids of the course's learners who are this person.

    There may be several, because a guest may have been matched afterwards.
    """
    if participant.kind != "person":
        return [learner.id]
    found = select(Learner.id).where(
        Learner.course_id == learner.course_id,
        Learner.id.in_(learners_of_person(participant.id)),
        is_counted(),
    )
    return list(db.scalars(found))


def observed(
    db: Session, room: Room, participants: Set[Identity]
) -> Mapping[Identity, Sequence[Stretch]]:
    """Return when each of these participants was there, at any of their devices."""
    persons = matches_of(db, room)
    rows = select(Interval.member_id, Interval.began_at, Interval.last_heard_at)
    rows = rows.where(Interval.room_id == room.id)
    if len(participants) == 1:
        [one] = participants
        members = members_of_person(one.id) if one.kind == "person" else [one.id]
        rows = rows.where(Interval.member_id.in_(members))
    found: dict[Identity, list[Stretch]] = defaultdict(list)
    for member_id, began, heard in db.execute(rows):
        participant = Identity.of(persons.get(member_id), member_id)
        if participant in participants:
            found[participant].append(Stretch(began, heard))
    return found


# SQLite takes this many in one statement, with room to spare.
_AT_ONCE = 5000
