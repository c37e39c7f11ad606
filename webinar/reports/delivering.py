"""How an export is asked for and handed over: who may, how often, and what is written down of it.

Exports are fetched by GET, so that a link to one can be kept and used again. Each adds an entry to
the audit log: that changes nothing that anybody works with. Only what is really fetched counts:
a HEAD is answered without making the file, and what a browser fetches ahead is refused.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, replace
from typing import TypeVar

from flask import Response, abort, request
from limits import RateLimitItemPerMinute
from sqlalchemy.orm import Session
from werkzeug.exceptions import ServiceUnavailable, TooManyRequests

from webinar.accounts.access import signed_in_user, this_user
from webinar.accounts.limits import limiter, seconds_left
from webinar.i18n import page_language
from webinar.kit import clock, concurrency, languages
from webinar.kit.files.csv_export import Separator
from webinar.kit.files.downloads import attached, titled
from webinar.kit.files.tables import Field
from webinar.kit.tokens import read_code
from webinar.reports.about import Words
from webinar.reports.actions import note_export
from webinar.reports.export_words import words_in
from webinar.reports.exports import Made
from webinar.reports.finding import find_reported, find_viewed
from webinar.reports.kinds import MIMETYPES, OWNERS_ONLY, SHAPE_MIMETYPES, Kind, Wanted
from webinar.reports.page import COMMA_IS_DECIMAL
from webinar.reports.profile_queries import find_profile
from webinar.reports.profiles import ALL, NUMBERS, OF_SESSION, Profile
from webinar.reports.session import NOT_FINAL, ReportedSession, reported_session
from webinar.rooms.models import Room
from webinar.services import services
from webinar.sessions import agenda

T = TypeVar("T")

AT_ONCE = 2
BUSY_SECONDS = 5
_ONCE = RateLimitItemPerMinute(1)
_WITH_TESTS = frozenset({Kind.TESTS.value, "everything"})


class Desks:
    """Places at which an export may be written: more at once would hold up those who are live."""

    def __init__(self, places: int) -> None:
        self._free = places
        self._lock = concurrency.lock()

    @contextmanager
    def place(self) -> Iterator[None]:
        """Raises `ServiceUnavailable` at once if none is free: nobody waits for a slow one."""
        with self._lock:
            if not self._free:
                raise ServiceUnavailable(retry_after=BUSY_SECONDS)
            self._free -= 1
        try:
            yield
        finally:
            with self._lock:
                self._free += 1


desks = Desks(AT_ONCE)


@dataclass(frozen=True)
class Name:
    """What an export is called in its file's name, and in the audit log.

    `tag` tells files of one session apart that are otherwise called the same.
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
    """The same for a page that a viewer may read, too."""
    room = find_viewed(db, read_code(code), signed_in_user())
    if room is None:
        abort(404)
    return room


def owns(room: Room) -> bool:
    """Whether all of a session's data is this user's to take, not only what hosts may read."""
    return agenda.owns(this_user(), room)


def fields_of(room: Room) -> frozenset[Field]:
    """What of people this user may see of the session, in pages as in files.

    Who runs a session and does not own it gets no more of people than the session itself says: the
    roster is its owner's.
    """
    return ALL.fields if owns(room) else OF_SESSION


def _asked(db: Session, room: Room, wanted: Wanted) -> Wanted:
    """With what the address says: `?profile=`, `?language=`, `?separator=`.

    `wanted` says in which language it is where the address does not.
    """
    is_semicolon = request.args.get("separator") == "semicolon"
    return replace(
        wanted,
        language=asked_language(wanted.language),
        separator=Separator.SEMICOLON if is_semicolon else Separator.COMMA,
        profile=asked_profile(db, room),
    )


def asked_language(default: str = languages.DEFAULT) -> str:
    return languages.known(request.args.get("language", "")) or default


