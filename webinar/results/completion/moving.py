"""Moving a course guest's work to another learner, and back. No Flask, no commit.

Rows are moved rather than copied, so nothing can count twice.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from datetime import datetime
from typing import TypeVar

import msgspec
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from webinar.kit.intervals import Stretch
from webinar.learn.courses import row_moving
from webinar.learn.courses.models import Course, Learner
from webinar.learn.courses.queries import module_of_course
from webinar.learn.exams.models import ExamAttempt
from webinar.learn.inquiries.models import Inquiry
from webinar.learn.notes import moving as notes_moving
from webinar.learn.notes.moving import MovedNotes
from webinar.learn.repetition.models import RepeatAnswer
from webinar.learn.study.models import SlideProgress, StudyAnswer, StudyStretch
from webinar.learn.study.overlap import CoveredTime
from webinar.learn.study.reading import is_done, needed_seconds
from webinar.learn.study.studied_slides import studied_slides

Row = TypeVar("Row", StudyStretch, ExamAttempt)


class Moved(msgspec.Struct):
    """The data for moving the guest's work back.

    `stretches` are the guest's seconds before overlaps were removed, and `attempts` the guest's
    numbers of attempts, both by the ids of rows; `answers`, `repeats` and `inquiries` are ids.
    `done`, `began` and `completed` are the person's own times from before the move. `is_new`:
    joining made the person a learner.
    """

    stretches: dict[int, int] = {}
    answers: list[int] = []
    attempts: dict[int, int] = {}
    repeats: list[int] = []
    inquiries: list[int] = []
    notes: MovedNotes = msgspec.field(default_factory=MovedNotes)
    done: dict[str, datetime] = {}
    began: datetime | None = None
    completed: datetime | None = None
    is_new: bool = False


def take_over(db: Session, course: Course, guest: Learner, target: Learner) -> Moved:
    """Move the guest's work to the person's learner; return the data for moving it back.

    Answers and attempts do not change. Seconds that both learners spent at the same time
    count once. What either learner has done, begun or completed counts from the earlier time.
    """
    moved = Moved(
        done=_done_times(db, target), began=target.joined_at, completed=target.completed_at
    )
    _move_stretches(db, guest, target, moved)
    moved.answers = row_moving.take_over(db, StudyAnswer, guest, target)
    _move_attempts(db, guest, target, moved)
    moved.repeats = row_moving.take_over(db, RepeatAnswer, guest, target)
    moved.inquiries = row_moving.take_over(db, Inquiry, guest, target)
    moved.notes = notes_moving.take_over(db, guest, target)
    _add_progress(db, course, guest, target)
    target.joined_at = min(target.joined_at, guest.joined_at)
    target.seen_at = max(target.seen_at, guest.seen_at)
    target.completed_at = min(filter(None, (target.completed_at, guest.completed_at)), default=None)
    return moved


def give_back(db: Session, course: Course, guest: Learner, target: Learner, moved: Moved) -> None:
    """Move the guest's work back, but leave with the person all work done since the move."""
    for stretch in _learner_rows(db, StudyStretch, target, moved.stretches):
        stretch.learner_id, stretch.seconds = guest.id, moved.stretches[stretch.id]
    row_moving.give_back(db, StudyAnswer, guest, target, moved.answers)
    for attempt in _learner_rows(db, ExamAttempt, target, moved.attempts):
        attempt.learner_id, attempt.number = guest.id, moved.attempts[attempt.id]
    row_moving.give_back(db, RepeatAnswer, guest, target, moved.repeats)
    row_moving.give_back(db, Inquiry, guest, target, moved.inquiries)
    notes_moving.give_back(db, guest, target, moved.notes)
    _restore_progress(db, course, guest, target, moved)
    target.joined_at, target.completed_at = moved.began or target.joined_at, moved.completed


def _move_stretches(db: Session, guest: Learner, target: Learner, moved: Moved) -> None:
    person_stretches = db.scalars(select(StudyStretch).filter_by(learner_id=target.id)).all()
    keys, taken = (
        {stretch.key for stretch in person_stretches},
        CoveredTime(_stretch(stretch) for stretch in person_stretches),
    )
    rows = select(StudyStretch).filter_by(learner_id=guest.id)
    # In order of arrival, because overlaps among the stretches were removed in that order.
    for stretch in db.scalars(rows.order_by(StudyStretch.id)).all():
        if stretch.key not in keys:
            moved.stretches[stretch.id] = stretch.seconds
            free = round(taken.add(_stretch(stretch)))
            stretch.learner_id, stretch.seconds = target.id, min(stretch.seconds, free)
    db.flush()


