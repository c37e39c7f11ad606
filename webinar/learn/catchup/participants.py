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

# How many values one statement has: well below what SQLite accepts.
_AT_ONCE = 5000


def participants_of(db: Session, room: Room, learners: Sequence[Learner]) -> dict[int, Identity]:
    """Return the identity under which each learner may have been in this session, by learner id.

    Learners who came by the course's code alone, or were members of another session, are left out.
    """
    identities = identities_of(db, learners)
    members = [identity.id for identity in identities.values() if identity.kind == "member"]
    present: set[int] = set()
    # If there is a roster, few learners are still known only as members.
    for batch in in_parts(members, _AT_ONCE):
        of_room = select(Member.id).where(Member.id.in_(batch), Member.room_id == room.id)
        present |= set(db.scalars(of_room))
    return {
        learner_id: identity
        for learner_id, identity in identities.items()
        if identity.kind == "person" or identity.member_id in present
    }


def same_learners(db: Session, participant: Identity, learner: Learner) -> list[int]:
    """Return the ids of the course's learners who are this person.

    There may be several, because a guest may have been matched afterwards.
    """
    if participant.kind != "person":
        return [learner.id]
    query = select(Learner.id).where(
        Learner.course_id == learner.course_id,
        Learner.id.in_(learners_of_person(participant.id)),
        is_counted(),
    )
    return list(db.scalars(query))


def presences_of(
    db: Session, room: Room, participants: Set[Identity]
) -> Mapping[Identity, Sequence[Stretch]]:
    """Return the stretches of time in which each participant was present, at any device.

    Stretches of several devices may overlap; participants who were never present are absent.
    """
    persons = matches_of(db, room)
    rows = select(Interval.member_id, Interval.began_at, Interval.last_heard_at)
    rows = rows.where(Interval.room_id == room.id)
    if len(participants) == 1:
        [participant] = participants
        members = (
            members_of_person(participant.id) if participant.kind == "person" else [participant.id]
        )
        rows = rows.where(Interval.member_id.in_(members))
    stretches: dict[Identity, list[Stretch]] = defaultdict(list)
    for member_id, began, heard in db.execute(rows):
        identity = Identity.of(persons.get(member_id), member_id)
        if identity in participants:
            stretches[identity].append(Stretch(began, heard))
    return stretches
