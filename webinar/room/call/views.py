"""The organiser's form for the call beside a session, and helpers for templates."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from sqlalchemy.orm import Session

from webinar.content.editions.content import module_of
from webinar.kit.errors import Refused
from webinar.kit.languages import LANGUAGES
from webinar.kit.web.services import services
from webinar.people.accounts.access import for_organisers, this_user
from webinar.people.accounts.models import User
from webinar.people.accounts.refusals import refused_page
from webinar.room.call import queries
from webinar.room.call.actions import write_call
from webinar.room.call.entries import Entry, dialled, find_faults, host_of
from webinar.room.call.models import COMMON
from webinar.room.call.wire import details
from webinar.room.call.words import refusals_of_hosts
from webinar.room.engine.change import Change
from webinar.room.rooms.models import Room, RoomState
from webinar.room.sessions.cards import card_of, own_room

bp = Blueprint("call", __name__)
bp.add_app_template_global(dialled, "dialled")
bp.add_app_template_global(host_of, "host_of")

TEMPLATE = "room/call/form.html"


@bp.get("/desk/<code>/call")
@for_organisers
def form(code: str) -> ResponseReturnValue:
    """Show the form with the stored call; a finished session has none to change."""
    with services().db.read() as db:
        room = own_room(db, code)
        if room.state is RoomState.ENDED:
            return redirect(url_for("desk.plan", code=room.code), 303)
        stored = queries.stored_entries(db, room)
        entries = {row.language: Entry(row.link, row.phone, row.pin, row.note) for row in stored}
        shown_waiting = any(row.shown_waiting for row in stored)
        return render_template(TEMPLATE, **_page(room, entries, shown_waiting=shown_waiting))


@bp.post("/desk/<code>/call")
@for_organisers
def save(code: str) -> ResponseReturnValue:
    """Save the form: `link`, `phone`, `pin` and `note`, and the same as `link.kk` for a language.

    `shown_waiting` shows the call to people who wait to be let in. A refused form comes back with
    all that was typed, and with what is wrong beside each field.
    """
    user_id = this_user().id
    typed, shown_waiting = _typed(request.form), "shown_waiting" in request.form
    faults = {language: find_faults(entry) for language, entry in typed.items()}
    with services().db.read() as db:
        room = own_room(db, code)

    def work(change: Change) -> None:
        write_call(change, user_id, typed, shown_waiting=shown_waiting)

    try:
        services().live.run(room.id, work)
    except Refused as refusal:
        if refusal.code == "room_ended":
            return redirect(url_for("desk.plan", code=room.code), 303)
        with services().db.read() as db:
            page = _page(own_room(db, code), typed, faults, shown_waiting=shown_waiting)
        return refused_page(TEMPLATE, refusal, **page)
    flash(_("Saved. Open pages show it. Letters that were sent do not change."), "call")
    return redirect(url_for("desk.plan", code=room.code) + "#call", 303)


def call_context(db: Session, room: Room, _user: User) -> dict[str, Any]:
    """Return `calls`: the entries for the session's page on the desk, the common one first."""
    return {"calls": [details(entry) for entry in queries.shown_entries(db, room)]}


def _typed(form: Mapping[str, str]) -> dict[str, Entry]:
    """Return the entries in the form, by language. A language without fields is left out."""
    typed = {}
    for language in (COMMON, *LANGUAGES):
        names = {field: _name(field, language) for field in Entry._fields}
        if language == COMMON or any(name in form for name in names.values()):
            typed[language] = Entry(**{field: form.get(name, "") for field, name in names.items()})
    return typed


def _name(field: str, language: str) -> str:
    """Return the name of this field of the form in this language's entry."""
    return f"{field}.{language}" if language else field


def _page(
    room: Room,
    entries: Mapping[str, Entry],
    faults: Mapping[str, Mapping[str, str]] | None = None,
    *,
    shown_waiting: bool,
) -> dict[str, Any]:
    offered = [tag for tag in module_of(room.edition).languages if tag in LANGUAGES]
    languages = [*offered, *(tag for tag in entries if tag and tag not in offered)]
    faults = faults or {}
    return {
        "card": card_of(room, this_user()),
        "languages": [COMMON, *languages],
        "entries": {tag: entries.get(tag, Entry()) for tag in (COMMON, *languages)},
        "opened": {tag for tag in languages if any(entries.get(tag, Entry())) or faults.get(tag)},
        "faults": {
            _name(field, tag): refusals_of_hosts()[code]
            for tag, codes in faults.items()
            for field, code in codes.items()
        },
        "shown_waiting": shown_waiting,
    }
