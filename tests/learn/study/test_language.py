"""Changing the language in the middle of a question keeps the unsent answer, still unsent."""

import re

import msgspec
import pytest

from tests.factories import make_course, make_module, make_poll_item, make_slide
from webinar.learn.courses.models import Learner
from webinar.learn.study.models import StudyAnswer, StudyStretch


def opinion(kind):
    poll = make_poll_item(kind=kind, is_quiz=False)
    return msgspec.structs.replace(poll, points=10)


@pytest.fixture
def course(db):
    kinds = ("several", "ranking", "points", "numeric", "text", "cloud")
    slides = [
        make_slide("which", poll=make_poll_item()),
        *(make_slide(kind, poll=opinion(kind)) for kind in kinds),
        make_slide("case", is_scenario=True),
    ]
    return db.write(lambda s: make_course(s, module=make_module(slides=slides)))


def switch(student, slide, language="kk", **fields):
    """Press a language button on the page that was opened last, sending its form's fields."""
    address = f"/study/{student.code}/s/{slide}"
    return student.post(address, **{**student.hidden, "language": language, **fields})


def test_ticked_options_stay_ticked_in_the_other_language_and_are_not_saved(student, db):
    student.open("which")

    page = switch(student, "which", options="b").text

    assert 'lang="kk"' in page
    assert 'value="b" checked' in page
    assert 'value="a" checked' not in page
    assert "Әлі жіберілген жоқ" in page
    with db.read() as session:
        assert session.query(StudyAnswer).count() == 0
        assert session.query(Learner).one().language == "kk"


@pytest.mark.parametrize(
    ("slide", "fields", "content"),
    [
        ("several", {"options": ["a", "b"]}, 'value="b" checked'),
        ("ranking", {"options": ["b", "a"]}, '<option value="b" selected'),
        ("points", {"points.a": "3", "points.b": "7"}, 'name="points.b" value="7"'),
        ("numeric", {"number": "12"}, 'name="number" value="12"'),
        ("text", {"text": "Half a thought"}, ">Half a thought</textarea>"),
        ("cloud", {"words": ["school", "", ""]}, 'value="school"'),
    ],
)
def test_every_kind_of_question_keeps_an_unfinished_answer(student, slide, fields, content):
    student.open(slide)

    page = switch(student, slide, **fields).text

    assert content in page
    assert 'lang="kk"' in page


def test_another_try_continues_in_the_other_language(student):
    student.open("which")
    student.answer("which", options="a")
    student.open("which", "?again=1")

    page = switch(student, "which", again="1", options="b").text

    assert 'value="b" checked' in page


def test_changing_the_language_redirects_if_nothing_was_begun(student):
    student.open("which")
    response = switch(student, "which")
    student.answer("which", options="a")
    student.open("which")
    answered = switch(student, "which", "ru")
    student.open("which", "?again=1")
    second_response = switch(student, "which", "en", again="1", missed="ABCD")

    address = f"/study/{student.code}/s/which"
    assert (response.status_code, response.location) == (303, address)
    assert answered.location == address
    assert second_response.location == f"{address}?again=1&missed=ABCD"


def test_changing_the_language_saves_an_exercise_with_its_time(student, db):
    student.open("case")

    response = switch(student, "case", text="I would listen", shown="1")

    assert response.location == f"/study/{student.code}/s/case"
    page = student.open("case")
    assert ">I would listen</textarea>" in page and 'lang="kk"' in page
    with db.read() as session:
        assert session.query(StudyAnswer).one().language == "en"
        assert session.query(StudyStretch).count() == 1


def test_time_before_the_language_change_keeps_counting(student):
    student.open("which")

    page = switch(student, "which", shown="1234567890123", options="a").text

    assert 'name="shown" value="1234567890123"' in page


def test_language_buttons_submit_the_form_but_enter_does_not_press_them(student):
    page = student.open("which")

    form = re.search(r'<form[^>]*id="answer"', page)
    owned = re.findall(r'<button[^>]*form="answer"[^>]*>', page)
    assert form is not None
    # Enter in a field presses the first button.
    assert 'name="language"' not in owned[0]
    assert [re.search(r'value="(\w+)"', button)[1] for button in owned[1:5]] == [
        "kk",
        "ru",
        "en",
        "prs",
    ]


def test_language_buttons_still_have_a_form_after_an_answer(student):
    student.open("which")
    page = student.answer("which", options="b")

    assert re.search(r'<form[^>]*id="answer"', page)
