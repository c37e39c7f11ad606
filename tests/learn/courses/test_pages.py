"""An organiser's course pages: making a course, its sessions, opening times and edition."""

import re
import threading
from dataclasses import replace
from datetime import timedelta

import pytest

from tests.factories import (
    invite,
    make_cohort,
    make_course,
    make_learner,
    make_module,
    make_person,
    make_room,
    make_slide,
    make_user,
)
from tests.people.accounts.browsing import signed_in
from tests.sql_statements import statements
from webinar.content.editions import content as editions
from webinar.content.editions.actions import keep_edition
from webinar.content.lessons.library import Library
from webinar.content.lessons.model import content_hash
from webinar.kit import clock
from webinar.learn.courses import actions
from webinar.learn.courses.models import Course, CourseSession
from webinar.learn.courses.queries import own_courses, title_in
from webinar.people.accounts.models import User
from webinar.people.audit.models import AuditEntry
from webinar.room.rooms.models import Room, RoomState


@pytest.fixture
def owner(db):
    return db.write(lambda s: make_user(s, "Grace", time_zone="Asia/Almaty"))


@pytest.fixture
def desk(app, owner):
    visitor = signed_in(app, owner)
    visitor.get("/desk/courses")
    return visitor


@pytest.fixture
def course(db, owner):
    return db.write(lambda s: make_course(s, s.merge(owner)))


def the_course(db):
    with db.read() as s:
        return s.query(Course).one()


def kinds(db):
    with db.read() as s:
        entries = s.query(AuditEntry).filter(AuditEntry.kind.like("course%"))
        return [entry.kind for entry in entries.order_by(AuditEntry.id)]


def library_of(app, *modules):
    """Replaces the library with these modules for one test."""
    library = Library({module.name: module for module in modules})
    app.extensions["webinar"] = replace(app.extensions["webinar"], library=library)


def test_an_organiser_makes_a_course_from_a_library_module(app, db, desk):
    module = next(iter(app.extensions["webinar"].library.modules))

    answer = desk.post("/desk/courses", module=module, title="", cohort="", guests="yes")

    new_course = the_course(db)
    assert answer.location.endswith(f"/desk/courses/{new_course.id}")
    assert (new_course.takes_guests, new_course.cohort_id) == (True, None)
    assert new_course.title
    assert kinds(db) == ["course.created"]


def key_of(page):
    return re.search(r'name="key" value="([^"]+)"', page)[1]


def form_of(app, desk, **typed):
    """The fields that the form for a new course sends."""
    module = next(iter(app.extensions["webinar"].library.modules))
    key = key_of(desk.get("/desk/courses").text)
    return {"module": module, "title": "", "cohort": "", "guests": "yes", "key": key, **typed}


def test_a_form_sent_twice_makes_one_course(app, db, desk):
    form = form_of(app, desk)

    first, second = desk.post("/desk/courses", **form), desk.post("/desk/courses", **form)

    assert second.location == first.location
    assert second.location.endswith(f"/desk/courses/{the_course(db).id}")
    assert kinds(db) == ["course.created"]


def test_a_changed_or_reopened_form_makes_another_course(app, db, desk):
    form = form_of(app, desk)

    answers = [desk.post("/desk/courses", **fields) for fields in (form, form | {"title": "Other"})]
    answers.append(desk.post("/desk/courses", **form_of(app, desk)))

    assert len({answer.location for answer in answers}) == 3


def test_another_organiser_sending_the_same_form_gets_their_own_course(app, db, desk):
    form = form_of(app, desk)
    own_answer = desk.post("/desk/courses", **form)
    other = signed_in(app, db.write(lambda s: make_user(s, "Other")))
    other.get("/desk/courses")

    other_answer = other.post("/desk/courses", **form)

    assert other_answer.status_code == 303
    assert other_answer.location != own_answer.location


