"""Attendance of a session from the stored intervals."""

from datetime import timedelta

import pytest

from tests.factories import make_member, make_room
from webinar.kit import clock
from webinar.kit.permissions import Role
from webinar.results.attendance.queries import attendance
from webinar.room.engine.models import Interval
from webinar.room.rooms.models import Room, RoomState

START = clock.now().replace(microsecond=0)


def at(seconds):
    return START + timedelta(seconds=seconds)


def hear(db, member, begin, end, **fields):
    """An interval of this member, open and from one server process by default."""
    fields = {"boot": "one", "is_open": True} | fields
    db.add(
        Interval(
            room_id=member.room_id,
            member_id=member.id,
            began_at=at(begin),
            last_heard_at=at(end),
            **fields,
        )
    )
    db.flush()


@pytest.fixture
def read_rows(db):
    """Make a 100-second session with `arrange(session, ada)`; return its attendance."""

    def look(arrange, state=RoomState.LIVE, now=100):
        def make(session):
            room = make_room(session, state=state)
            room.started_at = at(0)
            room.ended_at = at(100) if state is RoomState.ENDED else None
            arrange(session, make_member(session, room, "Ada"))
            return room.id

        room_id = db.write(make)
        with db.read() as session:
            return attendance(session, session.get_one(Room, room_id), at(now))

    return look


def test_two_tabs_are_one_row_and_count_once(read_rows):
    def arrange(session, ada):
        hear(session, ada, 0, 60, boot="one")
        hear(session, ada, 30, 90, boot="two")

    [row] = read_rows(arrange)

    assert (row.name, row.presence.seconds) == ("Ada", 90)


def test_open_interval_ends_at_the_last_evidence_not_now(read_rows):
    [row] = read_rows(lambda session, ada: hear(session, ada, 10, 40), now=100)

    assert row.presence.last_seen == at(40)
    assert row.presence.seconds == 30


def test_end_of_session_cuts_off_later_presence(read_rows):
    [row] = read_rows(
        lambda session, ada: hear(session, ada, 40, 115, is_open=False), state=RoomState.ENDED
    )

    assert row.presence.last_seen == at(100)
    assert (row.presence.seconds, row.percent) == (60, 50)


def test_a_session_that_has_not_started_has_rows_and_no_presence(db):
    def make(session):
        room = make_room(session, state=RoomState.PLANNED)
        hear(session, make_member(session, room), 0, 60)
        return room.id

    room_id = db.write(make)

    with db.read() as session:
        [row] = attendance(session, session.get_one(Room, room_id), at(60))
    assert (row.presence.seconds, row.percent) == (0, None)


def test_share_in_a_running_session_is_of_its_length_so_far(read_rows):
    [row] = read_rows(lambda session, ada: hear(session, ada, 0, 60), now=120)

    assert row.percent == 50


def test_a_restart_within_an_interval_is_marked(read_rows):
    [row] = read_rows(lambda session, ada: hear(session, ada, 0, 25, is_bridged=True))

    assert row.is_bridged


def test_members_are_ordered_by_number_including_hosts(read_rows):
    def arrange(session, ada):
        room = session.get_one(Room, ada.room_id)
        make_member(session, room, "Grace", role=Role.HOST)
        make_member(session, room, "Bela")

    rows = read_rows(arrange)

    assert [(row.member, row.name) for row in rows] == [(1, "Ada"), (2, "Grace"), (3, "Bela")]


def test_member_who_was_never_heard_has_a_row(read_rows):
    [row] = read_rows(lambda session, ada: None)

    assert (row.presence.first_seen, row.presence.seconds, row.minutes) == (None, 0, 0)


def test_intervals_of_another_session_do_not_count(read_rows):
    def arrange(session, ada):
        other_member = make_member(session, make_room(session))
        hear(session, other_member, 0, 60)

    [row] = read_rows(arrange)

    assert row.presence.seconds == 0


@pytest.mark.parametrize(("seconds", "minutes"), [(29, 0), (30, 1), (89, 1), (90, 2)])
def test_minutes_are_rounded_to_the_nearest(read_rows, seconds, minutes):
    [row] = read_rows(lambda session, ada: hear(session, ada, 0, seconds))

    assert row.minutes == minutes
