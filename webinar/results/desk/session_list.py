"""The list of all sessions that a user may see: searched, filtered, in an order, page by page."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar

from sqlalchemy import Label, Select, func, select
from sqlalchemy.orm import Session, joinedload

from webinar.content.editions.content import module_of
from webinar.content.editions.models import Edition
from webinar.kit.list_wishes import ListPage, ListWish, list_page
from webinar.kit.text import folded
from webinar.kit.tokens import read_code
from webinar.people.accounts.models import User
from webinar.room.rooms.models import Room, RoomState
from webinar.room.sessions.agenda import visible_rooms

# The number of sessions on a page.
PAGE = 50

# The states that the filter offers. A session that was called off has a word of its own, and
# archived sessions are found here only.
STATES = (*(state.value for state in RoomState), "cancelled", "archived")
ORDERS = ("newest", "oldest", "title")


@dataclass(frozen=True)
class Wish(ListWish):
    """The part of the list that the address asks for."""

    CHOICES: ClassVar[Mapping[str, Collection[str]]] = {"state": STATES, "order": ORDERS}

    search: str = ""
    state: str = ""
    order: str = "newest"
    page: int = 1


def sessions_found(db: Session, user: User, wish: Wish) -> ListPage[Room]:
    """Return the page of the list; the last page if there are fewer.

    Titles are searched here and not by the database: SQLite knows no capitals but the Latin ones,
    and a session with its module's title has one in each language.
    """
    rows = db.execute(
        _in_state(visible_rooms(user), wish.state).with_only_columns(
            Room.id, Room.code, Room.title, Room.edition_id, _at(), Room.state
        )
    ).all()
    if wish.search:
        titles = _module_titles(db, {row.edition_id for row in rows})
        needle, code = folded(wish.search), _code_typed(wish.search)
        rows = [
            row
            for row in rows
            if (code and code in row.code)
            or any(needle in title for title in _titles(row.title, titles[row.edition_id]))
        ]
    # Sessions without a time come before those with the newest time.
    found = sorted(
        rows, key=lambda row: (row.at is None, row.at or "", row.id), reverse=wish.order == "newest"
    )
    if wish.order == "title":
        found.sort(key=lambda row: row.title.casefold())
    part = list_page([row.id for row in found], wish.page, PAGE)
    rooms = db.scalars(select(Room).where(Room.id.in_(part.rows)).options(joinedload(Room.edition)))
    by_id = {room.id: room for room in rooms}
    return ListPage([by_id[room_id] for room_id in part.rows], part.found, part.page, part.pages)


def _code_typed(search: str) -> str:
    """Return the code, or a part of one, that a person may have typed with spaces or dashes."""
    bare = search.upper().replace(" ", "").replace("-", "")
    return read_code(search) or (bare if len(bare) >= 3 else "")


def _at() -> Label[datetime]:
    return func.coalesce(Room.started_at, Room.planned_at).label("at")


def _in_state(rooms: Select[Room], state: str) -> Select[Room]:
    if state == "archived":
        return rooms.where(Room.archived_at.is_not(None))
    rooms = rooms.where(Room.archived_at.is_(None))
    if state == "cancelled":
        return rooms.where(Room.cancelled_at.is_not(None))
    if state:
        return rooms.where(Room.state == RoomState(state), Room.cancelled_at.is_(None))
    return rooms


def _module_titles(db: Session, edition_ids: set[int]) -> Mapping[int, Sequence[str]]:
    """Return the titles of each edition's module in all its languages."""
    editions = db.scalars(select(Edition).where(Edition.id.in_(edition_ids)))
    return {edition.id: list(module_of(edition).title.values()) for edition in editions}


def _titles(title: str, module_titles: Sequence[str]) -> Sequence[str]:
    """Return what the session may be called, folded for a search."""
    titles = module_titles if title in module_titles else [title]
    return [folded(name) for name in titles]
