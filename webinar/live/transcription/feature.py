"""The hooks of captions by machine, as `webinar/hooks.py` describes them."""

from __future__ import annotations

from webinar.hooks import Feature, Replayed
from webinar.live.transcription.program_pages import programs_context
from webinar.page_places import SessionPage, Standing, Tab

FEATURE = Feature(
    name="transcription",
    plan_page=programs_context,
    timeline={
        "captions.allowed": Replayed.HOSTS,
        "captions.revoked": Replayed.HOSTS,
    },
    session_pages=(
        SessionPage(
            tab=Tab.CONSOLE,
            rank=60,
            endpoint="captioning.page",
            needs=Standing.HOST,
        ),
    ),
)
