"""Saves the question in a form, and shows one that was refused."""

from __future__ import annotations

from flask import render_template, request
from flask.typing import ResponseReturnValue
from sqlalchemy.orm import Session

from webinar.content.editions.content import slides_in
from webinar.kit.errors import Refused
from webinar.kit.web.services import services
from webinar.learn.courses.models import Course, Learner
from webinar.learn.courses.queries import lock_learner, module_of_course
from webinar.learn.inquiries import actions
from webinar.learn.inquiries.words import refusal_text
from webinar.learn.study import contents
from webinar.people.accounts.refusals import status_of


def save_question(course: Course, learner: Learner, slide_id: str) -> ResponseReturnValue | None:
    """Save the question in the form, if it has one; return a page with the text if it is refused.

    `inquiry_key` is the page's key, which makes a form that is sent twice count once.
    """
    typed, key = request.form.get("inquiry", ""), request.form.get("inquiry_key", "")
    if not typed.strip():
        return None

    def work(db: Session) -> None:
        own_course = db.get_one(Course, course.id)
        actions.ask(db, own_course, lock_learner(db, learner.id), slide_id, typed, key)

    try:
        services().db.write(work)
    except Refused as refusal:
        place = contents.places(module_of_course(course))[slide_id]
        html = render_template(
            "learn/inquiries/refused.html",
            course=course,
            learner=learner,
            slide=slides_in(course.edition, learner.language)[place.at],
            reason=refusal_text(refusal, actions.clean_text(typed)),
            typed=typed,
            inquiry_key=key,
        )
        return html, status_of(refusal)
    return None
