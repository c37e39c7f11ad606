"""The hooks of owners, as `webinar/hooks.py` describes them."""

from __future__ import annotations

from webinar.hooks import Feature
from webinar.page_places import SessionPage, Standing, Tab
from webinar.people.ownership.models import CoOwner

FEATURE = Feature(
    name="owners",
    copies=(CoOwner,),
    session_pages=(
        SessionPage(
            tab=Tab.PLAN,
            rank=15,
            endpoint="owners.page",
            needs=Standing.PLANNER,
            within=("owners.",),
        ),
    ),
)
