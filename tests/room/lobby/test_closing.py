"""Hosts close a session to newcomers, and clear out members who were never heard from."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from tests.factories import make_cohort, make_person, match
from webinar.kit import clock
from webinar.kit.errors import Refused
from webinar.people.audit.models import AuditEntry
from webinar.room.engine.models import Interval
from webinar.room.rooms.models import Member, Room, Seat
from webinar.room.sessions.seating import Arrival, join_many


@pytest.fixture
def arrive(rig, scene):
    """`arrive(name)` joins from a new browser, and returns the outcome."""

    def arrive(name):
        def work(change):
            [outcome] = join_many(change, [Arrival(f"browser of {name}", name, "ru")])
            return outcome

        return rig.queue.run(scene.room.id, work)

    return arrive


def look(rig, member):
    return rig.ask(member, "lobby.look")["lobby"]


def lobby(rig, scene):
    return rig.snapshot(scene.host)["lobby"]


def test_closed_session_refuses_newcomers_but_takes_members_back(rig, scene, arrive):
    before = arrive("Olga")

    assert rig.do(scene.host, "lobby.set", mode="closed")["ok"]

    assert isinstance(refused := arrive("Bot"), Refused) and refused.code == "room_closed"
    assert arrive("Olga").number == before.number
    assert lobby(rig, scene)["mode"] == "closed"
    rig.do(scene.host, "lobby.set", mode="open")
    assert arrive("Dana").number == before.number + 1


def test_waiting_people_keep_waiting_while_the_session_is_closed(door, scene, member_named):
    door.do(scene.host, "lobby.set", mode="closed")
    assert look(door, member_named("Дана"))["state"] == "waiting"

    door.do(scene.host, "lobby.set", mode="open")

    assert look(door, member_named("Дана"))["state"] == "in"


def add_interval(session, member, at):
    session.add(
        Interval(
            room_id=member.room_id, member_id=member.id, boot="b", began_at=at, last_heard_at=at
        )
    )


@pytest.fixture
def mixed_members(db, rig, scene, join):
    """Six members: one was heard, one voted, one is matched, and three left no trace."""
    rig.do(scene.host, "poll.open", poll="which")
    join("Heard", "Voted", "Known", "Bot 1", "Bot 2", "Bot 3")

    def work(session):
        members = {member.name: member for member in session.scalars(select(Member))}
        for member in members.values():
            member.joined_at = clock.now() - timedelta(minutes=2)
        add_interval(session, members["Heard"], clock.now())
        match(session, members["Known"], make_person(session, make_cohort(session), "Known"))
        return members["Voted"]

    voted = db.write(work)
    assert rig.do(voted, "poll.vote", poll="which", options=["a"])["ok"]
    join("Just came")


def names_in(db, scene):
    with db.read() as session:
        rows = session.scalars(select(Member).filter_by(room_id=scene.room.id, removed_at=None))
        return {member.name for member in rows}


def test_clearing_removes_members_never_heard_from(db, rig, scene, mixed_members):
    assert rig.do(scene.host, "lobby.clear")["ok"]

    remaining = {"Grace", "Ada", "Bek", "Heard", "Voted", "Known", "Just came"}
    assert names_in(db, scene) == remaining
    assert lobby(rig, scene)["removed"] == []
    with db.read() as session:
        [entry] = session.scalars(select(AuditEntry).filter_by(kind="lobby.cleared"))
        assert entry.detail["people"] == 3
        seated = set(session.scalars(select(Seat.member_id)))
        removed_ids = session.scalars(select(Member.id).where(Member.removed_at.is_not(None)))
        assert seated.isdisjoint(removed_ids)


def test_cleared_member_can_join_again(db, rig, scene, mixed_members, arrive):
    rig.do(scene.host, "lobby.clear")

    returned = arrive("Bot 1")

    with db.read() as session:
        assert session.get(Member, returned.member_id).removed_at is None
        assert session.get(Room, scene.room.id).is_closed is False


def test_participant_can_neither_close_nor_clear(rig, scene, mixed_members):
    for name, fields in (("lobby.set", {"mode": "closed"}), ("lobby.clear", {})):
        assert rig.do(scene.ada, name, **fields)["code"] == "not_allowed"
