"""Simulate presence on a clock set by the test: sockets open, are heard, fall silent and close."""

import itertools
import time

from sqlalchemy import select

from webinar.live.presence.actions import Recorder
from webinar.room.engine.connections import Connection, Connections
from webinar.room.engine.models import Interval
from webinar.room.engine.presence import Presence

_sids = itertools.count(1)


class Clock:
    """Replaces the monotonic clock; the wall clock is not used."""

    def __init__(self, monkeypatch):
        # Whole seconds: sums of fractions may fall just short of the three-second write interval.
        self.now = self.began = float(int(time.monotonic()))
        monkeypatch.setattr(time, "monotonic", lambda: self.now)

    def wait(self, seconds):
        self.now += seconds


class Hearing:
    """One server process, named `boot`; it calls `look` every second."""

    def __init__(self, rig, clock, boot="first"):
        self.clock = clock
        self.heard = {}
        self.connections = Connections()
        self.changes = []
        self.presence = Presence(
            rig.queue, self.connections, self.heard.get, self.changes.append, Recorder(boot)
        )

    def open(self, member):
        sid = f"socket-{next(_sids)}"
        connection = Connection(sid, sid, member.room_id, member.id, browser_id=1)
        self.heard[sid] = self.clock.now
        self.connections.add(connection)
        self.presence.note_arrival(connection)
        return connection

    def hear(self, connection):
        self.heard[connection.eio_sid] = self.clock.now

    def close(self, connection, said_goodbye=False, is_cut=False):
        self.connections.remove(connection.sid)
        broke_at = self.clock.now if is_cut else None
        self.presence.note_departure(connection, said_goodbye=said_goodbye, broke_at=broke_at)
        del self.heard[connection.eio_sid]

    def look(self, **options):
        self.presence.look(**options)

    def stay(self, seconds, *connections):
        """Let time pass: each second these sockets are heard and the process looks."""
        for _ in range(seconds):
            self.clock.wait(1)
            for connection in connections:
                self.hear(connection)
            self.look()


def intervals(db, member, clock):
    """Return `(begin, end, is_open, is_bridged)` in whole seconds since the test began."""
    from webinar.kit.clock import at

    start = at(clock.began)
    with db.read() as session:
        rows = session.scalars(
            select(Interval).filter_by(member_id=member.id).order_by(Interval.began_at)
        ).all()
    return [
        (
            round((row.began_at - start).total_seconds()),
            round((row.last_heard_at - start).total_seconds()),
            row.is_open,
            row.is_bridged,
        )
        for row in rows
    ]
