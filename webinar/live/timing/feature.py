"""The hooks of countdowns and breaks, as `webinar/hooks.py` describes them."""

from __future__ import annotations

from flask_babel import lazy_pgettext

from webinar.hooks import Feature, Replayed
from webinar.kit.permissions import Can
from webinar.page_places import Panel, PlainPart

FEATURE = Feature(
    name="timing",
    panel=Panel(rank=40, title=lazy_pgettext("of a session", "Time"), needs=Can.RUN_TIME),
    plain=PlainPart(rank=20),
    timeline={
        "break.started": Replayed.SHOWN,
        "break.ended": Replayed.SHOWN,
        "break.extended": Replayed.NOTHING,
        "countdown.started": Replayed.NOTHING,
        "countdown.extended": Replayed.NOTHING,
        "countdown.ended": Replayed.NOTHING,
    },
)
