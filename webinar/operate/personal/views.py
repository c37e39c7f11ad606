"""Personal data on the desk: its retention, and the data of one person."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Any

from flask import Blueprint, Response, abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from sqlalchemy.orm import Session

from webinar.kit import concurrency
from webinar.kit.days import day_in_words
from webinar.kit.errors import Refused
from webinar.kit.files.downloads import attached
from webinar.kit.web.services import services
from webinar.kit.zones import local_time
from webinar.live.recording.own_voice import own_voices
from webinar.operate.personal import access, data_files
from webinar.operate.personal.full_erasure import erase_for_good
from webinar.operate.personal.subject import Subject, find_guest, find_learner, find_person
from webinar.operate.personal.words import class_words, class_words_of_others
from webinar.people.accounts.access import for_organisers, this_user
from webinar.people.audit.actions import note
from webinar.words import refusal_text

bp = Blueprint("personal", __name__)

_WHO = "<any(people, guests):who>/<int:number>"
_FINDERS = {"people": find_person, "guests": find_guest, "learners": find_learner}


@bp.get(f"/desk/{_WHO}/data")
@for_organisers
def person(who: str, number: int) -> ResponseReturnValue:
    return _person_page(who, number)


@bp.post("/desk/<any(people, guests, learners):who>/<int:number>/data")
@for_organisers
def hand_out(who: str, number: int) -> ResponseReturnValue:
    """Return all data held about one person, as `format` `json` or `zip`."""
    return data_download(_find(who, number), f"data-{who}-{number}", this_user().id)


def data_download(
    find: Callable[[Session], Subject | None], name: str, user_id: int | None
) -> Response:
    """Return the person's data as a file in the form's `format`; 404 if `find` finds nobody.

    The audit log records the user who handed it out; `user_id` is None if the person took it.
    """
    as_zip = request.form.get("format") == "zip"
    with services().db.read() as db:
        subject = find(db) or abort(404)
        data, files = access.personal_data(db, subject), access.files_of(db, subject)
        page = file_page(subject, data) if as_zip else ""
        voices = own_voices(db, subject.member_ids) if as_zip else []
    suffix = "zip" if as_zip else "json"
    services().db.write(lambda db: _note_export(db, user_id, subject, suffix))
    if as_zip:
        folder = services().settings.instance / "evidence"
        content = concurrency.offload(data_files.as_zip, data, page, files, folder, voices)
    else:
        content = data_files.as_json(data)
    return attached(content, f"application/{suffix}", f"{name}.{suffix}")


@bp.post(f"/desk/{_WHO}/erase")
@for_organisers
def erase(who: str, number: int) -> ResponseReturnValue:
    """Erase the person if `sure` is ticked; with `certificates`, keep their certificates."""
    if request.form.get("sure") != "yes":
        return _person_page(who, number, _("Tick that you are sure."))
    try:
        erased = erase_for_good(
            services().db,
            services().settings.instance,
            _find(who, number),
            this_user().id,
            keeps_certificates=request.form.get("certificates") == "keep",
        )
    except Refused as refusal:
        return _person_page(who, number, refusal_text(refusal))
    if erased is None:
        abort(404)
    flash(
        _("The person is erased. Backups of earlier days still hold them until they are deleted.")
    )
    return redirect(url_for("personal.person", who=who, number=number), 303)


def file_page(subject: Subject, data: dict[str, Any]) -> str:
    """Return a self-contained page for the person to read."""
    return render_template(
        "operate/personal/file.html",
        subject=subject,
        data=data,
        groups=access.by_class(data["data"]),
        classes=class_words(),
    )


def day(instant: datetime | None, zone: str = "UTC") -> str:
    """Return a day in words, in this time zone."""
    if instant is None:
        return ""
    return day_in_words(local_time(instant, zone))


def _find(who: str, number: int) -> Callable[[Session], Subject | None]:
    """Return a function that looks the person up, as this user, afresh in each transaction."""
    user, find = this_user(), _FINDERS[who]
    return lambda db: find(db, user, number)


def _person_page(who: str, number: int, error: str = "") -> ResponseReturnValue:
    with services().db.read() as db:
        subject = _find(who, number)(db) or abort(404)
        data = access.personal_data(db, subject)
        counts = {kind: len(rows) for kind, rows in access.by_class(data["data"]).items() if rows}
    page = render_template(
        "operate/personal/person.html",
        subject=subject,
        who=who,
        number=number,
        counts=counts,
        classes=class_words_of_others(),
        has_certificates="certificates" in data["data"],
        error=error,
    )
    return page, 422 if error else 200


def _note_export(db: Session, user_id: int | None, subject: Subject, suffix: str) -> None:
    person = subject.person
    note(
        db,
        "person.exported",
        user_id,
        cohort_id=None if person is None else person.cohort_id,
        person=None if person is None else person.id,
        members=list(subject.member_ids),
        learners=list(subject.learner_ids),
        format=suffix,
    )


# These modules add their routes to the blueprint above.
from webinar.operate.personal import guest_views, joining_views, retention_views  # noqa: E402, F401
