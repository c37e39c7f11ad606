"""Ways into a course: from a finished session, by a personal link, as its organiser."""

import msgspec
import pytest

from tests.factories import (
    LINK_KEY,
    make_cohort,
    make_course,
    make_module,
    make_person,
    make_poll_item,
    make_room,
    make_slide,
    make_user,
)
from tests.learn.study.conftest import Student
from tests.people.accounts.browsing import Visitor, signed_in
from webinar.content.lessons.model import Part
from webinar.kit import clock
from webinar.learn.courses.actions import course_for_room
from webinar.learn.courses.models import Learner
from webinar.people.accounts.models import User
from webinar.room.cohorts import inviting
from webinar.room.cohorts.models import PersonLink
from webinar.room.rooms.models import Room, RoomState


def test_a_session_member_continues_in_the_course_as_the_same_person(app, db):
    room = db.write(make_room)
    visitor = Visitor(app)
    visitor.get(f"/join/{room.code}")
    visitor.post(f"/join/{room.code}", name="Aruzhan", language="kk")

    def end(session):
        own = session.get_one(Room, room.id)
        own.state, own.ended_at = RoomState.ENDED, clock.now()
        return course_for_room(session, session.get_one(User, own.owner_id), own).code

    code = db.write(end)
    page = visitor.get(f"/rooms/{room.code}").text
    assert f'action="/study/from/{room.code}"' in page

    for _ in range(2):
        assert visitor.post(f"/study/from/{room.code}").location == f"/study/{code}"
    assert "Aruzhan" in visitor.get(f"/study/{code}").text
    with db.read() as session:
        learner = session.query(Learner).one()
    assert learner.member_id is not None
    assert learner.language == "kk"


def test_a_stranger_to_the_session_begins_as_a_new_learner(app, db):
    def held(session):
        room = make_room(session, state=RoomState.ENDED)
        return room.code, course_for_room(session, session.get_one(User, room.owner_id), room).code

    room, code = db.write(held)
    stranger = Visitor(app)

    assert f"/study/from/{room}" in stranger.get(f"/join/{room}").text
    assert stranger.get(f"/study/from/{room}").location == f"/study/{code}"
    stranger.get(f"/study/{code}")
    stranger.post(f"/study/from/{room}")
    assert "Begin" in stranger.get(f"/study/{code}").text


def test_a_personal_link_opens_only_courses_of_its_cohort(app, db):
    def build(session):
        owner = make_user(session)
        cohort = make_cohort(session, owner)
        person = make_person(session, cohort, "Daulet")
        course = make_course(session, owner, cohort=cohort, title="Prevention")
        other = make_course(session, owner, title="Another")
        inviting.make_missing(session, owner, cohort.id, LINK_KEY)
        link = session.query(PersonLink).filter_by(person_id=person.id).one()
        return inviting.token_of(link, LINK_KEY), course.code, other.code

    token, code, other = db.write(build)
    visitor = Visitor(app)
    page = visitor.get(f"/me/{token}").text
    assert "Prevention" in page
    assert "Another" not in page

    assert visitor.post(f"/me/{token}/study/{code}").location == f"/study/{code}"
    assert "Daulet" in visitor.get(f"/study/{code}").text
    visitor.get(f"/me/{token}")
    assert visitor.post(f"/me/{token}/study/{other}").status_code == 422


def test_an_organiser_views_their_course_without_becoming_a_learner(app, db):
    def build(session):
        owner = make_user(session, "Owner")
        return owner, make_user(session, "Another"), make_course(session, owner).code

    owner, another, code = db.write(build)
    organiser = signed_in(app, owner)

    assert "as its organiser" in organiser.get(f"/study/{code}").text
    page = organiser.get(f"/study/{code}/s/which").text
    assert '<fieldset class="poll-options" disabled>' in page
    assert organiser.post(f"/study/{code}/s/which", options="b").status_code == 303
    assert "Begin" in signed_in(app, another).get(f"/study/{code}").text
    with db.read() as session:
        assert session.query(Learner).count() == 0


@pytest.fixture
def tested(app, db):
    """A student of a programme with a pre-test first and its post-test last."""
    slides = [
        make_slide("pre--pt-1", poll=make_poll_item()),
        make_slide("middle"),
        make_slide("post--pt-1", poll=make_poll_item()),
    ]
    parts = [
        Part(
            id=name,
            module=module,
            title={"en": name},
            minutes=5,
            first=first,
            slides=1,
            keeps_answers=name == "pre",
        )
        for first, (name, module) in enumerate(
            [("pre", "test"), ("middle", "middle"), ("post", "test")]
        )
    ]
    module = msgspec.structs.replace(make_module(slides=slides), parts=parts)
    course = db.write(lambda s: make_course(s, module=module))
    student = Student(app, course.code)
    student.begin()
    return student


def test_test_questions_are_not_among_the_slides(tested):
    home = tested.home()
    assert "/s/middle" in home
    assert "pt-1" not in home
    tested.open("middle")

    assert tested.get(f"/study/{tested.code}/s/post--pt-1").status_code == 404
    now = round(clock.now().timestamp() * 1000)
    deed = {
        "type": "answered",
        "key": "answer-1",
        "item": "post--pt-1",
        "at": now,
        "language": "en",
        "answer": {"options": ["b"]},
    }
    report = {"now": now, "edition": "", "deeds": [deed]}
    response = tested.client.post(
        f"/study/{tested.code}/deeds", json=report, headers={"X-CSRF-Token": tested.token}
    )
    assert response.json["done"] == [{"key": "answer-1", "code": "unknown_slide", "is_right": None}]
