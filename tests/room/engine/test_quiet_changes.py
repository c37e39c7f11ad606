"""Arrivals and presence leave alone what participants share, and any other change does not."""

import pytest

from tests.room.engine.rig import job, version_of
from webinar.kit import clock
from webinar.kit.tokens import new_token
from webinar.live.presence.actions import Recorder
from webinar.room.engine.batch import settle
from webinar.room.engine.jobs import Job
from webinar.room.engine.presence import Sighting
from webinar.room.engine.registry import PARTS
from webinar.room.rooms.models import Room
from webinar.room.sessions.arrivals import Arrivals
from webinar.room.sessions.seating import Arrival, join_many
from webinar.room.sessions.wire import RoomStarted


@pytest.fixture
def made(monkeypatch):
    """The names and readers of the shared parts that were made and may be kept."""
    made = []

    def watch(name, part):
        make_shared = part.shared

        def record(db, room, reader):
            made.append((name, reader.language))
            return make_shared(db, room, reader)

        monkeypatch.setattr(part, "shared", record)

    for name, part in PARTS.items():
        if part.shared is not None and part.stamp is not None:
            watch(name, part)
    return made


def arrival(name="Dana", token=None):
    return Arrival(token or new_token(), name, "en")


def shared_version(db, room):
    with db.read() as session:
        return session.get(Room, room.id).shared_version


def sighting(member, is_open=True, has_left=False):
    now = clock.now()
    return Sighting(member.id, now, now, is_open=is_open, is_new=True, has_left=has_left)


def see(rig, scene, *sightings):
    record = Recorder("this process")
    return rig.queue.run(scene.room.id, lambda change: record(change, sightings), keeps_cache=True)


def test_shared_parts_are_made_once_while_many_join(rig, scene, made):
    arrivals = Arrivals(rig.queue.run)
    for number in range(20):
        arrivals.seat(scene.room.id, arrival(f"N{number}"))
        see(rig, scene, sighting(scene.bek))
        rig.snapshot(scene.ada)

    assert ("room", "en") in made
    assert len(made) == len(set(made))


def test_snapshot_keeps_its_tag_while_others_join(rig, scene):
    before = rig.snapshot(scene.ada)
    Arrivals(rig.queue.run).seat(scene.room.id, arrival())

    after = rig.snapshot(scene.ada)
    answer = rig.ask(scene.ada, "room.snapshot", have=before["tag"])

    assert after["version"] > before["version"]
    assert after["tag"] == before["tag"]
    assert answer["same"] is True


def test_hosts_snapshot_changes_when_somebody_joins(rig, scene):
    before = rig.snapshot(scene.host)
    Arrivals(rig.queue.run).seat(scene.room.id, arrival())

    assert rig.snapshot(scene.host)["tag"] != before["tag"]


def test_arrivals_and_presence_in_one_batch_are_quiet_together(db, rig, scene):
    before, version = shared_version(db, scene.room), version_of(db, scene.room)
    works = [
        lambda change: join_many(change, [arrival()]),
        lambda change: Recorder("this process")(change, [sighting(scene.bek)]),
    ]

    jobs = [Job(work=work) for work in works]
    db.write(lambda session: settle(session, scene.room.id, jobs, clock.now()))

    assert shared_version(db, scene.room) == before
    assert version_of(db, scene.room) == version + 1


def test_command_in_the_same_batch_makes_the_arrival_loud(db, rig, scene):
    before = shared_version(db, scene.room)
    jobs = [
        Job(work=lambda change: join_many(change, [arrival()])),
        job(scene.bek, "step.propose", text="Meet", language="en"),
    ]

    db.write(lambda session: settle(session, scene.room.id, jobs, clock.now()))

    assert shared_version(db, scene.room) > before
    assert [step["text"] for step in rig.snapshot(scene.ada)["steps"]] == ["Meet"]


def test_return_under_another_name_is_not_quiet(db, rig, scene):
    token, arrivals = new_token(), Arrivals(rig.queue.run)
    arrivals.seat(scene.room.id, arrival("Dan", token))
    before = shared_version(db, scene.room)

    arrivals.seat(scene.room.id, arrival("Dana", token))

    assert shared_version(db, scene.room) > before


def test_departure_that_features_follow_is_not_quiet(db, rig, scene):
    see(rig, scene, sighting(scene.bek))
    before = shared_version(db, scene.room)

    see(rig, scene, sighting(scene.bek, is_open=False, has_left=True))

    assert shared_version(db, scene.room) > before


def test_change_that_speaks_to_everybody_is_not_quiet(db, rig, scene):
    before = shared_version(db, scene.room)

    def speak_and_claim_otherwise(change):
        change.room.slide = 1
        change.announce(RoomStarted(started_at="2026-12-01T10:00:00+00:00"))
        change.pass_quietly()

    rig.queue.run(scene.room.id, speak_and_claim_otherwise)

    assert shared_version(db, scene.room) > before


def test_refused_arrivals_leave_the_version_alone(db, rig, scene):
    before = version_of(db, scene.room), shared_version(db, scene.room)

    with pytest.raises(Exception, match="name_empty"):
        Arrivals(rig.queue.run).seat(scene.room.id, arrival(" "))

    assert (version_of(db, scene.room), shared_version(db, scene.room)) == before


def test_quiet_changes_before_and_after_a_loud_one_hide_nothing(rig, scene):
    arrivals = Arrivals(rig.queue.run)
    titles = []
    for number in range(3):
        arrivals.seat(scene.room.id, arrival(f"A{number}"))
        rig.snapshot(scene.ada)
        rig.do(scene.bek, "step.propose", text=f"Step {number}", language="en")
        arrivals.seat(scene.room.id, arrival(f"B{number}"))
        titles.append(len(rig.snapshot(scene.ada)["steps"]))

    assert titles == [1, 2, 3]
