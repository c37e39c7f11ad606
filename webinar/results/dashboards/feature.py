"""The hooks of dashboards, as `webinar/hooks.py` describes them."""

from __future__ import annotations

from flask_babel import lazy_gettext as _l

from webinar.hooks import Feature
from webinar.page_places import SessionPage, Standing, Tab

FEATURE = Feature(
    name="dashboards",
    session_pages=(
        SessionPage(
            tab=Tab.RESULTS,
            rank=10,
            endpoint="dashboards.session",
            needs=Standing.VIEWER,
            title=_l("Report"),
        ),
    ),
)
