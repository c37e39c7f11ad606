"""The pages that import files of answers: the upload, the preview, and the import itself."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, abort, flash, redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from sqlalchemy.orm import Session

from webinar.kit import concurrency
from webinar.kit.errors import Refused
from webinar.kit.web.services import services
from webinar.learn.courses.models import Course
from webinar.learn.courses.page import own_course
from webinar.learn.offline import actions, matching
from webinar.learn.offline.answer_file import LONGEST_ARCHIVE, MOST_FILES, Looked, read_uploads
from webinar.learn.offline.package_views import page
from webinar.learn.offline.words import unread_words
from webinar.people.accounts.access import for_organisers, signed_in_user, this_user
from webinar.people.accounts.models import UserRole
from webinar.room.cohorts.forms import day

answers = Blueprint("answers", __name__, url_prefix="/desk/courses/<int:course_id>/answers")

# In bytes: somewhat more than is allowed, so that this page can explain a refusal.
LONGEST_FORM = LONGEST_ARCHIVE + 4_000_000


@answers.url_value_preprocessor
def allow_files(endpoint: str | None, _values: dict[str, Any] | None) -> None:
    """Allow only the upload to be longer than other forms, and only for users who may import."""
    if request.method == "POST" and (endpoint or "").endswith("answers.upload"):
        user = signed_in_user()
        if user is not None and user.role in (UserRole.ADMIN, UserRole.ORGANISER):
            request.max_content_length = LONGEST_FORM


@answers.get("")
@for_organisers
def home(course_id: int) -> ResponseReturnValue:
    """Show the imported files, and a form to import more."""
    return _home(course_id)


@answers.post("")
@for_organisers
def upload(course_id: int) -> ResponseReturnValue:
    """Keep the uploaded files, any number of `file`: files of answers, or zips of them."""
    with services().db.read() as db:
        course = own_course(db, course_id)
    user = this_user()
    uploads = [upload for upload in request.files.getlist("file") if upload.filename][
        : MOST_FILES + 1
    ]
    content = [(upload.filename or "", upload.read()) for upload in uploads]
    try:
        looked = concurrency.offload(read_uploads, content, course.code)
        draft = services().db.write(
            lambda db: actions.keep_draft(db, user, db.get_one(Course, course.id), looked)
        )
    except Refused as refusal:
        return _home(course_id, refusal)
    return redirect(url_for(".look", course_id=course_id, draft_id=draft.id), 303)


@answers.get("/<int:draft_id>")
@for_organisers
def look(course_id: int, draft_id: int) -> ResponseReturnValue:
    """Show the content of the files, and the learners they belong to."""
    return _preview(course_id, draft_id)


@answers.post("/<int:draft_id>")
@for_organisers
def apply(course_id: int, draft_id: int) -> ResponseReturnValue:
    """Import each file for the learner in `who-<n>`; skip a file if that is empty."""
    looked = _draft_files(course_id, draft_id)
    user, key = this_user(), services().settings.secret_key
    files = added = 0
    for number, file in enumerate(looked.files):
        owner_key = request.form.get(f"who-{number}", "")
        if not owner_key:
            continue

        def work(db: Session, file: Any = file, owner_key: str = owner_key) -> int:
            course = db.get_one(Course, course_id)
            answer_file = actions.import_file(db, user, course, file, owner_key, key)
            return -1 if answer_file is None else answer_file.added

        try:
            count = services().db.write(work)
        except Refused as refusal:
            return _preview(course_id, draft_id, refusal)
        files, added = files + (count >= 0), added + max(0, count)
    if not files and any(request.form.get(f"who-{n}") for n in range(len(looked.files))):
        flash(_("These files were imported before. Nothing has changed."), "good")
    elif not files:
        return _preview(course_id, draft_id, Refused("answers_nobody"))
    else:
        message = _("Imported: %(files)s files, %(added)s new entries.", files=files, added=added)
        flash(message, "good")
    services().db.write(lambda db: actions.drop_draft(db, db.get_one(Course, course_id), draft_id))
    return redirect(url_for(".home", course_id=course_id), 303)


def _home(course_id: int, refusal: Refused | None = None) -> ResponseReturnValue:
    with services().db.read() as db:
        course = own_course(db, course_id)
        files = matching.imported_files(db, course)
    return page("learn/offline/answers.html", refusal, course=course, files=files, day=day)


def _preview(course_id: int, draft_id: int, refusal: Refused | None = None) -> ResponseReturnValue:
    looked = _draft_files(course_id, draft_id)
    with services().db.read() as db:
        course = own_course(db, course_id)
        choices = matching.choices(db, course)
        previews = matching.previews_of(db, course, looked, choices)
    return page(
        "learn/offline/look.html",
        refusal,
        course=course,
        draft_id=draft_id,
        previews=previews,
        unread=looked.unread,
        choices=choices,
        reasons=unread_words(),
        typed=request.form,
        day=day,
    )


def _draft_files(course_id: int, draft_id: int) -> Looked:
    with services().db.read() as db:
        course = own_course(db, course_id)
        draft = matching.find_draft(db, course, draft_id)
        if draft is None:
            flash(_("This file is no longer kept. Choose it again."))
            abort(redirect(url_for(".home", course_id=course_id), 303))
        return actions.draft_content(draft)
