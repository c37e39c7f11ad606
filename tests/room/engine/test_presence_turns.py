"""Presence of thousands is looked at and written in pieces; the loop serves others in between."""

import pytest

from webinar.kit import concurrency
from webinar.kit.errors import Refused
from webinar.kit.loop_turns import ROWS_IN_A_TURN
from webinar.room.engine.connections import Connection, Connections
from webinar.room.engine.presence import Presence

MEMBERS = 3 * ROWS_IN_A_TURN + 7
PIECES = [ROWS_IN_A_TURN] * 3 + [7]


class Crowd:
    """A room full of people; `written` are the sizes of the jobs, `heard` those of the turns."""

    def __init__(self, clock, monkeypatch):
        self.clock, self.written, self.heard, self.changes = clock, [], [0], []
        self.members, self.fails = [], False
        self.connections = Connections()
        self.presence = Presence(
            self, self.connections, self._heard_at, self.changes.append, self._record
        )
        for number in range(MEMBERS):
            connection = Connection(f"s{number}", f"e{number}", 1, number, number)
            self.connections.add(connection)
            self.presence.note_arrival(connection)
        monkeypatch.setattr(concurrency, "sleep", self._take_turns)

    def run(self, _room_id, work, *, keeps_cache, can_wait):
        """Stands in for the room's queue."""
        assert keeps_cache and can_wait
        assert not self.presence._lock.locked()
        if self.fails and len(self.written) == 1:
            self.fails = False
            raise Refused("try_again", retryable=True)
        return work(None)

    def _record(self, _change, sightings):
        self.written.append(len(sightings))
        self.members += [sighting.member_id for sighting in sightings]
        return {}

    def _heard_at(self, _eio_sid):
        self.heard[-1] += 1
        return self.clock.now

    def _take_turns(self, seconds):
        assert seconds == 0
        assert not self.presence._lock.locked(), "others would wait for the lock"
        self.heard.append(0)


@pytest.fixture
def crowd(clock, monkeypatch):
    return Crowd(clock, monkeypatch)


def test_evidence_of_thousands_is_collected_in_turns(crowd):
    """Planted fault: one turn looked at everybody."""
    crowd.presence.look()

    assert [count for count in crowd.heard if count] == PIECES


def test_presence_of_thousands_is_written_in_several_jobs(crowd):
    """Planted fault: a slide waited until the presence of everybody was written."""
    crowd.presence.look()

    assert crowd.written == PIECES
    assert crowd.members == list(range(MEMBERS))


def test_piece_that_cannot_be_written_is_written_by_the_next_look(crowd):
    crowd.fails = True
    crowd.presence.look()
    assert sorted(crowd.written) == [7, ROWS_IN_A_TURN, ROWS_IN_A_TURN]

    crowd.presence.look()

    assert sorted(crowd.members) == list(range(MEMBERS))


def test_stays_of_thousands_end_and_are_dropped(crowd):
    crowd.presence.look()
    for connection in crowd.connections.everyone():
        crowd.connections.remove(connection.sid)
        crowd.presence.note_departure(connection, said_goodbye=True)
    crowd.presence.look()
    crowd.clock.wait(60)

    crowd.presence.look()

    assert crowd.presence._stays == {}
    assert crowd.written == PIECES * 2
