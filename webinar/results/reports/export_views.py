"""The page of exports, all tables at once, files in other programs' layouts, and profiles."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from functools import partial
from typing import Any

from flask import Blueprint, abort, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy.orm import Session

from webinar.content.editions.content import module_in
from webinar.kit import clock
from webinar.kit.errors import Refused
from webinar.kit.files.tables import Field
from webinar.kit.languages import DEFAULT
from webinar.kit.web.i18n import page_language
from webinar.kit.web.services import services
from webinar.live.captions.queries import line_counts
from webinar.people.accounts.access import this_user
from webinar.people.accounts.refusals import refusal_text, status_of
from webinar.results.reports import actions, delivering, exports
from webinar.results.reports.caption_links import caption_links, chapter_links
from webinar.results.reports.delivering import Name, owns, room_or_404
from webinar.results.reports.downloads import Records
from webinar.results.reports.export_page import LinkOptions, exports_page
from webinar.results.reports.export_words import refusals
from webinar.results.reports.kinds import (
    OWNERS_ONLY,
    BundleFormat,
    ExportOptions,
    Format,
    Kind,
    Shape,
)
from webinar.results.reports.profile_queries import own_profiles
from webinar.results.reports.recording_links import recording_links
from webinar.results.reports.session import ReportedSession, reported_session
from webinar.room.rooms.models import Room
from webinar.room.rooms.titles import title_in

exporting = Blueprint("exports", __name__, url_prefix="/rooms/<code>/report")

# A placeholder: the path of these addresses names the kind and the format.
_PLACEHOLDER = ExportOptions(Kind.ATTENDANCE, Format.CSV, DEFAULT)
_ANY_SHAPE = ", ".join(f"'{shape}'" for shape in Shape)


@exporting.get("/exports")
def home(code: str) -> ResponseReturnValue:
    """Show lasting links to the exports, with the profile and language chosen on the page."""
    return _page(code)


@exporting.get(f"/<any({_ANY_SHAPE}):shape>.csv")
def shaped(code: str, shape: str) -> ResponseReturnValue:
    """Send a file in another program's layout. Takes `?profile=` and, for polls, `?language=`."""
    read = partial(exports.gather, shape=Shape(shape))
    write = partial(exports.write_shaped, shape=Shape(shape))
    return delivering.deliver(code, _PLACEHOLDER, Name(shape, "csv"), read, write)


@exporting.get(f"/everything.<any({', '.join(BundleFormat)}):format>")
def everything(code: str, format: str) -> ResponseReturnValue:
    """Send all tables that this user may have: as a workbook, or a ZIP of CSV and JSON files."""
    write = partial(exports.write_all, bundle=BundleFormat(format))
    return delivering.deliver(code, _PLACEHOLDER, Name("everything", format), _read_all, write)


def _read_all(db: Session, room: Room, session: ReportedSession) -> Mapping[Kind, Records]:
    kinds = [kind for kind in Kind if owns(room) or kind not in OWNERS_ONLY]
    return exports.read_all(db, room, session, kinds)


@exporting.post("/exports/profiles")
def add_profile(code: str) -> ResponseReturnValue:
    """Keep a profile: its name, and the personal columns that it exports."""
    _owner_or_404(code)
    name = request.form.get("name", "")
    fields = [field for field in Field if field.value in request.form.getlist("field")]
    user_id = this_user().id
    try:
        profile_id = services().db.write(
            lambda db: actions.keep_profile(db, user_id, name, fields).id
        )
    except Refused as refusal:
        return _refused(code, refusal, name, fields)
    return redirect(url_for(".home", code=code, profile=profile_id), 303)


@exporting.post("/exports/profiles/<int:profile_id>/remove")
def remove_profile(code: str, profile_id: int) -> ResponseReturnValue:
    """Forget a profile; links that name it return 404 from then on."""
    _owner_or_404(code)
    user_id = this_user().id
    try:
        services().db.write(lambda db: actions.drop_profile(db, user_id, profile_id))
    except Refused:
        abort(404)
    return redirect(url_for(".home", code=code), 303)


def _owner_or_404(code: str) -> None:
    with services().db.read() as db:
        if not owns(room_or_404(db, code)):
            abort(404)


def _page(code: str, **form: Any) -> str:
    with services().db.read() as db:
        room = room_or_404(db, code)
        session = reported_session(room, clock.now())
        profile = delivering.profile_in_address(db, room)
        link_options = LinkOptions(profile, delivering.language_in_address(default=page_language()))
        page = exports_page(
            replace(session, title=title_in(room, page_language())),
            link_options,
            own_profiles(db, this_user().id) if owns(room) else [],
            may_export_all=owns(room),
        )
        page["captions"] = caption_links(
            "reports.captions.download", room.code, line_counts(db, room)
        )
        page["chapter_files"] = chapter_links(
            "reports.captions.chapters",
            room.code,
            module_in(db, room).languages if room.started_at is not None else (),
        )
        page["recordings"] = recording_links(db, room)
    return render_template("results/reports/exports.html", **page, **form)


def _refused(code: str, refusal: Refused, name: str, fields: list[Field]) -> ResponseReturnValue:
    """Show the page again, with the typed values and the reason why they were not kept."""
    reason = refusals().get(refusal.code) or refusal_text(refusal)
    page = _page(code, refusal=reason, typed=name, ticked=[field.value for field in fields])
    return page, status_of(refusal)
