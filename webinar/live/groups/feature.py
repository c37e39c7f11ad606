"""The hooks of group work, as `webinar/hooks.py` describes them."""

from __future__ import annotations

from flask_babel import lazy_gettext as _l

from webinar.hooks import Feature, Replayed
from webinar.kit.permissions import Can
from webinar.page_places import Panel, PlainPart, RoomPlace, SessionPage, Standing, Tab

FEATURE = Feature(
    name="groups",
    panel=Panel(rank=30, title=_l("Groups"), needs=Can.RUN_GROUPS),
    place=RoomPlace(rank=20, icon="group", title=_l("Group"), is_steady=False),
    plain=PlainPart(rank=40),
    timeline={
        "groups.started": Replayed.SHOWN,
        "groups.closed": Replayed.SHOWN,
        "groups.timed": Replayed.NOTHING,
        "groups.told": Replayed.GROUP,
        "groups.joined": Replayed.PERSON,
        "groups.moved": Replayed.PERSON,
        "groups.help": Replayed.GROUP,
        "groups.helped": Replayed.GROUP,
        "groups.answered": Replayed.GROUP,
        "groups.asked": Replayed.GROUP,
        "groups.poll_closed": Replayed.GROUP,
    },
    session_pages=(
        SessionPage(
            tab=Tab.CONSOLE,
            rank=50,
            endpoint="groups.all_notes",
            needs=Standing.HOST,
        ),
    ),
)
