"""Changes series. No Flask, no commit."""

from __future__ import annotations

from sqlalchemy import delete, select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from webinar.kit import clock
from webinar.kit.errors import Refused
from webinar.kit.text import one_line
from webinar.people.accounts.models import User, UserRole
from webinar.people.audit.actions import note
from webinar.people.ownership.actions import forget_co_owners, keep_access
from webinar.people.ownership.queries import may_give_away, owns
from webinar.results.series import queries
from webinar.results.series.models import Series, SeriesSession
from webinar.room.cohorts.models import Cohort, Invited
from webinar.room.cohorts.queries import invitation_of
from webinar.room.rooms.models import Room, RoomState
from webinar.room.sessions.actions import TITLE_LENGTH

# Enough for a year of weekly sessions. There is a limit because totals read every register.
SESSIONS_PER_SERIES = 60


def create_series(db: Session, owner: User, title: str, cohort: Cohort | None = None) -> Series:
    """Create a series without sessions. Raises `Refused` with `title_empty`."""
    series = Series(
        owner_id=owner.id,
        title=one_line(title, TITLE_LENGTH, "title_empty"),
        cohort_id=None if cohort is None else cohort.id,
        created_at=clock.now(),
    )
    db.add(series)
    db.flush()
    note(db, "series.created", owner.id, cohort_id=series.cohort_id, series=series.id)
    return series


def begin_series(db: Session, room: Room, by: User) -> Series:
    """Create a series of the session's title, owner and cohort.

    The session is its first, unless it belongs to another series.
    """
    owner, invitation = db.get_one(User, room.owner_id), invitation_of(db, room)
    cohort = None if invitation is None else db.get_one(Cohort, invitation.cohort_id)
    series = create_series(db, owner, room.title, cohort)
    keep_access(db, series, by)
    if queries.series_of(db, room) is None:
        add_session(db, series, room, by)
    return series


def change_series(db: Session, series: Series, by: User, title: str, cohort: Cohort | None) -> None:
    """Change the series' title and cohort; invitations to its sessions stay as they are.

    Raises `Refused` with `title_empty`.
    """
    series.title = one_line(title, TITLE_LENGTH, "title_empty")
    series.cohort_id = None if cohort is None else cohort.id
    note(db, "series.changed", by.id, cohort_id=series.cohort_id, series=series.id)


def delete_series(db: Session, series: Series, by: User) -> None:
    """Delete a series; its sessions stay.

    Raises `Refused` with `not_the_owner` for co-owners, and with `series_used` if certificates
    refer to the series.
    """
    if not may_give_away(by, series):
        raise Refused("not_the_owner")
    series_id = series.id
    try:
        with db.begin_nested():
            forget_co_owners(db, series)
            db.execute(delete(SeriesSession).where(SeriesSession.series_id == series_id))
            db.execute(delete(Series).where(Series.id == series_id))
    except IntegrityError as error:
        raise Refused("series_used") from error
    note(db, "series.deleted", by.id, series=series_id)


def add_session(db: Session, series: Series, room: Room, by: User) -> None:
    """Put a session at the end of a series, and invite the series' cohort if nobody is invited.

    Raises `Refused` with `unknown_session` (somebody else's session, or it was called off),
    `session_in_series` or `series_full`.
    """
    # An administrator may change all sessions, and must not mix those of two organisers.
    is_shared = by.role is not UserRole.ADMIN and owns(db, by, room) and owns(db, by, series)
    if room.cancelled_at is not None or not (room.owner_id == series.owner_id or is_shared):
        raise Refused("unknown_session")
    # Lock the series, so that no other request takes the last place.
    db.execute(select(Series.id).where(Series.id == series.id).with_for_update())
    if db.get(SeriesSession, room.id) is not None:
        raise Refused("session_in_series")
    places = queries.places_of(db, series)
    if len(places) >= SESSIONS_PER_SERIES:
        raise Refused("series_full")
    last = places[-1].position if places else 0
    db.add(SeriesSession(room_id=room.id, series_id=series.id, position=last + 1))
    if series.cohort_id is not None and room.state is RoomState.PLANNED:
        if db.get(Invited, room.id) is None:
            db.add(Invited(room_id=room.id, cohort_id=series.cohort_id))
    db.flush()
    note(db, "series.added", by.id, room_id=room.id, series=series.id)


def take_out(db: Session, series: Series, room_id: int, by: User) -> None:
    """Take a session out of a series, without changing the session itself.

    Raises `Refused` with `unknown_session`.
    """
    db.delete(_find_place(db, series, room_id))
    db.flush()
    note(db, "series.removed", by.id, room_id=room_id, series=series.id)


def move(db: Session, series: Series, room_id: int, *, is_earlier: bool) -> None:
    """Swap a session with the one before or after it; the first and last cannot move further.

    Raises `Refused` with `unknown_session`.
    """
    place = _find_place(db, series, room_id)
    places = list(queries.places_of(db, series))
    other_index = places.index(place) + (-1 if is_earlier else 1)
    if not 0 <= other_index < len(places):
        return
    other_place = places[other_index]
    old_position, new_position = place.position, other_place.position
    # Two sessions of a series must not share a position, not even for a moment.
    place.position = -1
    db.flush()
    other_place.position = old_position
    db.flush()
    place.position = new_position
    db.flush()


def _find_place(db: Session, series: Series, room_id: int) -> SeriesSession:
    place: SeriesSession | None = db.get(SeriesSession, room_id)
    if place is None or place.series_id != series.id:
        raise Refused("unknown_session")
    return place
