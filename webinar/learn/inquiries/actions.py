"""Writes learners' questions and the organisers' answers. No Flask, no commit."""

from __future__ import annotations

from hashlib import sha256

from sqlalchemy import select
from sqlalchemy.orm import Session

from webinar.kit import clock
from webinar.kit.errors import Refused
from webinar.kit.text import plain_lines
from webinar.learn.courses.models import Course, Learner
from webinar.learn.courses.queries import is_open
from webinar.learn.inquiries import queries
from webinar.learn.inquiries.models import LONGEST_ANSWER, LONGEST_QUESTION, MOST_OPEN, Inquiry
from webinar.learn.study.models import KEY_LENGTH
from webinar.people.accounts.models import User
from webinar.people.audit.actions import note


def clean_text(typed: str) -> str:
    """Return the typed text as it is stored. Its length is not checked."""
    return plain_lines(typed.replace("\r\n", "\n")).strip()


def ask(
    db: Session, course: Course, learner: Learner, slide_id: str, typed: str, page_key: str
) -> None:
    """Ask the organisers; an empty text, and a form that was sent before, change nothing.

    The learner must be locked. Refused: `course_closed`, `inquiry_long`, `inquiries_many`.
    """
    text = clean_text(typed)
    # A browser that goes back shows the old page, whose key must not swallow another question.
    key = sha256(f"{page_key}\n{slide_id}\n{text}".encode()).hexdigest()[:KEY_LENGTH]
    if not text or db.scalar(select(Inquiry.id).filter_by(learner_id=learner.id, key=key)):
        return
    if not is_open(course, clock.now()):
        raise Refused("course_closed")
    if len(text) > LONGEST_QUESTION:
        raise Refused("inquiry_long")
    if queries.count_open_of(db, learner) >= MOST_OPEN:
        raise Refused("inquiries_many")
    db.add(
        Inquiry(
            learner_id=learner.id,
            key=key,
            slide=slide_id,
            text=text,
            language=learner.language,
            asked_at=clock.now(),
            answer="",
        )
    )
    db.flush()


def answer(db: Session, course: Course, inquiry: Inquiry, by: User, typed: str, shown: str) -> None:
    """Save the answer, or change it; `shown` is the answer that the organiser saw.

    Refused: `answer_empty`, `answer_long`, `answer_changed`.
    """
    text = clean_text(typed)
    if not text:
        raise Refused("answer_empty")
    if len(text) > LONGEST_ANSWER:
        raise Refused("answer_long")
    if text == inquiry.answer and inquiry.closed_at is not None:
        return
    if inquiry.answer not in (text, clean_text(shown)):
        raise Refused("answer_changed")
    inquiry.answer, inquiry.closed_at = text, clock.now()
    note(db, "inquiry.answered", by.id, cohort_id=course.cohort_id, course=course.id)


def close(db: Session, course: Course, inquiry: Inquiry, by: User, typed: str) -> None:
    """Mark the question as done, as it is answered. Refused: `answer_unsaved`, if one is typed."""
    if clean_text(typed) not in ("", inquiry.answer):
        raise Refused("answer_unsaved")
    if inquiry.closed_at is None:
        inquiry.closed_at = clock.now()
        note(db, "inquiry.closed", by.id, cohort_id=course.cohort_id, course=course.id)


def reopen(db: Session, course: Course, inquiry: Inquiry, by: User) -> None:
    """List the question among the open ones again; its answer stays."""
    if inquiry.closed_at is not None:
        inquiry.closed_at = None
        note(db, "inquiry.reopened", by.id, cohort_id=course.cohort_id, course=course.id)
