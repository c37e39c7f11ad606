"""Reactions are counted without names and broadcast rarely, however many people press."""

import json
from types import SimpleNamespace

from sqlalchemy import select

from tests.factories import make_member
from tests.room.engine.listening import statements_of
from webinar.live.signals.models import ReactionCount
from webinar.room.rooms.models import Room, TimelineEntry

TO_EVERYONE = "everyone:"


def add_crowd(db, scene, count):
    def build(session):
        room = session.get(Room, scene.room.id)
        first = make_member(session, room, "M")
        members = [first]
        for number in range(1, count):
            member = type(first)(
                room_id=room.id,
                number=first.number + number,
                name=f"M{number}",
                language="kk",
                role=first.role,
                joined_at=first.joined_at,
            )
            session.add(member)
            members.append(member)
        session.flush()
        return members

    return db.write(build)


def broadcasts_to_everyone(rig):
    return [broadcast for broadcast in rig.said if broadcast.to.startswith(TO_EVERYONE)]


def test_every_press_counts_and_everybody_hears_the_sums(rig, scene):
    for member in (scene.ada, scene.ada, scene.bek):
        assert rig.do(member, "reaction.send", kind="good")["ok"]
    rig.do(scene.bek, "reaction.send", kind="thanks")
    rig.beat()

    [broadcast] = broadcasts_to_everyone(rig)
    assert broadcast.body["set"] == {"reactions": {"good": 3, "thanks": 1}}
    for member in (scene.ada, scene.host):
        assert rig.snapshot(member)["signals"]["reactions"] == {"good": 3, "thanks": 1}


def test_three_thousand_reactions_at_once_make_one_small_broadcast(db, rig, scene, monkeypatch):
    """Planted fault: the action announced each reaction, which made 3,000 broadcasts."""
    # Freeze the clock, so that a slow machine makes no further beats.
    monkeypatch.setattr("webinar.room.engine.pulse.time", SimpleNamespace(monotonic=lambda: 1000.0))
    members = add_crowd(db, scene, 3000)

    for begin in range(0, 3000, 256):
        part = members[begin : begin + 256]
        rig.batch(*((member, "reaction.send", {"kind": "good"}) for member in part))
        rig.beat()
    rig.pulse._rests.clear()
    rig.beat()

    first, last = broadcasts_to_everyone(rig)
    assert last.body["set"] == {"reactions": {"good": 3000}}
    assert len(json.dumps([last.name, last.body], separators=(",", ":"))) < 140
    assert rig.names_heard_by(scene.ada) == ["signals.reactions"] * 2


def test_three_thousand_signals_and_hands_broadcast_only_to_hosts(db, rig, scene):
    members = add_crowd(db, scene, 3000)

    for begin in range(0, 3000, 256):
        part = members[begin : begin + 256]
        rig.batch(*((member, "pace.signal", {"kind": "slower"}) for member in part))
        rig.batch(*((member, "hand.raise", {}) for member in part))
    rig.beat()

    assert broadcasts_to_everyone(rig) == []
    to_hosts = [broadcast for broadcast in rig.said if broadcast.to.startswith("hosts:")]
    assert sorted(broadcast.name for broadcast in to_hosts) == ["signals.hands", "signals.pace"]
    assert sum(len(json.dumps(broadcast.body)) for broadcast in to_hosts) < 6000
    assert rig.snapshot(scene.host)["signals"]["up"] == 3000


def test_number_of_statements_does_not_grow_with_presses(db, rig, scene):
    def count_statements(members, name, fields):
        with statements_of(db.writer) as sent:
            rig.batch(*((member, name, fields) for member in members))
        return len(sent)

    few, many = add_crowd(db, scene, 2), add_crowd(db, scene, 200)
    for name, fields in (
        ("reaction.send", {"kind": "good"}),
        ("pace.signal", {"kind": "slower"}),
        ("hand.raise", {}),
        ("hand.lower", {}),
    ):
        count_statements([scene.ada, scene.bek], name, fields)
        assert count_statements(few, name, fields) == count_statements(many, name, fields), name


def test_author_of_a_reaction_is_not_stored(db, rig, scene):
    rig.do(scene.ada, "reaction.send", kind="support")

    with db.read() as session:
        [count] = session.scalars(select(ReactionCount))
        entries = list(session.scalars(select(TimelineEntry)))
    assert (count.kind, count.times) == ("support", 1)
    assert entries == []


def test_invalid_reaction_is_refused(rig, scene):
    assert rig.do(scene.ada, "reaction.send", kind="boo")["code"] == "bad_message"
    assert rig.do(scene.host, "reaction.send", kind="good")["code"] == "not_allowed"
