"""A real browser reports a closed page as leaving, and a lost network as a lost link.

Planted faults: nothing was sent on `pagehide`; a close frame without a code counted as leaving.
"""

import pytest
from sqlalchemy import select

from tests.browser.room import Participant
from tests.protocol.waiting import until
from webinar.room.engine.models import Ending, Interval
from webinar.room.rooms.models import Member, Room

# As in a network that blocks WebSockets.
NO_WEBSOCKET = """window.WebSocket = class {
  constructor() { setTimeout(() => this.onerror?.({}), 10); }
  close() {}
};"""


@pytest.fixture
def code(run):
    return run.code


def ending(server, code, name):
    """How this participant's last interval ended, once it has."""
    db = server.database()

    def look():
        with db.read() as session:
            return session.execute(
                select(Interval.is_open, Interval.ending)
                .join(Member, Member.id == Interval.member_id)
                .join(Room, Room.id == Member.room_id)
                .where(Room.code == code, Member.name == name)
                .order_by(Interval.id.desc())
            ).first()

    until(look, 40)
    return lambda: until(lambda: (row := look()) and not row.is_open and row, 40).ending


def test_browser_distinguishes_leaving_from_a_lost_link(server, wire, visit, code):
    pages = {
        name: visit(url=server.url if name != "Cut" else wire.url)
        for name in ("Socket", "Poll", "Cut")
    }
    pages["Poll"].add_init_script(NO_WEBSOCKET)
    ends = {}
    for name, page in pages.items():
        Participant(page).join(code, name)
        ends[name] = ending(server, code, name)

    pages["Socket"].close(run_before_unload=False)
    pages["Poll"].goto("/healthz")
    pages["Cut"].watch.is_cut = True
    wire.cut()
    try:
        assert ends["Socket"]() is Ending.LEFT
        assert ends["Poll"]() is Ending.LEFT
        assert ends["Cut"]() is Ending.LOST
    finally:
        wire.mend()
