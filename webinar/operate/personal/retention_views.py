"""Pages and forms for the retention of data, and for the consent text, of sessions and cohorts."""

from __future__ import annotations

from typing import Any

from flask import abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from sqlalchemy.orm import Session

from webinar.kit.errors import Refused
from webinar.kit.languages import LANGUAGES
from webinar.kit.tokens import read_code
from webinar.kit.web.i18n import page_language
from webinar.kit.web.services import services
from webinar.operate.personal import actions, queries, retention
from webinar.operate.personal.views import bp, day
from webinar.operate.personal.words import proposed_texts
from webinar.people.accounts.access import for_organisers, this_user
from webinar.people.accounts.models import User
from webinar.people.ownership.queries import owned_ids
from webinar.room.cohorts.queries import find_own_cohort, invitation_of, own_cohorts, people_of
from webinar.room.consent import actions as consent_actions
from webinar.room.consent import queries as consents
from webinar.room.rooms.models import Room
from webinar.room.rooms.titles import title_in
from webinar.room.sessions.agenda import agenda_of, find_own_room
from webinar.words import refusal_text


@bp.get("/desk/data")
@for_organisers
def overview() -> ResponseReturnValue:
    """Show the next removals in the user's own sessions, and the links to one person's data."""
    user = this_user()
    with services().db.read() as db:
        agenda = agenda_of(db, user)
        all_rooms = (*agenda.live, *agenda.planned, *agenda.finished)
        own_ids = owned_ids(db, user, all_rooms)
        rooms = [_session(db, room) for room in all_rooms if room.id in own_ids]
        cohorts = own_cohorts(db, user)
    return render_template("operate/personal/overview.html", rooms=rooms, cohorts=cohorts)


@bp.get("/desk/<code>/data")
@for_organisers
def session(code: str) -> ResponseReturnValue:
    """Show one session's dates of removal, and its guests."""
    with services().db.read() as db:
        room = _own_room(db, code)
        page = {"room": _session(db, room), "guests": queries.guests_of(db, room)}
        invited = invitation_of(db, room)
    cohort_id = None if invited is None else invited.cohort_id
    return render_template("operate/personal/session.html", cohort_id=cohort_id, **page)


@bp.get("/desk/cohorts/<int:cohort_id>/data")
@for_organisers
def cohort(cohort_id: int) -> ResponseReturnValue:
    return _cohort_page(cohort_id)


@bp.post("/desk/cohorts/<int:cohort_id>/data")
@for_organisers
def keep_cohort(cohort_id: int) -> ResponseReturnValue:
    """Set `attendance_days` and `answers_days` for all sessions of the cohort."""
    user, form = this_user(), request.form

    def work(db: Session) -> None:
        own_cohort = find_own_cohort(db, user, cohort_id) or abort(404)
        attendance = actions.days_typed(form.get("attendance_days", ""))
        answers = actions.days_typed(form.get("answers_days", ""))
        actions.keep_for(db, own_cohort, db.get_one(User, user.id), attendance, answers)

    with services().db.read() as db:
        _own_cohort(db, cohort_id)
    try:
        services().db.write(work)
    except Refused as refusal:
        return _cohort_page(cohort_id, refusal_text(refusal))
    flash(_("Saved."))
    return redirect(url_for("personal.cohort", cohort_id=cohort_id), 303)


@bp.post("/desk/<code>/retention")
@for_organisers
def keep_session(code: str) -> ResponseReturnValue:
    """Set `attendance_days` and `answers_days`; with `inherit`, use those of the cohort again."""
    user, form = this_user(), request.form
    with services().db.read() as db:
        room = _own_room(db, code)

    def work(db: Session) -> None:
        own_room, by = db.get_one(Room, room.id), db.get_one(User, user.id)
        if form.get("inherit"):
            actions.inherit(db, own_room, by)
            return
        attendance = actions.days_typed(form.get("attendance_days", ""))
        answers = actions.days_typed(form.get("answers_days", ""))
        actions.keep_for(db, own_room, by, attendance, answers)

    return _save(room, work)


@bp.post("/desk/<code>/consent")
@for_organisers
def write_consent(code: str) -> ResponseReturnValue:
    """Save the consent text from `text-ru` and so on, and whether consent is `required`."""
    user, form = this_user(), request.form
    with services().db.read() as db:
        room = _own_room(db, code)
    texts = {tag: form.get(f"text-{tag}", "") for tag in LANGUAGES}

    def work(db: Session) -> None:
        own_room, by = db.get_one(Room, room.id), db.get_one(User, user.id)
        consent_actions.write_consent(
            db, own_room, by, texts, is_required=form.get("required") == "yes"
        )

    return _save(room, work, texts)


@bp.app_template_global()
def personal_settings(code: str) -> dict[str, Any]:
    """Return the values for the forms of a session's page, which only its organiser may open."""
    with services().db.read() as db:
        room = _own_room(db, code)
        texts = consents.consent_texts(db, room)
        values = _session(db, room)
        version = consents.last_version(db, room)
        agreed = consents.consents_in(db, room) if version else 0
        owner = db.get_one(User, room.owner_id)
    terms = values["due"].terms
    proposed = proposed_texts(owner.name, owner.email, terms.attendance_days, terms.answers_days)
    return {
        **values,
        "texts": {tag: text.text for tag, text in texts.items()} if version else proposed,
        "version": version if texts else 0,
        "is_required": any(text.is_required for text in texts.values()),
        "agreed": agreed,
    }


def _save(room: Room, work: Any, texts: dict[str, str] | None = None) -> ResponseReturnValue:
    try:
        services().db.write(work)
    except Refused as refusal:
        settings = personal_settings(room.code)
        settings |= {"texts": texts} if texts else {}
        page = render_template(
            "operate/personal/refused.html",
            code=room.code,
            settings=settings,
            error=refusal_text(refusal),
        )
        return page, 422
    flash(_("Saved."), "personal")
    return redirect(url_for("desk.plan", code=room.code) + "#personal", 303)


def _session(db: Session, room: Room) -> dict[str, Any]:
    due = retention.due_of(db, room)
    return {
        "code": room.code,
        "title": title_in(room, page_language()),
        "due": due,
        "attendance": day(due.attendance_at, room.time_zone),
        "answers": day(due.answers_at, room.time_zone),
        "attendance_gone": day(due.attendance_gone, room.time_zone),
        "answers_gone": day(due.answers_gone, room.time_zone),
    }


def _cohort_page(cohort_id: int, error: str = "") -> ResponseReturnValue:
    with services().db.read() as db:
        own_cohort = _own_cohort(db, cohort_id)
        people, terms = people_of(db, own_cohort), retention.cohort_terms(db, cohort_id)
    page = render_template(
        "operate/personal/cohort.html",
        cohort=own_cohort,
        people=people,
        terms=terms,
        form=request.form,
        error=error,
    )
    return page, 422 if error else 200


def _own_room(db: Session, code: str) -> Room:
    return find_own_room(db, this_user(), read_code(code)) or abort(404)


def _own_cohort(db: Session, cohort_id: int) -> Any:
    return find_own_cohort(db, this_user(), cohort_id) or abort(404)
