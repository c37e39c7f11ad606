"""The hooks of importing, as `webinar/hooks.py` describes them."""

from __future__ import annotations

from flask_babel import lazy_gettext as _l

from webinar.hooks import Feature
from webinar.page_places import DeskPage, Place
from webinar.people.accounts.access import ORGANISERS

FEATURE = Feature(
    name="importing",
    desk_pages=(
        DeskPage(
            place=Place.COURSES,
            rank=20,
            endpoint="importing.home",
            title=_l("Import a module"),
            roles=ORGANISERS,
            within=("importing.",),
        ),
    ),
)
