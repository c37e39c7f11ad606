"""A course's title in a reader's language, where it is the title of its module."""

from __future__ import annotations

from webinar.courses.models import Course
from webinar.rooms.titles import worded


def course_title(course: Course, language: str) -> str:
    """As a session's: the module's in this language, or what its organiser typed."""
    return worded(course.title, course.edition, language)
