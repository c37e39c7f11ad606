"""Requests for a session's exports: the user's right to one, and the options in its address."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import NamedTuple, TypeVar

from flask import Response, abort, request
from sqlalchemy.orm import Session, object_session

from webinar.kit import clock, languages
from webinar.kit.files.csv_export import Separator
from webinar.kit.files.downloads import file_names
from webinar.kit.files.tables import Field
from webinar.kit.tokens import read_code
from webinar.kit.web.i18n import page_language
from webinar.kit.web.services import services
from webinar.people.accounts import delivery
from webinar.people.accounts.access import signed_in_user, this_user
from webinar.people.accounts.delivery import Made, Order
from webinar.people.ownership import queries as ownership
from webinar.results.reports.about import Words
from webinar.results.reports.actions import note_export
from webinar.results.reports.export_words import words_in
from webinar.results.reports.kinds import (
    MIMETYPES,
    OWNERS_ONLY,
    SHAPE_MIMETYPES,
    ExportOptions,
    Kind,
)
from webinar.results.reports.page import COMMA_IS_DECIMAL
from webinar.results.reports.profile_queries import find_profile
from webinar.results.reports.profiles import ALL, NUMBERS, OF_SESSION, Profile
from webinar.results.reports.session import NOT_FINAL, ReportedSession, reported_session
from webinar.results.series.readable_rooms import find_report_room, find_viewable_room
from webinar.room.rooms.models import Room

T = TypeVar("T")

_STEMS_WITH_TESTS = frozenset({Kind.TESTS.value, "everything"})


class Name(NamedTuple):
    """The name of an export in its file's name and in the audit log: `stem.tag.form`.

    `stem` names the kind of export; `form` is the file's format. `tag` distinguishes files of one
    session that would otherwise have the same name.
    """

    stem: str
    form: str
    tag: str = ""


def room_or_404(db: Session, code: str) -> Room:
    """Return the room whose report this user may read; abort with 404 if there is none."""
    room = find_report_room(db, read_code(code), signed_in_user())
    if room is None:
        abort(404)
    return room


def viewable_room_or_404(db: Session, code: str) -> Room:
    """Return the room as `room_or_404` does, but for viewers of its results, too."""
    room = find_viewable_room(db, read_code(code), signed_in_user())
    if room is None:
        abort(404)
    return room


def owns(room: Room) -> bool:
    """Whether this user may export all of a session's data, not only what its hosts may read."""
    db = object_session(room)
    if db is not None:
        return ownership.owns(db, this_user(), room)
    with services().db.read() as db:
        return ownership.owns(db, this_user(), room)


def fields_of(room: Room) -> frozenset[Field]:
    """Return the personal fields of the session that this user may see, in pages and in files.

    The roster belongs to the session's owner: other hosts see only the fields that the session
    itself shows.
    """
    return ALL.fields if owns(room) else OF_SESSION


def _with_address_options(db: Session, room: Room, options: ExportOptions) -> ExportOptions:
    """Return `options` with those of the address: `?profile=`, `?language=`, `?separator=`.

    Without `?language=`, the language stays as it is in `options`.
    """
    return replace(
        options,
        language=language_in_address(options.language),
        separator=separator_in_address(),
        profile=profile_in_address(db, room),
    )


def language_in_address(default: str = languages.DEFAULT) -> str:
    return languages.our_tag(request.args.get("language", "")) or default


def separator_in_address() -> Separator:
    is_semicolon = request.args.get("separator") == "semicolon"
    return Separator.SEMICOLON if is_semicolon else Separator.COMMA


def profile_in_address(db: Session, room: Room) -> Profile:
    """Return the profile in the address, limited to the fields that this user may see.

    `?names=no` is short for the profile that has numbers instead of names.
    """
    default = NUMBERS if request.args.get("names") == "no" else ALL
    return own_profile_in_address(db, default).within(fields_of(room))


def own_profile_in_address(db: Session, default: Profile = ALL) -> Profile:
    """Return the profile in the address; 404 if it is unknown or another user's.

    A fallback would disclose the columns that the profile holds back.
    """
    profile = find_profile(db, this_user().id, request.args.get("profile", default.key))
    if profile is None:
        abort(404)
    return profile


def deliver(
    code: str,
    options: ExportOptions,
    name: Name,
    read: Callable[[Session, Room, ReportedSession], T],
    write: Callable[[T, ReportedSession, ExportOptions, Words], Made],
) -> Response:
    """Send the file through `accounts.delivery`; 404 if the user may not have it.

    `options` gives the kind and the format, which the parameters of the address do not contain.
    """

    def find(db: Session) -> Order[T]:
        room = room_or_404(db, code)
        if options.kind in OWNERS_ONLY and not owns(room):
            abort(404)
        chosen_options = _with_address_options(db, room, options)
        session = reported_session(room, clock.now())
        words, user_id, room_id = words_in(chosen_options.language), this_user().id, room.id
        return Order(
            names=_names(session, name),
            media_type=SHAPE_MIMETYPES.get(name.stem, MIMETYPES[name.form]),
            subject=f"room:{room_id}",
            file=".".join(filter(None, name)),
            read=lambda: read(db, room, session),
            write=lambda records: write(records, session, chosen_options, words),
            note=lambda db, made, digest: note_export(
                db,
                user_id,
                room_id=room_id,
                export=name.stem,
                file_format=name.form,
                profile=chosen_options.profile,
                rows=made.rows,
                sha256=digest,
            ),
            announce=_announcement(room, name, user_id),
        )

    return delivery.deliver(find)


def _announcement(room: Room, name: Name, user_id: int) -> Callable[[], object] | None:
    """Return a function that tells all hosts that this user downloaded each person's tests.

    None if the file does not contain them.
    """
    room_id = room.id
    if name.stem not in _STEMS_WITH_TESTS or not owns(room):
        return None
    return lambda: services().live.run(
        room_id, lambda change: change.record("report.tests", None, user=user_id)
    )


def _names(session: ReportedSession, name: Name) -> tuple[str, str]:
    tags = (name.tag, "" if session.is_final else NOT_FINAL)
    ending = "".join(f".{tag}" for tag in (*tags, name.form) if tag)
    return file_names(name.stem, session.code, session.title, ending)


def spreadsheet_separator() -> str | None:
    """Return the separator that spreadsheets in the page's language expect, for an address."""
    return "semicolon" if page_language() in COMMA_IS_DECIMAL else None
