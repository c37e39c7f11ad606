"""Moving a guest's notes and marks to the learner that they turned out to be, and back.

No Flask, no commit.
"""

from __future__ import annotations

from collections import defaultdict

import msgspec
from sqlalchemy import select
from sqlalchemy.orm import Session

from webinar.learn.courses.models import Learner
from webinar.learn.notes.models import SlideMark, SlideNote


class MovedNotes(msgspec.Struct):
    """The guest's numbers of notes by the ids of rows, and the ids of the moved marks."""

    notes: dict[int, int] = {}
    marks: list[int] = []


def take_over(db: Session, guest: Learner, target: Learner) -> MovedNotes:
    """Move the guest's notes and marks. Where both wrote a note, the guest's becomes a further one.

    A mark on a slide that the target has marked stays with the guest.
    """
    moved = MovedNotes()
    numbers: dict[str, int] = defaultdict(int)
    for note in db.scalars(select(SlideNote).filter_by(learner_id=target.id)):
        numbers[note.slide] = max(numbers[note.slide], note.number + 1)
    rows = select(SlideNote).filter_by(learner_id=guest.id).order_by(SlideNote.number)
    for note in db.scalars(rows).all():
        moved.notes[note.id] = note.number
        note.learner_id, note.number = target.id, numbers[note.slide]
        numbers[note.slide] += 1
    marked = set(db.scalars(select(SlideMark.slide).filter_by(learner_id=target.id)))
    for mark in db.scalars(select(SlideMark).filter_by(learner_id=guest.id)).all():
        if mark.slide not in marked:
            moved.marks.append(mark.id)
            mark.learner_id = target.id
    db.flush()
    return moved


def give_back(db: Session, guest: Learner, target: Learner, moved: MovedNotes) -> None:
    """Move the guest's notes and marks back; those written since the move stay."""
    notes = select(SlideNote).where(
        SlideNote.learner_id == target.id, SlideNote.id.in_(list(moved.notes))
    )
    for note in db.scalars(notes).all():
        note.learner_id, note.number = guest.id, moved.notes[note.id]
    marks = select(SlideMark).where(
        SlideMark.learner_id == target.id, SlideMark.id.in_(moved.marks)
    )
    for mark in db.scalars(marks).all():
        mark.learner_id = guest.id
    db.flush()
