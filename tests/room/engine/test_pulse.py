"""Frequent states are merged: after many changes, the newest state is sent once."""

import logging
import threading

from sqlalchemy import event, select
from sqlalchemy.exc import OperationalError

from tests.factories import make_poll
from tests.room.engine.rig import Rig, make_scene
from webinar.live.polls.models import Poll
from webinar.room.engine import pulse
from webinar.room.engine.connections import Connection
from webinar.room.engine.wire import Audience
from webinar.room.rooms.models import Room


def open_tea(db, scene):
    db.write(lambda s: make_poll(s, s.get(Room, scene.room.id), "a", "b"))


def test_many_votes_between_two_beats_make_one_tally(db, rig, scene):
    open_tea(db, scene)
    for option in ("a", "b", "a"):
        rig.do(scene.ada, "poll.vote", poll="tea", options=[option])
    rig.do(scene.bek, "poll.vote", poll="tea", options=["b"])

    rig.beat()
    rig.beat()

    [(_, body)] = [event for event in rig.heard_by(scene.host) if event[0] == "poll.tally"]
    version = rig.snapshot(scene.host)["version"]
    assert body == {"poll": "tea", "tally": {"a": 1, "b": 1}, "voters": 2, "version": version}


def test_states_are_not_part_of_the_sequence(db, rig, scene):
    open_tea(db, scene)
    said = rig.snapshot(scene.host)["said"]
    rig.do(scene.ada, "poll.vote", poll="tea", options=["a"])

    rig.beat()

    assert rig.snapshot(scene.host)["said"] == said
    assert all("after" not in body for _, body in rig.heard_by(scene.host))


def test_tick_carries_the_last_version_of_each_audience(rig, scene):
    rig.do(scene.host, "slide.go", slide=1)
    rig.do(scene.ada, "member.language", language="kk")

    rig.tick(scene.room.id)

    [(_, tick)] = [event for event in rig.heard_by(scene.ada) if event[0] == "room.tick"]
    assert tick == {"said": {"everyone": 1, "hosts": 0}, "version": 2}
    assert tick["said"]["everyone"] == rig.snapshot(scene.ada)["said"]["everyone"]


def test_a_room_that_nobody_watches_gets_no_tick(rig, scene):
    rig.pulse._next_tick = 0.0

    rig.beat()

    assert rig.said == []


def test_tick_waits_for_pending_broadcasts_of_its_room(db, scene, monkeypatch):
    """Planted fault: the tick named a version not yet broadcast, and every client refetched."""
    ticked = []

    class Slow(Rig):
        def _speak(self, room_id, settled):
            if not ticked:
                ticked.append(True)
                self.tick(room_id)  # the change is committed, but not broadcast yet
            super()._speak(room_id, settled)

    rig = Slow(db)
    rig.do(scene.host, "slide.go", slide=1)
    until_idle(rig.queue)

    assert [name for name, _ in rig.heard_by(scene.ada)] == ["slide.moved", "room.tick"]


def test_tick_leaves_out_versions_still_travelling_between_processes(rig, scene, monkeypatch):
    now = 1000.0
    monkeypatch.setattr(pulse.time, "monotonic", lambda: now)
    rig.others.travel_seconds = 1.0
    rig.tick(scene.room.id)
    rig.do(scene.host, "slide.go", slide=1)
    early = rig.names_heard_by(scene.ada)

    now += 1.5
    rig.beat()

    assert early == ["slide.moved"]
    assert rig.heard_by(scene.ada)[1][1]["said"] == {"everyone": 0, "hosts": 0}


def test_tick_missed_on_a_locked_database_comes_at_the_next_beat(db, rig, scene):
    """Planted fault: the beat failed with a traceback, and the tick was left out."""

    def fail(_connection):
        raise OperationalError("BEGIN", {}, Exception("database is locked"))

    rig.connections.add(Connection("a", "a", scene.room.id, scene.ada.id, 0))
    rig.pulse._next_tick = 0.0
    event.listen(db._reader, "begin", fail, insert=True)
    rig.beat()
    silent = rig.said == []
    event.remove(db._reader, "begin", fail)
    rig.beat()

    assert silent
    assert rig.names_heard_by(scene.ada) == ["room.tick"]


