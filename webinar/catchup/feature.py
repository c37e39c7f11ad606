"""What catching up adds elsewhere, as `webinar/hooks.py` describes it."""

from __future__ import annotations

from webinar.catchup.later import later_seconds
from webinar.hooks import Feature

FEATURE = Feature(
    name="catchup",
    later_seconds=later_seconds,
)