def at_once(work):
    """The results when two threads do this work at the same time."""
    results, barrier = [], threading.Barrier(2)

    def run():
        barrier.wait()
        results.append(work())

    threads = [threading.Thread(target=run) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return results


def test_two_clicks_at_once_make_one_course(db, owner):
    edition = db.write(lambda s: keep_edition(s, make_module()))

    def click(s):
        organiser = s.get_one(User, owner.id)
        return actions.create_course(s, organiser, s.merge(edition), "Course", key="the same").id

    course_ids = at_once(lambda: db.write(click))

    assert course_ids == [the_course(db).id] * 2


def test_two_clicks_at_once_make_one_course_for_a_session(db, owner):
    room = db.write(lambda s: make_room(s, s.merge(owner)))

    def click(s):
        organiser, session_room = s.get_one(User, owner.id), s.get_one(Room, room.id)
        return actions.course_for_room(s, organiser, session_room).id

    course_ids = at_once(lambda: db.write(click))

    assert course_ids == [the_course(db).id] * 2


def test_a_course_without_a_module_is_refused_and_the_form_refilled(db, desk):
    answer = desk.post("/desk/courses", module="none", title="My course")

    assert answer.status_code == 422
    assert "My course" in answer.text
    assert db.write(lambda s: s.query(Course).count()) == 0


def test_course_page_has_address_code_and_qr_picture(db, desk, course):
    page = desk.get(f"/desk/courses/{course.id}").text

    assert f"/study/{course.code}" in page
    assert f"/desk/courses/{course.id}/qr.svg" in page
    assert desk.get(f"/desk/courses/{course.id}/qr.svg").mimetype == "image/svg+xml"
    assert "Prevention" in desk.get("/desk/courses").text


def test_opening_times_are_typed_in_the_organisers_time_zone(db, desk, course):
    fields = {
        "title": "Prevention",
        "guests": "yes",
        "opens-date": "2026-03-01",
        "opens-time": "09:00",
        "closes-date": "2026-03-31",
        "closes-time": "",
        "time_zone": "Asia/Almaty",
    }

    assert desk.post(f"/desk/courses/{course.id}", **fields).status_code == 303

    saved = the_course(db)
    assert clock.iso(saved.opens_at).startswith("2026-03-01T04:00")
    assert clock.iso(saved.closes_at).startswith("2026-03-31T18:59")
    page = desk.get(f"/desk/courses/{course.id}").text
    assert 'value="2026-03-01"' in page
    assert 'value="23:59"' in page


@pytest.mark.parametrize(
    ("wrong", "advice"),
    [
        ({"title": " "}, "Write a title"),
        ({"closes-date": "2026-01-01", "opens-date": "2026-02-01"}, "closes before it opens"),
        ({"opens-time": "09:00"}, "Write both the date and the time"),
        ({"time_zone": "Nowhere"}, "Choose a time zone"),
        ({"cohort": "99"}, "cohort"),
    ],
)
def test_invalid_settings_are_refused_and_the_form_refilled(db, desk, course, wrong, advice):
    fields = {"title": "Another title", "time_zone": "Asia/Almaty"} | wrong

    answer = desk.post(f"/desk/courses/{course.id}", **fields)

    assert answer.status_code == 422
    assert advice in answer.text
    assert the_course(db).title == "Prevention"


def test_cohort_cannot_change_once_one_of_its_people_studies(db, owner, desk):
    def build(s):
        own = s.merge(owner)
        cohort, other = make_cohort(s, own), make_cohort(s, own, "Another")
        studied = make_course(s, own, cohort=cohort)
        make_learner(s, studied, person=make_person(s, cohort))
        return studied.id, other.id

    course_id, other = db.write(build)

    answer = desk.post(
        f"/desk/courses/{course_id}", title="X", cohort=str(other), time_zone="Asia/Almaty"
    )

    assert answer.status_code == 422
    assert "study in it already" in answer.text


def test_organiser_closes_and_reopens_a_course(db, desk, course):
    desk.post(f"/desk/courses/{course.id}", close="yes")
    closed = the_course(db).closes_at
    desk.post(f"/desk/courses/{course.id}", open="yes")

    assert closed is not None
    assert the_course(db).closes_at is None
    assert kinds(db)[-2:] == ["course.closed", "course.reopened"]


def test_organiser_adds_and_removes_a_session(db, owner, desk, course):
    room = db.write(lambda s: make_room(s, s.merge(owner), state=RoomState.ENDED))

    desk.post(f"/desk/courses/{course.id}", add=room.code)
    with db.read() as s:
        assert s.get(CourseSession, room.id).course_id == course.id
    assert "A session" in desk.get(f"/desk/courses/{course.id}").text
    desk.post(f"/desk/courses/{course.id}", remove=room.code)

    with db.read() as s:
        assert s.get(CourseSession, room.id) is None
    assert kinds(db)[-2:] == ["course.session_added", "course.session_removed"]


def test_another_organisers_session_cannot_be_added(db, desk, course):
    room = db.write(lambda s: make_room(s, make_user(s, "Other")))

    assert desk.post(f"/desk/courses/{course.id}", add=room.code).status_code == 422
    with db.read() as s:
        assert s.get(CourseSession, room.id) is None


def test_session_page_offers_its_modules_as_a_course(db, owner, desk):
    def build(s):
        own = s.merge(owner)
        room = make_room(s, own, state=RoomState.PLANNED)
        invite(s, room, make_cohort(s, own), takes_guests=False)
        return room

    room = db.write(build)
    assert "Offer these modules as a self-paced course" in desk.get(f"/desk/{room.code}").text

    desk.post(f"/desk/{room.code}/course")

    new_course = the_course(db)
    assert (new_course.edition_id, new_course.takes_guests) == (room.edition_id, False)
    assert new_course.cohort_id is not None
    page = desk.get(f"/desk/{room.code}").text
    assert f"/desk/courses/{new_course.id}" in page
    assert "Offer these modules" not in page


def test_a_second_session_joins_the_same_course(db, owner, desk, course):
    room = db.write(lambda s: make_room(s, s.merge(owner), state=RoomState.ENDED))
    desk.get(f"/desk/{room.code}")

    answer = desk.post(f"/desk/{room.code}/course", course=str(course.id))

    assert answer.location.endswith(f"/desk/courses/{course.id}")
    with db.read() as s:
        assert s.get(CourseSession, room.id).course_id == course.id


def test_organiser_compares_a_newer_module_slide_by_slide_and_takes_it(app, db, owner, desk):
    old = make_module()
    new = make_module(slides=[make_slide("welcome"), make_slide("new one"), make_slide("which")])
    course = db.write(lambda s: make_course(s, s.merge(owner), module=old))
    library_of(app, new)
    page = desk.get(f"/desk/courses/{course.id}").text
    assert "The module has changed since" in page
    assert "new one en" in page
    assert "end en" in page

    desk.post(f"/desk/courses/{course.id}", take="another hash")
    before = the_course(db).edition_id
    desk.post(f"/desk/courses/{course.id}", take=content_hash(new))

    assert before == course.edition_id
    assert the_course(db).edition_id != course.edition_id
    assert kinds(db)[-1] == "course.edition"
    assert "The module has changed since" not in desk.get(f"/desk/courses/{course.id}").text


def test_another_organisers_course_is_not_found(app, db, course):
    other = signed_in(app, db.write(lambda s: make_user(s, "Other")))

    assert f"/desk/courses/{course.id}" not in other.get("/desk/courses").text
    assert other.get(f"/desk/courses/{course.id}").status_code == 404
    assert other.post(f"/desk/courses/{course.id}", close="yes").status_code == 404
    assert other.get(f"/desk/courses/{course.id}/qr.svg").status_code == 404
    assert the_course(db).closes_at is None


def test_a_course_that_opens_later_is_listed_as_closed(db, owner, desk):
    db.write(lambda s: make_course(s, s.merge(owner), opens_at=clock.now() + timedelta(days=3)))

    assert "closed now" in desk.get("/desk/courses").text


@pytest.mark.parametrize("path", ["answers", "lti"])
def test_page_has_the_title_after_a_server_restart(db, owner, desk, monkeypatch, path):
    """Planted fault: the module was read after the page's database session was closed."""
    course = db.write(lambda s: make_course(s, s.get_one(User, owner.id), title="Typed"))
    monkeypatch.setattr(editions, "_modules", {})

    assert "Typed" in desk.get(f"/desk/courses/{course.id}/{path}").text


def test_listing_more_courses_takes_no_more_statements(db, owner):
    def make(*names):
        for name in names:
            db.write(lambda s, name=name: make_course(s, s.merge(owner), make_module(name)))

    def listed():
        with statements(db) as sent, db.read() as s:
            titles = [title_in(course, "en") for course in own_courses(s, owner)]
        return len(titles), len(sent)

    make("one")
    # The first listing also reads the modules.
    listed()
    single, single_statements = listed()
    make("two", "three")
    listed()
    three, triple_statements = listed()

    assert (single, three) == (1, 3)
    assert single_statements == triple_statements
