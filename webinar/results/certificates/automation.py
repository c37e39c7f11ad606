"""Rules by which the server issues certificates without being asked. No Flask, no commit."""

from __future__ import annotations

from sqlalchemy import select
from sqlalchemy.orm import Session

from webinar.kit import clock
from webinar.learn.courses.models import Course
from webinar.people.audit.actions import note
from webinar.results.certificates.actions import lock_rule
from webinar.results.certificates.models import AutomaticCertificates, CertificateRule


def allow(db: Session, user_id: int, rule_id: int) -> None:
    """Let the server issue certificates by this rule; nothing happens if it may already.

    People who have earned one by now get theirs, too.
    """
    rule = lock_rule(db, rule_id)
    if automatic_of(db, rule_id) is None:
        db.add(AutomaticCertificates(rule_id=rule_id, by_user_id=user_id, since=clock.now()))
        _note(db, "certificates.allowed", user_id, rule)


def stop(db: Session, user_id: int, rule_id: int) -> None:
    """Let the server issue no more certificates by this rule."""
    rule = lock_rule(db, rule_id)
    row = automatic_of(db, rule_id)
    if row is not None:
        db.delete(row)
        _note(db, "certificates.stopped", user_id, rule)


def automatic_of(db: Session, rule_id: int) -> AutomaticCertificates | None:
    row: AutomaticCertificates | None = db.get(AutomaticCertificates, rule_id)
    return row


def is_automatic_course(db: Session, course: Course) -> bool:
    statement = select(AutomaticCertificates.rule_id).join(
        CertificateRule, CertificateRule.id == AutomaticCertificates.rule_id
    )
    return db.scalar(statement.where(CertificateRule.course_id == course.id)) is not None


def _note(db: Session, kind: str, user_id: int, rule: CertificateRule) -> None:
    note(
        db,
        kind,
        user_id,
        room_id=rule.room_id,
        rule=rule.id,
        series=rule.series_id,
        course=rule.course_id,
    )
