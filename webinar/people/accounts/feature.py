"""The hooks of accounts, as `webinar/hooks.py` describes them."""

from __future__ import annotations

from flask_babel import lazy_gettext as _l

from webinar.hooks import Feature
from webinar.page_places import DeskPage, Place
from webinar.people.accounts.browser_upkeep import forget_expired, touch_used
from webinar.people.accounts.models import UserRole

FEATURE = Feature(
    name="accounts",
    every_minute=(touch_used,),
    every_ten_minutes=(forget_expired,),
    desk_pages=(
        DeskPage(
            place=Place.SETTINGS,
            rank=10,
            endpoint="accounts.settings",
            title=_l("My settings"),
            roles=frozenset(UserRole),
            within=("accounts.",),
        ),
        DeskPage(
            place=Place.PEOPLE,
            rank=20,
            endpoint="accounts.people",
            title=_l("Accounts"),
            roles=frozenset({UserRole.ADMIN}),
            within=("accounts.invite",),
        ),
    ),
)
