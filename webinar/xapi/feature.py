"""The hooks of statements, as `webinar/hooks.py` describes them."""

from __future__ import annotations

from webinar.hooks import Feature
from webinar.xapi.running import start_sending

FEATURE = Feature(
    name="xapi",
    begins=start_sending,
)
