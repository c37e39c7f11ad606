"""The pages of a course for its learners. They are complete without scripts."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from flask import (
    Blueprint,
    abort,
    make_response,
    redirect,
    request,
    url_for,
)
from flask.typing import ResponseReturnValue
from sqlalchemy.orm import object_session

from webinar.content.lessons.model import Slide
from webinar.kit import languages
from webinar.kit.errors import Refused
from webinar.kit.web.i18n import page_language, remember, safe_path
from webinar.kit.web.services import services
from webinar.learn.courses.models import Course, Learner
from webinar.learn.courses.queries import title_in
from webinar.learn.study import (
    contents,
    deed_reports,
    deed_views,
    entering,
    forms,
    own_link,
    pages,
    person_page,  # noqa: F401  adds a form to the page of a person on a roster
    queries,
    rendering,
    round_views,
    sections,
)
from webinar.learn.study.models import Source
from webinar.learn.study.pages import course_visit, find_course_or_404, sending_learner
from webinar.learn.study.wire import Answer
from webinar.people.accounts.refusals import status_of

bp = Blueprint("study", __name__)
for _part in (entering.entering, own_link.linking):
    bp.register_blueprint(_part)
bp.url_value_preprocessor(own_link.find_learner)
bp.before_request(own_link.refuse_strangers)
bp.before_app_request(pages.load_user)
# Other features use these short endpoint names, and people keep links to these addresses.
bp.add_url_rule("/study/mine/<token>", "mine", own_link.page)
bp.add_url_rule("/study/mine/<token>", "sit_down", own_link.sit_down, methods=["POST"])
bp.add_url_rule("/study/<code>/s/<slide_id>/round", "round_end", round_views.round_end)
bp.add_url_rule("/study/<code>/deeds", "deeds", deed_views.deeds, methods=["POST"])
bp.add_url_rule("/study/deeds/<token>", "token_deeds", deed_views.token_deeds, methods=["POST"])


@bp.app_template_global("course_title")
def course_title(course: Course) -> str:
    """Return the course's title for templates. If its database session is closed, open another."""
    if object_session(course) is not None:
        return title_in(course, page_language())
    with services().db.read() as db:
        return title_in(db.merge(course, load=False), page_language())


@bp.get("/study/<code>")
def home(code: str) -> ResponseReturnValue:
    """Show the course's page: its contents and the learner's progress, or the form to begin."""
    with services().db.read() as db:
        visit = course_visit(db, code)
        if visit is None:
            return entering.begin_page(find_course_or_404(db, code))
        return rendering.home_page(db, visit)


@bp.get("/study/<code>/s/<slide_id>")
def slide(code: str, slide_id: str) -> ResponseReturnValue:
    """Show one slide, with its question and the text that a presenter would have said."""
    with services().db.read() as db:
        visit = course_visit(db, code)
        if visit is None or not visit.may_read:
            return redirect(url_for("study.home", code=code), 303)
        again, piece = (request.args.get(name) is not None for name in ("again", "piece"))
        return rendering.slide_page(db, visit, slide_id, is_again=again, is_piece=piece)


@bp.post("/study/<code>/s/<slide_id>")
def answer(code: str, slide_id: str) -> ResponseReturnValue:
    """Save the answer to a slide's question, or the text about its scenario.

    A script requests only the piece of the page, and measures the time itself. With a `language`,
    an exercise is saved, and a question is shown again with the unsaved answer.
    """
    course, learner = sending_learner(code)
    item = _slide_or_404(code, slide_id)
    refused_page = sections.leave_slide(course, learner, slide_id)
    tag = languages.our_tag(request.form.get("language", ""))
    if tag is not None:
        response = _in_another_language(course, learner, item, tag)
        return response if refused_page is None else refused_page
    is_piece = request.args.get("piece") is not None
    try:
        names = "words" if item.poll is not None and item.poll.kind.counts_words else "options"
        answer_given = deed_reports.read_answer(
            item.poll, request.form, request.form.getlist(names)
        )
        _save(course, learner, item, answer_given, Source.ONLINE if is_piece else Source.PLAIN)
    except Refused as refusal:
        return _refused(code, slide_id, refusal, is_piece=is_piece)
    if is_piece:
        return _slide_page(code, slide_id, is_piece=True)
    if refused_page is not None:
        return refused_page
    missed = request.form.get("missed")
    address = url_for(
        "study.slide", code=course.code, slide_id=slide_id, missed=missed, _anchor="question"
    )
    return redirect(address, 303)


