"""The hooks of the desk, as `webinar/hooks.py` describes them."""

from __future__ import annotations

from flask_babel import lazy_gettext as _l

from webinar.hooks import Feature
from webinar.page_places import DeskPage, Place, SessionPage, Standing, Tab
from webinar.people.accounts.access import ORGANISERS
from webinar.people.accounts.models import UserRole
from webinar.results.desk.preparing import helpers_prepared

FEATURE = Feature(
    name="desk",
    preparations=helpers_prepared,
    desk_pages=(
        DeskPage(
            place=Place.TODAY,
            rank=10,
            endpoint="desk.home",
            title=_l("Today"),
            roles=frozenset(UserRole),
        ),
        DeskPage(
            place=Place.SESSIONS,
            rank=10,
            endpoint="desk.sessions",
            title=_l("All sessions"),
            roles=frozenset(UserRole),
            within=("desk.new", "desk.create"),
        ),
        DeskPage(
            place=Place.SETTINGS,
            rank=30,
            endpoint="desk.audit",
            title=_l("Audit log"),
            roles=ORGANISERS,
        ),
    ),
    session_pages=(
        SessionPage(
            tab=Tab.PLAN,
            rank=10,
            endpoint="desk.plan",
            needs=Standing.PLANNER,
            within=("desk.",),
        ),
    ),
)
