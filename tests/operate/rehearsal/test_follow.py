"""A follower of a room applies, holds or drops broadcasts, and notices gaps."""

import pytest

from tests.operate.rehearsal.room import Room
from webinar.operate.rehearsal.follow import PATIENCE, Follower


@pytest.fixture
def room():
    return Room()


@pytest.fixture
def follower(room):
    """A follower that has the room's snapshot."""
    follower = Follower()
    follower.take_snapshot(room.snapshot(), 0)
    return follower


def slides(heard):
    return [body["slide"] for _, body in heard]


def test_broadcasts_are_held_until_the_snapshot_arrives(room):
    follower = Follower()
    before = room.snapshot()

    assert follower.hear(*room.move(1), 0) == []
    assert slides(follower.take_snapshot(before, 0)) == [1]


def test_broadcasts_already_in_the_snapshot_are_dropped(room):
    follower = Follower()
    moved = room.move(1)
    follower.hear(*moved, 0)

    assert follower.take_snapshot(room.snapshot(), 0) == []
    assert follower.hear(*moved, 0) == []


def test_swapped_broadcasts_are_put_in_order(room, follower):
    first, second = room.move(1), room.move(2)

    assert follower.hear(*second, 1.0) == []
    assert slides(follower.hear(*first, 1.1)) == [1, 2]
    assert not follower.needs_snapshot(1.1 + 2 * PATIENCE)


def test_lasting_gap_needs_a_snapshot(room, follower):
    room.move(1)

    assert follower.hear(*room.move(2), 1.0) == []
    assert not follower.needs_snapshot(1.0 + PATIENCE / 2)
    assert follower.needs_snapshot(1.0 + 2 * PATIENCE)


def test_snapshot_closes_a_gap_that_is_counted(room, follower):
    room.move(1)
    follower.hear(*room.move(2), 1.0)

    assert follower.take_snapshot(room.snapshot(), 2.0) == []
    assert not follower.needs_snapshot(9.0)
    assert follower.gaps == 1


def test_two_broadcasts_of_one_version_are_both_applied(room, follower):
    name, moved = room.move(1)
    other = {**moved, "slide": 2}

    assert slides(follower.hear(name, moved, 0)) == [1]
    assert slides(follower.hear(name, other, 0)) == [2]


def test_tick_ahead_of_the_follower_is_a_gap(room, follower):
    room.move(1)

    follower.hear("room.tick", {"said": {"everyone": room.said}, "version": room.version}, 1.0)

    assert follower.needs_snapshot(1.0 + 2 * PATIENCE)


def test_tick_marked_missed_is_a_gap(room, follower):
    tick = {"said": {"everyone": room.said}, "version": room.version, "missed": True}
    follower.hear("room.tick", tick, 1.0)

    assert follower.needs_snapshot(1.0)


def test_tick_level_with_the_follower_is_no_gap(room, follower):
    follower.hear("room.tick", {"said": {"everyone": room.said}, "version": room.version}, 1.0)

    assert not follower.needs_snapshot(9.0)


def test_states_and_personal_messages_need_no_order(room, follower):
    heard = follower.hear("poll.voted", {"poll": "tea", "options": ["a"], "version": 12}, 0)

    assert [name for name, _ in heard] == ["poll.voted"]
    assert follower.version == 12


def test_new_link_needs_a_snapshot(follower):
    follower.forget()

    assert follower.needs_snapshot(0)
