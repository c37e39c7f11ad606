"""Raised hands form a queue, from which a host calls one person at a time."""

from datetime import timedelta

import pytest
from sqlalchemy import func, select

from tests.factories import make_member
from tests.room.engine.rig import make_scene
from tests.room.engine.test_queue import at_once
from webinar.kit import clock
from webinar.kit.permissions import Role
from webinar.live.signals import queries
from webinar.live.signals.models import Hand
from webinar.room.engine.lifecycle import DUE
from webinar.room.engine.models import Deadline, Interval
from webinar.room.rooms.models import Room, TimelineEntry


def queue(rig, scene):
    """Return `(name, called)` of each hand, in the hosts' order."""
    return [(hand["name"], hand["called"]) for hand in rig.snapshot(scene.host)["signals"]["hands"]]


def own_hand(rig, member):
    return rig.snapshot(member)["signals"]["hand"]


def hands_heard_by(rig, member):
    return [body["set"]["hand"] for name, body in rig.heard_by(member) if name == "signals.hand"]


def raise_both(rig, scene):
    for member in (scene.bek, scene.ada):
        assert rig.do(member, "hand.raise")["ok"]


def record_connection(db, member, ago):
    """Record a connection of this member that was last heard `ago` before now."""
    at = clock.now() - ago
    db.write(
        lambda s: s.add(
            Interval(
                room_id=member.room_id,
                member_id=member.id,
                boot="boot",
                began_at=at - timedelta(minutes=1),
                last_heard_at=at,
            )
        )
    )


def backdate(db, ago):
    """Pretend that all hands were raised `ago` before now."""
    db.write(lambda s: [setattr(hand, "raised_at", clock.now() - ago) for hand in s.query(Hand)])


def look(rig, room):
    rig.queue.run(room.id, lambda change: DUE["hands.look"](change, ""))


def kinds(db):
    with db.read() as session:
        return list(session.scalars(select(TimelineEntry.kind).order_by(TimelineEntry.id)))


def test_hands_queue_in_the_order_the_server_heard_them(rig, scene):
    raise_both(rig, scene)

    assert queue(rig, scene) == [("Bek", False), ("Ada", False)]


def test_raising_a_hand_again_keeps_the_place(rig, scene):
    raise_both(rig, scene)

    rig.do(scene.bek, "hand.raise")

    assert queue(rig, scene) == [("Bek", False), ("Ada", False)]
    assert hands_heard_by(rig, scene.bek) == ["up", "up"]


def test_hands_raised_in_one_batch_keep_their_order_once_each(rig, scene):
    rig.batch(*((member, "hand.raise", {}) for member in (scene.bek, scene.ada, scene.bek)))

    assert queue(rig, scene) == [("Bek", False), ("Ada", False)]


def test_concurrent_presses_raise_one_hand_per_member(db, rig, scene):
    """Planted fault: without the unique constraint and the lock, some members had two hands."""
    members = db.write(
        lambda s: [make_member(s, s.get(Room, scene.room.id), f"M{n}") for n in range(20)]
    )

    answers = at_once(lambda member: rig.do(member, "hand.raise"), members * 3)

    assert all(answer["ok"] for answer in answers)
    with db.read() as session:
        assert session.scalar(select(func.count()).select_from(Hand)) == 20


def test_concurrent_calls_leave_one_person_called(db, rig, scene):
    members = db.write(
        lambda s: [make_member(s, s.get(Room, scene.room.id), f"M{n}") for n in range(16)]
    )
    for member in members:
        rig.do(member, "hand.raise")

    answers = at_once(lambda member: rig.do(scene.host, "hand.call", member=member.number), members)

    assert all(answer["ok"] for answer in answers)
    assert queue(rig, scene) == [(name, True) for name, called in queue(rig, scene) if called]
    assert len(queue(rig, scene)) == 1


def test_only_the_called_person_hears_the_call(rig, scene):
    raise_both(rig, scene)

    rig.do(scene.host, "hand.call", member=scene.ada.number)

    assert hands_heard_by(rig, scene.ada) == ["up", "called"]
    assert own_hand(rig, scene.ada) == "called"
    assert hands_heard_by(rig, scene.bek) == ["up"]
    assert queue(rig, scene) == [("Ada", True), ("Bek", False)]


def test_calling_the_next_lowers_the_previous_hand(rig, scene):
    raise_both(rig, scene)

    for member in (scene.bek, scene.ada):
        rig.do(scene.host, "hand.call", member=member.number)

    assert queue(rig, scene) == [("Ada", True)]
    assert hands_heard_by(rig, scene.bek) == ["up", "called", None]


def test_calling_the_same_person_twice_is_one_call(rig, scene):
    raise_both(rig, scene)

    for _ in range(2):
        assert rig.do(scene.host, "hand.call", member=scene.bek.number)["ok"]

    assert hands_heard_by(rig, scene.bek) == ["up", "called"]


def test_member_without_a_raised_hand_cannot_be_called(rig, scene):
    assert rig.do(scene.host, "hand.call", member=scene.ada.number)["code"] == "hand_not_raised"


