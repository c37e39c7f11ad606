"""The hooks of personal data, as `webinar/hooks.py` describes them."""

from __future__ import annotations

from webinar.hooks import Feature
from webinar.operate.personal.models import Retention
from webinar.operate.personal.purge_run import purge

FEATURE = Feature(
    name="personal",
    copies=(Retention,),
    every_ten_minutes=(purge,),
)
