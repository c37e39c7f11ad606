"""The hooks of courses, as `webinar/hooks.py` describes them."""

from __future__ import annotations

from flask_babel import lazy_gettext as _l

from webinar.hooks import Feature
from webinar.learn.courses.session_pages import course_after, has_course
from webinar.learn.courses.shared import shared_courses
from webinar.page_places import DeskPage, Place
from webinar.people.accounts.access import READERS

FEATURE = Feature(
    name="courses",
    seat_page=has_course,
    over_page=course_after,
    shares={"courses": shared_courses},
    desk_pages=(
        DeskPage(
            place=Place.COURSES,
            rank=10,
            endpoint="courses.index",
            title=_l("Courses"),
            roles=READERS,
            within=("courses.",),
        ),
    ),
)
