"""Removes the names and answers of learners whose time is over. No Flask, no commit.

Unlike a session, a course has no end. The time counts from its closing day, or from the learner's
last visit if that is later or if there is no closing day.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from functools import partial
from typing import Any

from sqlalchemy import bindparam, delete, exists, or_, select, update
from sqlalchemy.orm import Session, aliased

from webinar import features
from webinar.connect.xapi.models import Statement
from webinar.kit import clock, concurrency
from webinar.kit.db import Database, table_of
from webinar.kit.erased_names import BEGINS, ERASED_TEXT, stored_name
from webinar.kit.parts import in_parts
from webinar.kit.tokens import new_token, token_hash
from webinar.learn.courses.models import Course, JoinedLearner, Learner, LearnerSeat
from webinar.learn.courses.queries import real_learner_id
from webinar.learn.courses.seating import close_links
from webinar.learn.exams.models import ExamAnswer, ExamAttempt
from webinar.learn.offline.models import AnswerFile
from webinar.learn.study.models import StudyAnswer
from webinar.operate.personal.retention import DEFAULT_DAYS, cohort_terms
from webinar.people.audit.actions import note

# A learner who pauses for some weeks in a course without an end has not left it.
LEAST_DAYS = 30
# Learners in one transaction.
BATCH_SIZE = 200
PARTS = ("attendance", "answers")


def purge_learners(database: Database, *, at_once: bool = False) -> int:
    """Remove overdue data, some learners at a time; return the number of learners affected.

    With `at_once`, remove only data that must go as soon as a course is closed. A second run does
    nothing.
    """
    with database.read() as db:
        courses = db.scalars(select(Course.id).order_by(Course.id)).all()
    count = 0
    for course_id in courses:
        for part in PARTS:
            count += _purge_part(database, course_id, part, at_once)
    return count


def shut_out(db: Session, ids: Sequence[int]) -> None:
    """Close these learners' own links, and sign the learners out of every browser."""
    _execute(db, delete(LearnerSeat).where(LearnerSeat.learner_id.in_(ids)))
    close_links(db, ids)
    # Hash another secret than the seed, so that no link can be made from the seed.
    rows = [
        {"of": learner_id, "now": new_token(), "hash": token_hash(new_token())}
        for learner_id in ids
    ]
    if rows:
        learners = table_of(Learner)
        changed = update(learners).where(learners.c.id == bindparam("of"))
        values: dict[str, Any] = {"seed": bindparam("now"), "token_hash": bindparam("hash")}
        db.connection().execute(changed.values(values), rows)


def _purge_part(database: Database, course_id: int, part: str, at_once: bool) -> int:
    with database.read() as db:
        ids = _due(db, db.get_one(Course, course_id), part, at_once)
    for batch in in_parts(ids, BATCH_SIZE):
        database.write(partial(_purge, ids=batch, part=part))
        concurrency.sleep(0)
    if ids:
        database.write(
            lambda db: note(
                db, "course.purged", None, course=course_id, part=part, learners=len(ids)
            )
        )
    return len(ids)


def _due(db: Session, course: Course, part: str, at_once: bool) -> Sequence[int]:
    before = _over_since(db, course, part, at_once)
    if before is None:
        return []
    # A guest who turned out to be another learner continues as that learner, who still needs the
    # guest's browser, link and account with a platform.
    itself = aliased(Learner)
    due = (
        select(Learner.id)
        .join(itself, itself.id == real_learner_id(Learner.id))
        .where(Learner.course_id == course.id, itself.seen_at <= before)
    )
    if part == "attendance":
        due = due.where(Learner.name.not_like(f"{BEGINS}%"))
    else:
        due = due.where(
            or_(
                exists().where(StudyAnswer.learner_id == Learner.id),
                exists().where(ExamAttempt.learner_id == Learner.id),
            )
        )
    return db.scalars(due.order_by(Learner.id)).all()


def _over_since(db: Session, course: Course, part: str, at_once: bool) -> datetime | None:
    """Return the time before which a last visit makes a learner due; None if none can be due."""
    days = {"attendance": DEFAULT_DAYS, "answers": DEFAULT_DAYS}
    if course.cohort_id is not None:
        terms = cohort_terms(db, course.cohort_id)
        days = {"attendance": terms.attendance_days, "answers": terms.answers_days}
    if at_once and days[part] > 0:
        return None
    if course.closes_at is None:
        return clock.now() - timedelta(days=max(days[part], LEAST_DAYS))
    before = clock.now() - timedelta(days=days[part])
    return before if course.closes_at <= before else None


def _purge(db: Session, ids: Sequence[int], part: str) -> None:
    if part == "attendance":
        _purge_names(db, ids)
    else:
        _purge_answers(db, ids)
    db.expire_all()


def _purge_names(db: Session, ids: Sequence[int]) -> None:
    """Remove the learners' names; progress and its times stay, under learners without a name."""
    shut_out(db, ids)
    _execute(db, delete(Statement).where(Statement.learner_id.in_(ids)))
    # Delete in the same transaction, so that no score is sent for a learner without a link to the
    # platform.
    for table in (
        table_of(model) for feature in features.every() for model in feature.gone_with_learner
    ):
        _execute(db, delete(table).where(table.c.learner_id.in_(ids)))
    joined = update(JoinedLearner).where(
        or_(JoinedLearner.learner_id.in_(ids), JoinedLearner.into_id.in_(ids)),
        JoinedLearner.reason != "",
    )
    _execute(db, joined.values(reason=ERASED_TEXT))
    files = update(AnswerFile).where(AnswerFile.learner_id.in_(ids))
    _execute(db, files.values(person_key=""))
    numbers_by_learner = db.execute(select(Learner.id, Learner.number).where(Learner.id.in_(ids)))
    rows = [
        {"of": learner_id, "instead": stored_name(number, is_guest=True)}
        for learner_id, number in numbers_by_learner
    ]
    if rows:
        learners = table_of(Learner)
        renamed = update(learners).where(learners.c.id == bindparam("of"))
        values: dict[str, Any] = {
            "name": bindparam("instead"),
            "person_id": None,
            "member_id": None,
        }
        db.connection().execute(renamed.values(values), rows)


def _purge_answers(db: Session, ids: Sequence[int]) -> None:
    """Delete the answers, and the statements about answers that are still on this server."""
    attempts = select(ExamAttempt.id).where(ExamAttempt.learner_id.in_(ids))
    _execute(db, delete(ExamAnswer).where(ExamAnswer.attempt_id.in_(attempts)))
    for model in (ExamAttempt, StudyAnswer):
        _execute(db, delete(model).where(model.learner_id.in_(ids)))
    about_answers = or_(Statement.topic.like("answer:%"), Statement.topic.like("test:%"))
    _execute(db, delete(Statement).where(Statement.learner_id.in_(ids), about_answers))


def _execute(db: Session, statement: Any) -> None:
    db.execute(statement, execution_options={"synchronize_session": False})
