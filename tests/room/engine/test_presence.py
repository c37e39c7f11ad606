"""Presence is what was heard, by member and not by socket, until the last evidence."""

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


def test_an_interval_begins_with_the_arrival_and_goes_on_while_something_is_heard(
    db, scene, clock, hearing
):
    socket = hearing.open(scene.ada)
    hearing.look()

    hearing.stay(30, socket)

    [(begin, end, is_open, _)] = intervals(db, scene.ada, clock)
    assert (begin, is_open) == (0, True)
    assert 27 <= end <= 30, "evidence in memory is at most three seconds old"


def test_an_interval_ends_with_the_last_evidence_not_when_the_loss_was_noticed(
    db, scene, clock, hearing
):
    socket = hearing.open(scene.ada)
    hearing.stay(5, socket)
    hearing.stay(15)

    hearing.close(socket)
    hearing.look()

    assert intervals(db, scene.ada, clock) == [(0, 5, False, False)]


def test_two_tabs_are_one_presence_until_the_last_is_closed(db, scene, clock, hearing):
    first = hearing.open(scene.ada)
    hearing.stay(30, first)
    second = hearing.open(scene.ada)
    hearing.stay(30, first, second)
    hearing.close(first)
    hearing.stay(30, second)
    hearing.close(second)
    hearing.look()

    assert intervals(db, scene.ada, clock) == [(0, 90, False, False)]


def test_the_late_end_of_an_old_socket_does_not_touch_the_new_one(db, scene, clock, hearing):
    old = hearing.open(scene.ada)
    hearing.stay(5, old)
    new = hearing.open(scene.ada)
    hearing.stay(8, new)

    hearing.close(old)
    hearing.stay(5, new)

    [(begin, end, is_open, _)] = intervals(db, scene.ada, clock)
    assert (begin, is_open) == (0, True)
    assert end >= 15


def test_a_page_that_is_loaded_again_is_no_absence(db, scene, clock, hearing):
    before = hearing.open(scene.ada)
    hearing.stay(10, before)
    hearing.close(before)
    hearing.stay(2)

    after = hearing.open(scene.ada)
    hearing.stay(10, after)
    hearing.close(after)
    hearing.look()

    assert intervals(db, scene.ada, clock) == [(0, 22, False, False)]


def test_a_link_that_breaks_between_two_pings_makes_no_gap_longer(db, scene, clock, hearing):
    """Planted fault: six seconds away were ten, because the last ping was four seconds old."""
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
def test_that_a_link_breaks_is_no_evidence(db, scene, clock, hearing, silent, away):
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


def test_a_return_after_an_absence_is_a_second_interval(db, scene, clock, hearing):
    before = hearing.open(scene.ada)
    hearing.stay(10, before)
    hearing.close(before)
    hearing.stay(60)

    after = hearing.open(scene.ada)
    hearing.stay(10, after)
    hearing.close(after)
    hearing.look()

    assert intervals(db, scene.ada, clock) == [(0, 10, False, False), (70, 80, False, False)]


def test_evidence_is_kept_until_a_busy_database_takes_it(db, scene, clock, hearing):
    """Planted: who returned before their first stay was written down had never been there."""

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


def test_a_room_that_cannot_be_written_does_not_hold_up_the_others(db, rig, scene, clock):
    other = make_scene(db)
    hearing = Hearing(rig, clock)
    record = hearing.presence._record

    def break_for_one(change, sightings):
        if change.room.id == scene.room.id:
            raise RuntimeError("a fault of ours")
        return record(change, sightings)

    hearing.presence._record = break_for_one
    hearing.open(scene.ada)
    hearing.open(other.ada)
    hearing.look()

    assert intervals(db, scene.ada, clock) == []
    assert len(intervals(db, other.ada, clock)) == 1


def test_what_was_written_and_not_confirmed_goes_on(db, rig, scene, clock, monkeypatch):
    """PostgreSQL may be lost in the middle of a commit: then it is written again."""
    hearing = Hearing(rig, clock)
    socket = hearing.open(scene.ada)
    with monkeypatch.context() as patch:
        patch.setattr(hearing.presence, "_note_written", lambda *_: None)
        hearing.look()

    hearing.stay(5, socket)
    hearing.close(socket)
    hearing.look()

    assert intervals(db, scene.ada, clock) == [(0, 5, False, False)]


def test_a_stop_writes_down_everything_that_was_heard(db, scene, clock, hearing):
    socket = hearing.open(scene.ada)
    hearing.look()
    clock.wait(1)
    hearing.hear(socket)

    hearing.look(everything=True)

    assert intervals(db, scene.ada, clock) == [(0, 1, True, False)]


def test_nothing_is_written_for_sockets_that_stay_in_a_session_long_over(
    db, rig, scene, clock, hearing
):
    """Planted: every second a transaction and a new version, for as long as a page was open."""
    socket = hearing.open(scene.ada)
    hearing.stay(5, socket)
    rig.do(scene.host, "room.end")
    hearing.stay(25, socket)
    version = version_of(db, scene.room)

    hearing.stay(30, socket)

    assert version_of(db, scene.room) == version
    [(_, _, is_open, _)] = intervals(db, scene.ada, clock)
    assert not is_open


def test_a_step_of_the_wall_clock_changes_no_duration(db, scene, clock, hearing, monkeypatch):
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


def test_who_watches_is_told_when_somebody_falls_silent_and_is_heard_again(scene, clock, hearing):
    socket = hearing.open(scene.ada)
    hearing.look()
    hearing.changes.clear()

    hearing.stay(12)
    told_of_silence = list(hearing.changes)
    hearing.hear(socket)
    hearing.look()

    assert told_of_silence == [scene.room.id]
    assert hearing.changes == [scene.room.id] * 2


def test_who_is_back_while_the_leaving_is_told_is_told_of_too(scene, clock, hearing):
    socket = hearing.open(scene.ada)
    hearing.stay(3, socket)
    hearing.close(socket)
    told = []

    def come_back(room_id):
        told.append(room_id)
        if len(told) == 1:
            hearing.open(scene.ada)

    hearing.presence._changed = come_back
    hearing.look()
    hearing.look()

    assert told == [scene.room.id] * 2


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
def test_any_schedule_of_tabs_is_the_union_of_what_was_heard(db, rig, clock, moves):
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

    began = [(begin, end) for begin, end, *_ in intervals(db, scene.ada, clock)]
    assert began == reference(evidence, clock.began)


def reference(evidence, zero):
    """While a tab is open a silence is no gap; with none open it is one from nine seconds on."""
    stretches, was_open = [], False
    for instant, is_open in evidence:
        if instant is not None:
            if stretches and (was_open or instant - stretches[-1][1] < 9):
                stretches[-1][1] = instant
            else:
                stretches.append([instant, instant])
        was_open = is_open
    return [(round(begin - zero), round(end - zero)) for begin, end in stretches]
