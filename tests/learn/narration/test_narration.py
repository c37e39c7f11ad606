"""A recording narrates a course: what is heard of each slide, and until when."""

import pytest

from tests.factories import make_course
from webinar.kit.errors import Refused
from webinar.kit.permissions import Role
from webinar.learn.courses.actions import add_session
from webinar.learn.courses.changing import take_out
from webinar.learn.courses.models import Course
from webinar.learn.narration.actions import choose
from webinar.learn.narration.queries import offered_sessions
from webinar.people.accounts.models import User
from webinar.people.audit.models import AuditEntry
from webinar.room.rooms.models import Room


@pytest.fixture
def narrated(db, recorded):
    set_narration(db, recorded, recorded.room_code)
    return recorded


def set_narration(db, recorded, code):
    def work(session):
        course = session.get_one(Course, recorded.course_id)
        choose(session, course, session.get_one(User, course.owner_id), code)

    db.write(work)


def test_nothing_narrates_a_course_until_its_organiser_chooses(db, recorded):
    assert recorded.heard("s0") == {}

    set_narration(db, recorded, recorded.room_code)

    assert recorded.heard("s0") == {"kk": [(1, 2)], "floor": [(1, 3), (3.5, 4)]}


def test_a_slide_is_narrated_in_its_own_time_and_without_participants(narrated):
    assert narrated.heard("s1") == {"floor": [(4, 5)]}
    assert narrated.heard("s2") == {}
    assert narrated.heard("s3") == {"floor": [(10, 11)]}


def test_a_language_that_was_not_interpreted_gets_the_original(narrated):
    assert narrated.heard("s0", "ru") == {"floor": [(1, 3), (3.5, 4)]}


def test_a_slide_that_was_shown_twice_is_narrated_by_both_visits(db, recorded):
    recorded.held.happened(10.5, "slide.moved", slide=0)
    set_narration(db, recorded, recorded.room_code)

    assert recorded.heard("s0")["floor"] == [(1, 3), (3.5, 4), (10.5, 11)]
    assert recorded.heard("s3") == {"floor": [(10, 10.5)]}


def test_narration_ends_with_the_recording(db, narrated):
    narrated.delete(channel="kk")
    assert narrated.heard("s0") == {"floor": [(1, 3), (3.5, 4)]}

    narrated.delete()

    assert narrated.heard("s0") == {}


def test_words_that_were_erased_are_not_heard(narrated):
    assert narrated.heard("s3") == {"floor": [(10, 11)]}
    narrated.delete(member_id=narrated.members[Role.HOST])

    assert narrated.heard("s3") == {}
    assert narrated.heard("s1") == {"floor": [(4, 5)]}


@pytest.mark.parametrize("joins_another", [False, True])
def test_narration_ends_when_the_session_leaves_the_course(db, narrated, joins_another):
    def work(session):
        course = session.get_one(Course, narrated.course_id)
        owner = session.get_one(User, course.owner_id)
        room = session.get_one(Room, narrated.held.room_id)
        take_out(session, course, room, owner)
        if joins_another:
            add_session(session, make_course(session, owner, title="Another"), room)

    db.write(work)

    assert narrated.heard("s0") == {}


def test_organiser_can_switch_the_narration_off_again(db, narrated):
    set_narration(db, narrated, "")

    assert narrated.heard("s0") == {}
    with db.read() as session:
        kinds = [entry.kind for entry in session.query(AuditEntry).order_by(AuditEntry.id)]
    assert kinds[-2:] == ["course.narrated", "course.narration_removed"]


def test_the_same_choice_again_is_not_logged(db, narrated):
    with db.read() as session:
        before = session.query(AuditEntry).count()

    set_narration(db, narrated, narrated.room_code)

    with db.read() as session:
        assert session.query(AuditEntry).count() == before


def test_only_recorded_sessions_of_the_course_are_offered(db, recorded):
    with db.read() as session:
        course = session.get_one(Course, recorded.course_id)
        assert [(o.room.code, o.slides) for o in offered_sessions(session, course)] == [
            (recorded.room_code, 3)
        ]
    recorded.delete()

    with db.read() as session:
        course = session.get_one(Course, recorded.course_id)
        assert offered_sessions(session, course) == []
    with pytest.raises(Refused, match="unknown_session"):
        set_narration(db, recorded, recorded.room_code)


def test_a_session_of_another_course_cannot_narrate(db, recorded):
    def work(session):
        other = make_course(session, title="Another")
        choose(session, other, session.get_one(User, other.owner_id), recorded.room_code)

    with pytest.raises(Refused, match="unknown_session"):
        db.write(work)
