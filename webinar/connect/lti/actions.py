"""Changes made by a launch, and by a list of members. No Flask, no commit."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import delete, select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from webinar.connect.lti import grading, queries
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
    """Use a launch, which only the first process to see it can do. Refused: `lti_replayed`."""
    try:
        with db.begin_nested():
            db.execute(
                table_of(LtiNonce).insert(),
                {"nonce_hash": token_hash(nonce), "expires_at": at + NONCE_LASTS},
            )
    except IntegrityError as error:
        raise Refused("lti_replayed") from error


def open_link(db: Session, platform: LtiPlatform, told: Launch, at: datetime) -> LtiLink:
    """The place that was launched, as the platform describes it now.

    Refused: `lti_message` (invalid ids), `lti_no_course`.
    """
    if not fits(told.resource, told.sub, told.deployment):
        raise Refused("lti_message")
    course = queries.course_allowed(db, platform, told.course)
    if course is None:
        raise Refused("lti_no_course")
    # The lock lets two simultaneous presses make only one link, and one learner.
    db.execute(select(Course.id).where(Course.id == course.id).with_for_update())
    link = queries.find_link(db, platform.id, told.deployment, told.resource)
    if link is None:
        link = LtiLink(platform_id=platform.id, deployment=told.deployment, resource=told.resource)
        db.add(link)
    else:
        _move_scores(db, link, course, told, at)
    link.course_id, link.context_title = course.id, told.context_title.strip()[:200]
    link.line_item, link.line_items = told.line_item, told.line_items
    link.members, link.seen_at = told.members, at
    db.flush()
    return link


def _move_scores(db: Session, link: LtiLink, course: Course, told: Launch, at: datetime) -> None:
    """If the platform now names another column, send the scores so far to that column."""
    if told.line_item and told.line_item != (link.line_item or link.own_item):
        grading.send_again(db, link.id, at)
    if link.course_id != course.id or link.line_items != told.line_items:
        # Our own line item belongs to that course and to that collection.
        link.own_item, link.making_until = "", None


def learner_of(
    db: Session, link: LtiLink, told: Launch, language: str, nameless: str, key: str, at: datetime
) -> Learner:
    """The learner who was launched: the same learner each time, on every device.

    `nameless` is the name for a learner whose name the platform withholds, with `{n}` for the
    learner's number. Refused: `course_full`.
    """
    known = db.get(LtiUser, (link.platform_id, told.sub, link.course_id))
    if known is None:
        learner = _new_learner(db, link, told, language, nameless, key)
    else:
        learner = db.get_one(Learner, known.learner_id)
        learner.name = _name(told.name) or learner.name
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
    db: Session, link: LtiLink, told: Launch, language: str, nameless: str, key: str
) -> Learner:
    course, name = db.get_one(Course, link.course_id), _name(told.name)
    # After this first launch, the learner chooses the language.
    learner = added_learner(db, course, name or nameless, told.language or language, key)
    learner.name = name or nameless.replace("{n}", str(learner.number))[:NAME_LENGTH]
    db.add(
        LtiUser(
            platform_id=link.platform_id,
            sub=told.sub,
            course_id=course.id,
            learner_id=learner.id,
        )
    )
    return learner


def new_ticket(db: Session, browser: str, content: Mapping[str, Any], at: datetime) -> str:
    """A token for the press that continues: valid for some minutes, once, in the same browser."""
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
    """The content the ticket was made for; the ticket is deleted. Refused: `lti_ticket`."""
    found = db.get(LtiTicket, token_hash(token), with_for_update=True)
    if found is None or found.expires_at <= at or found.browser != token_hash(browser):
        raise Refused("lti_ticket")
    content = dict(found.content)
    db.delete(found)
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


def _name(told: str) -> str:
    try:
        return one_line(told, 10_000, "name_empty")[:NAME_LENGTH].strip()
    except Refused:
        return ""
