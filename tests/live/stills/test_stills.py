"""Which picture everybody sees: taking over, growing old, being taken away."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from tests.factories import make_member
from tests.live.stills.pictures import picture
from webinar.kit import clock
from webinar.kit.errors import Refused
from webinar.kit.permissions import Role
from webinar.live.stills.actions import RULES, Upload, check, put
from webinar.live.stills.models import Still
from webinar.live.stills.wire import StillKind
from webinar.room.rooms.models import Member, Room, TimelineEntry

SPEAKER, SCREEN = StillKind.SPEAKER, StillKind.SCREEN


@pytest.fixture
def pia(db, scene):
    """Another presenter."""
    return db.write(
        lambda s: make_member(s, s.get(Room, scene.room.id), "Pia", Role.PRESENTER, "en")
    )


@pytest.fixture
def wait(monkeypatch):
    """`wait(seconds)` moves the server's clock."""
    start, moved = clock.now(), [timedelta()]
    monkeypatch.setattr(clock, "now", lambda: start + moved[0])

    def wait(seconds):
        moved[0] += timedelta(seconds=seconds)

    return wait


@pytest.fixture
def send(rig, wait):
    """`send(member)` sends a picture ten seconds after the one before, and returns its key."""

    def send(member, kind=SPEAKER, turn="firsttab", *, begins=False, text="", after=10):
        wait(after)
        upload = Upload(kind, picture(), turn, begins, text)

        def work(change):
            return put(change, change.db.get(Member, member.id), upload, check(upload))

        return rig.queue.run(member.room_id, work)

    return send


def shown(rig, member, kind="speaker"):
    return (rig.snapshot(member)["stills"] or {}).get(kind)


def pictures_heard(rig, member):
    return [body["set"] for name, body in rig.heard_by(member) if name == "still.changed"]


def stored_contents(db):
    with db.read() as session:
        return session.scalars(select(Still.content)).all()


def test_everybody_hears_of_the_newest_picture_and_late_joiners_see_it(rig, scene, send):
    send(scene.host, begins=True)
    key = send(scene.host)

    view = {"by": scene.host.number, "name": "Grace", "key": key, "text": None, "language": None}
    assert pictures_heard(rig, scene.ada)[-1] == {"speaker": view}
    assert shown(rig, scene.ada) == view


def test_session_without_pictures_has_none_in_the_snapshot(rig, scene):
    assert rig.snapshot(scene.ada)["stills"] is None


def test_only_the_newest_picture_is_stored(db, scene, send):
    send(scene.host, begins=True)
    send(scene.host)

    assert stored_contents(db) == [picture()]


def test_presenter_who_begins_takes_over_and_the_older_tab_stops(rig, scene, pia, send):
    send(scene.host, begins=True)
    send(pia, turn="othertab", begins=True)

    with pytest.raises(Refused, match="picture_lost"):
        send(scene.host)
    assert shown(rig, scene.ada)["by"] == pia.number


def test_pictures_that_come_too_often_are_refused(scene, send):
    send(scene.host, begins=True)

    with pytest.raises(Refused, match="rate"):
        send(scene.host, after=2)
    # Neither does a new turn, or taking the picture away, let them come more often.
    with pytest.raises(Refused, match="rate"):
        send(scene.host, turn="othertab", begins=True, after=0)


def test_picture_that_no_other_follows_disappears(db, rig, scene, send, wait):
    send(scene.host, begins=True)
    wait(29)
    rig.timers.look()
    assert shown(rig, scene.ada) is not None

    wait(2)
    rig.timers.look()

    assert shown(rig, scene.ada) is None
    assert pictures_heard(rig, scene.ada)[-1] == {"speaker": None}
    assert stored_contents(db) == [None]


def test_presenter_whose_link_was_down_goes_on(rig, scene, send, wait):
    send(scene.host, begins=True)
    wait(40)
    rig.timers.look()

    key = send(scene.host)

    assert shown(rig, scene.ada)["key"] == key


