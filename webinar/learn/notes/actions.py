"""Writes a learner's notes and marks. No Flask, no commit."""

from __future__ import annotations

from sqlalchemy.orm import Session

from webinar.kit import clock
from webinar.kit.errors import Refused
from webinar.kit.text import plain_lines
from webinar.learn.courses.models import Learner
from webinar.learn.notes import queries
from webinar.learn.notes.models import LONGEST_NOTE, SlideMark, SlideNote


def clean_text(typed: str) -> str:
    """Return the typed note as it is stored. Its length is not checked."""
    return plain_lines(typed.replace("\r\n", "\n")).strip()


def write_note(
    db: Session, learner: Learner, slide_id: str, number: int, typed: str, version: int
) -> None:
    """Save the note that was typed over this version; an empty text empties the note.

    The learner must be locked. The text that is stored already changes nothing, so a form may come
    twice. Refused: `note_long`; `note_changed` if another device has saved another text since
    `version`; `not_found` for a further note that does not exist.
    """
    text = clean_text(typed)
    if len(text) > LONGEST_NOTE:
        raise Refused("note_long")
    note = queries.find_note(db, learner, slide_id, number)
    if text == (note.text if note else ""):
        return
    if number and note is None:
        raise Refused("not_found")
    if version != (note.version if note else 0):
        raise Refused("note_changed")
    if note is None:
        note = SlideNote(learner_id=learner.id, slide=slide_id, number=0, version=0)
        db.add(note)
    note.text, note.version, note.changed_at = text, version + 1, clock.now()
    db.flush()


def set_mark(db: Session, learner: Learner, slide_id: str, *, is_marked: bool) -> None:
    """Mark a slide, or remove its mark. The learner must be locked."""
    mark = queries.find_mark(db, learner, slide_id)
    if is_marked and mark is None:
        db.add(SlideMark(learner_id=learner.id, slide=slide_id, marked_at=clock.now()))
    elif not is_marked and mark is not None:
        db.delete(mark)
    db.flush()
