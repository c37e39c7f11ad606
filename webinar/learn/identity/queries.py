"""The present identities of members and learners, and all members and learners of one person.

Reads only. A personal link or an organiser may match a member to a person of a roster at any time,
and a guest of a course may turn out to be one; both may be undone. So ask each time, and do not
store the answer.
"""

from __future__ import annotations

from collections.abc import Iterable

from sqlalchemy import ColumnElement, Select, or_, select
from sqlalchemy.orm import Session, aliased

from webinar.kit.parts import in_parts
from webinar.learn.courses.models import JoinedLearner, Learner
from webinar.learn.identity.keys import Identity
from webinar.room.cohorts.models import Match

# The number of values that SQLite takes in one statement, with room to spare.
_AT_ONCE = 5000


def present_identities(db: Session, identities: Iterable[Identity]) -> dict[Identity, Identity]:
    """Return the present identity of each of these identities.

    A matched member has the identity of their person; a guest who was joined to a learner has the
    identity of that learner.
    """
    present = {identity: identity for identity in identities}
    joined = select(JoinedLearner.learner_id, Learner).join(
        Learner, Learner.id == JoinedLearner.into_id
    )
    for batch in in_parts(
        [identity.id for identity in present if identity.kind == "learner"], _AT_ONCE
    ):
        for learner_id, into in db.execute(joined.where(JoinedLearner.learner_id.in_(batch))):
            present[Identity("learner", learner_id)] = Identity.of_learner(into)
    for batch in in_parts(
        [identity.id for identity in present if identity.kind == "member"], _AT_ONCE
    ):
        for member_id, person_id in _matches(db, Match.member_id.in_(batch)).items():
            present[Identity("member", member_id)] = Identity("person", person_id)
    return present


def identity_of(db: Session, identity: Identity) -> Identity:
    """Return the present identity of one person, member or learner; see `present_identities`."""
    return present_identities(db, [identity])[identity]


def identities_of(db: Session, learners: Iterable[Learner]) -> dict[int, Identity]:
    """Return the present identities of these learners, by the learner's id."""
    identities = {learner.id: Identity.of_learner(learner) for learner in learners}
    present = present_identities(db, identities.values())
    return {learner_id: present[identity] for learner_id, identity in identities.items()}


def members_of_person(person_id: int) -> Select[int]:
    """Select the ids of all members, in all sessions, who are this person."""
    return select(Match.member_id).where(Match.person_id == person_id)


def learners_of_person(person_id: int) -> Select[int]:
    """Select the ids of all learners, in all courses, who are this person.

    Besides the learner of the roster's person, these are matched members and joined guests. The
    guests' own rows no longer count.
    """
    into = aliased(Learner)
    joined = select(JoinedLearner.learner_id).join(into, into.id == JoinedLearner.into_id)
    return select(Learner.id).where(
        or_(
            Learner.person_id == person_id,
            Learner.member_id.in_(members_of_person(person_id)),
            Learner.id.in_(joined.where(into.person_id == person_id)),
        )
    )


def _matches(db: Session, condition: ColumnElement[bool]) -> dict[int, int]:
    rows = db.execute(select(Match.member_id, Match.person_id).where(condition))
    return {member_id: person_id for member_id, person_id in rows}
