"""The hooks of interpreting, as `webinar/hooks.py` describes them."""

from __future__ import annotations

from webinar.hooks import Feature
from webinar.page_places import SessionPage, Standing, Tab

FEATURE = Feature(
    name="interpreting",
    session_pages=(
        SessionPage(
            tab=Tab.CONSOLE,
            rank=20,
            endpoint="interpreting.desk",
            needs=Standing.INTERPRETER,
        ),
    ),
)
