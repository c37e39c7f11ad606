"""Presence is counted across several server processes, at once or one after the other."""

import pytest
from sqlalchemy import select

from tests.room.engine.hearing import Hearing, intervals
from webinar.kit import clock as server_clock
from webinar.kit.intervals import Stretch, union
from webinar.room.engine.models import Interval


@pytest.mark.parametrize(("pause", "bridged"), [(5, True), (58, True), (62, False)])
def test_return_within_a_minute_of_a_restart_is_bridged(db, rig, scene, clock, pause, bridged):
    killed = Hearing(rig, clock, "first")
    socket = killed.open(scene.ada)
    killed.look()
    killed.stay(9, socket)
    clock.wait(pause)

    restarted = Hearing(rig, clock, "second")
    returned = restarted.open(scene.ada)
    restarted.look()
    restarted.stay(9, returned)
    restarted.close(returned)
    restarted.look()

    end = 9 + pause + 9
    expected = (
        [(0, 9, False, False), (9, end, False, True)]
        if bridged
        else [(0, 9, True, False), (end - 9, end, False, False)]
    )
    assert intervals(db, scene.ada, clock) == expected


def test_member_who_left_before_a_restart_was_away(db, rig, scene, clock):
    killed = Hearing(rig, clock, "first")
    socket = killed.open(scene.ada)
    killed.stay(6, socket)
    killed.close(socket)
    killed.look()
    clock.wait(20)

    restarted = Hearing(rig, clock, "second")
    restarted.open(scene.ada)
    restarted.look()

    assert intervals(db, scene.ada, clock) == [(0, 6, False, False), (26, 26, True, False)]


def test_member_connected_to_two_processes_is_written_by_both(db, rig, scene, clock):
    """Planted fault: a later interval of the other process was taken over, and none written."""
    here, there = Hearing(rig, clock, "first"), Hearing(rig, clock, "second")
    here.open(scene.ada)
    clock.wait(1)
    tab = there.open(scene.ada)
    there.look()

    here.look()
    here.look()

    there.stay(9, tab)
    assert intervals(db, scene.ada, clock) == [(0, 0, True, False), (1, 10, True, False)]


def test_tabs_opening_and_closing_on_two_processes_block_nobody(db, rig, scene, clock):
    """Planted fault: the second tab took over the row that the first still wrote, the row came
    twice, and none of this room's presence was written.
    """
    here, there = Hearing(rig, clock, "first"), Hearing(rig, clock, "second")
    stays = here.open(scene.ada)
    here.stay(5, stays)
    for _ in range(3):
        tab = there.open(scene.ada)
        there.look()
        here.stay(5, stays)
        there.close(tab, said_goodbye=True)
        there.look()
        here.stay(20, stays)
        there.look()
    there.open(scene.ada)
    there.open(scene.host)
    there.look()

    assert len(intervals(db, scene.host, clock)) == 1
    assert presence_stretches(db, scene.ada, clock) == [(0, 80)]


def test_member_of_two_killed_processes_is_bridged_once(db, rig, scene, clock):
    """Planted fault: the next process took over the intervals of both and wrote nothing."""
    killed = [Hearing(rig, clock, "first"), Hearing(rig, clock, "second")]
    tabs = []
    for process in killed:
        tabs.append(process.open(scene.ada))
        process.look()
        clock.wait(1)
    for process, tab in zip(killed, tabs, strict=True):
        process.stay(5, tab)
    clock.wait(5)

    later = Hearing(rig, clock, "third")
    later.stay(5, later.open(scene.ada))

    [(begin, end)] = presence_stretches(db, scene.ada, clock)
    assert begin == 0 and end >= 17 + 5 - 3
    assert [interval[2] for interval in intervals(db, scene.ada, clock)] == [False, False, True]


def test_member_who_left_the_second_process_was_away(db, rig, scene, clock):
    """The member was away even though the first process was killed less than a minute earlier."""
    killed = Hearing(rig, clock, "first")
    killed.stay(6, killed.open(scene.ada))
    second = Hearing(rig, clock, "second")
    second.close(second.open(scene.ada), said_goodbye=True)
    second.look()
    killed.look(everything=True)
    clock.wait(20)

    second.open(scene.ada)
    second.look()

    assert presence_stretches(db, scene.ada, clock) == [(0, 6), (26, 26)]


@pytest.mark.parametrize(("pause", "is_continuous"), [(3, True), (8, True), (10, False)])
def test_changing_processes_counts_like_reconnecting_to_the_same(
    db, rig, scene, clock, pause, is_continuous
):
    """Planted fault: a phone that switched from Wi-Fi to mobile data got a gap of seconds."""
    here, there = Hearing(rig, clock, "first"), Hearing(rig, clock, "second")
    socket = here.open(scene.ada)
    here.stay(6, socket)
    here.close(socket, said_goodbye=True)
    here.look()
    clock.wait(pause)

    there.open(scene.ada)
    there.look()

    at = 6 + pause
    assert presence_stretches(db, scene.ada, clock) == (
        [(0, at)] if is_continuous else [(0, 6), (at, at)]
    )


def presence_stretches(db, member, clock):
    """Return the presence that attendance counts, in whole seconds since the test began."""
    start = server_clock.at(clock.began)

    def seconds(at):
        return round((at - start).total_seconds())

    with db.read() as session:
        rows = session.scalars(select(Interval).filter_by(member_id=member.id)).all()
    stretches = union(Stretch(row.began_at, row.last_heard_at) for row in rows)
    return [(seconds(stretch.begin), seconds(stretch.end)) for stretch in stretches]
