"""The hooks of presence, as `webinar/hooks.py` describes them."""

from __future__ import annotations

from webinar.hooks import Feature
from webinar.live.presence.forgotten_sessions import close_lost_intervals, end_forgotten

FEATURE = Feature(
    name="presence",
    every_minute=(close_lost_intervals, end_forgotten),
)
