"""Breaks are shown in sessions but are not studied."""

import msgspec
import pytest

from tests.factories import make_course, make_slide
from tests.learn.courses.test_places import programme
from tests.learn.study.conftest import Student
from webinar.content.editions.content import module_of
from webinar.learn.courses.models import Course
from webinar.learn.offline.pack import pack
from webinar.learn.study.studied_slides import studied_parts, studied_slides


@pytest.fixture
def course(db):
    module = programme(("a", "one", "x"), ("b", "tea", "rest"), ("c", "two", "y"))
    module.slides[1] = make_slide("b--rest", is_break=True)
    return db.write(lambda s: make_course(s, module=module))


def test_a_break_is_not_listed_and_does_not_count_towards_progress(student, db, course):
    home = student.home()

    assert "0 of 2 slides done" in home
    assert "b--rest" not in home
    with db.read() as session:
        module = module_of(session.get_one(Course, course.id).edition)
    assert [slide.id for slide in studied_slides(module)] == ["a--x", "c--y"]


def test_the_next_button_skips_a_break(student):
    page = student.open("a--x")

    assert f'data-href="/study/{student.code}/s/c--y' in page
    assert student.get(f"/study/{student.code}/s/b--rest").status_code == 404


def test_breaks_of_the_shipped_programme_are_marked_as_breaks(library):
    module = library.find("programme")

    breaks = [slide.id for slide in module.slides if slide.is_break]

    assert breaks == [f"break-{number}--break" for number in (1, 2, 3, 4)]


def test_a_course_with_only_a_break_can_be_opened(app, db):
    module = programme(("b", "tea", "rest"))
    module.slides[0] = make_slide("b--rest", is_break=True)
    course = db.write(lambda s: make_course(s, module=module))
    student = Student(app, course.code)
    student.begin()

    assert "There is nothing to read in this course." in student.home()


def test_a_part_that_keeps_its_answers_is_not_studied_even_without_questions():
    module = programme(("a", "one", "x"), ("b", "tea", "rest"))
    [first, *others] = module.parts
    silent = msgspec.structs.replace(first, keeps_answers=True)
    module = msgspec.structs.replace(module, parts=[silent, *others])

    packed_parts = {part.id for part in pack(module, ["en"]).parts}

    assert silent.id not in packed_parts
    assert packed_parts == {part.id for part, _ in studied_parts(module)}
    slides = {slide.id for slide in studied_slides(module)}
    assert slides == {slide.id for slide in pack(module, ["en"]).slides}