def test_host_takes_the_picture_of_another_away_and_it_does_not_come_back(
    db, rig, scene, pia, send
):
    send(pia, begins=True)

    assert rig.do(scene.host, "still.remove", kind="speaker")["ok"]

    assert shown(rig, scene.ada) is None
    assert stored_contents(db) == [None]
    with pytest.raises(Refused, match="picture_lost"):
        send(pia)
    assert rig.do(scene.host, "still.remove", kind="speaker")["ok"]
    assert rig.do(scene.ada, "still.remove", kind="speaker")["code"] == "not_allowed"


def test_screen_is_shown_over_the_slide_with_its_words(rig, scene, send):
    key = send(scene.host, SCREEN, begins=True, text=" A map of the district ")

    assert rig.snapshot(scene.ada)["stage"] == {"kind": "screen", "key": key}
    view = shown(rig, scene.ada, "screen")
    assert (view["text"], view["language"]) == ("A map of the district", "en")


def test_screen_stays_until_the_slide_moves(db, rig, scene, send, wait):
    send(scene.host, SCREEN, begins=True, text="A map")
    wait(600)
    rig.timers.look()
    assert shown(rig, scene.ada, "screen") is not None

    rig.do(scene.host, "slide.go", slide=1)

    assert rig.snapshot(scene.ada)["stage"] == {"kind": None, "key": None}
    assert shown(rig, scene.ada, "screen") is None
    assert stored_contents(db) == [None]
    with db.read() as session:
        assert session.scalars(select(Still.text)).all() == [None]


def test_screen_goes_when_something_else_comes_to_the_stage(rig, scene, send):
    send(scene.host, SCREEN, begins=True)

    rig.do(scene.host, "stage.show", kind="test", key="1")

    assert shown(rig, scene.ada, "screen") is None
    assert rig.snapshot(scene.ada)["stage"] == {"kind": "test", "key": "1"}


def test_host_takes_the_screen_away(rig, scene, pia, send):
    send(pia, SCREEN, begins=True)

    assert rig.do(scene.host, "still.remove", kind="screen")["ok"]

    assert shown(rig, scene.ada, "screen") is None
    assert rig.snapshot(scene.ada)["stage"]["kind"] is None


def test_next_screen_replaces_the_one_before(rig, scene, send):
    send(scene.host, SCREEN, begins=True)
    key = send(scene.host, SCREEN, "othertab", begins=True)

    assert rig.snapshot(scene.ada)["stage"]["key"] == key
    assert shown(rig, scene.ada, "screen")["key"] == key


def test_screen_of_another_key_cannot_be_brought_to_the_stage(rig, scene, send):
    send(scene.host, SCREEN, begins=True)

    assert rig.do(scene.host, "stage.show", kind="screen", key="x")["code"] == "not_for_stage"


def test_nothing_is_stored_once_the_session_is_over(db, rig, scene, send):
    send(scene.host, begins=True)
    send(scene.host, SCREEN, begins=True)

    rig.do(scene.host, "room.end")

    assert rig.snapshot(scene.ada)["stills"] is None
    with db.read() as session:
        assert session.scalars(select(Still)).all() == []


def test_timeline_tells_who_showed_pictures_but_not_every_picture(db, rig, scene, send):
    send(scene.host, begins=True)
    send(scene.host)
    rig.do(scene.host, "still.remove", kind="speaker")

    with db.read() as session:
        query = select(TimelineEntry.kind).where(TimelineEntry.kind.like("still.%"))
        query = query.order_by(TimelineEntry.id)
        assert session.scalars(query).all() == ["still.begun", "still.removed"]


def test_rules_fit_the_promises_to_slow_links():
    assert RULES[SPEAKER].most_bytes <= 12_000
    assert RULES[SCREEN].most_bytes <= 40_000
