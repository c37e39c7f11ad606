"""What completion adds elsewhere, as `webinar/hooks.py` describes it."""

from __future__ import annotations

from webinar.completion.running import start_settling
from webinar.hooks import Feature

FEATURE = Feature(
    name="completion",
    begins=start_settling,
)
