"""Study time after a session, on slides that were missed live, is counted separately and capped."""

import pytest

from tests.factories import LINK_KEY, make_learner, make_module, make_slide, match
from tests.learn.catchup.rig import WORD_COUNT, hold
from tests.learn.courses.test_places import programme
from webinar.content.lessons.model import SlideText
from webinar.kit import clock
from webinar.learn.catchup.later_study import later_seconds
from webinar.learn.courses.models import CourseSession
from webinar.learn.courses.seating import member_learner, person_learner
from webinar.learn.identity.keys import Identity
from webinar.room.cohorts.models import Person
from webinar.room.rooms.models import Member, Purged, Room, RoomState


@pytest.fixture
def held(db):
    return hold(db, people=["Ada", "Bek"])


def later(db, held):
    with db.read() as session:
        return dict(later_seconds(session, session.get_one(Room, held.room_id)))


def person(db, name):
    with db.read() as session:
        return session.query(Person).filter_by(name=name).one().id


def person_learner_of(held, person_id):
    return held.learner(
        lambda session, course: person_learner(
            session, course, session.get_one(Person, person_id), "en", LINK_KEY
        )
    )


def member_learner_of(held, member_id):
    return held.learner(
        lambda session, course: member_learner(
            session, course, session.get_one(Member, member_id), LINK_KEY
        )
    )


def matched(db, member_id, person_id):
    db.write(lambda s: match(s, s.get_one(Member, member_id), s.get_one(Person, person_id)))


def test_only_slides_that_the_learner_missed_count_as_later_study(db, held):
    ada, bek = held.member("Ada"), held.member("Bek")
    held.be_there(ada, (0, 6), (9, 15))
    held.be_there(bek, (0, 15))
    for member in (ada, bek):
        learner = member_learner_of(held, member)
        held.read(learner, "s1", 40, minute=50)
        held.read(learner, "s2", 50, minute=52)

    assert later(db, held) == {Identity("member", ada): 50}


def test_a_person_who_never_came_missed_every_slide(db, held):
    ada = person(db, "Ada")
    learner = person_learner_of(held, ada)
    held.read(learner, "s0", 30)
    held.read(learner, "s3", 45, minute=55)

    assert later(db, held) == {Identity("person", ada): 75}


def test_two_devices_are_one_person(db, held):
    ada = person(db, "Ada")
    phone, laptop = held.member("Ada"), held.member("A.")
    held.be_there(phone, (0, 6))
    held.be_there(laptop, (9, 15))
    for member in (phone, laptop):
        matched(db, member, ada)
    learner = person_learner_of(held, ada)
    held.read(learner, "s2", 20)
    assert later(db, held) == {Identity("person", ada): 20}

    held.be_there(laptop, (6, 9))

    assert later(db, held) == {}


def test_a_guest_matched_afterwards_counts_as_that_person(db, held):
    ada, guest = person(db, "Ada"), held.member("Guest")
    held.read(member_learner_of(held, guest), "s1", 30, minute=40)
    assert later(db, held) == {Identity("member", guest): 30}

    matched(db, guest, ada)
    held.read(person_learner_of(held, ada), "s2", 12, minute=45)

    assert later(db, held) == {Identity("person", ada): 42}


def test_early_leavers_miss_only_later_slides_that_they_had_not_seen(db, held):
    ada = held.member("Ada")
    held.be_there(ada, (0, 9))
    learner = member_learner_of(held, ada)
    held.read(learner, "s3", 15)
    held.read(learner, "s2", 15, minute=52)

    assert later(db, held) == {Identity("member", ada): 15}


def test_later_study_of_a_slide_counts_up_to_its_time_on_screen(db, held):
    learner = person_learner_of(held, person(db, "Ada"))

    held.read(learner, "s1", 400, minute=20)

    assert list(later(db, held).values()) == [120]


def test_later_study_of_a_long_slide_counts_up_to_its_reading_time(db):
    long_text = SlideText(title="", html="<p>" + "word " * WORD_COUNT * 6 + "</p>", notes_html="")
    slides = [make_slide("s0"), make_slide("s1")]
    slides[1].text.update({tag: long_text for tag in slides[1].text})
    held = hold(db, (4, 1), make_module(slides=slides), people=["Ada"])
    learner = person_learner_of(held, person(db, "Ada"))

    held.read(learner, "s1", 400, minute=20)

    assert list(later(db, held).values()) == [180]


def test_study_before_the_session_does_not_count_as_later(db, held):
    learner = person_learner_of(held, person(db, "Ada"))

    held.read(learner, "s1", 60, minute=-20)
    assert later(db, held) == {}

    held.read(learner, "s1", 25, minute=20)
    assert list(later(db, held).values()) == [25]


def test_missed_slides_may_be_studied_in_a_course_of_the_whole_programme(db):
    whole_programme = programme(("a", "open", "s0"), ("b", "demo", "s0", "s1"))
    held = hold(db, (4, 5), course_module=whole_programme, people=["Ada"])
    learner = person_learner_of(held, person(db, "Ada"))

    held.read(learner, "a--s0", 30, minute=40)
    held.read(learner, "b--s0", 20, minute=45)

    assert list(later(db, held).values()) == [20]


def test_a_learner_without_a_seat_in_the_session_missed_nothing(db, held):
    held.read(held.learner(make_learner), "s1", 30)

    assert later(db, held) == {}


def test_the_current_slide_of_a_live_session_is_not_missed(db):
    held = hold(db, state=RoomState.LIVE, people=["Ada"])
    learner = person_learner_of(held, person(db, "Ada"))
    held.read(learner, "s2", 30, minute=40)
    held.read(learner, "s3", 30, minute=45)

    assert list(later(db, held).values()) == [30]


def test_nothing_counts_as_missed_once_attendance_is_purged(db, held):
    ada = person(db, "Ada")
    held.read(person_learner_of(held, ada), "s1", 30)
    db.write(lambda s: s.add(Purged(room_id=held.room_id, attendance_at=clock.now())))

    assert later(db, held) == {}


def test_a_session_outside_any_course_has_no_later_study(db, held):
    held.read(person_learner_of(held, person(db, "Ada")), "s1", 30)
    db.write(lambda s: s.delete(s.get_one(CourseSession, held.room_id)))

    assert later(db, held) == {}
