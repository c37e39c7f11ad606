"""Erases a person, as the registry says for each column. No Flask, no commit.

Data that other people need stays under a member without a name: tallies, counts, the order of
things. The caller deletes files and clears caches after the commit (`full_erasure`).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from sqlalchemy import Table, delete, or_, select, update
from sqlalchemy.orm import Session

from webinar.kit import clock
from webinar.kit.db import table_of
from webinar.kit.erased_names import ERASED_TEXT, stored_name
from webinar.kit.errors import Refused
from webinar.learn.courses.models import Learner
from webinar.operate.personal.learners import shut_out
from webinar.operate.personal.pieces import PIECES, Job
from webinar.operate.personal.registry import REGISTRY
from webinar.operate.personal.registry_terms import Erase
from webinar.operate.personal.scrubbing import Known
from webinar.operate.personal.subject import Subject, belongs_to, names_of, tables_of_people
from webinar.people.audit.actions import note
from webinar.results.attendance.models import Correction
from webinar.results.certificates.models import Certificate
from webinar.results.followup.models import FollowLink, StepFile
from webinar.room.cohorts.models import Invited, Person
from webinar.room.rooms.models import Room, RoomState


@dataclass(frozen=True)
class Erased:
    """The caller's remaining work: the files to delete, by their names in the folder."""

    files: tuple[str, ...]
    room_ids: tuple[int, ...]


def erase(
    db: Session, subject: Subject, by: int | None, *, keeps_certificates: bool = False
) -> Erased:
    """Erase the person everywhere. `by` is the user who asked for it, None for the operator.

    Refused: `session_live` while a session that they are in, or expected in, is live.
    """
    room_ids = _rooms(db, subject)
    live = select(Room.id).where(Room.id.in_(room_ids), Room.state == RoomState.LIVE)
    if db.scalar(live.limit(1)) is not None:
        raise Refused("session_live")
    files = db.scalars(select(StepFile.kept).where(belongs_to(table_of(StepFile), subject))).all()
    job = Job(subject, known_of(db, subject), room_ids, clock.now())
    for piece in PIECES.values():
        piece(db, job)
    db.flush()
    _delete_certificates(db, subject, keeps_certificates)
    revoked = update(FollowLink).where(belongs_to(table_of(FollowLink), subject))
    _execute(db, revoked.where(FollowLink.revoked_at.is_(None)).values(revoked_at=job.at))
    # The person's devices, which may be studying or offline, can send nothing from now on.
    learners = select(Learner.id).where(belongs_to(table_of(Learner), subject))
    shut_out(db, db.scalars(learners).all())
    for table in reversed(tables_of_people()):
        if table.name != "certificates":
            erase_rows(db, table, subject)
    # Future sessions do not expect the person.
    removal = update(Person).where(Person.id.in_(subject.person_ids), Person.removed_at.is_(None))
    _execute(db, removal.values(removed_at=job.at))
    # Pages made from an earlier version are no longer shown.
    _execute(db, update(Room).where(Room.id.in_(room_ids)).values(version=Room.version + 1))
    person = subject.person
    note(
        db,
        "person.erased",
        by,
        cohort_id=None if person is None else person.cohort_id,
        person=None if person is None else person.id,
        members=list(subject.member_ids),
        files=len(files),
        keeps_certificates=keeps_certificates,
    )
    db.expire_all()
    return Erased(tuple(files), room_ids)


def known_of(db: Session, subject: Subject) -> Known:
    """Return the person's names, and values unique to the person, which JSON may contain."""
    unique: set[str] = set()
    if subject.person is not None:
        unique |= {subject.person.email, subject.person.phone, subject.person.external_id}
    is_own = belongs_to(table_of(Correction), subject)
    unique |= set(db.scalars(select(Correction.reason).where(is_own)))
    names = dict.fromkeys(names_of(db, subject), replacement_name(subject))
    return Known(names, frozenset(unique) - {"", ERASED_TEXT})


def replacement_name(subject: Subject) -> str:
    """Return the name that replaces the person's names."""
    if subject.person is not None:
        return stored_name(subject.person.number)
    return stored_name(subject.members[0].number, is_guest=True)


def _rooms(db: Session, subject: Subject) -> tuple[int, ...]:
    ids = {room.id for room in subject.rooms}
    if subject.person is not None:
        invited = select(Invited.room_id).where(Invited.cohort_id == subject.person.cohort_id)
        ids |= set(db.scalars(invited))
    return tuple(sorted(ids))


def _delete_certificates(db: Session, subject: Subject, keeps: bool) -> None:
    if keeps:
        return
    is_own = select(Certificate.id).where(belongs_to(table_of(Certificate), subject))
    ids = list(db.scalars(is_own))
    replaced = or_(Certificate.replaces_id.in_(ids), Certificate.id.in_(ids))
    _execute(db, update(Certificate).where(replaced).values(replaces_id=None))
    _execute(db, delete(Certificate).where(Certificate.id.in_(ids)))


def erase_rows(db: Session, table: Table, subject: Subject) -> None:
    """Erase the person's rows in one table, as the registry says for each column."""
    entry = REGISTRY[table.name]
    is_own = belongs_to(table, subject)
    if entry.deletes_rows:
        _execute(db, delete(table).where(is_own))
        return
    values: dict[str, Any] = {}
    for name, column in entry.columns.items():
        if column.erase is Erase.NAME:
            values[name] = replacement_name(subject)
        elif column.erase is Erase.BLANK:
            values[name] = None if table.c[name].nullable else ""
        elif column.erase is Erase.GONE:
            # An empty text stays empty: it has nothing to erase.
            filled = table.c[name] != ""
            _execute(db, update(table).where(is_own, filled).values({name: ERASED_TEXT}))
    if values:
        _execute(db, update(table).where(is_own).values(values))


def _execute(db: Session, statement: Any) -> None:
    db.execute(statement, execution_options={"synchronize_session": False})
