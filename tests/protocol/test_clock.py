"""Nobody is thrown out when the wall clock is stepped back by an hour."""

import pytest

from tests.protocol.people import begin, link_of, sign_in
from tests.protocol.raw import Raw
from tests.protocol.server import Server
from tests.protocol.waiting import PATIENCE_S
from webinar.operate.demo.actions import ORGANISER

pytestmark = pytest.mark.any_mode


def test_seats_and_sign_ins_survive_a_clock_set_back(tmp_path):
    """Planted fault: seats were signed with a time stamp."""
    with Server(tmp_path / "before") as server:
        session = begin(server)
        seat = session.join()
        browser, _desk = sign_in(link_of(server, ORGANISER))
        assert browser.get(f"{server.url}/desk", timeout=PATIENCE_S, allow_redirects=False).ok
        server.kill()

        entry = "tests/protocol/clock_set_back.py"
        with Server(tmp_path / "after", entry, server.database_url, unforked=True) as later:
            with Raw(later) as link:
                assert link.sit(seat).call("room.snapshot", {})["ok"]
            desk = browser.get(f"{later.url}/desk", timeout=PATIENCE_S, allow_redirects=False)
            assert desk.status_code == 200
