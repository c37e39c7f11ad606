"""The hooks of the floor, as `webinar/hooks.py` describes them."""

from __future__ import annotations

from webinar.hooks import Feature, Replayed

FEATURE = Feature(
    name="floor",
    timeline={
        "floor.taken": Replayed.HOSTS,
        "floor.offered": Replayed.HOSTS,
        "floor.declined": Replayed.HOSTS,
    },
)
