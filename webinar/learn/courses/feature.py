"""The hooks of courses, as `webinar/hooks.py` describes them."""

from __future__ import annotations

from webinar.hooks import Feature
from webinar.learn.courses.session_pages import course_after, has_course

FEATURE = Feature(
    name="courses",
    seat_page=has_course,
    over_page=course_after,
)
