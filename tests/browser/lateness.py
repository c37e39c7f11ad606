"""A session whose clock is put back, so that anybody who joins now is late."""

from datetime import timedelta

from sqlalchemy import select

from tests.protocol.waiting import until
from webinar.kit import clock
from webinar.kit.db import Database
from webinar.live.polls.models import Poll
from webinar.room.engine.models import Interval
from webinar.room.rooms.models import Room, TimelineEntry


def put_clock_back(database_url, code, minutes, people=0):
    """Make the events of the session happen this many minutes ago, in even steps.

    The `people` who had joined before were present for only half a minute.
    """
    began = clock.now() - timedelta(minutes=minutes)

    def put_back(session):
        room = session.scalar(select(Room).filter_by(code=code))
        moves = select(TimelineEntry).filter_by(room_id=room.id, kind="slide.moved")
        entries = session.scalars(moves.order_by(TimelineEntry.id)).all()
        for number, entry in enumerate(entries, 1):
            entry.at = began + number * timedelta(minutes=minutes) / (len(entries) + 1)
        room.started_at = began
        for poll in session.scalars(select(Poll).filter_by(room_id=room.id, state="closed")):
            poll.opened_at, poll.closed_at = began + timedelta(minutes=1), clock.now()
        for interval in session.scalars(select(Interval).filter_by(room_id=room.id)):
            interval.began_at, interval.last_heard_at = began, began + timedelta(seconds=30)

    db = Database(database_url)
    # A short stay is written a moment later.
    until(lambda: len(_stays_of(db, code)) >= people)
    db.write(put_back)
    db.close()


def _stays_of(db, code):
    with db.read() as session:
        stays = select(Interval).join(Room, Room.id == Interval.room_id).filter(Room.code == code)
        return session.scalars(stays).all()
