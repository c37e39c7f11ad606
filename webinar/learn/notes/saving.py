"""Saves the notes in a form, and shows those that were refused."""

from __future__ import annotations

from flask import render_template, request
from flask.typing import ResponseReturnValue
from sqlalchemy.orm import Session

from webinar.content.editions.content import slides_in
from webinar.kit.errors import Refused
from webinar.kit.text import whole_number
from webinar.kit.web.services import services
from webinar.learn.courses.models import Course, Learner
from webinar.learn.courses.queries import lock_learner, module_of_course
from webinar.learn.notes import actions, queries
from webinar.learn.notes.words import refusal_text
from webinar.learn.study import contents
from webinar.people.accounts.refusals import status_of


def save_notes(course: Course, learner: Learner, slide_id: str) -> ResponseReturnValue | None:
    """Save the notes in the form, if it has any.

    Return a page with the text and the reason if one was refused. Its `version` is that of the note
    with which the form was filled in.
    """
    refused = None
    for number_text, version_text, typed in _fields():
        number, version = whole_number(number_text) or 0, whole_number(version_text) or 0

        def work(
            db: Session, number: int = number, typed: str = typed, version: int = version
        ) -> None:
            locked = lock_learner(db, learner.id)
            actions.write_note(db, locked, slide_id, number, typed, version)

        if not _is_saved(learner, slide_id, number, typed):
            try:
                services().db.write(work)
            except Refused as refusal:
                refused = refused or _refused(
                    course, learner, slide_id, number, typed, version, refusal
                )
    return refused


def _fields() -> list[tuple[str, str, str]]:
    """Return the number, the version and the text of each note in the form, as they were sent."""
    lists = (request.form.getlist(name) for name in ("note", "version", "note_text"))
    return list(zip(*lists, strict=False))


def _is_saved(learner: Learner, slide_id: str, number: int, typed: str) -> bool:
    """Whether there is nothing to write: most forms that leave a slide have an unchanged note."""
    with services().db.read() as db:
        note = queries.find_note(db, learner, slide_id, number)
    return (note.text if note else "") == actions.clean_text(typed)


def _refused(
    course: Course,
    learner: Learner,
    slide_id: str,
    number: int,
    typed: str,
    version: int,
    refusal: Refused,
) -> ResponseReturnValue:
    """Return a page with the note as it was typed, and as it is stored if that has changed."""
    typed = actions.clean_text(typed)
    with services().db.read() as db:
        note = queries.find_note(db, learner, slide_id, number)
    place = contents.places(module_of_course(course))[slide_id]
    is_changed = refusal.code == "note_changed"
    html = render_template(
        "learn/notes/refused.html",
        course=course,
        learner=learner,
        slide=slides_in(course.edition, learner.language)[place.at],
        reason=refusal_text(refusal, typed),
        typed=typed,
        number=number,
        others=[fields for fields in _fields() if (whole_number(fields[0]) or 0) != number],
        stored=note.text if note is not None and is_changed else "",
        # The learner has read both texts now, and may save over the newer one.
        version=note.version if note is not None and is_changed else version,
    )
    return html, status_of(refusal)
