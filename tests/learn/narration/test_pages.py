"""The organiser's choice of a narration, and the page of a slide that has one."""

import json
import re

import pytest

from tests.factories import make_user
from tests.learn.study.conftest import Student
from tests.people.accounts.browsing import signed_in
from webinar.learn.courses.models import Course
from webinar.people.accounts.models import User


@pytest.fixture
def organiser(app, db, recorded):
    with db.read() as session:
        course = session.get_one(Course, recorded.course_id)
        owner = session.get_one(User, course.owner_id)
    visitor = signed_in(app, owner)
    # A form needs the token of a page.
    visitor.get(recorded.page)
    return visitor


@pytest.fixture
def student(app, recorded):
    student = Student(app, recorded.course_code)
    student.begin(language="kk")
    return student


def chosen(page):
    return re.search(r'name="session" value="([^"]*)" checked', page)[1]


def test_organiser_chooses_a_recording(organiser, recorded):
    assert recorded.page in organiser.get(f"/desk/courses/{recorded.course_id}").text
    page = organiser.get(recorded.page).text
    assert chosen(page) == ""
    assert "3 slides of the course were recorded." in page

    assert organiser.post(recorded.page, session=recorded.room_code).status_code == 303

    assert chosen(organiser.get(recorded.page).text) == recorded.room_code


def test_another_organiser_cannot_choose(app, db, recorded):
    other = signed_in(app, db.write(lambda s: make_user(s, "Other")))

    assert other.get(recorded.page).status_code == 404
    assert other.post(recorded.page, session=recorded.room_code).status_code == 404


def test_a_recording_that_is_gone_is_said_and_cannot_be_chosen(organiser, recorded):
    organiser.post(recorded.page, session=recorded.room_code)
    recorded.delete()

    page = organiser.get(recorded.page).text

    assert "The recording of the chosen session is gone." in page
    assert chosen(page) == ""
    assert organiser.post(recorded.page, session="NOTHING2").status_code == 422


def test_a_course_without_recordings_says_how_to_get_one(organiser, recorded):
    recorded.delete()

    assert "has a recording" in organiser.get(recorded.page).text


def test_learner_hears_the_slide_in_their_language_and_in_the_original(
    organiser, student, recorded
):
    plain = student.open("s0")
    assert "narration" not in plain
    organiser.post(recorded.page, session=recorded.room_code)

    page = student.open("s0")

    tracks = re.findall(r'data-url="([^"]*)" data-passages="([^"]*)"', page)
    file = f"/replay/{recorded.room_code}/voice"
    assert [(url, json.loads(passages)) for url, passages in tracks] == [
        (f"{file}.kk.webm", [[60_000, 120_000]]),
        (f"{file}.floor.webm", [[60_000, 180_000], [210_000, 240_000]]),
    ]
    # Without scripts, each passage is a player of its own.
    assert f'<audio controls preload="none" src="{file}.kk.webm#t=60.0,120.0">' in page
    assert "narration" not in student.open("s2")


def test_narration_goes_quietly_with_the_recording(organiser, student, recorded):
    organiser.post(recorded.page, session=recorded.room_code)
    recorded.delete()

    assert "narration" not in student.open("s0")


def test_the_offer_to_keep_the_course_says_that_narration_is_not_kept(organiser, student, recorded):
    address = f"/study/{recorded.course_code}/offline"
    before = student.get(address).text

    organiser.post(recorded.page, session=recorded.room_code)

    note = "тыңдау үшін байланыс керек"
    assert note not in before
    assert note in student.get(address).text
