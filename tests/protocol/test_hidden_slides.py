"""Hidden slides over real connections, and after the server has been killed."""

import pytest

from tests.protocol.people import begin, op
from tests.protocol.raw import Raw
from tests.protocol.server import Server

pytestmark = [pytest.mark.any_mode, pytest.mark.postgres]


def hidden_for(server, seat):
    with Raw(server) as link:
        link.sit(seat)
        return link.call("room.snapshot", {})["snapshot"]["slides_hidden"]["slides"]


def test_hidden_slides_survive_a_kill(tmp_path):
    with Server(tmp_path / "server") as server:
        session = begin(server, start=False)
        seat = session.join()
        with Raw(server) as host, Raw(server) as phone:
            host.sit(session.host)
            phone.sit(seat)
            assert host.call("slide.hide", op(slides=[2, 3]))["ok"]
            assert phone.hear("slide.hidden")["set"] == {"slides": [2, 3]}
            assert phone.call("slide.hide", op(slides=[4]))["code"] == "not_allowed"

        server.kill()
        server.start()

        assert hidden_for(server, seat) == hidden_for(server, session.host) == [2, 3]
