"""Certificates and completions based on a person's attendance; a correction does not change them.

Writes nothing.
"""

from __future__ import annotations

from typing import Any

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from webinar.kit.days import day_in_words
from webinar.kit.tokens import show_code
from webinar.kit.web.i18n import page_language
from webinar.learn.courses.models import Course, Learner
from webinar.learn.courses.queries import course_of_room, find_own_course, is_counted, title_in
from webinar.people.accounts.models import User
from webinar.people.ownership.queries import owns
from webinar.results.attendance.register import Attendee
from webinar.results.certificates.holders import valid_certificates
from webinar.results.certificates.models import Certificate, CertificateRule
from webinar.results.completion.queries import terms_of
from webinar.results.reports.session import ReportedSession
from webinar.results.series.models import SeriesSession
from webinar.room.rooms.models import Room


def achievements_of(
    db: Session, user: User, room: Room, attendee: Attendee, session: ReportedSession
) -> dict[str, Any]:
    """Return the certificates and the completion to which the person's attendance contributed.

    `certificates` are valid; each has the `address` of the page on which it can be revoked, and
    says whether it is older than the last correction (`is_earlier`). `completed` is the session's
    course and the day, if the person has completed it. Only rules and courses that use this
    session's minutes count; the course must be the user's own, because an administrator may have
    put the session into another organiser's course.
    """
    if not owns(db, user, room):
        return {}
    course = course_of_room(db, room)
    if course is not None:
        is_own = find_own_course(db, user, course.id) is not None
        course = course if is_own and terms_of(db, course).asks_live else None
    rules = _rules(db, room, course)
    return {
        "certificates": [
            _certificate_row(certificate, rules[certificate.rule_id], room, attendee, session)
            for certificate in valid_certificates(db, attendee.identity)
            if certificate.rule_id in rules
        ],
        "completed": None if course is None else _completion_row(db, course, attendee, session),
    }


def _rules(db: Session, room: Room, course: Course | None) -> dict[int, CertificateRule]:
    """Return the certificate rules of the session, of its series and of the course, by id."""
    series_ids = select(SeriesSession.series_id).where(SeriesSession.room_id == room.id)
    conditions = [CertificateRule.room_id == room.id, CertificateRule.series_id.in_(series_ids)]
    if course is not None:
        conditions.append(CertificateRule.course_id == course.id)
    return {rule.id: rule for rule in db.scalars(select(CertificateRule).where(or_(*conditions)))}


def _certificate_row(
    certificate: Certificate,
    rule: CertificateRule,
    room: Room,
    attendee: Attendee,
    session: ReportedSession,
) -> dict[str, Any]:
    if rule.course_id is not None:
        address: dict[str, Any] = {"course_id": rule.course_id}
    elif rule.series_id is not None:
        address = {"series": rule.series_id}
    else:
        address = {"code": room.code}
    corrected_at = attendee.history[-1].corrected_at if attendee.history else None
    return {
        "title": certificate.title,
        "code": certificate.code,
        "shown_code": show_code(certificate.code),
        "issued": day_in_words(certificate.issued_at.astimezone(session.zone)),
        "is_earlier": corrected_at is not None and corrected_at > certificate.issued_at,
        "address": address,
    }


def _completion_row(
    db: Session, course: Course, attendee: Attendee, session: ReportedSession
) -> dict[str, Any] | None:
    statement = select(Learner).where(Learner.course_id == course.id, is_counted())
    if attendee.person_id is not None:
        statement = statement.where(Learner.person_id == attendee.person_id)
    else:
        statement = statement.where(Learner.member_id.in_(attendee.member_ids))
    learner = db.scalars(statement.where(Learner.completed_at.is_not(None)).limit(1)).first()
    if learner is None or learner.completed_at is None:
        return None
    return {
        "course_id": course.id,
        "number": learner.number,
        "title": title_in(course, page_language()),
        "day": day_in_words(learner.completed_at.astimezone(session.zone)),
    }
