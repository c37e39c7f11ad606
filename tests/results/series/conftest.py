import pytest

from tests.factories import make_cohort, make_room, make_user
from tests.people.accounts.browsing import signed_in
from webinar.people.accounts.models import User, UserRole
from webinar.room.rooms.models import RoomState


@pytest.fixture
def owner(db):
    return db.write(lambda s: make_user(s, "Aida"))


@pytest.fixture
def other(db):
    return db.write(lambda s: make_user(s, "Daniyar"))


@pytest.fixture
def admin(db):
    return db.write(lambda s: make_user(s, "Root", UserRole.ADMIN))


@pytest.fixture
def cohort(db, owner):
    return db.write(lambda s: make_cohort(s, s.get(User, owner.id), people=["Ada", "Berik"]))


@pytest.fixture
def room(db, owner):
    return db.write(
        lambda s: make_room(s, s.get(User, owner.id), state=RoomState.PLANNED, title="A session")
    )


@pytest.fixture
def organiser(app, owner, room):
    """The owner's browser, with a page of the desk open."""
    visitor = signed_in(app, owner)
    visitor.get(f"/desk/{room.code}")
    return visitor
