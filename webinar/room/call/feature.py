"""The hooks of the call beside a session, as `webinar/hooks.py` describes them."""

from __future__ import annotations

from webinar.hooks import Feature, Replayed
from webinar.page_places import SessionPage, Standing, Tab
from webinar.room.call.models import CallEntry
from webinar.room.call.views import call_context

FEATURE = Feature(
    name="call",
    plan_page=call_context,
    # A bridge usually belongs to the organiser, not to a date, so a duplicate keeps it.
    copies=(CallEntry,),
    timeline={"call.changed": Replayed.HOSTS},
    session_pages=(
        SessionPage(
            tab=Tab.PLAN,
            rank=30,
            endpoint="call.form",
            needs=Standing.PLANNER,
            within=("call.",),
        ),
    ),
)
