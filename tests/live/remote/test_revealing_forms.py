"""The remote's forms, which work before its script has come, reveal items as its script does."""

import re

import pytest

from tests.factories import make_member, make_room, make_user
from tests.live.slides.test_revealing import stepwise_module
from tests.people.accounts.browsing import signed_in
from webinar.kit.permissions import Role
from webinar.people.accounts.models import UserRole
from webinar.room.rooms.models import Room


@pytest.fixture
def dana(db):
    return db.write(lambda s: make_user(s, "Dana", UserRole.PRESENTER, password_hash="hash"))


@pytest.fixture
def room(db, dana):
    def build(session):
        row = make_room(session, module=stepwise_module())
        make_member(session, row, "Dana", Role.PRESENTER, user=dana)
        return row

    return db.write(build)


def press(laptop, room, part):
    """Send the form of the remote's button."""
    page = laptop.get(f"/rooms/{room.code}/remote").text
    form = re.search(rf'data-part="{part}">(.*?)</form>', page, re.S)[1]
    fields = dict(re.findall(r'name="(slide|revealed)" value="(\d+)"', form))
    answer = laptop.post(f"/rooms/{room.code}/do/slide.go", back="remote", **fields)
    assert answer.status_code == 303


def test_buttons_go_through_the_items_and_then_to_the_next_slide(app, db, dana, room):
    laptop = signed_in(app, dana)
    laptop.get(f"/rooms/{room.code}/console")

    def press_and_look(part):
        press(laptop, room, part)
        with db.read() as session:
            row = session.get(Room, room.id)
            return row.slide, row.revealed

    assert [press_and_look("next") for _ in range(5)] == [(1, 0), (1, 1), (1, 2), (1, 3), (2, 0)]
    assert [press_and_look("back") for _ in range(3)] == [(1, 3), (1, 2), (1, 1)]
