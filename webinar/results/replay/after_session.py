"""The offers after a session for the person at this browser: to watch, to catch up, to study."""

from __future__ import annotations

from typing import NamedTuple

from sqlalchemy.orm import Session

from webinar.kit.permissions import Role
from webinar.learn.catchup.offer import Offer, offer_of, offer_to_member
from webinar.learn.catchup.phrases import missed_words
from webinar.people.accounts.models import User
from webinar.results.replay.access import Watching, watching
from webinar.room.rooms.models import Room


class SessionOffers(NamedTuple):
    """`missed` names what the person has not caught up with yet, `minutes` the time that it takes.

    `course` is the code of the session's course, if the person studies it or may begin to.
    """

    code: str
    course: str
    is_learner: bool
    missed: str
    minutes: int


def offers_on_page(
    db: Session, room: Room, browser_id: int | None, user: User | None
) -> dict[str, SessionOffers | None]:
    """Return the offers as `after`, for the page of a session that is over."""
    return {"after": offers_after(db, room, browser_id, user)}


def offers_after(
    db: Session, room: Room, browser_id: int | None, user: User | None
) -> SessionOffers | None:
    """Return the offers; None before the session's end, and for people who may not watch it."""
    found = watching(db, room, browser_id, user)
    return None if found is None else offers_of(db, found)


def offers_of(db: Session, found: Watching) -> SessionOffers:
    offer = _offer(db, found)
    is_student = found.learner is not None or _is_participant(found)
    course = found.course.code if found.course is not None and is_student else ""
    return SessionOffers(
        found.room.code,
        course,
        found.learner is not None,
        missed_words(offer) if offer else "",
        offer.minutes if offer else 0,
    )


def _offer(db: Session, found: Watching) -> Offer | None:
    if found.course is None:
        return None
    if found.learner is not None:
        return offer_of(db, found.room, found.course, found.learner)
    if found.member is not None and _is_participant(found):
        return offer_to_member(db, found.room, found.course, found.member)
    return None


def _is_participant(found: Watching) -> bool:
    return found.member is not None and found.member.role is Role.PARTICIPANT
