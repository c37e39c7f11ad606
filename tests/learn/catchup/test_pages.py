"""The catch-up pages without scripts: the missed parts, and the links to them after a session."""

import pytest

from tests.factories import make_course, make_user
from tests.learn.catchup.test_later_study import member_learner_of
from tests.learn.catchup.test_offer import answer, held  # noqa: F401
from tests.people.accounts.browsing import Visitor, signed_in
from webinar.learn.courses.models import Course, Learner
from webinar.learn.courses.seating import sit
from webinar.people.accounts.models import Browser
from webinar.room.rooms.models import Room, Seat

pytestmark = pytest.mark.same_statements


@pytest.fixture
def codes(db, held):  # noqa: F811
    with db.read() as session:
        room, course = session.get_one(Room, held.room_id), session.get_one(Course, held.course_id)
        return course.code, room.code


@pytest.fixture
def ada(db, held):  # noqa: F811
    """The member who was away while the third slide and the second poll were shown."""
    ada = held.member("Ada")
    held.be_there(ada, (0, 6), (9, 15))
    return ada


@pytest.fixture
def sitting(app, db):
    """A visitor and the id of their browser."""
    user = db.write(lambda s: make_user(s, "Somebody"))
    visitor = signed_in(app, user)
    with db.read() as session:
        return visitor, session.query(Browser).filter_by(user_id=user.id).one().id


@pytest.fixture
def learner(db, held, ada, sitting):  # noqa: F811
    learner = member_learner_of(held, ada)
    db.write(lambda s: sit(s, s.get_one(Learner, learner), sitting[1]))
    return learner


def test_catch_up_page_lists_missed_slides_and_polls_with_links(db, codes, held, learner, sitting):  # noqa: F811
    course, room = codes

    page = sitting[0].get(f"/study/{course}/missed/{room}").text

    assert "You missed: slide 3 and poll 2." in page
    assert f"/study/{course}/s/s2?missed={room}" in page
    assert "s1 en" not in page
    # The result was released, and the learner has not answered yet.
    assert "Result of the session" in page
    assert "Answer for yourself" in page
    answer(db, held, learner, "s2")
    after = sitting[0].get(f"/study/{course}/missed/{room}").text
    assert "You have caught up with all of it." in after
    assert "You answered it later" in after


def test_a_stranger_is_redirected_to_the_course(app, codes):
    course, room = codes

    response = Visitor(app).get(f"/study/{course}/missed/{room}")

    assert response.location.endswith(f"/study/{course}")


def test_a_session_of_another_course_is_not_found(db, codes, learner, sitting):
    _, room = codes
    other = db.write(lambda s: make_course(s, title="Another").code)

    assert sitting[0].get(f"/study/{codes[0]}/missed/NOTHING2").status_code == 404
    assert sitting[0].get(f"/study/{other}/missed/{room}").status_code == 303


def test_course_home_links_to_the_catch_up_page(codes, learner, sitting):
    course, room = codes

    page = sitting[0].get(f"/study/{course}").text

    assert f"/study/{course}/missed/{room}" in page
    assert "Slide 3 and poll 2" in page
    assert f"/replay/{room}" in page


def test_replay_page_lists_a_participants_missed_slides(db, codes, held, ada, sitting):  # noqa: F811
    course, room = codes

    def seat(session):
        session.add(Seat(browser_id=sitting[1], room_id=held.room_id, member_id=ada))

    db.write(seat)

    page = sitting[0].get(f"/replay/{room}").text

    assert "You missed: slide 3 and poll 2." in page
    assert f'href="/study/from/{room}"' in page
    assert db.write(lambda s: s.query(Learner).count()) == 0
    assert "Watch again, or catch up" in sitting[0].get(f"/rooms/{room}").text


def test_join_page_of_an_ended_session_lists_a_learners_missed_slides(app, codes, learner, sitting):
    _, room = codes

    page = sitting[0].get(f"/join/{room}")

    assert page.status_code == 410
    assert "You missed: slide 3 and poll 2." in page.text
    assert "Watch the session again" in page.text
    stranger = Visitor(app).get(f"/join/{room}").text
    assert "The session has ended" in stranger
    assert "Watch the session again" not in stranger


def test_course_pages_lead_from_one_missed_slide_to_the_next(db, held, codes, sitting):  # noqa: F811
    """The walk skips the slide that the learner saw between two missed ones."""
    course, room = codes
    bek = held.member("Bek")
    held.be_there(bek, (0, 4), (6, 9))
    learner = member_learner_of(held, bek)
    db.write(lambda s: sit(s, s.get_one(Learner, learner), sitting[1]))
    visitor, slides = sitting[0], f"/study/{course}/s"

    first = visitor.get(f"{slides}/s1?missed={room}").text

    assert "Missed: 1 of 2" in first
    assert f'data-href="{slides}/s3?missed={room}#title"' in first
    assert f'data-href="{slides}/s2' not in first
    on = visitor.post(f"{slides}/s1/go", to="s3", missed=room)
    assert on.location == f"{slides}/s3?missed={room}#title"
    end = visitor.post(f"{slides}/s3/go", to="", missed=room)
    assert end.location == f"/study/{course}/missed/{room}"
    answered = visitor.post(f"{slides}/s1", options="a", missed=room)
    assert answered.location == f"{slides}/s1?missed={room}#question"
    answered = visitor.get(answered.location).text
    assert f'href="{slides}/s1?again=1&amp;missed={room}#question"' in answered
    second_try = visitor.get(f"{slides}/s1?again=1&missed={room}").text
    assert f'href="{slides}/s1?missed={room}#question"' in second_try
    assert "Missed:" not in visitor.get(f"{slides}/s1").text
    assert "Missed:" not in visitor.get(f"{slides}/s1?missed=NOTHING2").text