@bp.post("/study/<code>/s/<slide_id>/go")
def go(code: str, slide_id: str) -> ResponseReturnValue:
    """Go to another slide, and save the text written in an exercise or a note.

    Without scripts, also record the time spent on the page.
    """
    course, learner = sending_learner(code)
    item = _slide_or_404(code, slide_id)
    refused_page = sections.leave_slide(course, learner, slide_id)
    refusal = _save_exercise(course, learner, item)
    if refusal is not None:
        return _refused(code, slide_id, refusal)
    if refused_page is not None:
        return refused_page
    next_slide, missed = request.form.get("to", ""), request.form.get("missed")
    if not next_slide and missed:
        address = url_for("catchup.missed", code=course.code, room_code=missed)
        return redirect(address, 303)
    if not next_slide and request.args.get("ends") is not None:
        address = url_for("study.round_end", code=course.code, slide_id=slide_id)
        return redirect(address, 303)
    if not next_slide:
        return redirect(url_for("study.home", code=course.code), 303)
    address = url_for(
        "study.slide", code=course.code, slide_id=next_slide, missed=missed, _anchor="title"
    )
    return redirect(address, 303)


def _save_exercise(course: Course, learner: Learner, item: Slide) -> Refused | None:
    """Save the time and the text of an exercise; return the refusal if the text is not saved."""
    text = None
    try:
        text = forms.written_answer(item, request.form, _tries(course, learner, item.id))
        _save(course, learner, item, text, Source.PLAIN)
    except Refused as refusal:
        if text is not None:
            return refusal
        # Let the learner read on even if their time no longer counts.
        if refusal.code not in ("course_closed", "bad_message"):
            raise
    return None


def _save(
    course: Course, learner: Learner, item: Slide, answer: Answer | None, source: Source
) -> None:
    """Save the time and the answer in the form. Refused: the codes of the report and its answer."""
    report = deed_reports.deeds_in_form(item, learner.language, request.form, answer)
    fates = (
        deed_reports.record_report(course.id, learner.id, report, source) if report.deeds else []
    )
    if answer is not None and fates[-1].code:
        raise Refused(fates[-1].code)


def _refused(
    code: str, slide_id: str, refusal: Refused, *, is_piece: bool = False
) -> ResponseReturnValue:
    """Return the page with the reason for the refusal, its form filled in as it was sent."""
    page = _slide_page(code, slide_id, typed=request.form, refusal=refusal, is_piece=is_piece)
    return page, status_of(refusal)


def _tries(course: Course, learner: Learner, slide_id: str) -> Sequence[queries.Try]:
    with services().db.read() as db:
        return queries.progress_of(db, course, learner).tries.get(slide_id, ())


@bp.post("/study/<code>/language")
def language(code: str) -> ResponseReturnValue:
    """Switch the language, at all devices of the learner, and return to the same page."""
    tag = languages.our_tag(request.form.get("language", ""))
    with services().db.read() as db:
        visit = course_visit(db, code)
    if visit is not None and visit.learner is not None and tag is not None:
        pages.set_reading_language(visit.learner, tag)
    response = redirect(safe_path(request.form.get("next", "")), 303)
    if tag is not None:
        remember(response, tag)
    return response


def _in_another_language(
    course: Course, learner: Learner, item: Slide, tag: str
) -> ResponseReturnValue:
    """Return a question's page with the unsaved answer; without one, redirect to the page."""
    pages.set_reading_language(learner, tag)
    form, refusal = request.form, None
    if item.poll is None:
        refusal = _save_exercise(course, learner, item)
    if refusal is not None:
        response = make_response(_refused(course.code, item.id, refusal))
    elif item.poll is not None and forms.has_begun(form):
        response = make_response(_slide_page(course.code, item.id, typed=form))
    else:
        again, missed = form.get("again"), form.get("missed")
        address = url_for(
            "study.slide", code=course.code, slide_id=item.id, again=again, missed=missed
        )
        response = make_response(redirect(address, 303))
    remember(response, tag)
    return response


def _slide_page(code: str, slide_id: str, **options: Any) -> str:
    """Return a slide's page after a form was sent; `rendering.slide_page` gets the `options`."""
    with services().db.read() as db:
        visit = course_visit(db, code)
        return abort(404) if visit is None else rendering.slide_page(db, visit, slide_id, **options)


def _slide_or_404(code: str, slide_id: str) -> Slide:
    with services().db.read() as db:
        visit = course_visit(db, code)
    if visit is None:
        abort(404)
    place = contents.places(visit.module).get(slide_id)
    return abort(404) if place is None else place.slide
