"""The row of tabs on all pages of a session, made from what the features declare."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from flask import request, url_for
from flask_babel import gettext as _
from sqlalchemy import and_, select
from sqlalchemy.orm import Session

from webinar import features
from webinar.kit.tokens import read_code
from webinar.kit.web.services import services
from webinar.page_places import SessionPage, Standing, Tab
from webinar.people.accounts.access import signed_in_user
from webinar.people.accounts.models import User
from webinar.people.ownership.queries import owns
from webinar.results.navigation.places import Link
from webinar.results.navigation.standings import standings_of
from webinar.results.series.queries import may_view
from webinar.room.rooms.models import Member, Room

# The tabs to which a session's title leads: the first of them that the reader may open.
_BEFORE = (Tab.PLAN, Tab.CONSOLE, Tab.RESULTS)
_AFTER = (Tab.RESULTS, Tab.CONSOLE, Tab.PLAN)


def session_tabs() -> list[Link]:
    """Return the tabs of the session in the address that this user may open, each with its pages.

    The list is empty for guests, and on pages that belong to no tab, such as a participant's.
    """
    user, code = signed_in_user(), (request.view_args or {}).get("code", "")
    current = current_page(request.endpoint or "") if code else None
    if user is None or current is None:
        return []
    with services().db.read() as db:
        standings = _standings(db, user, read_code(code))
    return [
        Link(title, links[0].address, _mark(tab, current, links), links if len(links) > 1 else ())
        for tab, title in _titles().items()
        if (links := _links(tab, code, standings, current))
    ]


def first_page(card: Mapping[str, Any]) -> str:
    """Return the address to which a session's title leads this user; empty if there is none.

    `card` is the session's card (`sessions.cards.card_of`): the user may see the session.
    """
    user = signed_in_user()
    if user is None:
        return ""
    standings = standings_of(user, owns=card["is_own"], role=card["role"], may_view=lambda: True)
    is_over = card["state"] == "ended" and not card["is_cancelled"]
    for tab in _AFTER if is_over else _BEFORE:
        for page in features.session_pages(tab):
            if page.needs in standings:
                return url_for(page.endpoint, code=card["code"])
    return ""


def current_page(endpoint: str) -> SessionPage | None:
    """Return the page to which the view of this name belongs; the longest name decides."""
    fitting = [
        (len(name), page)
        for tab in Tab
        for page in features.session_pages(tab)
        for name in (page.endpoint, *page.within)
        if endpoint == name or (name in page.within and endpoint.startswith(name))
    ]
    return max(fitting, key=lambda entry: entry[0])[1] if fitting else None


def _titles() -> dict[Tab, str]:
    return {
        Tab.PLAN: _("Plan"),
        Tab.PEOPLE: _("People"),
        Tab.ATTENDANCE: _("Attendance"),
        Tab.RESULTS: _("Results"),
        Tab.STEPS: _("Steps"),
        Tab.PAPERS: _("Papers"),
        Tab.CONSOLE: _("Console"),
    }


def _links(tab: Tab, code: str, standings: frozenset[Standing], current: SessionPage) -> list[Link]:
    """Return the links to the first page of the tab that this user may open, and to titled ones."""
    pages = [page for page in features.session_pages(tab) if page.needs in standings]
    return [
        Link(str(page.title), url_for(page.endpoint, code=code), _page_mark(page, current))
        for place, page in enumerate(pages)
        if place == 0 or page.title
    ]


def _page_mark(page: SessionPage, current: SessionPage) -> str:
    if page is not current:
        return ""
    return "page" if page.endpoint == request.endpoint else "true"


def _mark(tab: Tab, current: SessionPage, links: Sequence[Link]) -> str:
    if tab is not current.tab:
        return ""
    return links[0].current or "true"


def _standings(db: Session, user: User, code: str) -> frozenset[Standing]:
    """Return the user's parts in the session of this code, in one statement but for viewers."""
    is_member = and_(
        Member.room_id == Room.id, Member.user_id == user.id, Member.removed_at.is_(None)
    )
    row = db.execute(
        select(Room, Member.role).outerjoin(Member, is_member).where(Room.code == code)
    ).first()
    if row is None:
        return frozenset()
    room, role = row
    return standings_of(
        user,
        owns=owns(db, user, room),
        role=role,
        may_view=lambda: may_view(db, user, room),
    )
