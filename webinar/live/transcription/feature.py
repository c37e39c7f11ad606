"""The hooks of captions by machine, as `webinar/hooks.py` describes them."""

from __future__ import annotations

from webinar.hooks import Feature, Replayed, SessionPage, Standing, Tab
from webinar.live.transcription.program_pages import programs_context

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
