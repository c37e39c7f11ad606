"""A stay's ending is recorded: the member left, the link was lost, or the server stopped."""

import pytest
from sqlalchemy import select

from tests.room.engine.hearing import Hearing, intervals
from webinar.kit import clock as server_clock
from webinar.live.presence.actions import close_orphans
from webinar.room.engine.models import Ending, Interval
from webinar.room.sessions.actions import end


@pytest.mark.parametrize(("said_goodbye", "ending"), [(True, Ending.LEFT), (False, Ending.LOST)])
def test_ending_of_a_stay_is_recorded(db, scene, hearing, said_goodbye, ending):
    socket = hearing.open(scene.ada)
    hearing.stay(10, socket)
    assert endings(db, scene.ada) == [None]

    hearing.close(socket, said_goodbye=said_goodbye)
    hearing.look()

    assert endings(db, scene.ada) == [ending]


def test_immediate_return_clears_the_ending(db, scene, hearing):
    before = hearing.open(scene.ada)
    hearing.stay(10, before)
    hearing.close(before, said_goodbye=True)
    hearing.look()
    assert endings(db, scene.ada) == [Ending.LEFT]

    hearing.stay(1, hearing.open(scene.ada))

    assert endings(db, scene.ada) == [None]


@pytest.mark.parametrize(("said_goodbye", "ending"), [(True, Ending.LEFT), (False, Ending.LOST)])
def test_tab_heard_last_decides_the_ending(db, scene, hearing, said_goodbye, ending):
    """Planted fault: the tab whose end was noticed last decided."""
    silent = hearing.open(scene.ada)
    heard = hearing.open(scene.ada)
    hearing.stay(5, silent, heard)
    hearing.stay(5, heard)

    hearing.close(heard, said_goodbye=said_goodbye)
    hearing.stay(10)
    hearing.close(silent, said_goodbye=not said_goodbye)
    hearing.look()

    assert endings(db, scene.ada) == [ending]


def test_closing_one_of_two_tabs_is_not_leaving(db, scene, hearing):
    first, second = hearing.open(scene.ada), hearing.open(scene.ada)
    hearing.stay(5, first, second)

    hearing.close(first, said_goodbye=True)
    hearing.stay(10, second)
    hearing.close(second)
    hearing.look()

    assert endings(db, scene.ada) == [Ending.LOST]


def test_stopping_server_does_not_mark_members_as_left(db, rig, scene, clock, hearing):
    """Planted fault: links cut by the stop were recorded as left and never bridged."""
    socket = hearing.open(scene.ada)
    hearing.stay(5, socket)
    hearing.presence.stop()
    hearing.close(socket, said_goodbye=True)
    hearing.look(everything=True)
    assert intervals(db, scene.ada, clock) == [(0, 5, True, False)]

    later = Hearing(rig, clock, "second")
    clock.wait(10)
    later.stay(5, later.open(scene.ada))

    [_, (begin, _, _, is_bridged)] = intervals(db, scene.ada, clock)
    assert (begin, is_bridged) == (5, True)


def test_interval_left_open_by_a_dead_server_ends_as_lost(db, scene, clock, hearing):
    hearing.stay(5, hearing.open(scene.ada))
    clock.wait(120)

    db.write(lambda session: close_orphans(session, server_clock.now()))

    assert endings(db, scene.ada) == [Ending.LOST]


def test_short_stay_after_a_recorded_ending_is_still_written(db, scene, clock, hearing):
    """Planted fault: less than three seconds of evidence after a return was dropped."""
    before = hearing.open(scene.ada)
    hearing.stay(5, before)
    hearing.close(before)
    hearing.look()
    after = hearing.open(scene.ada)
    clock.wait(2)
    hearing.hear(after)
    hearing.close(after)
    hearing.look()

    assert intervals(db, scene.ada, clock) == [(0, 7, False, False)]


@pytest.mark.parametrize("pause", [0, 1, 2])
def test_ended_session_has_no_open_intervals(db, rig, scene, clock, hearing, pause):
    """One member stays to the end; another leaves just before it."""
    staying, leaving = hearing.open(scene.ada), hearing.open(scene.host)
    hearing.stay(5, staying, leaving)
    hearing.close(leaving, said_goodbye=True)
    hearing.stay(pause, staying)
    rig.queue.run(scene.room.id, lambda change: end(change, None))
    assert [interval[2] for interval in intervals(db, scene.ada, clock)] == [False]

    hearing.stay(4, staying)
    hearing.look(everything=True)

    assert [interval[2] for interval in intervals(db, scene.ada, clock)] == [False]
    assert [interval[2] for interval in intervals(db, scene.host, clock)] == [False]
    assert endings(db, scene.ada) == [None]


def endings(db, member):
    with db.read() as session:
        rows = select(Interval.ending).filter_by(member_id=member.id).order_by(Interval.began_at)
        return session.scalars(rows).all()
