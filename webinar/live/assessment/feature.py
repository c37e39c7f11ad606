"""The hooks of the tests of a session, as `webinar/hooks.py` describes them."""

from __future__ import annotations

from flask_babel import lazy_gettext as _l

from webinar.hooks import Feature, Replayed
from webinar.kit.permissions import Can
from webinar.page_places import Panel, RoomPlace, SessionPage, Standing, Tab

FEATURE = Feature(
    name="assessment",
    panel=Panel(rank=50, title=_l("Tests"), needs=Can.RUN_POLLS),
    place=RoomPlace(rank=50, icon="check", title=_l("Test"), is_steady=False),
    timeline={
        "test.opened": Replayed.NOTHING,
        "test.closed": Replayed.NOTHING,
        "test.days": Replayed.HOSTS,
        "test.handed_in": Replayed.PERSON,
    },
    session_pages=(
        SessionPage(
            tab=Tab.CONSOLE,
            rank=30,
            endpoint="assessment.tests",
            needs=Standing.HOST,
        ),
    ),
)
