"""A poll with a countdown closes by itself, once, a little later than the screens say."""

from datetime import datetime, timedelta

import pytest

from tests.live.polls.asking import last_heard, poll_shown_to, vote
from webinar.kit import clock
from webinar.room.engine.timers import Timers


@pytest.fixture
def advance(monkeypatch):
    """`advance(seconds)` moves the clock forward."""
    elapsed_s = [0.0]
    now = clock.now

    monkeypatch.setattr(clock, "now", lambda: now() + timedelta(seconds=elapsed_s[0]))

    def advance_clock(seconds):
        elapsed_s[0] += seconds

    return advance_clock


def state(rig, scene):
    return poll_shown_to(rig, scene.ada, "which")["state"]


def test_poll_closes_when_its_time_and_the_grace_for_late_votes_are_over(db, rig, scene, advance):
    timers = Timers(db, rig.queue)
    rig.do(scene.host, "poll.open", poll="which", seconds=60)
    closes_at = datetime.fromisoformat(poll_shown_to(rig, scene.ada, "which")["closes_at"])
    advance(61)
    timers.look()
    assert state(rig, scene) == "open"
    assert vote(rig, scene.ada, "which", options=["a"])["ok"]

    advance(2)
    Timers(db, rig.queue).look()
    timers.look()

    assert state(rig, scene) == "closed"
    assert rig.names_heard_by(scene.ada).count("poll.closed") == 1
    assert (
        timedelta(seconds=59)
        < closes_at - (clock.now() - timedelta(seconds=63))
        <= timedelta(seconds=60)
    )


def test_a_host_gives_more_time(db, rig, scene, advance):
    rig.do(scene.host, "poll.open", poll="which", seconds=60)

    rig.do(scene.host, "poll.extend", poll="which", seconds=30)

    advance(70)
    Timers(db, rig.queue).look()
    assert state(rig, scene) == "open"
    closes_at = last_heard(rig, scene.ada, "poll.extended")["closes_at"]
    assert closes_at == poll_shown_to(rig, scene.ada, "which")["closes_at"]
    advance(23)
    Timers(db, rig.queue).look()
    assert state(rig, scene) == "closed"


def test_poll_without_a_countdown_can_get_one(db, rig, scene, advance):
    rig.do(scene.host, "poll.open", poll="which")
    assert "closes_at" not in poll_shown_to(rig, scene.ada, "which")

    rig.do(scene.host, "poll.extend", poll="which", seconds=30)

    advance(33)
    Timers(db, rig.queue).look()
    assert state(rig, scene) == "closed"


def test_poll_closed_early_is_not_closed_again(db, rig, scene, advance):
    rig.do(scene.host, "poll.open", poll="which", seconds=5)
    rig.do(scene.host, "poll.close", poll="which")
    rig.do(scene.host, "poll.reveal", poll="which")

    advance(60)
    Timers(db, rig.queue).look()

    assert state(rig, scene) == "revealed"
    assert rig.names_heard_by(scene.ada).count("poll.closed") == 1


def test_only_an_open_poll_can_be_extended(rig, scene):
    assert rig.do(scene.host, "poll.extend", poll="which", seconds=30)["code"] == "poll_not_open"
