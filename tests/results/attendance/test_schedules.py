"""One person on many tabs, devices and server processes, against a second-by-second reference.

Each example goes the whole way: rows in the database, matches, and `register`. Planted faults that
these must catch: the stretches of a person's members added up; only the first member counted; a
bridged interval counted twice.
"""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.databases import examples
from tests.factories import invite, make_cohort, make_member, make_person, make_room, match
from tests.results.attendance.reference import runs, seconds_present
from webinar.results.attendance.register import register
from webinar.room.engine.models import Ending, Interval
from webinar.room.rooms.models import Room, RoomState

LENGTH_S = 300
moments = st.integers(min_value=-60, max_value=LENGTH_S + 60)
heard = st.tuples(
    st.tuples(moments, moments).map(sorted).filter(lambda pair: pair[0] < pair[1]),
    st.integers(0, 2),
    st.sampled_from(["one", "two", "three"]),
    st.sampled_from([None, *Ending]),
    st.booleans(),
)
schedules = st.lists(
    heard, max_size=14, unique_by=lambda interval: (interval[0][0], interval[1], interval[2])
)
# Clocks go forward and back at night, and a session may run past midnight.
STARTS = (
    ("Asia/Almaty", datetime(2026, 11, 24, 18, 58, 30, tzinfo=UTC)),
    ("Europe/Vienna", datetime(2026, 3, 29, 0, 58, 0, tzinfo=UTC)),
    ("Europe/Vienna", datetime(2026, 10, 25, 0, 58, 0, tzinfo=UTC)),
)


@pytest.mark.parametrize(("zone", "start"), STARTS, ids=["midnight", "forward", "back"])
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=examples(40))
@given(schedule=schedules)
def test_minutes_agree_with_the_reference(db, zone, start, schedule):
    attendance = measured(db, zone, start, schedule)

    pairs = [tuple(pair) for pair, *_rest in schedule]
    present = seconds_present(pairs, 0, LENGTH_S)
    assert attendance.presence.seconds == len(present)
    # Presence that only touches the edge of the session counts as joining but takes no time.
    assert len(
        [stretch for stretch in attendance.presence.stretches if stretch.begin < stretch.end]
    ) == runs(present)
    assert len(attendance.gaps) == max(0, len(attendance.presence.stretches) - 1)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=examples(30))
@given(schedule=schedules)
def test_gap_ending_was_reported_by_a_device_at_that_moment(db, schedule):
    attendance = measured(db, *STARTS[0], schedule)

    for gap in attendance.gaps:
        second = (gap.stretch.begin - STARTS[0][1]).total_seconds()
        endings = {ending for pair, _device, _boot, ending, _is in schedule if pair[1] == second}
        assert gap.ending in endings
        assert (gap.ending is Ending.LEFT) == (Ending.LEFT in endings)


def measured(db, zone, start, schedule):
    """The measured attendance of one person on three devices, heard as the schedule says."""

    def make(session):
        room = make_room(session, state=RoomState.ENDED, time_zone=zone)
        room.started_at, room.ended_at = start, start + timedelta(seconds=LENGTH_S)
        cohort = make_cohort(session)
        invite(session, room, cohort)
        person = make_person(session, cohort)
        members = [make_member(session, room) for _number in range(3)]
        for member in members:
            match(session, member, person)
        for (begin, end), device, boot, ending, is_bridged in schedule:
            session.add(
                Interval(
                    room_id=room.id,
                    member_id=members[device].id,
                    boot=boot,
                    began_at=start + timedelta(seconds=begin),
                    last_heard_at=start + timedelta(seconds=end),
                    is_open=False,
                    is_bridged=is_bridged,
                    ending=ending,
                )
            )
        return room.id

    room_id = db.write(make)
    with db.read() as session:
        [row] = register(session, session.get_one(Room, room_id)).attendees
    return row.measured
