"""Presence is tracked per member, not per socket, and lasts until the last evidence."""

import time

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import event
from sqlalchemy.exc import OperationalError

from tests.databases import examples
from tests.room.engine.hearing import Hearing, intervals
from tests.room.engine.rig import make_scene, version_of
from webinar.kit import clock as server_clock


def test_interval_starts_on_arrival_and_grows_while_heard(db, scene, clock, hearing):
    socket = hearing.open(scene.ada)
    hearing.look()

    hearing.stay(30, socket)

    [(begin, end, is_open, _)] = intervals(db, scene.ada, clock)
    assert (begin, is_open) == (0, True)
    assert 27 <= end <= 30, "evidence in memory is at most three seconds old"


def test_interval_ends_at_the_last_evidence_not_when_loss_is_noticed(db, scene, clock, hearing):
    socket = hearing.open(scene.ada)
    hearing.stay(5, socket)
    hearing.stay(15)

    hearing.close(socket)
    hearing.look()

    assert intervals(db, scene.ada, clock) == [(0, 5, False, False)]


def test_two_tabs_are_one_presence_until_both_close(db, scene, clock, hearing):
    first = hearing.open(scene.ada)
    hearing.stay(30, first)
    second = hearing.open(scene.ada)
    hearing.stay(30, first, second)
    hearing.close(first)
    hearing.stay(30, second)
    hearing.close(second)
    hearing.look()

    assert intervals(db, scene.ada, clock) == [(0, 90, False, False)]


def test_late_close_of_an_old_socket_does_not_end_the_new_one(db, scene, clock, hearing):
    old = hearing.open(scene.ada)
    hearing.stay(5, old)
    new = hearing.open(scene.ada)
    hearing.stay(8, new)

    hearing.close(old)
    hearing.stay(5, new)

    [(begin, end, is_open, _)] = intervals(db, scene.ada, clock)
    assert (begin, is_open) == (0, True)
    assert end >= 15


def test_page_reload_is_not_an_absence(db, scene, clock, hearing):
    before = hearing.open(scene.ada)
    hearing.stay(10, before)
    hearing.close(before)
    hearing.stay(2)

    after = hearing.open(scene.ada)
    hearing.stay(10, after)
    hearing.close(after)
    hearing.look()

    assert intervals(db, scene.ada, clock) == [(0, 22, False, False)]


def test_broken_link_between_pings_does_not_lengthen_the_gap(db, scene, clock, hearing):
    """Planted fault: six seconds away counted as ten, as the last ping was four seconds old."""
    for _ in range(10):
        socket = hearing.open(scene.ada)
        hearing.stay(20, socket)
        hearing.stay(4)
        hearing.close(socket, is_cut=True)
        hearing.stay(6)
    last = hearing.open(scene.ada)
    hearing.close(last)
    hearing.look()

    assert intervals(db, scene.ada, clock) == [(0, 300, False, False)]


@pytest.mark.parametrize(("silent", "away"), [(4, 9), (9, 1), (14, 8)])
def test_broken_link_is_not_evidence_of_presence(db, scene, clock, hearing, silent, away):
    socket = hearing.open(scene.ada)
    hearing.stay(20, socket)
    hearing.stay(silent)
    hearing.close(socket, is_cut=True)
    hearing.stay(away)
    hearing.open(scene.ada)
    hearing.look()

    [first, second] = intervals(db, scene.ada, clock)
    assert first == (0, 20, False, False)
    assert second[0] == 20 + silent + away


def test_return_after_an_absence_starts_a_second_interval(db, scene, clock, hearing):
    before = hearing.open(scene.ada)
    hearing.stay(10, before)
    hearing.close(before)
    hearing.stay(60)

    after = hearing.open(scene.ada)
    hearing.stay(10, after)
    hearing.close(after)
    hearing.look()

    assert intervals(db, scene.ada, clock) == [(0, 10, False, False), (70, 80, False, False)]


def test_evidence_is_kept_while_the_database_is_busy(db, scene, clock, hearing):
    """Planted fault: a member who returned before the first stay was written lost that stay."""

    def fail(_connection):
        raise OperationalError("COMMIT", {}, Exception("database is locked"))

    event.listen(db.writer, "commit", fail)
    before = hearing.open(scene.ada)
    hearing.stay(10, before)
    hearing.close(before)
    hearing.stay(20)
    after = hearing.open(scene.ada)
    hearing.stay(5, after)
    event.remove(db.writer, "commit", fail)
    hearing.close(after)
    hearing.look()
    hearing.look()

    assert intervals(db, scene.ada, clock) == [(0, 10, False, False), (30, 35, False, False)]


