"""The hooks of attendance, as `webinar/hooks.py` describes them."""

from __future__ import annotations

from webinar.attendance.models import AttendanceRule
from webinar.hooks import Feature

FEATURE = Feature(
    name="attendance",
    copies=(AttendanceRule,),
)
