"""What personal data adds elsewhere, as `webinar/hooks.py` describes it."""

from __future__ import annotations

from webinar.hooks import Feature
from webinar.personal.models import ConsentText, Retention

FEATURE = Feature(
    name="personal",
    copies=(Retention, ConsentText),
)