def test_missed_broadcast_makes_every_client_fetch_a_snapshot(rig, scene, monkeypatch):
    """Planted fault: a tally lost on the way stayed wrong until the next vote."""
    now = 1000.0
    monkeypatch.setattr(pulse.time, "monotonic", lambda: now)
    rig.connections.add(Connection("a", "a", scene.room.id, scene.ada.id, 0))
    rig.pulse._next_tick = now + 9
    missed = [True, True, True]
    monkeypatch.setattr(rig.others, "has_missed", lambda: bool(missed) and missed.pop())

    for _ in range(4):
        rig.beat()
    heard = [body.get("missed") for _, body in rig.heard_by(scene.ada)]
    now += pulse.APART_SECONDS
    rig.beat()

    assert heard == [True], "clients must not fetch a snapshot at every beat"
    assert [body.get("missed") for _, body in rig.heard_by(scene.ada)] == [True, True]


def test_missed_broadcast_is_reported_at_once_even_after_a_recent_tick(rig, scene, monkeypatch):
    """Planted fault: the tick counted as a repair, and the next tick came five seconds later."""
    now = 1000.0
    monkeypatch.setattr(pulse.time, "monotonic", lambda: now)
    rig.connections.add(Connection("a", "a", scene.room.id, scene.ada.id, 0))
    rig.pulse._next_tick = now
    rig.beat()
    monkeypatch.setattr(rig.others, "has_missed", lambda: True)

    now += pulse.BEAT_SECONDS
    rig.beat()

    assert [body.get("missed") for _, body in rig.heard_by(scene.ada)] == [None, True]


def test_hosts_keep_refetching_while_processes_are_apart(rig, scene, monkeypatch):
    now = 1000.0
    monkeypatch.setattr(pulse.time, "monotonic", lambda: now)
    monkeypatch.setattr(type(rig.others), "is_apart", True)
    for member in (scene.host, scene.ada):
        rig.connections.add(Connection(member.name, "", scene.room.id, member.id, 0))

    for _ in range(4):
        rig.beat()
        now += pulse.APART_SECONDS / 2

    assert [body.get("missed") for _, body in rig.heard_by(scene.ada)] == [None, None]
    assert [body.get("missed") for _, body in rig.heard_by(scene.host)] == [None, True, None, True]


def until_idle(queue):
    for _ in range(2000):
        if not queue._lanes:
            return
        threading.Event().wait(0.005)
    raise TimeoutError("the queue was never idle")


def test_refused_command_stirs_no_topic(db, rig, scene):
    open_tea(db, scene)
    rig.do(scene.ada, "poll.vote", poll="tea", options=["nonsense"])

    rig.beat()

    assert rig.said == []


def test_failing_beat_of_one_room_does_not_affect_the_others(db, scene, caplog):
    """Planted fault: one room with an unreadable state silenced all rooms after it."""
    rig, other = Rig(db), make_scene(db)
    rig.pulse.stir(999_999, [("room.people", "")])
    rig.pulse.stir(other.room.id, [("room.people", "")])

    with caplog.at_level(logging.CRITICAL):
        rig.beat()

    assert rig.names_heard_by(other.host) == ["room.people"]


def test_state_missed_on_a_busy_database_is_sent_at_the_next_beat(db, rig, scene):
    def fail(_connection):
        raise OperationalError("BEGIN", {}, Exception("database is locked"))

    open_tea(db, scene)
    rig.do(scene.ada, "poll.vote", poll="tea", options=["a"])

    event.listen(db._reader, "begin", fail, insert=True)
    rig.beat()
    silent = "poll.tally" not in rig.names_heard_by(scene.host)
    event.remove(db._reader, "begin", fail)
    rig.beat()

    assert silent
    assert "poll.tally" in rig.names_heard_by(scene.host)


def test_tally_is_addressed_only_to_hosts(db, rig, scene):
    open_tea(db, scene)
    rig.do(scene.ada, "poll.vote", poll="tea", options=["a"])
    rig.beat()

    addressed = {message.to for message in rig.said if message.name == "poll.tally"}

    assert addressed == {f"{Audience.HOSTS}:{scene.room.id}"}
    with db.read() as session:
        assert session.scalars(select(Poll).filter_by(key="tea")).one().state.value == "open"


def test_long_state_waits_before_it_is_sent_again(rig, scene, monkeypatch):
    """Planted fault: the pause was forgotten at once."""
    monkeypatch.setattr(pulse, "BYTES_PER_BEAT", 50)
    now = 1000.0
    monkeypatch.setattr(pulse.time, "monotonic", lambda: now)

    def count_people_broadcasts():
        rig.pulse.stir(scene.room.id, [("room.people", "")])
        rig.beat()
        return [name for name, _ in rig.heard_by(scene.host)].count("room.people")

    assert count_people_broadcasts() == 1
    assert count_people_broadcasts() == 1
    now += 60
    # The changes made during the pause are sent once.
    assert count_people_broadcasts() == 2
