"""The hooks of halls, as `webinar/hooks.py` describes them."""

from __future__ import annotations

from flask_babel import lazy_gettext as _l

from webinar.hooks import Feature, Replayed
from webinar.kit.permissions import Can
from webinar.page_places import Panel, RoomPlace, SessionPage, Standing, Tab

FEATURE = Feature(
    name="proxies",
    panel=Panel(rank=60, title=_l("Halls"), needs=Can.ENTER_FOR_OTHERS),
    place=RoomPlace(rank=60, icon="people", title=_l("Hall"), is_steady=False),
    timeline={
        "hall.made": Replayed.HOSTS,
        "hall.given": Replayed.HOSTS,
        "hall.added": Replayed.PERSON,
        "hall.left": Replayed.PERSON,
        "hall.returned": Replayed.PERSON,
        "hall.matched": Replayed.PERSON,
        "hall.pin_reset": Replayed.PERSON,
        "hall.hands": Replayed.HOSTS,
        "hall.wrong_pin": Replayed.PERSON,
    },
    session_pages=(
        SessionPage(
            tab=Tab.CONSOLE,
            rank=40,
            endpoint="proxies.halls",
            needs=Standing.HOST,
        ),
    ),
)
