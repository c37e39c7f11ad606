"""Links of erased learners make their devices drop the course; other links reveal nothing."""

import pytest

from tests.factories import LINK_KEY, make_cohort, make_course, make_learner, make_person, make_user
from tests.people.accounts.browsing import Visitor
from webinar.kit import clock
from webinar.learn.courses import seating
from webinar.learn.courses.models import Course, Learner
from webinar.operate.personal.erasing import erase
from webinar.operate.personal.subject import find_person
from webinar.results.completion.forgetting import forget


@pytest.fixture
def taught(db):
    def build(s):
        owner = make_user(s)
        cohort = make_cohort(s, owner)
        course = make_course(s, owner, cohort=cohort)
        person = make_person(s, cohort, name="Ada Example")
        return course, person, make_learner(s, course, "Guest Example")

    return db.write(build)


def status_codes(app, token):
    """The status codes for opening the link and for sending deeds to it."""
    visitor = Visitor(app)
    report = {"now": round(clock.now().timestamp() * 1000), "edition": "", "deeds": []}
    return (
        visitor.client.head(f"/study/mine/{token}").status_code,
        visitor.client.post(f"/study/deeds/{token}", json=report).status_code,
    )


def test_devices_of_an_erased_guest_learn_of_the_erasure(app, db, taught):
    course, _, guest = taught
    token = seating.token_of(guest, LINK_KEY)
    assert status_codes(app, token) == (200, 200)

    db.write(lambda s: forget(s, s.get_one(Course, course.id), s.get_one(Learner, guest.id), None))

    assert status_codes(app, token) == (410, 410)


def test_devices_of_an_erased_roster_person_learn_of_the_erasure(app, db, taught):
    course, person, _ = taught
    ada = db.write(lambda s: make_learner(s, s.get_one(Course, course.id), person=s.merge(person)))
    token = seating.token_of(ada, LINK_KEY)

    db.write(lambda s: erase(s, find_person(s, None, person.id), None))

    assert status_codes(app, token) == (410, 410)


def test_a_renewed_or_invented_link_is_just_unknown(app, db, taught):
    _, _, guest = taught
    token = seating.token_of(guest, LINK_KEY)

    db.write(lambda s: seating.renew_link(s, s.get_one(Learner, guest.id), LINK_KEY))

    assert status_codes(app, token) == (404, 404)
    assert status_codes(app, "never-was") == (404, 404)


def test_devices_of_an_erased_guest_do_not_block_other_links(app, db, taught):
    course, _, guest = taught
    other = db.write(lambda s: make_learner(s, s.get_one(Course, course.id), "Other Example"))
    erased_token, token = (seating.token_of(learner, LINK_KEY) for learner in (guest, other))
    db.write(lambda s: forget(s, s.get_one(Course, course.id), s.get_one(Learner, guest.id), None))

    for _ in range(20):
        status_codes(app, erased_token)

    assert status_codes(app, token) == (200, 200)
