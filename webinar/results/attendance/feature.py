"""The hooks of attendance, as `webinar/hooks.py` describes them."""

from __future__ import annotations

from webinar.hooks import Feature
from webinar.results.attendance.models import AttendanceRule

FEATURE = Feature(
    name="attendance",
    copies=(AttendanceRule,),
)