def test_room_that_cannot_be_written_does_not_block_the_others(db, rig, scene, clock):
    other = make_scene(db)
    hearing = Hearing(rig, clock)
    record = hearing.presence._record

    def break_one_room(change, sightings):
        if change.room.id == scene.room.id:
            raise RuntimeError("planted fault")
        return record(change, sightings)

    hearing.presence._record = break_one_room
    hearing.open(scene.ada)
    hearing.open(other.ada)
    hearing.look()

    assert intervals(db, scene.ada, clock) == []
    assert len(intervals(db, other.ada, clock)) == 1


def test_unconfirmed_write_is_repeated(db, rig, scene, clock, monkeypatch):
    """PostgreSQL may be lost in the middle of a commit; the interval is then written again."""
    hearing = Hearing(rig, clock)
    socket = hearing.open(scene.ada)
    with monkeypatch.context() as patch:
        patch.setattr(hearing.presence, "_note_written", lambda *_: None)
        hearing.look()

    hearing.stay(5, socket)
    hearing.close(socket)
    hearing.look()

    assert intervals(db, scene.ada, clock) == [(0, 5, False, False)]


def test_stopping_writes_everything_heard_so_far(db, scene, clock, hearing):
    socket = hearing.open(scene.ada)
    hearing.look()
    clock.wait(1)
    hearing.hear(socket)

    hearing.look(everything=True)

    assert intervals(db, scene.ada, clock) == [(0, 1, True, False)]


def test_sockets_left_open_after_the_session_write_nothing(db, rig, scene, clock, hearing):
    """Planted fault: an open page caused a transaction and a new version every second."""
    socket = hearing.open(scene.ada)
    hearing.stay(5, socket)
    rig.do(scene.host, "room.end")
    hearing.stay(25, socket)
    version = version_of(db, scene.room)

    hearing.stay(30, socket)

    assert version_of(db, scene.room) == version
    [(_, _, is_open, _)] = intervals(db, scene.ada, clock)
    assert not is_open


def test_wall_clock_step_does_not_change_durations(db, scene, clock, hearing, monkeypatch):
    socket = hearing.open(scene.ada)
    hearing.stay(30, socket)
    wall = time.time()
    for step in (3 * 3600, -3 * 3600, 3600):
        monkeypatch.setattr(time, "time", lambda step=step: wall + step)
        hearing.stay(10, socket)
    hearing.close(socket)
    hearing.look()

    assert intervals(db, scene.ada, clock) == [(0, 60, False, False)]
    assert abs(server_clock.drift() - 3600) < 120


def test_watchers_hear_when_a_member_falls_silent_and_returns(scene, clock, hearing):
    socket = hearing.open(scene.ada)
    hearing.look()
    hearing.changes.clear()

    hearing.stay(12)
    notices_of_silence = list(hearing.changes)
    hearing.hear(socket)
    hearing.look()

    assert notices_of_silence == [scene.room.id]
    assert hearing.changes == [scene.room.id] * 2


def test_return_during_the_leave_notice_is_reported_too(scene, clock, hearing):
    socket = hearing.open(scene.ada)
    hearing.stay(3, socket)
    hearing.close(socket)
    notices = []

    def come_back(room_id):
        notices.append(room_id)
        if len(notices) == 1:
            hearing.open(scene.ada)

    hearing.presence._on_change = come_back
    hearing.look()
    hearing.look()

    assert notices == [scene.room.id] * 2


moves = st.lists(
    st.tuples(st.sampled_from(["open", "close", "hear", "wait", "wait"]), st.integers(0, 20)),
    max_size=40,
)


@settings(
    max_examples=examples(30),
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(moves=moves)
def test_presence_matches_the_reference_for_any_tab_schedule(db, rig, clock, moves):
    scene = make_scene(db)
    clock.began = clock.now
    hearing = Hearing(rig, clock)
    tabs, evidence = [], []
    for move, number in moves:
        if move == "open" and len(tabs) < 4:
            tabs.append(hearing.open(scene.ada))
            evidence.append((clock.now, True))
        elif move == "close" and tabs:
            hearing.close(tabs.pop(number % len(tabs)))
            evidence.append((None, bool(tabs)))
        elif move == "hear" and tabs:
            hearing.hear(tabs[number % len(tabs)])
            hearing.look()
            evidence.append((clock.now, True))
        elif move == "wait":
            clock.wait(number)
            hearing.look()
    for tab in tabs:
        hearing.close(tab)
    hearing.look()

    stretches = [(begin, end) for begin, end, *_ in intervals(db, scene.ada, clock)]
    assert stretches == reference(evidence, clock.began)


def reference(evidence, zero):
    """Silence is a gap only with no tab open, and from nine seconds on."""
    stretches, was_open = [], False
    for instant, is_open in evidence:
        if instant is not None:
            if stretches and (was_open or instant - stretches[-1][1] < 9):
                stretches[-1][1] = instant
            else:
                stretches.append([instant, instant])
        was_open = is_open
    return [(round(begin - zero), round(end - zero)) for begin, end in stretches]
