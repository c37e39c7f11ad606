"""Frequent states are merged: however many changes, the newest state is said once."""

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

    [(_, body)] = [one for one in rig.heard_by(scene.host) if one[0] == "poll.tally"]
    version = rig.snapshot(scene.host)["version"]
    assert body == {"poll": "tea", "tally": {"a": 1, "b": 1}, "voters": 2, "version": version}


def test_a_state_is_not_in_the_sequence(db, rig, scene):
    open_tea(db, scene)
    said = rig.snapshot(scene.host)["said"]
    rig.do(scene.ada, "poll.vote", poll="tea", options=["a"])

    rig.beat()

    assert rig.snapshot(scene.host)["said"] == said
    assert all("after" not in body for _, body in rig.heard_by(scene.host))


def test_a_tick_says_what_each_audience_has_heard(rig, scene):
    rig.do(scene.host, "slide.go", slide=1)
    rig.do(scene.ada, "member.language", language="kk")

    rig.tick(scene.room.id)

    [(_, tick)] = [one for one in rig.heard_by(scene.ada) if one[0] == "room.tick"]
    assert tick == {"said": {"everyone": 1, "hosts": 0}, "version": 2}
    assert tick["said"]["everyone"] == rig.snapshot(scene.ada)["said"]["everyone"]


def test_a_room_that_nobody_watches_gets_no_tick(rig, scene):
    rig.pulse._next_tick = 0.0

    rig.beat()

    assert rig.said == []


def test_a_tick_waits_for_what_its_room_has_yet_to_say(db, scene, monkeypatch):
    """Planted fault: it said the version of a slide that nobody had heard of, and all fetched."""
    ticked = []

    class Slow(Rig):
        def _speak(self, room_id, settled):
            if not ticked:
                ticked.append(True)
                self.tick(room_id)  # committed, and not said yet
            super()._speak(room_id, settled)

    rig = Slow(db)
    rig.do(scene.host, "slide.go", slide=1)
    until_idle(rig.queue)

    assert [name for name, _ in rig.heard_by(scene.ada)] == ["slide.moved", "room.tick"]


def test_a_tick_says_nothing_that_may_be_on_its_way_from_another_process(rig, scene, monkeypatch):
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


def test_a_tick_that_a_busy_database_did_not_give_comes_at_the_next_beat(db, rig, scene, caplog):
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


def test_after_something_was_missed_all_who_are_here_look_for_themselves(rig, scene, monkeypatch):
    """Planted fault: a tally that was lost on the way was wrong until the next vote."""
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

    assert heard == [True], "everybody fetches the snapshot: not at every beat"
    assert [body.get("missed") for _, body in rig.heard_by(scene.ada)] == [True, True]


def test_what_was_missed_is_told_at_once_although_a_tick_came_just_before(rig, scene, monkeypatch):
    """Planted fault: the tick counted as a repair, and the next one came five seconds later."""
    now = 1000.0
    monkeypatch.setattr(pulse.time, "monotonic", lambda: now)
    rig.connections.add(Connection("a", "a", scene.room.id, scene.ada.id, 0))
    rig.pulse._next_tick = now
    rig.beat()
    monkeypatch.setattr(rig.others, "has_missed", lambda: True)

    now += pulse.BEAT_SECONDS
    rig.beat()

    assert [body.get("missed") for _, body in rig.heard_by(scene.ada)] == [None, True]


def test_while_processes_do_not_hear_each_other_hosts_look_for_themselves(rig, scene, monkeypatch):
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
    raise TimeoutError("the queue never was idle")


def test_a_topic_of_a_refused_command_is_not_stirred(db, rig, scene):
    open_tea(db, scene)
    rig.do(scene.ada, "poll.vote", poll="tea", options=["nonsense"])

    rig.beat()

    assert rig.said == []


def test_a_beat_that_fails_costs_the_other_rooms_nothing(db, scene, caplog):
    """Planted: one room whose state could not be read silenced all those after it."""
    rig, other = Rig(db), make_scene(db)
    rig.pulse.stir(999_999, [("room.people", "")])
    rig.pulse.stir(other.room.id, [("room.people", "")])

    with caplog.at_level(logging.CRITICAL):
        rig.beat()

    assert rig.names_heard_by(other.host) == ["room.people"]


def test_a_state_that_a_busy_database_did_not_give_is_said_at_the_next_beat(db, rig, scene):
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


def test_a_tick_that_a_busy_database_did_not_give_comes_with_the_next_beat(db, rig, scene):
    """Planted fault: the beat ended in a traceback, and the tick was left out."""

    def fail(_connection):
        raise OperationalError("BEGIN", {}, Exception("the database is starting up"))

    event.listen(db._reader, "begin", fail, insert=True)
    rig.tick(scene.room.id)
    silent = "room.tick" not in rig.names_heard_by(scene.ada)
    event.remove(db._reader, "begin", fail)
    rig.connections.add(Connection("ada", "ada", scene.room.id, scene.ada.id, 0))
    rig.beat()

    assert silent
    assert "room.tick" in rig.names_heard_by(scene.ada)


def test_only_hosts_are_addressed_with_a_tally(db, rig, scene):
    open_tea(db, scene)
    rig.do(scene.ada, "poll.vote", poll="tea", options=["a"])
    rig.beat()

    addressed = {one.to for one in rig.said if one.name == "poll.tally"}

    assert addressed == {f"{Audience.HOSTS}:{scene.room.id}"}
    with db.read() as session:
        assert session.scalars(select(Poll).filter_by(key="tea")).one().state.value == "open"


def test_a_long_state_rests_before_it_is_said_again(rig, scene, monkeypatch):
    """Planted fault: the rest was forgotten at once."""
    monkeypatch.setattr(pulse, "BYTES_PER_BEAT", 50)
    now = 1000.0
    monkeypatch.setattr(pulse.time, "monotonic", lambda: now)

    def people_said():
        rig.pulse.stir(scene.room.id, [("room.people", "")])
        rig.beat()
        return [name for name, _ in rig.heard_by(scene.host)].count("room.people")

    assert people_said() == 1
    assert people_said() == 1
    now += 60
    # What was stirred meanwhile is said once.
    assert people_said() == 2
