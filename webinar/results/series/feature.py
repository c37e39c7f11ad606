"""The hooks of series, as `webinar/hooks.py` describes them."""

from __future__ import annotations

from flask_babel import lazy_gettext as _l

from webinar.hooks import Feature
from webinar.page_places import DeskPage, Place, SessionPage, Standing, Tab
from webinar.people.accounts.access import READERS
from webinar.people.accounts.models import UserRole
from webinar.results.series.desk_parts import plan_context
from webinar.results.series.new_session import new_session_context, place_new_session
from webinar.results.series.preparing import date_prepared
from webinar.results.series.queries import shared_rooms, shared_series, viewed_rooms

FEATURE = Feature(
    name="series",
    preparations=date_prepared,
    plan_page=plan_context,
    viewed_rooms=viewed_rooms,
    shares={"rooms": shared_rooms, "series": shared_series},
    new_page=new_session_context,
    after_made=place_new_session,
    desk_pages=(
        DeskPage(
            place=Place.SESSIONS,
            rank=20,
            endpoint="series.calendar.month",
            title=_l("Calendar"),
            roles=frozenset(UserRole) - {UserRole.VIEWER},
        ),
        DeskPage(
            place=Place.SESSIONS,
            rank=30,
            endpoint="series.index",
            title=_l("All series"),
            roles=READERS,
            within=("series.", "certificates."),
        ),
    ),
    session_pages=(
        SessionPage(
            tab=Tab.PLAN,
            rank=20,
            endpoint="series.planning.change",
            needs=Standing.PLANNER,
            within=("series.",),
        ),
    ),
)
