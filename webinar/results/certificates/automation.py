"""Rules by which the server issues and mails certificates without being asked.

No Flask, no commit.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import func, or_, select
from sqlalchemy.orm import Session

from webinar.kit import clock, outbox
from webinar.learn.courses.models import Course
from webinar.people.accounts.models import User
from webinar.people.audit.actions import note
from webinar.results.certificates.actions import lock_rule
from webinar.results.certificates.models import (
    AutomaticCertificates,
    Certificate,
    CertificateRule,
)
from webinar.room.cohorts.automation import LEASE, LONGEST_WAIT
from webinar.room.cohorts.dates import RETRIED
from webinar.room.cohorts.models import Match, Person
from webinar.room.rooms.models import Room


def allow(db: Session, user_id: int, rule_id: int, *, mails: bool = False) -> None:
    """Let the server issue certificates by this rule; nothing happens if it may already.

    People who have earned one by now get theirs, too. With `mails`, the server also mails them.
    """
    rule, now = lock_rule(db, rule_id), clock.now()
    if automatic_of(db, rule_id) is None:
        db.add(
            AutomaticCertificates(
                rule_id=rule_id,
                by_user_id=user_id,
                since=now,
                mails_since=now if mails else None,
                next_at=now,
            )
        )
        _note(db, "certificates.allowed", user_id, rule, mails=mails)


def set_mailing(db: Session, user_id: int, rule_id: int, *, mails: bool) -> None:
    """Let the server mail the certificates that it issues from now on, or stop it."""
    rule, now = lock_rule(db, rule_id), clock.now()
    row = automatic_of(db, rule_id)
    if row is not None and (row.mails_since is not None) is not mails:
        row.by_user_id, row.mails_since = user_id, now if mails else None
        row.error, row.tries, row.next_at = "", 0, now
        _note(db, "certificates.allowed", user_id, rule, mails=mails)


def stop(db: Session, user_id: int, rule_id: int) -> None:
    """Let the server issue no more certificates by this rule."""
    rule = lock_rule(db, rule_id)
    row = automatic_of(db, rule_id)
    if row is not None:
        db.delete(row)
        _note(db, "certificates.stopped", user_id, rule)


def carry_over(db: Session, room: Room, copy: Room, by: User) -> None:
    """If the server issues a session's certificates by itself, let it issue the duplicate's, too.

    It mails them if it mails the session's. Nothing else of the row fits the duplicate: `by` is who
    allows it, now, and no letter of the duplicate has failed.
    """
    rules = select(CertificateRule).where(CertificateRule.room_id.in_((room.id, copy.id)))
    ids = {rule.room_id: rule.id for rule in db.scalars(rules)}
    row = automatic_of(db, ids[room.id]) if room.id in ids else None
    if row is not None:
        allow(db, by.id, ids[copy.id], mails=row.mails_since is not None)


def automatic_of(db: Session, rule_id: int) -> AutomaticCertificates | None:
    row: AutomaticCertificates | None = db.get(AutomaticCertificates, rule_id)
    return row


def is_automatic_course(db: Session, course: Course) -> bool:
    statement = select(AutomaticCertificates.rule_id).join(
        CertificateRule, CertificateRule.id == AutomaticCertificates.rule_id
    )
    return db.scalar(statement.where(CertificateRule.course_id == course.id)) is not None


def rules_to_mail(db: Session, now: datetime) -> Sequence[AutomaticCertificates]:
    """Return the rules with letters to send that no process is sending, and that need not wait."""
    person_id = func.coalesce(Certificate.person_id, Match.person_id)
    waiting = (
        select(Certificate.rule_id)
        .outerjoin(Match, Match.member_id == Certificate.member_id)
        .join(Person, Person.id == person_id)
        .where(
            Certificate.rule_id == AutomaticCertificates.rule_id,
            Certificate.issued_at >= AutomaticCertificates.mails_since,
            Certificate.revoked_at.is_(None),
            or_(Certificate.mailed_at.is_(None), Certificate.mail_failed.in_(RETRIED)),
            Person.email != "",
        )
    )
    query = select(AutomaticCertificates).where(
        AutomaticCertificates.mails_since.is_not(None),
        AutomaticCertificates.next_at <= now,
        waiting.exists(),
    )
    return db.scalars(query.order_by(AutomaticCertificates.rule_id)).all()


def claim(db: Session, rule_id: int) -> bool:
    """Claim the letters of this rule for this process, unless another process has."""
    now = clock.now()
    due = select(AutomaticCertificates).where(
        AutomaticCertificates.rule_id == rule_id, AutomaticCertificates.next_at <= now
    )
    return bool(outbox.claim(db, due, now + LEASE))


def settle(db: Session, rule_id: int, error: str) -> None:
    """Release the rule. After an `error`, the next try comes later each time."""
    row, now = automatic_of(db, rule_id), clock.now()
    if row is None:
        return
    row.error = error
    if error:
        outbox.put_off(row, now, LONGEST_WAIT)
    else:
        row.tries, row.next_at = 0, now


def _note(db: Session, kind: str, user_id: int, rule: CertificateRule, **detail: bool) -> None:
    note(
        db,
        kind,
        user_id,
        room_id=rule.room_id,
        rule=rule.id,
        series=rule.series_id,
        course=rule.course_id,
        **detail,
    )
