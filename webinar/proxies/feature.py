"""What halls add elsewhere, as `webinar/hooks.py` describes it."""

from __future__ import annotations

from webinar.hooks import Feature, Panel, RoomPlace
from webinar.permissions import Can

FEATURE = Feature(
    name="proxies",
    panel=Panel(rank=60, needs=Can.ENTER_FOR_OTHERS),
    place=RoomPlace(rank=60, icon="people", is_steady=False),
)
