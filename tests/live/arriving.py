"""Record that members of a session are here, for tests that do not connect."""

from datetime import timedelta
from itertools import count

import pytest

from webinar.kit import clock
from webinar.room.engine.models import Interval


def arrive(db, *members, ago=timedelta()):
    """Record that each of these members was last heard `ago` before now."""
    at = clock.now() - ago
    period = {"boot": "boot", "began_at": at - timedelta(minutes=1), "last_heard_at": at}
    rows = [{"room_id": member.room_id, "member_id": member.id, **period} for member in members]
    db.write(lambda s: s.add_all([Interval(**row) for row in rows]))


@pytest.fixture
def counted_time(monkeypatch):
    """A clock that goes on a millisecond at each look: nobody who arrived is gone on a slow day."""
    began, looks = clock.now(), count(1)
    monkeypatch.setattr(clock, "now", lambda: began + timedelta(milliseconds=next(looks)))
