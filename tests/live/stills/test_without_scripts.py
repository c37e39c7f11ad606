"""Browsers without scripts show the newest pictures, and each refresh of the page newer ones."""

import pytest

from tests.factories import make_member, make_room
from tests.people.accounts.browsing import Visitor
from webinar.kit import clock
from webinar.kit.permissions import Role
from webinar.live.stills.models import Still
from webinar.room.rooms.models import Room, RoomState

SCREEN, SPEAKER = "s" * 22, "p" * 22
TEXT = 'A "map" of <b>the district'


@pytest.fixture
def room(db):
    return db.write(lambda s: make_room(s, state=RoomState.LIVE))


@pytest.fixture
def show(db, room):
    """Show a picture as a host's tab does; a screen is on the stage."""

    def show(kind, key, name="Dana", text=None):
        def work(s):
            found = s.get(Room, room.id)
            host = make_member(s, found, name, Role.PRESENTER)
            still = s.merge(
                Still(
                    room_id=room.id,
                    kind=kind,
                    member_id=host.id,
                    turn="firsttab",
                    at=clock.now(),
                    key=key,
                    content=b"",
                    text=text,
                    language="en" if text else None,
                )
            )
            found.version += 1
            if kind == "screen":
                found.stage_kind, found.stage_key = kind, still.key

        db.write(work)

    return show


@pytest.fixture
def page(app, room):
    """Return what a participant's browser without scripts shows of the session's page."""
    visitor = Visitor(app)
    visitor.get(f"/join/{room.code}")
    visitor.post(f"/join/{room.code}", name="Ada", language="en")
    return lambda path="": visitor.get(f"/rooms/{room.code}{path}").text


def test_room_shows_the_pictures_to_browsers_without_scripts_alone(show, page):
    assert "/stills/" not in page()
    show("screen", SCREEN, text=TEXT)
    show("speaker", SPEAKER)

    before, _, rest = page().partition("<noscript><link")[2].partition("<noscript>")
    shown, _, after = rest.partition("</noscript>")

    assert f'src="/stills/{SCREEN}"' in shown and f'src="/stills/{SPEAKER}"' in shown
    assert 'alt="A &#34;map&#34; of &lt;b&gt;the district"' in shown
    assert "<img" not in before and "/stills/" not in after


@pytest.mark.parametrize("path", ["", "/more"])
def test_refresh_brings_the_newer_picture(show, page, path):
    show("speaker", SPEAKER)
    assert f"/stills/{SPEAKER}" in page(path)

    show("speaker", "q" * 22)

    assert f"/stills/{'q' * 22}" in page(path)
    assert f"/stills/{SPEAKER}" not in page(path)


def test_screen_that_left_the_stage_is_not_shown(db, room, show, page):
    show("screen", SCREEN)
    assert f"/stills/{SCREEN}" in page("/more")

    def leave(s):
        found = s.get(Room, room.id)
        found.stage_kind, found.version = None, found.version + 1

    db.write(leave)

    assert "/stills/" not in page("/more")


def test_name_of_the_presenter_is_text(show, page):
    show("screen", SCREEN, name='"><i>')

    shown = page("/more")

    assert "<i>" not in shown
    assert 'alt="\u2068&#34;&gt;&lt;i&gt;\u2069 shows this picture"' in shown
