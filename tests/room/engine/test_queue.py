"""The room's queue answers all threads, in the order of the commits."""

import logging
import threading
from concurrent.futures import ThreadPoolExecutor

import pytest
from sqlalchemy import func, select

from tests.factories import make_member, make_poll
from tests.room.engine.rig import Rig, make_scene, new_op_id
from webinar.kit.errors import Refused
from webinar.live.polls.models import Ballot, Choice
from webinar.live.steps.models import Step
from webinar.room.engine import room_queue
from webinar.room.rooms.models import Room


def at_once(work, items, threads=16):
    """Call `work` for each item, all starting together, in real threads."""
    barrier = threading.Barrier(threads)

    def start(number):
        barrier.wait()
        return [work(item) for item in items[number::threads]]

    with ThreadPoolExecutor(threads) as pool:
        return [result for results in pool.map(start, range(threads)) for result in results]


@pytest.fixture
def crowd(db, scene):
    """Forty members of a session with an open poll `tea` and its options a and b."""

    def build(s):
        room = s.get(Room, scene.room.id)
        make_poll(s, room, "a", "b")
        return [make_member(s, room, f"Member {number}") for number in range(40)]

    return db.write(build)


def test_concurrent_voters_are_each_counted_once(db, rig, scene, crowd):
    votes = [(member, option) for member in crowd for option in "ab"]

    answers = at_once(
        lambda vote: rig.do(vote[0], "poll.vote", poll="tea", options=[vote[1]]), votes
    )

    assert all(answer["ok"] for answer in answers)
    with db.read() as session:
        assert session.scalar(select(func.count()).select_from(Ballot)) == 40
        assert session.scalar(select(func.count()).select_from(Choice)) == 40


def test_member_voting_on_many_sockets_has_one_ballot(db, rig, scene, crowd):
    """Planted fault: without the table's key, two of these votes leave two ballots."""
    votes = ["a", "b"] * 25

    answers = at_once(
        lambda option: rig.do(crowd[0], "poll.vote", poll="tea", options=[option]), votes
    )

    assert all(answer["ok"] for answer in answers)
    with db.read() as session:
        assert session.scalar(select(func.count()).select_from(Choice)) == 1
    bodies = [body["options"] for name, body in rig.heard_by(crowd[0]) if name == "poll.voted"]
    mine = {poll["poll"]: poll["mine"] for poll in rig.snapshot(crowd[0])["polls"]}
    assert mine["tea"] == bodies[-1]


def test_same_command_on_many_sockets_runs_once(db, rig, scene):
    proposal = {"text": "Meet again", "language": "en", "op_id": new_op_id()}

    answers = at_once(lambda _: rig.ask(scene.ada, "step.propose", **proposal), range(32))

    assert all(answer == answers[0] for answer in answers) and answers[0]["ok"]
    with db.read() as session:
        assert session.scalar(select(func.count()).select_from(Step)) == 1


def test_broadcasts_arrive_in_version_order(rig, scene):
    slides = [number % 3 for number in range(64)]

    at_once(lambda slide: rig.do(scene.host, "slide.go", slide=slide), slides)

    versions = [body["version"] for _, body in rig.heard_by(scene.ada)]
    afters = [body["after"] for _, body in rig.heard_by(scene.ada)]
    assert len(versions) == 64
    assert afters == [0, *versions[:-1]]


def test_sender_is_acknowledged_only_after_the_broadcast(db, scene):
    emitted_versions = []

    class Slow(Rig):
        def emit(self, event, body, to=None, **options):
            super().emit(event, body, to, **options)
            emitted_versions.append(body["version"])

    rig = Slow(db)

    def go(slide):
        answer = rig.do(scene.host, "slide.go", slide=slide)
        assert answer["version"] <= max(emitted_versions)

    at_once(go, [number % 3 for number in range(48)])


def test_rooms_do_not_wait_for_each_other(db, rig, scene):
    other = make_scene(db)
    inside, leave = threading.Event(), threading.Event()

    def hold(_room_id, _settled):
        inside.set()
        assert leave.wait(10)

    held = room_queue.RoomQueue(db, hold)
    thread = threading.Thread(target=lambda: held.run(scene.room.id, lambda change: None))
    thread.start()
    assert inside.wait(10)

    answer = rig.do(other.host, "slide.go", slide=1)
    leave.set()
    thread.join(10)

    assert answer["ok"]


def test_full_queue_asks_to_try_again(db, scene, monkeypatch):
    monkeypatch.setattr(room_queue, "WAITING_ROOM", 0)
    rig = Rig(db)

    answer = rig.do(scene.host, "slide.go", slide=1)

    assert answer == {"ok": False, "code": "try_again", "retry": True}


def test_next_tick_reveals_a_failed_broadcast(db, scene, caplog):
    class Deaf(Rig):
        deaf = True

        def emit(self, event, body, to=None, **options):
            if self.deaf:
                raise RuntimeError("no line")
            super().emit(event, body, to, **options)

    rig = Deaf(db)
    with caplog.at_level(logging.CRITICAL):
        answer = rig.do(scene.host, "slide.go", slide=1)
    rig.deaf = False
    rig.tick(scene.room.id)

    assert answer["ok"]
    assert rig.heard_by(scene.ada) == [
        ("room.tick", {"said": {"everyone": answer["version"], "hosts": 0}, "version": 1})
    ]


def test_server_work_returns_its_result_or_raises_its_error(rig, scene):
    def break_(_change):
        raise ValueError("planted fault")

    def refuse(_change):
        raise Refused("not_now")

    assert rig.queue.run(scene.room.id, lambda change: change.room.code) == scene.room.code
    with pytest.raises(ValueError, match="planted fault"):
        rig.queue.run(scene.room.id, break_)
    with pytest.raises(Refused, match="not_now"):
        rig.queue.run(scene.room.id, refuse)


def test_missing_room_fails_only_its_own_commands(rig, scene, caplog):
    with caplog.at_level(logging.CRITICAL):
        answer = rig.gateway.answer(999_999, scene.host.id, "slide.go", _go())

    assert answer["code"] == "internal"
    assert rig.do(scene.host, "slide.go", slide=1)["ok"]


def _go():
    return {"slide": 1, "op_id": new_op_id()}
