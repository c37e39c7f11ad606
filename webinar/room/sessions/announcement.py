"""The announcement of a session's time and speakers to people who wait for it."""

from __future__ import annotations

from dataclasses import dataclass

from flask_babel import gettext as _
from sqlalchemy import bindparam, select
from sqlalchemy.orm import Session

from webinar.content.editions.content import module_in
from webinar.kit.numerals import comma, digits
from webinar.kit.permissions import Role
from webinar.kit.shown_times import shown_time
from webinar.kit.zones import local_time
from webinar.people.accounts.models import User
from webinar.room.rooms.models import Member, Room, RoomState


@dataclass(frozen=True)
class Announcement:
    """`begins` (a sentence), `when` (day and time) and `speakers` are in the page's language.

    `place` names the place of the time zone; `local` is the local time there, ISO 8601 with its
    offset. These and `begins` and `when` are empty if no time is planned, or once the session runs.
    `languages` are the tags of the session's languages.
    """

    begins: str
    when: str
    place: str
    local: str
    speakers: str
    languages: tuple[str, ...]
    is_live: bool = False


def announcement_of(db: Session, room: Room) -> Announcement | None:
    """Return the announcement, or None once the session has begun."""
    return introduction_of(db, room) if room.state is RoomState.PLANNED else None


def introduction_of(db: Session, room: Room) -> Announcement:
    """Return what newcomers read about the session, which may have begun."""
    names = comma().join(f"\u2068{name}\u2069" for name in _speakers(db, room))
    speakers = _("Speakers: %(names)s", names=names)
    languages = tuple(module_in(db, room).languages)
    is_live = room.state is RoomState.LIVE
    if room.planned_at is None or is_live:
        return Announcement("", "", "", "", speakers, languages, is_live)
    when = shown_time(room.planned_at, room.time_zone)
    begins = _("It is planned for {date}, {time}.").format(date=when.day, time=when.time)
    local = local_time(room.planned_at, room.time_zone).isoformat(timespec="minutes")
    return Announcement(digits(begins), digits(when.whole), when.place, local, speakers, languages)


def _speakers(db: Session, room: Room) -> list[str]:
    """Return the names of the presenters, or of the owner if no presenter was named."""
    names = list(db.scalars(_PRESENTERS, {"room_id": room.id}))
    return names or list(db.scalars(_OWNER, {"user_id": room.owner_id}))


_PRESENTERS = (
    select(Member.name)
    .where(
        Member.room_id == bindparam("room_id"),
        Member.role == Role.PRESENTER,
        Member.removed_at.is_(None),
    )
    .order_by(Member.number)
)
_OWNER = select(User.name).where(User.id == bindparam("user_id"))
