"""Hostile uploads of still pictures to a running server: all are refused, and none harms it."""

import re

import pytest
import requests

from tests.live.stills.pictures import picture
from tests.protocol.people import begin, do, sign_in
from tests.protocol.raw import Raw
from tests.protocol.waiting import PATIENCE_S
from webinar.kit.permissions import Role
from webinar.people.accounts.actions import create_user, make_sign_in_link
from webinar.people.accounts.models import UserRole
from webinar.room.rooms.models import Member, Room

EMAIL = "pictures{}@test.example"


@pytest.fixture
def presenter(server, session):
    """A browser in which a presenter of the session is signed in, with the console's token."""

    def build(db):
        room = db.get(Room, session.room_id)
        user = create_user(db, EMAIL.format(room.id), "Dana", UserRole.PRESENTER)
        count = db.query(Member).filter_by(room_id=room.id).count()
        db.add(
            Member(
                room_id=room.id,
                number=count + 1,
                name="Dana",
                language="en",
                role=Role.PRESENTER,
                user_id=user.id,
                joined_at=room.created_at,
            )
        )
        return make_sign_in_link(db, user, f"/rooms/{room.code}/console")

    db = server.database()
    token = db.write(build)
    db.close()
    browser, console = sign_in(f"{server.url}/welcome/{token}")
    browser.token = token_in(console)
    return browser


def token_in(page):
    return re.search(r'csrf_token" value="([0-9a-f]+)"', page.text).group(1)


def send(server, session, browser, content, kind="speaker", **fields):
    return browser.post(
        f"{server.url}/rooms/{session.code}/stills/{kind}",
        data={"csrf_token": browser.token, "turn": "firsttab", "begins": "1", **fields},
        files={"picture": ("picture.webp", content, "image/webp")},
        timeout=PATIENCE_S,
    )


def test_every_member_is_told_of_the_picture_and_can_fetch_it(server, session, presenter):
    seat = session.join()

    key = send(server, session, presenter, picture()).json()["key"]

    with Raw(server) as link:
        link.sit(seat)
        stills = link.call("room.snapshot", {})["snapshot"]["stills"]
    assert stills["speaker"]["key"] == key
    answer = requests.get(f"{server.url}/stills/{key}", timeout=PATIENCE_S)
    assert (answer.content, answer.headers["Content-Type"]) == (picture(), "image/webp")


HOSTILE = {
    "a script": (b"<script>alert(1)</script>", 409),
    "a picture of 16,000 by 16,000 pixels": (picture(16000, 16000), 409),
    "a picture that is too long": (picture(size=40_000), 409),
    "ten megabytes": (bytes(10_000_000), 413),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_upload_is_refused_and_shows_nothing(server, session, presenter, name):
    content, status = HOSTILE[name]

    assert send(server, session, presenter, content).status_code == status

    with Raw(server) as link:
        link.sit(session.join())
        assert link.call("room.snapshot", {})["snapshot"]["stills"] is None
    assert send(server, session, presenter, picture()).status_code == 200


def test_flood_of_pictures_shows_only_the_first(server, session, presenter):
    statuses = [send(server, session, presenter, picture()).status_code for _ in range(10)]

    assert statuses[0] == 200
    assert set(statuses[1:]) <= {200, 429}
    assert 429 in statuses


def test_presenter_of_another_session_is_refused(server, presenter):
    answer = send(server, begin(server), presenter, picture())

    assert (answer.status_code, answer.json()["code"]) == (403, "not_allowed")


def test_picture_after_the_end_is_refused_and_the_last_one_is_gone(server, session, presenter):
    key = send(server, session, presenter, picture()).json()["key"]

    do(server, session.host, "room.end")

    assert send(server, session, presenter, picture()).json()["code"] == "room_ended"
    answer = requests.get(f"{server.url}/stills/{key}", timeout=PATIENCE_S)
    assert (answer.status_code, answer.content) == (404, b"")
