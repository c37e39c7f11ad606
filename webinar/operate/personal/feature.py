"""The hooks of personal data, as `webinar/hooks.py` describes them."""

from __future__ import annotations

from flask_babel import lazy_gettext as _l

from webinar.hooks import Feature
from webinar.operate.personal.models import Retention
from webinar.operate.personal.purge_run import purge
from webinar.page_places import DeskPage, Place, SessionPage, Standing, Tab
from webinar.people.accounts.access import ORGANISERS

FEATURE = Feature(
    name="personal",
    copies=(Retention,),
    every_ten_minutes=(purge,),
    desk_pages=(
        DeskPage(
            place=Place.SETTINGS,
            rank=20,
            endpoint="personal.overview",
            title=_l("Personal data"),
            roles=ORGANISERS,
            within=("personal.",),
        ),
    ),
    session_pages=(
        SessionPage(
            tab=Tab.PLAN,
            rank=40,
            endpoint="personal.session",
            needs=Standing.PLANNER,
        ),
    ),
)
