"""Collects events about what changed since the last collection, found by its rows. Reads only.

Ids of statements follow from the events, so reading the same rows twice makes no second statement.
Therefore the times overlap a little, to catch rows that were being written. All of a learner's work
is read again only if a change, such as a new pass mark, affects statements already made.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import groupby

from sqlalchemy import ColumnElement, Select, func, select
from sqlalchemy.orm import Session

from webinar.connect.xapi import outbox
from webinar.connect.xapi.attendance_events import (
    attendance_of,
    certificates_earned,
    certificates_of,
)
from webinar.connect.xapi.learning_events import BEGINNING, events_of
from webinar.connect.xapi.statements import Event, Place
from webinar.connect.xapi.withdrawn_events import withdrawn_events
from webinar.kit import clock
from webinar.kit.errors import Refused
from webinar.kit.loop_turns import in_turns
from webinar.learn.courses.models import Course, Learner
from webinar.learn.courses.queries import is_counted, learners_of, rooms_of_course
from webinar.learn.study.models import SlideProgress, StudyAnswer
from webinar.live.presence.finality import AFTER_END, is_final
from webinar.people.audit.models import AuditEntry
from webinar.results.certificates.models import Certificate
from webinar.room.rooms.models import Room, RoomState

OVERLAP = timedelta(minutes=5)
# The limit of one file.
MOST_STATEMENTS = 100_000
# Kinds of audit entries that change a register or a certificate, with its session.
_ATTENDANCE = (
    "session.ended",
    "attendance.corrected",
    "attendance.taken_back",
    "attendance.rule_set",
    "guest.matched",
    "guest.unmatched",
    "report.frozen",
)
_CERTIFICATES = ("certificate.issued", "certificate.revoked")
# Kinds of audit entries that change how papers are judged, or which slides there are.
_COURSES = ("course.tests", "course.edition")
# Kinds of audit entries that move one learner's work to another.
_JOINED = ("learner.matched", "learner.unmatched")
_KINDS = _ATTENDANCE + _CERTIFICATES + _COURSES + _JOINED


@dataclass(frozen=True)
class Changes:
    """The ids of the rows to read. `entry` is the last entry of the audit log so far.

    For `learners`, the work that came in since `since` is read; for `reread`, all their work.
    """

    since: datetime
    learners: tuple[int, ...]
    reread: tuple[int, ...]
    rooms: tuple[int, ...]
    certificates: tuple[int, ...]
    entry: int


def changes_since_mark(db: Session) -> Changes:
    """Return the changes since the last collection; everything at the first one."""
    mark = outbox.mark(db)
    last = db.scalar(select(func.max(AuditEntry.id))) or 0
    if mark is None:
        ended = select(Room.id).where(Room.state == RoomState.ENDED)
        return Changes(
            BEGINNING,
            (),
            tuple(db.scalars(select(Learner.id).order_by(Learner.course_id, Learner.id))),
            tuple(db.scalars(ended.order_by(Room.id))),
            tuple(db.scalars(select(Certificate.id).order_by(Certificate.id))),
            last,
        )
    entries = db.scalars(_entries(mark.entry).order_by(AuditEntry.id)).all()
    rooms = {entry.room_id for entry in entries if entry.kind in _ATTENDANCE and entry.room_id}
    rooms |= set(_just_final(db, mark.at))
    members = {entry.detail["member"] for entry in entries if entry.detail.get("member")}
    courses = {entry.detail["course"] for entry in entries if entry.kind in _COURSES}
    certificates = {entry.detail["certificate"] for entry in entries if entry.kind in _CERTIFICATES}
    joined = {id for entry in entries if entry.kind in _JOINED for id in entry.detail["learners"]}
    certificates |= set(
        db.scalars(select(Certificate.id).where(Certificate.learner_id.in_(joined)))
    )
    since = mark.at - OVERLAP
    return Changes(
        since,
        _learners(db, Learner.seen_at >= since, Learner.completed_at >= since),
        _learners(
            db,
            Learner.member_id.in_(members),
            Learner.course_id.in_(courses),
            Learner.id.in_(joined),
        ),
        tuple(sorted(rooms)),
        tuple(sorted(certificates)),
        last,
    )


def is_overtaken(db: Session, entry: int) -> bool:
    """Whether a later entry of the audit log changed something that statements already report."""
    return db.scalar(_entries(entry).limit(1)) is not None


def _entries(after: int) -> Select[AuditEntry]:
    return select(AuditEntry).where(AuditEntry.id > after, AuditEntry.kind.in_(_KINDS))


def _just_final(db: Session, since: datetime) -> Sequence[int]:
    """Return sessions whose figures became final since then, which no row records.

    The time to go back is doubled, to allow for the clocks of other processes.
    """
    earliest = since - 2 * AFTER_END
    ended = select(Room.id).where(Room.state == RoomState.ENDED, Room.ended_at >= earliest)
    return db.scalars(ended).all()


def _learners(db: Session, *conditions: ColumnElement[bool]) -> tuple[int, ...]:
    """Return learner ids, course by course.

    Each condition is its own query, so that it uses its index.
    """
    ids: set[tuple[int, int]] = set()
    for condition in conditions:
        rows = db.execute(select(Learner.course_id, Learner.id).where(condition))
        ids.update((course_id, learner_id) for course_id, learner_id in rows)
    return tuple(learner_id for _, learner_id in sorted(ids))


def events_of_learners(
    db: Session, place: Place, ids: Sequence[int], since: datetime = BEGINNING
) -> list[Event]:
    """Return events of all work of these learners, and of work that is no longer theirs.

    With `since`, return events of newer work only.
    """
    query = select(Learner).where(Learner.id.in_(ids)).order_by(Learner.course_id, Learner.id)
    events = withdrawn_events(db, db.scalars(query).all()) if since == BEGINNING else []
    counted = db.scalars(query.where(is_counted()))
    for course_id, learners in groupby(counted, lambda learner: learner.course_id):
        course = db.get_one(Course, course_id)
        # One learner may have sent a whole course's work that a phone had kept.
        for learner_events in in_turns(events_of(db, place, course, list(learners), since), 1):
            events += learner_events
    return events


def events_of_room(db: Session, place: Place, room_id: int) -> list[Event]:
    """Return the session's events; none until its figures are final.

    A record store takes no corrections.
    """
    room = db.get_one(Room, room_id)
    return attendance_of(db, place, room) if is_final(room, clock.now()) else []


def events_of_certificates(db: Session, place: Place, ids: Sequence[int]) -> list[Event]:
    rows = db.scalars(select(Certificate).where(Certificate.id.in_(ids)).order_by(Certificate.id))
    return list(certificates_earned(db, place, rows.all()))


def everything_of_course(db: Session, place: Place, course: Course) -> Iterator[Event]:
    """Yield all events of the course: learners' work, attendance of its sessions, certificates.

    Refused: `too_many_statements`, before they are all read.
    """
    if _is_too_much(db, course):
        raise Refused("too_many_statements")
    for learner_events in in_turns(events_of(db, place, course, learners_of(db, course)), 5):
        yield from learner_events
    rooms = rooms_of_course(db, course)
    for room in rooms:
        yield from attendance_of(db, place, room)
    yield from certificates_earned(db, place, certificates_of(db, rooms, course.id))


def _is_too_much(db: Session, course: Course) -> bool:
    """Whether the course has more slides and answers than a file takes; stop counting there."""
    counts = 0
    for model in (SlideProgress, StudyAnswer):
        rows = (
            select(model.learner_id)
            .join(Learner, Learner.id == model.learner_id)
            .where(Learner.course_id == course.id, is_counted())
        )
        if model is SlideProgress:
            rows = rows.where(SlideProgress.done_at.is_not(None))
        bounded = rows.limit(MOST_STATEMENTS + 1).subquery()
        counts += db.scalar(select(func.count()).select_from(bounded)) or 0
    return counts > MOST_STATEMENTS


def everything_of_room(db: Session, place: Place, room: Room) -> Iterator[Event]:
    """Yield the events of the session: its attendance and its certificates."""
    yield from attendance_of(db, place, room)
    yield from certificates_earned(db, place, certificates_of(db, [room]))
