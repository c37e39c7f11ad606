"""What the live path adds elsewhere, as `webinar/hooks.py` describes it."""

from __future__ import annotations

from webinar.hooks import Feature
from webinar.live.operations import forget_old

FEATURE = Feature(
    name="live",
    forgets=(forget_old,),
)
