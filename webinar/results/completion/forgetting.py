"""Forgetting a guest of a course, and renewing learners' links. No Flask, no commit."""

from __future__ import annotations

from sqlalchemy import Column, Select, delete, select
from sqlalchemy.orm import Session

from webinar import features
from webinar.kit.db import Base, table_of
from webinar.kit.errors import Refused
from webinar.learn.courses import seating
from webinar.learn.courses.models import Course, Learner
from webinar.learn.courses.queries import joined_guests, real_learner
from webinar.learn.offline.models import AnswerDraft
from webinar.people.audit.actions import note


def renew_link(db: Session, course: Course, learner: Learner, key: str, by_id: int) -> None:
    """Give the guest a new personal link; the previous link stops working."""
    seating.renew_link(db, learner, key)
    note(
        db,
        "learner.link",
        by_id,
        cohort_id=course.cohort_id,
        course=course.id,
        learner=learner.number,
    )


def forget(
    db: Session,
    course: Course,
    learner: Learner,
    by_id: int | None,
    *,
    with_certificates: bool = False,
) -> None:
    """Delete a guest with all that they did.

    People of a roster and members of sessions are erased with the rest of their data instead
    (`personal.erasing`). `by_id` is None if the guest asked for the deletion. Raises `Refused` with
    `not_a_guest`, or with `has_certificate` unless `with_certificates` is true.
    """
    # The work of a guest who was joined with a person belongs to that person.
    if not learner.is_course_guest or real_learner(db, learner) is not learner:
        raise Refused("not_a_guest")
    if not with_certificates:
        features.call(lambda feature: feature.check_forgetting, db, learner)
    number = learner.number
    # A person whose name was removed counts as a guest, and earlier guests may be joined with them.
    learners = [learner, *joined_guests(db, learner)]
    ids = [row.id for row in learners]
    seating.close_links(db, ids)
    # Files that wait for their import may hold the guest's answers. They can be sent again.
    db.execute(delete(AnswerDraft).filter_by(course_id=course.id))
    db.flush()
    key = table_of(Learner).c.id
    _delete(db, key, select(key).where(key.in_(ids)))
    for row in learners:
        db.expunge(row)
    note(
        db,
        "learner.forgotten",
        by_id,
        cohort_id=course.cohort_id,
        course=course.id,
        learner=number,
    )


def _delete(db: Session, key: Column[int], ids: Select[tuple[int]]) -> None:
    """Delete the rows with these keys, but first all rows that refer to them.

    The foreign keys of all tables are followed, so that new tables are included.
    """
    for table in Base.metadata.tables.values():
        references = [
            foreign_key.parent for foreign_key in table.foreign_keys if foreign_key.column is key
        ]
        own_keys = list(table.primary_key.columns)
        for reference in references if table is not key.table else ():
            if len(own_keys) == 1 and own_keys[0] is not reference:
                _delete(db, own_keys[0], select(own_keys[0]).where(reference.in_(ids)))
            else:
                db.execute(delete(table).where(reference.in_(ids)))
    db.execute(delete(key.table).where(key.in_(ids)))
