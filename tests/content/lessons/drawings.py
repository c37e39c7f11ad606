"""A module that shows one drawing, for tests of drawings that must be refused."""

import pytest

from webinar.content.lessons.library import read_module
from webinar.content.lessons.problems import LessonError

from .making import faults, slide, write_module

SLIDE_WITH_DRAWING = slide(text="![The way](way.svg)")


def refused(tmp_path, content):
    """The first problem of a module with this drawing, which must not load."""
    folder = write_module(tmp_path, images={"way.svg": content}, en=SLIDE_WITH_DRAWING)
    with pytest.raises(LessonError):
        read_module(folder)
    problems = [problem for problem in faults(folder) if problem.file.endswith("way.svg")]
    assert problems, "nothing was said about the drawing itself"
    assert all(problem.severity == "error" for problem in problems)
    assert all(problem.remedy and problem.line >= 1 for problem in problems)
    return problems[0]
