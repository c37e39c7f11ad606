"""Reports of thousands: all rows are present, and the server's other work gets its turn."""

from datetime import timedelta

import pytest
from sqlalchemy import insert, select

from tests.factories import make_poll, make_room
from tests.results.reports.making import plain_words
from tests.results.reports.test_xlsx import check_formats_agree
from webinar.kit import clock, concurrency
from webinar.kit.permissions import Role
from webinar.live.polls.models import Ballot, Choice
from webinar.results.reports.downloads import read
from webinar.results.reports.exports import write_table
from webinar.results.reports.kinds import ExportOptions, Format, Kind
from webinar.results.reports.session import reported_session
from webinar.room.engine.models import Interval
from webinar.room.rooms.models import Member, Room

PEOPLE_COUNT, POLL_COUNT, INTERVAL_COUNT = 5000, 3, 2


def fill(session, people=PEOPLE_COUNT, polls=POLL_COUNT):
    """Thousands of people who all came twice and voted in every poll."""
    room, now = make_room(session), clock.now()
    polls = [make_poll(session, room, "a", "b", key=f"poll-{n}") for n in range(polls)]
    member = {"room_id": room.id, "language": "kk", "role": Role.PARTICIPANT, "joined_at": now}
    session.execute(
        insert(Member), [{**member, "number": n, "name": f"Ә{n}"} for n in range(1, people + 1)]
    )
    ids = session.scalars(select(Member.id).filter_by(room_id=room.id)).all()
    votes = [(poll, member_id) for poll in polls for member_id in ids]
    session.execute(
        insert(Ballot),
        [{"poll_id": poll.id, "member_id": member_id, "cast_at": now} for poll, member_id in votes],
    )
    session.execute(
        insert(Choice),
        [
            {"poll_id": poll.id, "member_id": member_id, "option_id": poll.options[0].id}
            for poll, member_id in votes
        ],
    )
    columns = {"room_id": room.id, "is_open": False}
    session.execute(
        insert(Interval),
        [
            {
                **columns,
                "member_id": member_id,
                "boot": f"boot-{n}",
                "began_at": now + timedelta(seconds=60 * n),
                "last_heard_at": now + timedelta(seconds=60 * n + 30),
            }
            for member_id in ids
            for n in range(INTERVAL_COUNT)
        ],
    )
    room.started_at, room.ended_at = now, now + timedelta(minutes=10)
    return room.id


@pytest.fixture
def large_room_id(db):
    return db.write(fill)


def test_nobody_is_missing_from_a_report_of_thousands(db, large_room_id):
    rows = {}
    for kind in Kind:
        with db.read() as session:
            room = session.get_one(Room, large_room_id)
            reported = reported_session(room, clock.now())
            records = read(session, room, reported, kind)
        written = write_table(
            records, reported, ExportOptions(kind, Format.CSV, "en"), plain_words()
        )
        assert written.rows == written.content.count(b"\r\n") - 1
        rows[kind] = written.rows

    assert rows[Kind.ATTENDANCE] == PEOPLE_COUNT
    assert rows[Kind.BALLOTS] == PEOPLE_COUNT * POLL_COUNT
    assert rows[Kind.POLLS] == POLL_COUNT * 2


def test_reading_many_ballots_yields_to_other_work(db, large_room_id, monkeypatch):
    turns = []
    monkeypatch.setattr(concurrency, "sleep", turns.append)

    with db.read() as session:
        room = session.get_one(Room, large_room_id)
        read(session, room, reported_session(room, clock.now()), Kind.BALLOTS)

    assert len(turns) >= PEOPLE_COUNT * POLL_COUNT / 1000


@pytest.mark.parametrize("kind", [Kind.ATTENDANCE, Kind.POLLS, Kind.BALLOTS])
def test_formats_of_a_large_report_agree_and_are_reproducible(db, kind):
    large_room_id = db.write(lambda session: fill(session, 300, 10))

    def fetch(form):
        with db.read() as session:
            room = session.get_one(Room, large_room_id)
            reported = reported_session(room, clock.now())
            records = read(session, room, reported, kind)
        return write_table(
            records, reported, ExportOptions(kind, form, "en"), plain_words()
        ).content

    check_formats_agree(fetch, kind)
    assert [fetch(form) for form in Format] == [fetch(form) for form in Format]
