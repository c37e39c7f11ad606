"""The hooks of attendance, as `webinar/hooks.py` describes them."""

from __future__ import annotations

from webinar.attendance.forgotten import close_lost, end_forgotten
from webinar.attendance.models import AttendanceRule
from webinar.hooks import Feature

FEATURE = Feature(
    name="attendance",
    copies=(AttendanceRule,),
    every_minute=(close_lost, end_forgotten),
)
