"""A session that nobody ends is ended automatically, as of its hosts' last sign of life."""

from dataclasses import replace
from datetime import timedelta

import pytest

from tests.factories import make_member, make_room
from tests.results.attendance.making import hear
from webinar.kit import clock
from webinar.kit.permissions import Role
from webinar.live.presence.forgotten_sessions import end_forgotten
from webinar.results.attendance.queries import attendance
from webinar.room.engine.lifecycle import ENDED
from webinar.room.rooms.models import Room, RoomState, TimelineEntry


@pytest.fixture
def services(app):
    return app.extensions["webinar"]


@pytest.fixture
def make_session(services):
    """`make_session(began, host_until)` makes a session of 60 minutes that began `began` minutes
    ago; its host stayed for `host_until` minutes, and a participant is still there.
    """

    def make(began, host_until, happened=None, state=RoomState.LIVE):
        def work(db):
            room = make_room(db, state=state, planned_minutes=60)
            room.started_at = clock.now().replace(microsecond=0) - timedelta(minutes=began)
            hear(db, make_member(db, room, "Host", Role.PRESENTER), room, 0, host_until)
            hear(db, make_member(db, room, "Ada"), room, 0, began)
            if happened is not None:
                at = room.started_at + timedelta(minutes=happened)
                entry = {"kind": "slide.moved", "member_id": None, "detail": {}, "version": 1}
                db.add(TimelineEntry(room_id=room.id, at=at, **entry))
            return room

        return services.db.write(work)

    return make


def state_and_end(services, room):
    with services.db.read() as db:
        stored_room = db.get_one(Room, room.id)
        ended = (
            stored_room.ended_at
            and (stored_room.ended_at - stored_room.started_at).total_seconds() / 60
        )
        return stored_room.state, ended


def test_forgotten_session_ends_at_the_hosts_last_sign(services, make_session):
    room = make_session(began=130, host_until=55)

    assert end_forgotten(services) == 1

    assert state_and_end(services, room) == (RoomState.ENDED, 55)
    with services.db.read() as db:
        minutes_by_name = {
            person.name: person.minutes for person in attendance(db, db.get_one(Room, room.id))
        }
    assert minutes_by_name == {"Host": 55, "Ada": 55}
    assert end_forgotten(services) == 0


def test_event_after_the_host_left_counts_as_a_sign(services, make_session):
    room = make_session(began=130, host_until=40, happened=62)

    end_forgotten(services)

    assert state_and_end(services, room) == (RoomState.ENDED, 62)


@pytest.mark.parametrize(
    "times",
    [
        {"began": 110, "host_until": 20},
        {"began": 200, "host_until": 150},
        {"began": 200, "host_until": 20, "happened": 145},
    ],
    ids=["soon after the planned end", "a host was there just now", "something happened just now"],
)
def test_session_that_may_still_be_running_is_not_ended(services, make_session, times):
    room = make_session(**times)

    assert end_forgotten(services) == 0

    assert state_and_end(services, room) == (RoomState.LIVE, None)


def test_planned_and_ended_sessions_are_left_alone(services, make_session):
    ended = make_session(began=300, host_until=50, state=RoomState.ENDED)
    planned = services.db.write(lambda db: make_room(db, state=RoomState.PLANNED))
    before = state_and_end(services, ended)

    assert end_forgotten(services) == 0

    assert state_and_end(services, ended) == before
    assert services.db.write(lambda db: db.get_one(Room, planned.id).state) is RoomState.PLANNED


def test_operator_may_let_sessions_run_on(services, make_session):
    room = make_session(began=1000, host_until=20)

    settings = replace(services.settings, forgotten_after_minutes=0)
    assert end_forgotten(replace(services, settings=settings)) == 0

    assert state_and_end(services, room)[0] is RoomState.LIVE


def test_failure_to_end_one_session_does_not_block_others(
    services, make_session, monkeypatch, caplog
):
    broken, sound = (make_session(began=130, host_until=55) for _ in range(2))

    def finish(change):
        if change.room.id == broken.id:
            raise KeyError("broken")

    monkeypatch.setattr("webinar.room.sessions.actions.ENDED", [*ENDED, finish])

    assert end_forgotten(services) == 1

    assert (state_and_end(services, broken)[0], state_and_end(services, sound)[0]) == (
        RoomState.LIVE,
        RoomState.ENDED,
    )
    assert f"session {broken.id} is forgotten" in caplog.text
