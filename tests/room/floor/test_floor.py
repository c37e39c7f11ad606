"""One presenter at a time has the floor, and hands it over or loses it to another presenter."""

import threading

import pytest

from tests.factories import make_member
from tests.room.engine.rig import make_scene
from webinar.kit.permissions import Role
from webinar.room.rooms.models import Room, RoomState, TimelineEntry


@pytest.fixture
def aida(db, scene):
    """A second presenter of the scene."""
    return join(db, scene, "Aida", Role.PRESENTER)


def join(db, scene, name, role):
    return db.write(lambda s: make_member(s, s.get(Room, scene.room.id), name, role))


def floor(rig, member):
    return rig.snapshot(member)["floor"]


def take(rig, member, holder=None):
    return rig.do(member, "floor.take", holder=holder and holder.number)


def kinds(db, room):
    with db.read() as session:
        entries = session.query(TimelineEntry).filter_by(room_id=room.id)
        return [entry.kind for entry in entries.order_by(TimelineEntry.id)]


def test_every_presenter_moves_slides_until_someone_takes_the_floor(rig, scene, aida):
    assert floor(rig, aida) == {"holder": None, "offered": None}
    assert rig.do(scene.host, "slide.go", slide=1)["ok"]
    assert rig.do(aida, "slide.go", slide=2)["ok"]


def test_host_who_starts_the_session_gets_the_floor(db, rig):
    scene = make_scene(db, state=RoomState.PLANNED)

    rig.do(scene.host, "room.start")

    assert floor(rig, scene.host)["holder"] == scene.host.number


def test_floor_taken_before_the_start_is_kept(db, rig):
    scene = make_scene(db, state=RoomState.PLANNED)
    aida = join(db, scene, "Aida", Role.PRESENTER)
    take(rig, aida)

    rig.do(scene.host, "room.start")

    assert floor(rig, aida)["holder"] == aida.number


def test_only_the_floor_holder_moves_the_slides(rig, scene, aida):
    take(rig, aida)

    refused = rig.do(scene.host, "slide.go", slide=1)

    assert refused["code"] == "floor_elsewhere"
    assert rig.snapshot(scene.ada)["room"]["slide"] == 0
    assert rig.do(aida, "slide.go", slide=1)["ok"]


def test_floor_can_be_taken_over_at_any_time(rig, scene, aida):
    take(rig, aida)

    take(rig, scene.host, aida)

    assert rig.do(scene.host, "slide.go", slide=1)["ok"]
    assert rig.do(aida, "slide.go", slide=2)["code"] == "floor_elsewhere"


def test_takeover_from_an_outdated_holder_is_refused(rig, scene, aida):
    """Two presenters press at once, and the second still sees the earlier holder."""
    take(rig, scene.host)
    take(rig, aida, scene.host)

    refused = take(rig, scene.host, None)

    assert refused["code"] == "floor_moved"
    assert floor(rig, aida)["holder"] == aida.number


def test_only_one_of_two_simultaneous_takeovers_succeeds(db, rig, scene, aida):
    bela = join(db, scene, "Bela", Role.PRESENTER)
    take(rig, scene.host)
    barrier, answers = threading.Barrier(2), []

    def press(member):
        barrier.wait()
        answers.append(take(rig, member, scene.host))

    threads = [threading.Thread(target=press, args=[member]) for member in (aida, bela)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert sorted(answer["ok"] for answer in answers) == [False, True]
    assert [answer["code"] for answer in answers if not answer["ok"]] == ["floor_moved"]


def test_floor_is_offered_and_accepted(db, rig, scene, aida):
    take(rig, scene.host)

    rig.do(scene.host, "floor.offer", member=aida.number)

    assert floor(rig, aida) == {"holder": scene.host.number, "offered": aida.number}
    assert rig.do(scene.host, "slide.go", slide=1)["ok"], "an offer takes nothing away"
    take(rig, aida, scene.host)
    assert floor(rig, aida) == {"holder": aida.number, "offered": None}
    assert kinds(db, scene.room) == ["floor.taken", "floor.offered", "slide.moved", "floor.taken"]


def test_offer_can_be_declined_or_withdrawn(rig, scene, aida):
    take(rig, scene.host)
    rig.do(scene.host, "floor.offer", member=aida.number)

    rig.do(aida, "floor.decline")

    assert floor(rig, aida) == {"holder": scene.host.number, "offered": None}
    rig.do(scene.host, "floor.offer", member=aida.number)
    rig.do(scene.host, "floor.offer", member=None)
    assert floor(rig, aida)["offered"] is None


def test_holder_withdraws_an_offer_by_taking_the_floor_again(rig, scene, aida):
    take(rig, scene.host)
    rig.do(scene.host, "floor.offer", member=aida.number)

    take(rig, scene.host, scene.host)

    assert floor(rig, aida) == {"holder": scene.host.number, "offered": None}


def test_decline_by_somebody_else_changes_nothing(db, rig, scene, aida):
    bela = join(db, scene, "Bela", Role.PRESENTER)
    take(rig, scene.host)
    rig.do(scene.host, "floor.offer", member=aida.number)

    rig.do(bela, "floor.decline")

    assert floor(rig, aida)["offered"] == aida.number


@pytest.mark.parametrize("role", [Role.MODERATOR, Role.INTERPRETER, Role.PARTICIPANT])
def test_floor_is_offered_only_to_other_presenters(db, rig, scene, role):
    other = join(db, scene, "Other", role)
    take(rig, scene.host)

    assert rig.do(scene.host, "floor.offer", member=other.number)["code"] == "not_a_presenter"
    assert rig.do(scene.host, "floor.offer", member=scene.host.number)["code"] == "not_a_presenter"
    assert rig.do(scene.host, "floor.offer", member=99)["code"] == "not_a_presenter"


def test_presenter_without_the_floor_cannot_offer_it(rig, scene, aida):
    take(rig, scene.host)

    assert rig.do(aida, "floor.offer", member=scene.host.number)["code"] == "floor_elsewhere"


def test_hosts_hear_of_the_floor_holder_but_participants_do_not(db, rig, scene, aida):
    moderator = join(db, scene, "Mira", Role.MODERATOR)

    take(rig, aida)

    for member in (scene.host, aida, moderator):
        assert "floor.changed" in rig.names_heard_by(member)
        assert floor(rig, member)["holder"] == aida.number
    assert rig.heard_by(scene.ada) == []
    assert rig.snapshot(scene.ada)["floor"] is None
