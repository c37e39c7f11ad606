"""What group work adds elsewhere, as `webinar/hooks.py` describes it."""

from __future__ import annotations

from webinar.hooks import Feature, Panel, PlainPart, RoomPlace
from webinar.permissions import Can

FEATURE = Feature(
    name="groups",
    panel=Panel(rank=30, needs=Can.RUN_GROUPS),
    place=RoomPlace(rank=20, icon="group", is_steady=False),
    plain=PlainPart(rank=40),
)
