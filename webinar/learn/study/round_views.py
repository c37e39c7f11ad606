"""The page at the end of a round: what is done, what comes next, and a place to stop."""

from __future__ import annotations

from flask import abort, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from webinar.kit.web.services import services
from webinar.learn.study import queries, sections
from webinar.learn.study.pages import course_visit
from webinar.learn.study.round_context import end_context


def round_end(code: str, slide_id: str) -> ResponseReturnValue:
    """Show the end of the round with this slide; its last slide leads here."""
    with services().db.read() as db:
        visit = course_visit(db, code)
        if visit is None or not visit.may_read:
            return redirect(url_for("study.home", code=code), 303)
        progress = queries.progress_of(db, visit.course, visit.learner) if visit.learner else None
        context = end_context(visit, progress, slide_id)
        if context is None:
            abort(404)
        if visit.learner is not None:
            context |= sections.round_contexts(db, visit.course, visit.learner)
        return render_template(
            "learn/study/round_end.html",
            visit=visit,
            course=visit.course,
            learner=visit.learner,
            **context,
        )
