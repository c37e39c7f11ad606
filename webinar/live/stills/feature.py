"""The hooks of still pictures, as `webinar/hooks.py` describes them."""

from __future__ import annotations

from webinar.hooks import Feature, Replayed
from webinar.page_places import PlainPart

FEATURE = Feature(
    name="stills",
    plain=PlainPart(rank=5),
    timeline={
        "still.begun": Replayed.HOSTS,
        "still.removed": Replayed.HOSTS,
    },
)
