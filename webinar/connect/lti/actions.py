"""Changes made by a launch, and by a list of members. No Flask, no commit."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import delete, select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from webinar.connect.lti import queries, score_outbox
from webinar.connect.lti.claims import Launch, fits
from webinar.connect.lti.models import (
    LtiGrade,
    LtiInvitation,
    LtiLink,
    LtiNonce,
    LtiPlatform,
    LtiTicket,
    LtiUser,
)
from webinar.kit.db import table_of
from webinar.kit.errors import Refused
from webinar.kit.text import one_line
from webinar.kit.tokens import new_token, token_hash
from webinar.learn.courses.models import NAME_LENGTH, Course, Learner
from webinar.learn.courses.queries import real_learner
from webinar.learn.courses.seating import added_learner
from webinar.people.audit.actions import note

TICKET_LASTS = timedelta(minutes=15)
NONCE_LASTS = timedelta(hours=2)


def use_nonce(db: Session, nonce: str, at: datetime) -> None:
    """Use up a launch; only the first process to see it can do so. Refused: `lti_replayed`."""
    try:
        with db.begin_nested():
            db.execute(
                table_of(LtiNonce).insert(),
                {"nonce_hash": token_hash(nonce), "expires_at": at + NONCE_LASTS},
            )
    except IntegrityError as error:
        raise Refused("lti_replayed") from error


def open_link(db: Session, platform: LtiPlatform, launch: Launch, at: datetime) -> LtiLink:
    """Return the place that was launched; store how the platform describes it now.

    Refused: `lti_message` (invalid ids), `lti_no_course`.
    """
    if not fits(launch.resource, launch.sub, launch.deployment):
        raise Refused("lti_message")
    course = queries.course_allowed(db, platform, launch.course)
    if course is None:
        raise Refused("lti_no_course")
    # The lock lets two simultaneous presses make only one link, and one learner.
    db.execute(select(Course.id).where(Course.id == course.id).with_for_update())
    link = queries.find_link(db, platform.id, launch.deployment, launch.resource)
    if link is None:
        link = LtiLink(
            platform_id=platform.id, deployment=launch.deployment, resource=launch.resource
        )
        db.add(link)
    else:
        _move_scores(db, link, course, launch, at)
    link.course_id, link.context_title = course.id, launch.context_title.strip()[:200]
    link.line_item, link.line_items = launch.line_item, launch.line_items
    link.members, link.seen_at = launch.members, at
    db.flush()
    return link


def _move_scores(db: Session, link: LtiLink, course: Course, launch: Launch, at: datetime) -> None:
    """Send the stored scores again if the platform now names another column."""
    if launch.line_item and launch.line_item != (link.line_item or link.own_item):
        score_outbox.send_again(db, link.id, at)
    if link.course_id != course.id or link.line_items != launch.line_items:
        # Our own line item belongs to that course and to that collection.
        link.own_item, link.making_until = "", None


def learner_of(
    db: Session, link: LtiLink, launch: Launch, language: str, nameless: str, key: str, at: datetime
) -> Learner:
    """Return the learner who was launched: the same learner each time, on every device.

    `nameless` is the name for a learner whose name the platform withholds, with `{n}` for the
    learner's number. Refused: `course_full`.
    """
    user = db.get(LtiUser, (link.platform_id, launch.sub, link.course_id))
    if user is None:
        learner = _new_learner(db, link, launch, language, nameless, key)
    else:
        learner = db.get_one(Learner, user.learner_id)
        learner.name = _name(launch.name) or learner.name
    learner.seen_at = at
    if link.takes_scores and db.get(LtiGrade, (link.id, learner.id)) is None:
        db.add(
            LtiGrade(
                link_id=link.id,
                learner_id=learner.id,
                given=0,
                is_finished=False,
                error="",
            )
        )
    db.flush()
    return real_learner(db, learner)


def _new_learner(
    db: Session, link: LtiLink, launch: Launch, language: str, nameless: str, key: str
) -> Learner:
    course, name = db.get_one(Course, link.course_id), _name(launch.name)
    # After this first launch, the learner chooses the language.
    learner = added_learner(db, course, name or nameless, launch.language or language, key)
    learner.name = name or nameless.replace("{n}", str(learner.number))[:NAME_LENGTH]
    db.add(
        LtiUser(
            platform_id=link.platform_id,
            sub=launch.sub,
            course_id=course.id,
            learner_id=learner.id,
        )
    )
    return learner


def new_ticket(db: Session, browser: str, content: Mapping[str, Any], at: datetime) -> str:
    """Make a token for the button that continues the launch; return the token.

    It works once, within `TICKET_LASTS`, in the same browser.
    """
    token = new_token()
    db.add(
        LtiTicket(
            token_hash=token_hash(token),
            browser=token_hash(browser),
            content=dict(content),
            expires_at=at + TICKET_LASTS,
        )
    )
    return token


def take_ticket(db: Session, token: str, browser: str, at: datetime) -> dict[str, Any]:
    """Delete the ticket, and return the content that it was made for. Refused: `lti_ticket`."""
    ticket = db.get(LtiTicket, token_hash(token), with_for_update=True)
    if ticket is None or ticket.expires_at <= at or ticket.browser != token_hash(browser):
        raise Refused("lti_ticket")
    content = dict(ticket.content)
    db.delete(ticket)
    db.flush()
    return content


def forget_expired(db: Session, at: datetime) -> None:
    """Forget expired tickets and links, and launches that can no longer be repeated."""
    for table in (LtiTicket, LtiNonce, LtiInvitation):
        db.execute(delete(table).where(table.expires_at <= at))


def rename(
    db: Session, user_id: int, course: Course, platform_id: int, names: Mapping[str, str]
) -> int:
    """Take over the platform's names for its learners here; return how many names changed."""
    changed = 0
    for sub, learner in queries.users_of(db, course, platform_id).items():
        name = _name(names.get(sub, ""))
        if name and name != learner.name:
            db.get_one(Learner, learner.id).name = name
            changed += 1
    if changed:
        note(
            db,
            "lti.names_taken",
            user_id,
            cohort_id=course.cohort_id,
            course=course.id,
            platform=platform_id,
            count=changed,
        )
    db.flush()
    return changed


def _name(name: str) -> str:
    try:
        return one_line(name, 10_000, "name_empty")[:NAME_LENGTH].strip()
    except Refused:
        return ""