def asked_profile(db: Session, room: Room) -> Profile:
    """404 for one that is not this user's: what it held back must not leave instead.

    `?names=no` is short for the one that has numbers instead of names.
    """
    unnamed = NUMBERS if request.args.get("names") == "no" else ALL
    profile = find_profile(db, this_user().id, request.args.get("profile", unnamed.key))
    if profile is None:
        abort(404)
    return profile.within(fields_of(room))


@contextmanager
def at_a_desk(subject: str = "", file: str = "") -> Iterator[None]:
    """Around reading and writing an export. Raises what the error pages know: 429, 503.

    The different files of one subject, such as a session, that an account takes within a minute
    count as one export; the same `file` again is another one.
    """
    if "prefetch" in f"{request.headers.get('Sec-Purpose')} {request.headers.get('Purpose')}":
        raise ServiceUnavailable()
    _count(subject, file)
    with desks.place():
        yield


def _count(subject: str, file: str) -> None:
    """Raises 429, with the seconds until the next export may be taken."""
    limits, account = limiter.limiter, f"export:{this_user().id}"
    begun, taken = (f"{account}:{subject}", f"{account}:{subject}:{file}")
    is_part = subject and not limits.test(_ONCE, begun) and limits.test(_ONCE, taken)
    per_account = RateLimitItemPerMinute(services().settings.exports_per_minute)
    if not is_part and not limits.hit(per_account, account):
        raise TooManyRequests(retry_after=seconds_left(per_account, account))
    for one in (begun, taken):
        limits.hit(_ONCE, one)


def deliver(
    code: str,
    wanted: Wanted,
    name: Name,
    read: Callable[[Session, Room, ReportedSession], T],
    write: Callable[[T, ReportedSession, Wanted, Words], Made],
) -> Response:
    """Read, write off the loop, note, hand over; 404 for whoever may not have it.

    `wanted` says what the address does not: kind and format.
    """
    with ExitStack() as desk:
        with services().db.read() as db:
            room = room_or_404(db, code)
            if wanted.kind in OWNERS_ONLY and not owns(room):
                abort(404)
            wanted = _asked(db, room, wanted)
            session = reported_session(room, clock.now())
            if request.method == "HEAD":
                return _file(b"", session, name)
            desk.enter_context(at_a_desk(f"room:{room.id}", f"{name.what}.{name.form}"))
            found = read(db, room, session)
        # Thousands of rows take a while: meanwhile the others go on, and nobody's snapshot of the
        # database is kept for it.
        made = concurrency.offload(write, found, session, wanted, words_in(wanted.language))
        _note(made, room, name, wanted.profile)
    return _file(made.content, session, name)


def _note(made: Made, room: Room, name: Name, profile: Profile) -> None:
    """An export does not leave unless the audit log has it."""
    user_id, room_id = this_user().id, room.id
    digest = concurrency.offload(sha256, made.content)
    services().db.write(
        lambda db: note_export(
            db,
            user_id,
            room_id,
            what=name.what,
            form=name.form,
            profile=profile,
            rows=made.rows,
            sha256=digest,
        )
    )
    if name.what in _WITH_TESTS and owns(room):
        # Who has taken each person's answers home is told to all who run the session.
        services().live.run(
            room_id, lambda change: change.record("report.tests", None, user=user_id)
        )


def _file(content: bytes, session: ReportedSession, name: Name) -> Response:
    tags = (name.tag, "" if session.is_final else NOT_FINAL)
    end = "".join(f".{one}" for one in (*tags, name.form) if one)
    names = titled(name.what, session.code, session.title, end)
    kind = SHAPE_MIMETYPES.get(name.what, MIMETYPES[name.form])
    return attached(content, kind, *names)


def spreadsheet_separator() -> str | None:
    """What spreadsheets of the page's readers expect, as addresses say it."""
    return "semicolon" if page_language() in COMMA_IS_DECIMAL else None


def sha256(content: bytes) -> str:
    """In hexadecimal."""
    return hashlib.sha256(content).hexdigest()
