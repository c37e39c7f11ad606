"""The places of features' pages and parts of pages: in a room, on the desk, in a session's tabs."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from typing import TYPE_CHECKING

from webinar.kit.permissions import Can

if TYPE_CHECKING:
    from flask_babel.speaklater import LazyString

    from webinar.people.accounts.models import UserRole


@dataclass(frozen=True, kw_only=True)
class Ranked:
    """A part of a page that several features add to: the lowest rank comes first.

    The order of a page is not that of `FEATURES`. Ranks are tens, to leave room between two.
    """

    rank: int


@dataclass(frozen=True, kw_only=True)
class Panel(Ranked):
    """A tab of the console, after its standard tabs, for members with the permission `needs`.

    `static/js/<wing>/<feature>/console.ts` draws it.
    """

    title: str | LazyString
    needs: Can


@dataclass(frozen=True, kw_only=True)
class RoomPlace(Ranked):
    """A part of a participant's room, drawn by the feature's `participant.html`.

    A part with an icon is a place: a link at the foot of the room leads to it, with the title. A
    place that is not steady is there only while its script says so.
    """

    icon: str = ""
    title: str | LazyString = ""
    is_steady: bool = True


@dataclass(frozen=True, kw_only=True)
class PlainPart(Ranked):
    """A part of the page for browsers without scripts: the feature's `plain.html`."""


class Place(Enum):
    """A place of the desk; the bar on each of its pages leads to those that the user may open."""

    TODAY = "today"
    SESSIONS = "sessions"
    COURSES = "courses"
    PEOPLE = "people"
    SETTINGS = "settings"


@dataclass(frozen=True, kw_only=True)
class DeskPage(Ranked):
    """A page of a place, for accounts with one of these roles.

    The place leads to its page of the lowest rank. `endpoint` is the name of the view; further
    views whose names begin with one of `within` belong to the page.
    """

    place: Place
    endpoint: str
    title: str | LazyString
    roles: frozenset[UserRole]
    within: tuple[str, ...] = ()


class Tab(Enum):
    """A tab in the row on all pages of one session."""

    PLAN = "plan"
    PEOPLE = "people"
    ATTENDANCE = "attendance"
    RESULTS = "results"
    STEPS = "steps"
    PAPERS = "papers"
    CONSOLE = "console"


class Standing(Enum):
    """A user's part in a session; each opens further pages of it."""

    PLANNER = "plans it and may change it"
    READER = "may read its report"
    VIEWER = "may look at its results"
    HOST = "works at its console"
    INTERPRETER = "interprets in it"


@dataclass(frozen=True, kw_only=True)
class SessionPage(Ranked):
    """A page of one session, in a tab, for users of this standing.

    A tab leads to its page of the lowest rank that the user may open, and lists its titled pages
    if there are several. `within` is as in `DeskPage`.
    """

    tab: Tab
    endpoint: str
    needs: Standing
    title: str | LazyString = ""
    within: tuple[str, ...] = ()
