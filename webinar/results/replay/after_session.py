"""The offers after a session for the person at this browser: to watch, to catch up, to study."""

from __future__ import annotations

from typing import NamedTuple

from sqlalchemy.orm import Session

from webinar.kit.permissions import Role
from webinar.learn.catchup.offer import Offer, offer_of, offer_to_member
from webinar.learn.catchup.phrases import missed_words
from webinar.people.accounts.models import User
from webinar.results.replay.access import Viewing, viewing_of
from webinar.room.rooms.models import Room


class SessionOffers(NamedTuple):
    """`missed` is a text that names what the person has yet to catch up with; it takes `minutes`.

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
    viewing = viewing_of(db, room, browser_id, user)
    return None if viewing is None else offers_of(db, viewing)


def offers_of(db: Session, viewing: Viewing) -> SessionOffers:
    """Return the offers to a person who may watch the session."""
    offer = _offer(db, viewing)
    is_student = viewing.learner is not None or _is_participant(viewing)
    course = viewing.course.code if viewing.course is not None and is_student else ""
    return SessionOffers(
        viewing.room.code,
        course,
        viewing.learner is not None,
        missed_words(offer) if offer else "",
        offer.minutes if offer else 0,
    )


def _offer(db: Session, viewing: Viewing) -> Offer | None:
    if viewing.course is None:
        return None
    if viewing.learner is not None:
        return offer_of(db, viewing.room, viewing.course, viewing.learner)
    if viewing.member is not None and _is_participant(viewing):
        return offer_to_member(db, viewing.room, viewing.course, viewing.member)
    return None


def _is_participant(viewing: Viewing) -> bool:
    return viewing.member is not None and viewing.member.role is Role.PARTICIPANT
