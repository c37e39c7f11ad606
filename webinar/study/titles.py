"""A course's title in a reader's language, where it is the title of its module."""

from __future__ import annotations

from webinar.courses.models import Course
from webinar.lessons.fallback import resolve
from webinar.slides.editions import module_of


def course_title(course: Course, language: str) -> str:
    """The module's title in this language if the course has just that title, else its own.

    A title that an organiser typed is somebody's words and is not translated.
    """
    titles = module_of(course.edition).title
    return resolve(titles, language)[1] if course.title in titles.values() else course.title
