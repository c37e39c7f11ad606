"""The page of a learner's notes and answers."""

import re

import pytest

from tests.factories import (
    make_course,
    make_member,
    make_module,
    make_poll_item,
    make_room,
    make_slide,
)
from tests.learn.study.conftest import Student
from webinar.kit import clock
from webinar.learn.courses.models import Learner
from webinar.learn.notes import actions
from webinar.learn.notes.own_page import _accepted_steps
from webinar.learn.study.models import Source, StudyAnswer
from webinar.live.steps.models import OwnerState, Step, StepOwner


def own(student):
    return student.get(f"/study/{student.code}/own").text


def test_page_lists_notes_marks_and_last_answers_in_the_order_of_the_course(student):
    assert f"/study/{student.code}/own" in student.home()
    assert "Nothing yet" in own(student)
    student.open("end")
    student.post(f"/study/{student.code}/s/end/mark", marked="yes")
    student.open("which")
    student.answer("which", options="a")
    student.open("which", "?again=1")
    student.answer("which", options="b")
    student.open("opinion")
    student.answer("opinion", options="c")
    student.open("welcome")
    student.post(
        f"/study/{student.code}/s/welcome/note", note=0, version=0, note_text="<i>mine</i>"
    )

    page = own(student)

    links = re.findall(rf'<h2[^>]*><a href="/study/{student.code}/s/([\w-]+)"', page)
    assert links == ["welcome", "which", "opinion", "end"]
    assert "&lt;i&gt;mine&lt;/i&gt;" in page
    assert "b en" in page and "a en" not in page and "c en" in page
    assert page.count("Correct") == 1 and page.count("Marked") == 1


def test_page_of_the_course_leads_there_under_a_heading_of_its_own(student):
    home = student.home()

    address = f'href="/study/{student.code}/own"'
    heading = re.findall(r"<h2[^>]*>([^<]*)</h2>", home[: home.index(address)])[-1]
    assert heading == "Notes and search"
    assert home.index(">Study without a network<") < home.index(f">{heading}<")


def test_exercise_and_notes_of_a_slide_that_is_gone_are_there(app, db):
    slides = [make_slide("case", is_scenario=True), make_slide("end")]
    course = db.write(lambda s: make_course(s, module=make_module(slides=slides)))
    student = Student(app, course.code)
    student.begin(language="kk")
    student.open("case")
    student.answer("case", text="I would ask")

    def note(session):
        learner = session.query(Learner).one()
        actions.write_note(session, learner, "gone", 0, "kept text", 0)

    db.write(note)

    page = own(student)

    assert "I would ask" in page and "kept text" in page


def test_steps_that_the_learner_accepted_are_there_and_others_are_not(db, course):
    def build(session):
        room = make_room(session)
        ada, bob = make_member(session, room, "Ada"), make_member(session, room, "Bob")
        now = clock.now()
        for number, (owner, state) in enumerate(
            [(ada, OwnerState.ACCEPTED), (ada, OwnerState.DECLINED), (bob, OwnerState.ACCEPTED)]
        ):
            step = Step(
                room_id=room.id,
                number=number + 1,
                text=f"step {number}",
                language="en",
                proposed_by=ada.id,
                proposed_at=now,
            )
            session.add(step)
            session.flush()
            row = StepOwner(
                step_id=step.id, number=1, member_id=owner.id, proposed_by=ada.id, asked_at=now
            )
            row.state = state
            session.add(row)
        session.flush()
        learner = Learner(course_id=course.id, member_id=ada.id, language="ru")
        return [step["text"] for step in _accepted_steps(session, learner)]

    assert db.write(build) == ["step 0"]


def test_visitor_is_led_to_the_course(app, course):
    response = Student(app, course.code).get(f"/study/{course.code}/own")

    assert response.status_code == 303


ANSWERS = {
    "single": {"options": ["a"]},
    "several": {"options": ["a", "c"]},
    "ranking": {"options": ["c", "a", "b"]},
    "points": {"points": {"a": 3}},
    "numeric": {"number": 4.5},
    "text": {"text": "words"},
    "cloud": {"words": ["words"]},
}


@pytest.mark.parametrize("kind", ANSWERS)
def test_answers_of_every_kind_are_shown(app, db, kind):
    slides = [make_slide("which", poll=make_poll_item(kind=kind, is_quiz=False))]
    course = db.write(lambda s: make_course(s, module=make_module(slides=slides)))
    student = Student(app, course.code)
    student.begin(language="en")

    def answer(session):
        now = clock.now()
        row = StudyAnswer(key="12345678", item="which", answer=ANSWERS[kind], language="en")
        row.learner_id, row.source = session.query(Learner).one().id, Source.PLAIN
        row.answered_at = row.arrived_at = now
        session.add(row)

    db.write(answer)

    assert "Your answer" in own(student)
