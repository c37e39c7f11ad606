"""The automatic rules by which somebody may have earned a certificate since the last look.

Reads only. A learner's completion has its time. What changes the figures of a session is in the
audit log, except for the end of the wait for the last figures, and for tests handed in later.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import Select, func, or_, select
from sqlalchemy.orm import Session

from webinar.learn.courses.models import Learner
from webinar.live.assessment.models import MOST_DAYS, Paper
from webinar.live.presence.finality import AFTER_END
from webinar.people.audit.models import AuditEntry
from webinar.results.certificates.models import AutomaticCertificates, CertificateRule
from webinar.results.series.models import SeriesSession
from webinar.room.rooms.models import Member, Room

# Sessions are judged for as long after their end as a test of theirs may stay open.
WINDOW = timedelta(days=MOST_DAYS)
# Each look covers the time shortly before the previous one, too: a transaction may have been open.
OVERLAP = timedelta(minutes=2)
# Entries that change what people have earned in a session,
_SESSION_ENTRIES = (
    "attendance.corrected",
    "attendance.rule_set",
    "attendance.taken_back",
    "guest.matched",
    "guest.unmatched",
)
# and those that name a rule or a series.
_RULE_ENTRIES = ("certificate_rule.set", "certificates.allowed")
_SERIES_ENTRIES = ("series.added", "series.removed")


@dataclass(frozen=True)
class Mark:
    """How far a look got: the id of the last entry of the audit log, the time, and what failed.

    `failed` are the ids of rules to try again.
    """

    entry: int
    at: datetime
    failed: frozenset[int] = frozenset()


def mark_now(db: Session, now: datetime) -> Mark:
    return Mark(db.scalar(select(func.max(AuditEntry.id))) or 0, now)


def due_rules(db: Session, since: Mark | None, now: datetime) -> list[int]:
    """Return the ids of the rules to judge by, in order.

    Without a mark, and on each new day, these are all rules of courses, and those of sessions that
    ended within `WINDOW`: tests close, and people study afterwards, without an entry in the log.
    """
    if db.scalar(select(AutomaticCertificates.rule_id).limit(1)) is None:
        return []
    rules_by_room, ends = defaultdict(set), {}
    for statement in (_rules_of_sessions(now), _rules_of_series(now)):
        for room_id, ended_at, rule_id in db.execute(statement):
            rules_by_room[room_id].add(rule_id)
            if ended_at is not None:
                ends[room_id] = ended_at
    if since is None or since.at.date() != now.date():
        return sorted(set(db.scalars(_rules_of_courses())).union(*rules_by_room.values()))
    due = set(since.failed) | _named_rules(db, since) | set(db.scalars(_completed_courses(since)))
    return sorted(due.union(*(rules_by_room[room] for room in _changed_rooms(db, since, ends))))


def _rules_of_courses() -> Select[int]:
    return (
        select(CertificateRule.id)
        .join(AutomaticCertificates, AutomaticCertificates.rule_id == CertificateRule.id)
        .where(CertificateRule.course_id.is_not(None))
    )


def _completed_courses(since: Mark) -> Select[int]:
    """Select the rules of courses that somebody has completed since the mark."""
    return (
        _rules_of_courses()
        .join(Learner, Learner.course_id == CertificateRule.course_id)
        .where(Learner.completed_at >= since.at - OVERLAP)
        .distinct()
    )


def _rules_of_sessions(now: datetime) -> Select[int, datetime | None, int]:
    """Select the sessions that ended recently, with the rule of each."""
    return (
        select(Room.id, Room.ended_at, CertificateRule.id)
        .join(CertificateRule, CertificateRule.room_id == Room.id)
        .join(AutomaticCertificates, AutomaticCertificates.rule_id == CertificateRule.id)
        .where(Room.ended_at >= now - WINDOW)
    )


def _rules_of_series(now: datetime) -> Select[int, datetime | None, int]:
    """Select the sessions of series that ended recently, with the rule of their series."""
    return (
        select(Room.id, Room.ended_at, CertificateRule.id)
        .join(SeriesSession, SeriesSession.room_id == Room.id)
        .join(CertificateRule, CertificateRule.series_id == SeriesSession.series_id)
        .join(AutomaticCertificates, AutomaticCertificates.rule_id == CertificateRule.id)
        .where(Room.ended_at >= now - WINDOW)
    )


def _changed_rooms(db: Session, since: Mark, ends: Mapping[int, datetime]) -> set[int]:
    """Return which of the sessions in `ends` became final or changed since the mark."""
    corrected = select(AuditEntry.room_id).where(
        AuditEntry.id > since.entry, AuditEntry.kind.in_(_SESSION_ENTRIES)
    )
    tested = (
        select(Member.room_id)
        .join(Paper, Paper.member_id == Member.id)
        .where(Member.room_id.in_(ends), Paper.handed_in_at >= since.at - OVERLAP)
    )
    ended = {room for room, at in ends.items() if at >= since.at - AFTER_END - OVERLAP}
    return ended | (ends.keys() & {*db.scalars(corrected), *db.scalars(tested)})


def _named_rules(db: Session, since: Mark) -> set[int]:
    """Return the automatic rules that the log names since the mark, or whose series it names."""
    entries = db.execute(
        select(AuditEntry.kind, AuditEntry.detail).where(
            AuditEntry.id > since.entry, AuditEntry.kind.in_(_RULE_ENTRIES + _SERIES_ENTRIES)
        )
    ).all()
    rules = {detail.get("rule") for kind, detail in entries if kind in _RULE_ENTRIES}
    series = {detail.get("series") for kind, detail in entries if kind in _SERIES_ENTRIES}
    if not entries:
        return set()
    statement = (
        select(CertificateRule.id)
        .join(AutomaticCertificates, AutomaticCertificates.rule_id == CertificateRule.id)
        .where(or_(CertificateRule.id.in_(rules), CertificateRule.series_id.in_(series - {None})))
    )
    return set(db.scalars(statement))
