"""The hooks of follow-up, as `webinar/hooks.py` describes them."""

from __future__ import annotations

from webinar.hooks import Feature, Replayed
from webinar.page_places import SessionPage, Standing, Tab
from webinar.results.followup.errands import overdue_steps

FEATURE = Feature(
    name="followup",
    errands=overdue_steps,
    timeline={
        "follow.link_made": Replayed.AFTER,
        "follow.link_revoked": Replayed.AFTER,
        "follow.address": Replayed.AFTER,
        "follow.reminded": Replayed.AFTER,
    },
    session_pages=(
        SessionPage(
            tab=Tab.STEPS,
            rank=10,
            endpoint="followup.board.home",
            needs=Standing.READER,
            within=("followup.board.", "followup.remind.", "followup.next."),
        ),
    ),
)
