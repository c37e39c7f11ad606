"""The hooks of posters, as `webinar/hooks.py` describes them."""

from __future__ import annotations

from webinar.hooks import Feature
from webinar.page_places import SessionPage, Standing, Tab

FEATURE = Feature(
    name="posters",
    session_pages=(
        SessionPage(
            tab=Tab.PLAN,
            rank=45,
            endpoint="posters.of_session",
            needs=Standing.PLANNER,
            within=("posters.",),
        ),
    ),
)
