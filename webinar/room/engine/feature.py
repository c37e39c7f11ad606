"""The hooks of the live path, as `webinar/hooks.py` describes them."""

from __future__ import annotations

from webinar.hooks import Feature
from webinar.room.engine.operations import forget_old

FEATURE = Feature(
    name="engine",
    forgets=(forget_old,),
)
