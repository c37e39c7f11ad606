"""The hooks of a session's pages, as `webinar/hooks.py` describes them."""

from __future__ import annotations

from webinar.hooks import Feature
from webinar.page_places import SessionPage, Standing, Tab

FEATURE = Feature(
    name="pages",
    session_pages=(
        SessionPage(tab=Tab.CONSOLE, rank=10, endpoint="rooms.console", needs=Standing.HOST),
    ),
)
