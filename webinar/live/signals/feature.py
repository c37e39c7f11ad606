"""The hooks of signals, as `webinar/hooks.py` describes them."""

from __future__ import annotations

from webinar.hooks import Feature, Replayed
from webinar.page_places import PlainPart

FEATURE = Feature(
    name="signals",
    plain=PlainPart(rank=30),
    timeline={
        "hand.raised": Replayed.PERSON,
        "hand.lowered": Replayed.PERSON,
        "hand.called": Replayed.PERSON,
        "hands.lowered": Replayed.HOSTS,
        "pace.signalled": Replayed.HOSTS,
        "pace.asked": Replayed.HOSTS,
    },
)
