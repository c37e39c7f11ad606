"""The pages of a course for those who study by themselves. Complete without scripts."""

from __future__ import annotations

from flask import (
    Blueprint,
    abort,
    redirect,
    render_template,
    request,
    url_for,
)
from flask.typing import ResponseReturnValue
from sqlalchemy.orm import Session

from webinar import languages
from webinar.catchup.study import step_of
from webinar.courses.models import Learner
from webinar.errors import Refused
from webinar.i18n import page_language, remember, safe_path
from webinar.lessons.model import Slide
from webinar.services import services
from webinar.study import (
    contents,
    entering,
    own_link,
    pages,
    queries,
    sections,
    sending,
    shown,
    telling,
)
from webinar.study.models import Source
from webinar.study.pages import Studying, find_course_or_404, sent, studying
from webinar.study.times import in_words, state_words
from webinar.study.titles import course_title
from webinar.study.words import page_words, refusal_text, script_words

bp = Blueprint("study", __name__)
for _part in (entering.entering, own_link.linking):
    bp.register_blueprint(_part)
bp.url_value_preprocessor(own_link.find_learner)
bp.before_request(own_link.refuse_strangers)
bp.before_app_request(pages.know_who_asks)
# Other features, and links that people have, know these by their short names.
bp.add_url_rule("/study/mine/<token>", "mine", own_link.page)
bp.add_url_rule("/study/mine/<token>", "sit_down", own_link.sit_down, methods=["POST"])
bp.add_url_rule("/study/<code>/deeds", "deeds", sending.deeds, methods=["POST"])
bp.add_url_rule("/study/deeds/<token>", "token_deeds", sending.token_deeds, methods=["POST"])
bp.app_template_global("course_title")(lambda course: course_title(course, page_language()))


@bp.get("/study/<code>")
def home(code: str) -> ResponseReturnValue:
    """The course: what there is, how far one is, and how to begin."""
    with services().db.read() as db:
        found = studying(db, code)
        if found is None:
            return entering.begin_page(find_course_or_404(db, code))
        return _home(db, found)


@bp.get("/study/<code>/s/<slide_id>")
def slide(code: str, slide_id: str) -> ResponseReturnValue:
    """One slide, with what a presenter would have said, and its question."""
    with services().db.read() as db:
        found = studying(db, code)
        if found is None or not found.may_read:
            return redirect(url_for("study.home", code=code), 303)
        again, piece = (request.args.get(name) is not None for name in ("again", "piece"))
        return _slide(db, found, slide_id, is_again=again, is_piece=piece)


@bp.post("/study/<code>/s/<slide_id>")
def answer(code: str, slide_id: str) -> ResponseReturnValue:
    """The answer to a slide's question, or what is written about its scenario.

    A script asks for the piece of the page alone, and has measured the time by itself.
    """
    course, learner = sent(code)
    item = _slide_or_404(code, slide_id)
    is_piece = request.args.get("piece") is not None
    refusal = None
    try:
        names = "words" if item.poll is not None and item.poll.kind == "cloud" else "options"
        given = telling.read_answer(item.poll, request.form, request.form.getlist(names))
        told = telling.told_by_form(item, learner.language, request.form, given)
        source = Source.ONLINE if is_piece else Source.PLAIN
        last = telling.tell(course.id, learner.id, told, source)[-1]
        if last.code:
            raise Refused(last.code)
    except Refused as why:
        refusal = why
    if refusal is None and not is_piece:
        there = url_for(
            "study.slide",
            code=course.code,
            slide_id=slide_id,
            missed=request.form.get("missed"),
            _anchor="question",
        )
        return redirect(there, 303)
    with services().db.read() as db:
        found = studying(db, code)
        if found is None:
            return redirect(url_for("study.home", code=code), 303)
        page = _slide(db, found, slide_id, refusal=refusal, is_piece=is_piece)
    return page, 200 if refusal is None else 503 if refusal.retryable else 422


@bp.post("/study/<code>/s/<slide_id>/go")
def go(code: str, slide_id: str) -> ResponseReturnValue:
    """On to another slide: without scripts this says how long the page was looked at."""
    course, learner = sent(code)
    item = _slide_or_404(code, slide_id)
    try:
        told = telling.told_by_form(item, learner.language, request.form)
        if told.deeds:
            telling.tell(course.id, learner.id, told, Source.PLAIN)
    except Refused as refusal:
        # Time that does not count any more keeps nobody from reading on.
        if refusal.code not in ("course_closed", "bad_message"):
            raise
    to, missed = request.form.get("to", ""), request.form.get("missed")
    if not to and missed:
        there = url_for("catchup.missed", code=course.code, room_code=missed)
        return redirect(there, 303)
    if not to:
        return redirect(url_for("study.home", code=course.code), 303)
    return redirect(url_for("study.slide", code=course.code, slide_id=to, missed=missed), 303)


@bp.post("/study/<code>/language")
def language(code: str) -> ResponseReturnValue:
    """Another language, at the same place; it holds at all devices of the learner."""
    tag = languages.known(request.form.get("language", ""))
    with services().db.read() as db:
        found = studying(db, code)
    if found is not None and found.learner is not None and tag is not None:
        learner_id = found.learner.id
        services().db.write(lambda db: _read_in(db, learner_id, tag))
    response = redirect(safe_path(request.form.get("next", "")), 303)
    if tag is not None:
        remember(response, tag)
    return response


def _home(db: Session, found: Studying) -> str:
    progress, more = None, {}
    if found.learner is not None:
        progress = queries.progress_of(db, found.course, found.learner)
        more = sections.contexts(db, found.course, found.learner)
    return render_template(
        "study/home.html",
        studying=found,
        course=found.course,
        learner=found.learner,
        words=page_words(),
        included=sections.TEMPLATES,
        **state_words(found.course),
        **contents.contents(found, progress),
        **more,
    )


def _slide(
    db: Session,
    found: Studying,
    slide_id: str,
    *,
    is_again: bool = False,
    refusal: Refused | None = None,
    is_piece: bool = False,
) -> str:
    """The page of a slide, or with `is_piece` its question alone."""
    if slide_id not in contents.places(found.module):
        abort(404)
    page = shown.slide_page(db, found, slide_id)
    typed = request.form if refusal is not None else None
    return render_template(
        "study/question.html" if is_piece else "study/slide.html",
        studying=found,
        course=found.course,
        learner=found.learner,
        words=page_words(),
        is_again=is_again or refusal is not None,
        refusal=None if refusal is None else refusal_text(refusal),
        typed=typed,
        typed_points={
            name.removeprefix("points."): value
            for name, value in request.form.items()
            if name.startswith("points.")
        },
        key=telling.new_key(),
        now=telling.now_millis(),
        script_words=script_words(),
        in_words=in_words,
        step=step_of(db, found.course, found.learner, request.values.get("missed", ""), slide_id),
        **page,
    )


def _slide_or_404(code: str, slide_id: str) -> Slide:
    with services().db.read() as db:
        found = studying(db, code)
    if found is None:
        abort(404)
    place = contents.places(found.module).get(slide_id)
    return abort(404) if place is None else place.slide


def _read_in(db: Session, learner_id: int, tag: str) -> None:
    db.get_one(Learner, learner_id).language = tag