def _stretch(row: StudyStretch) -> Stretch:
    return Stretch(row.began_at, row.ended_at)


def _move_attempts(db: Session, guest: Learner, target: Learner, moved: Moved) -> None:
    """Append the guest's attempts to the person's.

    If both have an open attempt at a test, the person's stays open, and the guest's is not moved.
    """
    last: dict[str, int] = defaultdict(int)
    open_parts = set()
    for attempt in db.scalars(select(ExamAttempt).filter_by(learner_id=target.id)):
        last[attempt.part] = max(last[attempt.part], attempt.number)
        if attempt.handed_in_at is None:
            open_parts.add(attempt.part)
    rows = select(ExamAttempt).filter_by(learner_id=guest.id).order_by(ExamAttempt.number)
    for attempt in db.scalars(rows).all():
        if attempt.handed_in_at is None and attempt.part in open_parts:
            continue
        moved.attempts[attempt.id] = attempt.number
        last[attempt.part] += 1
        attempt.learner_id, attempt.number = target.id, last[attempt.part]
    db.flush()


def _add_progress(db: Session, course: Course, guest: Learner, target: Learner) -> None:
    """Add the guest's progress to the person's. The guest's rows stay, for moving it back."""
    seconds = _seconds(db, target)
    rows = _progress(db, target)
    slides = {slide.id: slide for slide in studied_slides(module_of_course(course))}
    for guest_row in _progress(db, guest).values():
        row = rows.get(guest_row.slide)
        if row is None:
            row = SlideProgress(
                learner_id=target.id,
                slide=guest_row.slide,
                first_at=guest_row.first_at,
                last_at=guest_row.last_at,
            )
            db.add(row)
        row.seconds = seconds.get(guest_row.slide, 0)
        row.first_at = min(row.first_at, guest_row.first_at)
        row.last_at = max(row.last_at, guest_row.last_at)
        row.done_at = min(filter(None, (row.done_at, guest_row.done_at)), default=None)
        slide = slides.get(guest_row.slide)
        if row.done_at is None and slide is not None and slide.poll is None:
            # The slide may have been read partly as the guest, and partly as the person.
            if row.seconds >= needed_seconds(slide, target.language):
                row.done_at = row.last_at
    db.flush()


def _restore_progress(
    db: Session, course: Course, guest: Learner, target: Learner, moved: Moved
) -> None:
    """Restore the person's own progress on the slides on which the guest had worked."""
    seconds, rows = _seconds(db, target), _progress(db, target)
    answered = set(db.scalars(select(StudyAnswer.item).filter_by(learner_id=target.id)))
    slides = {slide.id: slide for slide in studied_slides(module_of_course(course))}
    for slide_id in _progress(db, guest):
        row, slide = rows.get(slide_id), slides.get(slide_id)
        if row is None:
            continue
        if slide_id not in seconds and slide_id not in answered and slide_id not in moved.done:
            db.delete(row)
            continue
        row.seconds = seconds.get(slide_id, 0)
        is_slide_done = slide is not None and is_done(
            slide, row.seconds, is_answered=slide_id in answered, language=target.language
        )
        row.done_at = moved.done.get(slide_id) or (row.last_at if is_slide_done else None)
    db.flush()


def _progress(db: Session, learner: Learner) -> dict[str, SlideProgress]:
    rows = db.scalars(select(SlideProgress).filter_by(learner_id=learner.id))
    return {row.slide: row for row in rows}


def _done_times(db: Session, learner: Learner) -> dict[str, datetime]:
    return {row.slide: row.done_at for row in _progress(db, learner).values() if row.done_at}


def _seconds(db: Session, learner: Learner) -> dict[str, int]:
    """Return the learner's seconds on each slide that has stretches."""
    sums = select(StudyStretch.slide, func.sum(StudyStretch.seconds))
    rows = db.execute(
        sums.where(StudyStretch.learner_id == learner.id).group_by(StudyStretch.slide)
    )
    return {slide: int(seconds) for slide, seconds in rows}


def _learner_rows(db: Session, model: type[Row], learner: Learner, ids: Iterable[int]) -> list[Row]:
    """Return the learner's rows with these ids that still exist: expired rows may be deleted."""
    query = select(model).where(model.learner_id == learner.id, model.id.in_(list(ids)))
    return list(db.scalars(query))
