"""Fixtures make a roster with its organiser, its session, and the personal links of its people."""

import pytest

from tests.factories import invite, make_cohort, make_room, make_user
from tests.people.accounts.browsing import signed_in
from webinar.room.cohorts import inviting
from webinar.room.cohorts.models import PersonLink

SECRET = "a-secret-key-for-tests-0123456789-abcdef"


@pytest.fixture
def owner(db):
    return db.write(lambda s: make_user(s, "Aida"))


@pytest.fixture
def cohort(db, owner):
    people = [
        {"name": "Ада Лав", "email": "ada@example.kz", "language": "ru", "unit": "ОП 1"},
        {"name": "Бек Нур", "language": "kk"},
    ]
    return db.write(lambda s: make_cohort(s, s.merge(owner), people=people))


@pytest.fixture
def room(db, owner, cohort):
    def make(s):
        room = make_room(s, s.merge(owner), time_zone="Asia/Almaty")
        invite(s, room, cohort, takes_guests=False)
        return room

    return db.write(make)


@pytest.fixture
def organiser(app, owner):
    return signed_in(app, owner)


@pytest.fixture
def links(db, owner, cohort):
    """The addresses of the personal links of Ада and Бек."""

    def make(s):
        inviting.make_missing(s, s.merge(owner), cohort.id, SECRET)
        rows = s.query(PersonLink).order_by(PersonLink.person_id)
        return [f"/me/{inviting.token_of(link, SECRET)}" for link in rows]

    return db.write(make)
