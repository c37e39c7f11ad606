"""Leaving an exercise with unsaved text, without scripts."""

import re

import pytest

from tests.factories import make_course, make_module, make_poll_item, make_slide
from webinar.learn.study.models import StudyAnswer, StudyStretch


@pytest.fixture
def course(db):
    slides = [
        make_slide("case", is_scenario=True),
        make_slide("which", poll=make_poll_item()),
    ]
    return db.write(lambda s: make_course(s, module=make_module(slides=slides)))


def written(db):
    with db.read() as session:
        return [row.answer["text"] for row in session.query(StudyAnswer).order_by(StudyAnswer.id)]


@pytest.mark.parametrize("slide", ["case", "which"])
def test_navigation_buttons_submit_the_written_text_and_the_note(student, slide):
    page = student.open(slide)

    button = re.search(r'<button[^>]*data-way="next"[^>]*>', page)[0]
    assert 'form="answer" formnovalidate' in button
    assert f'formaction="/study/{student.code}/s/{slide}/go"' in button


def test_going_on_saves_the_written_text_once(student, db):
    student.open("case")

    response = student.go("case", "which", text="I would listen.")
    assert response.location == f"/study/{student.code}/s/which#title"
    assert "I would listen." in student.open("case")
    student.go("case", "which", text="I would listen.")
    student.open("case")
    student.go("case", "", text="I would listen, and ask.")

    assert written(db) == ["I would listen.", "I would listen, and ask."]


def test_an_empty_field_saves_nothing_but_the_time_still_counts(student, db):
    student.open("case")
    student.go("case", "which", text=" ", shown="1")

    assert written(db) == []
    with db.read() as session:
        assert session.query(StudyStretch).count() == 1


def test_going_on_does_not_answer_a_question(student, db):
    student.open("which")
    student.go("which", "case", options="b", text="b")

    assert written(db) == []