def test_a_hand_of_another_session_is_not_found(db, rig, scene):
    other = make_scene(db)
    rig.do(other.bek, "hand.raise")

    assert rig.do(scene.host, "hand.call", member=other.bek.number)["code"] == "hand_not_raised"
    rig.do(scene.host, "hand.dismiss", member=other.bek.number)
    rig.do(scene.host, "hand.dismiss_all")
    assert queue(rig, other) == [("Bek", False)]


@pytest.mark.parametrize("lowered_by", ["owner", "host", "all", "twice"])
def test_a_hand_is_lowered_by_its_owner_or_by_a_host(rig, scene, lowered_by):
    raise_both(rig, scene)

    if lowered_by == "all":
        rig.do(scene.host, "hand.dismiss_all")
    else:
        rig.do(scene.ada, "hand.raise")
        for _ in range(2 if lowered_by == "twice" else 1):
            if lowered_by == "host":
                rig.do(scene.host, "hand.dismiss", member=scene.bek.number)
            else:
                rig.do(scene.bek, "hand.lower")

    assert queue(rig, scene) == ([] if lowered_by == "all" else [("Ada", False)])
    assert hands_heard_by(rig, scene.bek)[-1] is None
    assert own_hand(rig, scene.bek) is None


def hands_up(rig, scene):
    return rig.snapshot(scene.host)["signals"]["up"]


@pytest.mark.parametrize("shown", [1, 2, 30])
def test_whoever_has_the_floor_is_no_raised_hand(rig, scene, shown, monkeypatch):
    """Also when the queue is longer than what hosts see of it."""
    monkeypatch.setattr(queries, "HANDS_SHOWN", shown)
    raise_both(rig, scene)
    assert hands_up(rig, scene) == 2

    rig.do(scene.host, "hand.call", member=scene.ada.number)

    assert hands_up(rig, scene) == 1
    rig.do(scene.host, "hand.call", member=scene.bek.number)
    assert hands_up(rig, scene) == 0


def test_only_hosts_hear_the_queue(rig, scene):
    raise_both(rig, scene)
    rig.beat()

    bodies = [body for name, body in rig.heard_by(scene.host) if name == "signals.hands"]
    assert [hand["name"] for hand in bodies[-1]["set"]["hands"]] == ["Bek", "Ada"]
    assert bodies[-1]["set"]["up"] == 2
    assert "signals.hands" not in rig.names_heard_by(scene.ada)
    assert rig.snapshot(scene.ada)["signals"].keys() == {
        "reactions",
        "hand",
        "slower_at",
        "unclear_at",
    }


def test_hand_outlives_a_nine_minute_absence_but_not_ten(db, rig, scene):
    raise_both(rig, scene)
    backdate(db, timedelta(hours=1))
    record_connection(db, scene.ada, timedelta(minutes=9))
    record_connection(db, scene.bek, timedelta(minutes=10))

    look(rig, scene.room)

    assert queue(rig, scene) == [("Ada", False)]
    assert hands_heard_by(rig, scene.bek)[-1] is None


def test_hand_of_a_member_without_a_connection_waits_ten_minutes_too(db, rig, scene):
    raise_both(rig, scene)
    backdate(db, timedelta(minutes=9))

    look(rig, scene.room)

    assert len(queue(rig, scene)) == 2


def test_absent_members_are_checked_while_a_hand_is_up(db, rig, scene):
    def deadlines():
        with db.read() as session:
            return [(row.kind, row.at) for row in session.query(Deadline)]

    raise_both(rig, scene)
    [(kind, first)] = deadlines()
    assert kind == "hands.look"
    backdate(db, timedelta(minutes=4))
    look(rig, scene.room)
    [(_, second)] = deadlines()
    assert second < first

    rig.queue.run(scene.room.id, lambda change: change.unschedule("hands.look"))
    rig.do(scene.host, "hand.dismiss_all")
    look(rig, scene.room)
    assert deadlines() == []


def test_the_end_of_the_session_lowers_all_hands(db, rig, scene):
    raise_both(rig, scene)

    rig.do(scene.host, "room.end")

    assert queue(rig, scene) == []
    assert hands_heard_by(rig, scene.ada)[-1] is None
    assert rig.do(scene.ada, "hand.raise")["code"] == "room_ended"


def test_timeline_records_raised_and_called_hands(db, rig, scene):
    raise_both(rig, scene)
    rig.do(scene.host, "hand.call", member=scene.bek.number)
    rig.do(scene.host, "hand.dismiss_all")
    rig.do(scene.ada, "hand.lower")

    assert kinds(db) == ["hand.raised", "hand.raised", "hand.called", "hands.lowered"]


def test_moderator_may_call_but_interpreter_may_not(db, rig, scene):
    raise_both(rig, scene)

    def seat(role):
        return db.write(lambda s: make_member(s, s.get(Room, scene.room.id), "Dana", role))

    number = scene.bek.number
    denied = rig.do(seat(Role.INTERPRETER), "hand.call", member=number)
    allowed = rig.do(seat(Role.MODERATOR), "hand.call", member=number)

    assert denied["code"] == "not_allowed"
    assert allowed["ok"]
