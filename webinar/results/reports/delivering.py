"""Requests for a session's exports: the user's right to one, and the options in its address."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import TypeVar

from flask import Response, abort, request
from sqlalchemy.orm import Session

from webinar.kit import clock, languages
from webinar.kit.files.csv_export import Separator
from webinar.kit.files.downloads import titled
from webinar.kit.files.tables import Field
from webinar.kit.tokens import read_code
from webinar.kit.web.i18n import page_language
from webinar.kit.web.services import services
from webinar.people.accounts import delivery
from webinar.people.accounts.access import signed_in_user, this_user
from webinar.people.accounts.delivery import Made, Order
from webinar.results.reports.about import Words
from webinar.results.reports.actions import note_export
from webinar.results.reports.export_words import words_in
from webinar.results.reports.kinds import MIMETYPES, OWNERS_ONLY, SHAPE_MIMETYPES, Kind, Wanted
from webinar.results.reports.page import COMMA_IS_DECIMAL
from webinar.results.reports.profile_queries import find_profile
from webinar.results.reports.profiles import ALL, NUMBERS, OF_SESSION, Profile
from webinar.results.reports.session import NOT_FINAL, ReportedSession, reported_session
from webinar.results.series.finding import find_reported, find_viewed
from webinar.room.rooms.models import Room
from webinar.room.sessions import agenda

T = TypeVar("T")

_WITH_TESTS = frozenset({Kind.TESTS.value, "everything"})


@dataclass(frozen=True)
class Name:
    """The name of an export in its file's name and in the audit log.

    `tag` distinguishes files of one session that would otherwise have the same name.
    """

    what: str
    form: str
    tag: str = ""


def room_or_404(db: Session, code: str) -> Room:
    room = find_reported(db, read_code(code), signed_in_user())
    if room is None:
        abort(404)
    return room


def viewed_room_or_404(db: Session, code: str) -> Room:
    """Return the room, as `room_or_404` does, for a page that viewers may read, too."""
    room = find_viewed(db, read_code(code), signed_in_user())
    if room is None:
        abort(404)
    return room


def owns(room: Room) -> bool:
    """Whether this user may take all of a session's data, not only what its hosts may read."""
    return agenda.owns(this_user(), room)


def fields_of(room: Room) -> frozenset[Field]:
    """Return the personal fields of the session that this user may see, in pages and in files.

    The roster belongs to the session's owner: other hosts see only the fields that the session
    itself shows.
    """
    return ALL.fields if owns(room) else OF_SESSION


def _asked(db: Session, room: Room, wanted: Wanted) -> Wanted:
    """Return `wanted` with the options of the address: `?profile=`, `?language=`, `?separator=`.

    Without `?language=` it keeps its own language.
    """
    return replace(
        wanted,
        language=asked_language(wanted.language),
        separator=asked_separator(),
        profile=asked_profile(db, room),
    )


def asked_language(default: str = languages.DEFAULT) -> str:
    return languages.known(request.args.get("language", "")) or default


def asked_separator() -> Separator:
    is_semicolon = request.args.get("separator") == "semicolon"
    return Separator.SEMICOLON if is_semicolon else Separator.COMMA


def asked_profile(db: Session, room: Room) -> Profile:
    """Return the profile in the address, limited to the fields that this user may see.

    `?names=no` is short for the profile that has numbers instead of names.
    """
    default = NUMBERS if request.args.get("names") == "no" else ALL
    return own_profile(db, default).within(fields_of(room))


def own_profile(db: Session, default: Profile = ALL) -> Profile:
    """Return the profile in the address; 404 if it is unknown or another user's.

    A fallback would disclose the columns that the profile holds back.
    """
    profile = find_profile(db, this_user().id, request.args.get("profile", default.key))
    if profile is None:
        abort(404)
    return profile


def deliver(
    code: str,
    wanted: Wanted,
    name: Name,
    read: Callable[[Session, Room, ReportedSession], T],
    write: Callable[[T, ReportedSession, Wanted, Words], Made],
) -> Response:
    """Send the file through `accounts.delivery`; 404 if the user may not have it.

    `wanted` gives the kind and the format, which the options of the address do not contain.
    """

    def find(db: Session) -> Order[T]:
        room = room_or_404(db, code)
        if wanted.kind in OWNERS_ONLY and not owns(room):
            abort(404)
        asked, session = _asked(db, room, wanted), reported_session(room, clock.now())
        words, user_id, room_id = words_in(asked.language), this_user().id, room.id
        return Order(
            names=_names(session, name),
            media_type=SHAPE_MIMETYPES.get(name.what, MIMETYPES[name.form]),
            subject=f"room:{room_id}",
            file=f"{name.what}.{name.form}",
            read=lambda: read(db, room, session),
            write=lambda found: write(found, session, asked, words),
            note=lambda db, made, digest: note_export(
                db,
                user_id,
                room_id=room_id,
                what=name.what,
                form=name.form,
                profile=asked.profile,
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
    if name.what not in _WITH_TESTS or not owns(room):
        return None
    return lambda: services().live.run(
        room_id, lambda change: change.record("report.tests", None, user=user_id)
    )


def _names(session: ReportedSession, name: Name) -> tuple[str, str]:
    tags = (name.tag, "" if session.is_final else NOT_FINAL)
    end = "".join(f".{one}" for one in (*tags, name.form) if one)
    return titled(name.what, session.code, session.title, end)


def spreadsheet_separator() -> str | None:
    """Return the separator that spreadsheets in the page's language expect, for an address."""
    return "semicolon" if page_language() in COMMA_IS_DECIMAL else None
