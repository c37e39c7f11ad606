"""A learner's own notes and marks. Reads only; every query is for one learner."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session

from webinar.learn.courses.models import Learner
from webinar.learn.notes.models import SlideMark, SlideNote


def find_note(db: Session, learner: Learner, slide_id: str, number: int) -> SlideNote | None:
    return db.scalar(
        select(SlideNote).filter_by(learner_id=learner.id, slide=slide_id, number=number)
    )


def notes_at(db: Session, learner: Learner, slide_id: str) -> Sequence[SlideNote]:
    """Return the learner's notes on a slide, emptied ones included, sorted by number."""
    query = select(SlideNote).filter_by(learner_id=learner.id, slide=slide_id)
    return db.scalars(query.order_by(SlideNote.number)).all()


def notes_by_slide(db: Session, learner: Learner) -> Mapping[str, Sequence[SlideNote]]:
    """Return all notes with a text, by slide."""
    by_slide: dict[str, list[SlideNote]] = defaultdict(list)
    query = select(SlideNote).filter_by(learner_id=learner.id).where(SlideNote.text != "")
    for note in db.scalars(query.order_by(SlideNote.number)):
        by_slide[note.slide].append(note)
    return by_slide


def find_mark(db: Session, learner: Learner, slide_id: str) -> SlideMark | None:
    return db.scalar(select(SlideMark).filter_by(learner_id=learner.id, slide=slide_id))


def marked_slides(db: Session, learner: Learner) -> frozenset[str]:
    return frozenset(db.scalars(select(SlideMark.slide).filter_by(learner_id=learner.id)))
