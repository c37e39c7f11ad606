"""Language buttons in the header keep what was typed on the page that begins a course."""

import pytest
from sqlalchemy import func, select

from tests.learn.study.conftest import Student
from webinar.learn.courses.models import Learner


@pytest.fixture
def stranger(app, course):
    new_student = Student(app, course.code)
    new_student.home()
    return new_student


def test_changing_the_language_keeps_the_typed_name_and_begins_nothing(db, stranger):
    answer = stranger.post(
        f"/study/{stranger.code}/begin", name="Ayan Example", language=["kk", "en"]
    )

    assert answer.status_code == 200
    assert 'value="Ayan Example"' in answer.text
    assert '<html lang="kk"' in answer.text
    with db.read() as session:
        assert session.scalar(select(func.count()).select_from(Learner)) == 0
    assert '<html lang="kk"' in stranger.get(f"/study/{stranger.code}").text


def test_language_buttons_in_the_header_belong_to_the_form(stranger):
    page = stranger.get(f"/study/{stranger.code}").text

    assert 'id="begin"' in page
    assert 'name="language" value="kk" form="begin"' in page
