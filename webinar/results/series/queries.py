"""Reads series, their viewers and the users of calendar links. Writes nothing."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from sqlalchemy import Select, func, select
from sqlalchemy.orm import Session, joinedload

from webinar.kit.tokens import token_hash
from webinar.people.accounts.models import User, UserRole
from webinar.people.ownership.queries import belongs_to, may_change
from webinar.results.series.models import CalendarLink, Series, SeriesSession
from webinar.room.cohorts.models import Cohort, Invited, Viewer
from webinar.room.cohorts.queries import viewed_cohorts
from webinar.room.rooms.models import Room, RoomState


class ListedSeries(NamedTuple):
    """A series in a list. `cohort` is the name of its cohort, or empty; `sessions` is a number."""

    series: Series
    cohort: str
    sessions: int


def find_own_series(db: Session, user: User, series_id: int) -> Series | None:
    """Return the series, if it exists and the user may change it."""
    return db.scalar(select(Series).where(Series.id == series_id, may_change(Series, user)))


def find_readable_series(db: Session, user: User, series_id: int) -> Series | None:
    """Return the series, if the user is its organiser or a viewer of its cohort."""
    if user.role is not UserRole.VIEWER:
        return find_own_series(db, user, series_id)
    rows = select(Series).where(Series.id == series_id, Series.cohort_id.in_(viewed_cohorts(user)))
    return db.scalar(rows)


def own_series(db: Session, user: User) -> Sequence[ListedSeries]:
    """Return the user's series, newest first; for an administrator, all series."""
    listing = (
        select(Series, func.coalesce(Cohort.name, ""), func.count(SeriesSession.room_id))
        .outerjoin(Cohort, Cohort.id == Series.cohort_id)
        .outerjoin(SeriesSession, SeriesSession.series_id == Series.id)
        .group_by(Series.id, Cohort.id)
    )
    if user.role is UserRole.VIEWER:
        listing = listing.where(Series.cohort_id.in_(viewed_cohorts(user)))
    else:
        listing = listing.where(may_change(Series, user))
    rows = db.execute(listing.order_by(Series.created_at.desc(), Series.id.desc()))
    return [ListedSeries(series, cohort, count) for series, cohort, count in rows]


def sessions_of(db: Session, series: Series) -> Sequence[Room]:
    """Return the sessions of a series in its order."""
    return db.scalars(
        select(Room)
        .join(SeriesSession, SeriesSession.room_id == Room.id)
        .options(joinedload(Room.edition))
        .where(SeriesSession.series_id == series.id)
        .order_by(SeriesSession.position)
    ).all()


def series_of(db: Session, room: Room) -> Series | None:
    """Return the series that contains the session, or None."""
    return db.scalar(
        select(Series)
        .join(SeriesSession, SeriesSession.series_id == Series.id)
        .where(SeriesSession.room_id == room.id)
    )


def later_sessions(db: Session, user: User, room: Room) -> Sequence[Room]:
    """Return the planned sessions after this one in its series that the user may change."""
    place = db.scalar(select(SeriesSession).where(SeriesSession.room_id == room.id))
    if place is None:
        return ()
    return db.scalars(
        select(Room)
        .join(SeriesSession, SeriesSession.room_id == Room.id)
        .where(
            SeriesSession.series_id == place.series_id,
            SeriesSession.position > place.position,
            Room.state == RoomState.PLANNED,
            Room.cancelled_at.is_(None),
            may_change(Room, user),
        )
        .order_by(SeriesSession.position)
    ).all()


def shared_series(user: User) -> Select[int]:
    """Select the ids of the series that the user has with their cohorts."""
    cohorts = select(Cohort.id).where(belongs_to(Cohort, user))
    return select(Series.id).where(Series.cohort_id.in_(cohorts))


def shared_rooms(user: User) -> Select[int]:
    """Select the ids of the sessions that the user has with their series."""
    own_series = select(Series.id).where(belongs_to(Series, user))
    return select(SeriesSession.room_id).where(SeriesSession.series_id.in_(own_series))


def loose_sessions(db: Session, series: Series, user: User) -> Sequence[Room]:
    """Return the sessions that this user may add: in no series, not called off, newest first.

    To an administrator, who may change all sessions, those of the series' owner are offered.
    """
    is_admin = user.role is UserRole.ADMIN
    offered = Room.owner_id == series.owner_id if is_admin else belongs_to(Room, user)
    return db.scalars(
        select(Room)
        .where(
            offered,
            Room.cancelled_at.is_(None),
            Room.id.not_in(select(SeriesSession.room_id)),
        )
        .order_by(Room.planned_at.desc(), Room.id.desc())
        .limit(200)
    ).all()


def places_of(db: Session, series: Series) -> Sequence[SeriesSession]:
    """Return the places of the series' sessions, in the order of the series."""
    return db.scalars(
        select(SeriesSession).filter_by(series_id=series.id).order_by(SeriesSession.position)
    ).all()


def viewers_of(db: Session, cohort: Cohort) -> Sequence[User]:
    """Return the viewers who may read the results of a cohort's sessions, by name."""
    return db.scalars(
        select(User)
        .join(Viewer, Viewer.user_id == User.id)
        .where(Viewer.cohort_id == cohort.id)
        .order_by(User.name, User.id)
    ).all()


def viewed_rooms(user: User) -> Select[int]:
    """Select the ids of the sessions to which a viewer's cohorts are invited, in any state."""
    return select(Invited.room_id).where(Invited.cohort_id.in_(viewed_cohorts(user)))


def may_view(db: Session, user: User, room: Room) -> bool:
    """Whether a viewer may read this session's results, once it is over and was not called off."""
    if user.role is not UserRole.VIEWER or room.state is not RoomState.ENDED:
        return False
    room_among_viewed = viewed_rooms(user).where(Invited.room_id == room.id)
    return room.cancelled_at is None and db.scalar(room_among_viewed) is not None


def calendar_link(db: Session, user_id: int) -> CalendarLink | None:
    link: CalendarLink | None = db.get(CalendarLink, user_id)
    return link


def user_of_calendar(db: Session, token: str) -> User | None:
    """Return the user whose calendar has this address, unless the account was closed."""
    return db.scalar(
        select(User)
        .join(CalendarLink, CalendarLink.user_id == User.id)
        .where(CalendarLink.token_hash == token_hash(token), User.is_disabled.is_(False))
    )


def owners_of(db: Session, all_series: Sequence[Series]) -> Mapping[int, str]:
    """Return the names of the owners of these series, by user id, for administrators."""
    owner_ids = {series.owner_id for series in all_series}
    rows = db.execute(select(User.id, User.name).where(User.id.in_(owner_ids)))
    return {user_id: name for user_id, name in rows}
