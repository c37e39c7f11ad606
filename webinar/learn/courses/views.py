"""The organiser's pages of courses: the list, and the page of each course."""

from __future__ import annotations

from collections.abc import Callable

from flask import Blueprint, Response, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from sqlalchemy.orm import Session

from webinar.content.editions.actions import keep_edition
from webinar.content.lessons.library import Library
from webinar.kit.errors import Refused
from webinar.kit.language_fallback import resolve
from webinar.kit.qr_codes import qr_picture
from webinar.kit.text import whole_number
from webinar.kit.tokens import read_code
from webinar.kit.web.i18n import page_language
from webinar.kit.web.services import services
from webinar.learn.courses import actions, changing, forms, page
from webinar.learn.courses.models import Course
from webinar.people.accounts.access import for_organisers, for_readers, this_user
from webinar.people.accounts.models import User
from webinar.people.accounts.refusals import refused_page
from webinar.room.rooms.models import Room
from webinar.room.sessions.agenda import find_own_room
from webinar.room.sessions.cards import own_room

bp = Blueprint("courses", __name__)
bp.add_app_template_global(page.course_of_session)


@bp.get("/desk/courses")
@for_readers
def index() -> ResponseReturnValue:
    return render_template("learn/courses/index.html", **page.index_page())


@bp.post("/desk/courses")
@for_organisers
def create() -> ResponseReturnValue:
    """Create a course from a `module` of the library.

    The form has `title`, `cohort` (an id or empty), `guests` (`yes`) and its own `key`. Sending the
    form twice creates one course.
    """
    form, user = request.form, this_user()
    language = page_language()
    module = services().library.find(form.get("module", ""))

    def work(db: Session) -> int:
        if module is None:
            raise Refused("unknown_module")
        owner = db.get_one(User, user.id)
        return actions.create_course(
            db,
            owner,
            keep_edition(db, module),
            form.get("title", "").strip() or resolve(module.title, language)[1],
            cohort_id=forms.typed_cohort_id(db, owner, form.get("cohort", "")),
            takes_guests=form.get("guests") == "yes",
            key=form.get("key", ""),
        ).id

    try:
        course_id = services().db.write(work)
    except Refused as refusal:
        return refused_page("learn/courses/index.html", refusal, **page.index_page(form=form))
    return redirect(url_for("courses.show", course_id=course_id), 303)


@bp.get("/desk/courses/<int:course_id>")
@for_organisers
def show(course_id: int) -> ResponseReturnValue:
    return render_template("learn/courses/course.html", **page.course_page(course_id))


@bp.post("/desk/courses/<int:course_id>")
@for_organisers
def change(course_id: int) -> ResponseReturnValue:
    """Change the course by one of the page's buttons, or by its form (`forms.typed_course`).

    The buttons `add` and `remove` a session by its code, `take` the module with this hash, `close`
    and `open`.
    """
    form, user = request.form, this_user()
    changes = _changes(services().library)
    button = next((name for name in changes if name in form), "")

    def work(db: Session) -> None:
        course, by = page.own_course(db, course_id, user), db.get_one(User, user.id)
        if button:
            changes[button](db, course, form[button], by)
        else:
            changing.change_course(
                db, course, by, forms.typed_course(db, by, form, course.cohort_id)
            )

    try:
        services().db.write(work)
    except Refused as refusal:
        context = page.course_page(course_id, None if button else form)
        return refused_page("learn/courses/course.html", refusal, **context)
    flash(_("Saved"), "good")
    return redirect(url_for("courses.show", course_id=course_id), 303)


@bp.get("/desk/courses/<int:course_id>/qr.svg")
@for_organisers
def qr(course_id: int) -> ResponseReturnValue:
    """Return the address of the course as a QR code."""
    with services().db.read() as db:
        address = page.address_of(page.own_course(db, course_id))
    return Response(qr_picture(address), mimetype="image/svg+xml")


@bp.post("/desk/<code>/course")
@for_organisers
def offer(code: str) -> ResponseReturnValue:
    """Offer a session's modules in the user's course with the id `course`, or in a new course."""
    user, chosen_id = this_user(), whole_number(request.form.get("course", ""))
    with services().db.read() as db:
        room_id = own_room(db, code).id

    def work(db: Session) -> int:
        room, by = db.get_one(Room, room_id), db.get_one(User, user.id)
        if not chosen_id:
            return actions.course_for_room(db, by, room).id
        course = page.own_course(db, chosen_id, user)
        actions.add_session(db, course, room, by)
        return course.id

    try:
        course_id = services().db.write(work)
    except Refused as refusal:
        return refused_page("learn/courses/index.html", refusal, **page.index_page())
    return redirect(url_for("courses.show", course_id=course_id), 303)


@bp.get("/desk/<code>/course")
@for_organisers
def back(code: str) -> ResponseReturnValue:
    """Redirect to the session's page, for users who switch the language after a refused form."""
    return redirect(url_for("desk.plan", code=code))


def _changes(library: Library) -> dict[str, Callable[[Session, Course, str, User], None]]:
    def take(db: Session, course: Course, seen: str, by: User) -> None:
        module = library.find(course.edition.module)
        if module is None:
            raise Refused("unknown_module")
        changing.take_edition(db, course, by, module, seen)

    return {
        "add": lambda db, course, code, by: actions.add_session(
            db, course, _room(db, by, code), by
        ),
        "remove": lambda db, course, code, by: changing.take_out(
            db, course, _room(db, by, code), by
        ),
        "take": take,
        "close": lambda db, course, _typed, by: changing.close(db, course, by),
        "open": lambda db, course, _typed, by: changing.reopen(db, course, by),
    }


def _room(db: Session, by: User, code: str) -> Room:
    room = find_own_room(db, by, read_code(code))
    if room is None:
        raise Refused("unknown_session")
    return room
