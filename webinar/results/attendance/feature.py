"""The hooks of attendance, as `webinar/hooks.py` describes them."""

from __future__ import annotations

from webinar.hooks import Feature
from webinar.page_places import SessionPage, Standing, Tab
from webinar.results.attendance.errands import reports_to_freeze
from webinar.results.attendance.models import AttendanceRule

FEATURE = Feature(
    name="attendance",
    errands=reports_to_freeze,
    copies=(AttendanceRule,),
    session_pages=(
        SessionPage(
            tab=Tab.ATTENDANCE,
            rank=10,
            endpoint="attendance.home",
            needs=Standing.READER,
            within=("attendance.",),
        ),
    ),
)
