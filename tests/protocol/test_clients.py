"""The official clients against the shipped server, over each transport."""

import re

import pytest
import requests
from sqlalchemy import update

from tests.protocol.clients import JavaScriptClient, PythonClient
from tests.protocol.people import begin, do, member_of, op, sign_in
from tests.protocol.raw import Raw
from tests.protocol.waiting import PATIENCE_S, until
from webinar.kit import clock
from webinar.people.accounts.models import Browser
from webinar.room.rooms.models import Member

pytestmark = pytest.mark.postgres

KINDS = [PythonClient, JavaScriptClient]
TRANSPORTS = ["websocket", "polling", "polling,websocket"]


@pytest.fixture
def connect(server):
    opened = []

    def connect(kind, seat, transports="websocket"):
        opened.append(kind(server.url, seat, transports))
        return opened[-1]

    yield connect
    for client in opened:
        client.close()


@pytest.mark.parametrize("transports", TRANSPORTS)
@pytest.mark.parametrize("kind", KINDS)
def test_client_gets_the_snapshot_votes_and_hears_broadcasts(
    server, session, connect, kind, transports
):
    poll, options = session.open_poll()
    client = connect(kind, session.join(), transports)
    client.hear("connect")
    expected = transports.split(",")[-1]
    until(lambda: client.transport == expected, problem=f"{expected} was not reached")

    snapshot = client.call("room.snapshot", {})["snapshot"]
    vote = client.call("poll.vote", op(poll=poll, options=options[:1]))
    do(server, session.host, "slide.go", slide=2)

    assert [view["poll"] for view in snapshot["polls"] if view["state"] == "open"] == [poll]
    assert vote["ok"]
    assert client.hear("poll.voted")["options"] == options[:1]
    assert client.hear("slide.moved")["slide"] == 2


@pytest.mark.parametrize("kind", KINDS)
def test_a_refused_command_is_answered_with_its_code(session, connect, kind):
    client = connect(kind, session.join())
    client.hear("connect")

    answer = client.call("slide.go", op(slide=1))

    assert answer == {"ok": False, "code": "not_allowed", "retry": False}


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("case", ["forged", "of a foreign key", "of one removed", "expired", "no"])
def test_invalid_seat_is_refused_with_a_code(server, session, connect, kind, case):
    """Planted fault: `SeatTokens.find` did not look at the rows, only at the signature."""
    client = connect(kind, bad_seat(server, session, case))

    assert client.hear("connect_error") == "not_allowed"


def bad_seat(server, session, case):
    seat = session.join()
    browser, member, seal, signature = seat.split(".")
    if case == "forged":
        return f"{browser}.{int(member) - 1}.{seal}.{signature}"
    if case == "of a foreign key":
        from webinar.room.rooms.seats import SeatTokens

        return SeatTokens("another-secret-key-0123456789-abcdefgh").issue(browser, member, seal)
    if case == "no":
        return ""
    change = (
        update(Member).where(Member.id == member_of(seat)).values(removed_at=clock.now())
        if case == "of one removed"
        else update(Browser).where(Browser.id == int(browser)).values(**over())
    )
    db = server.database()
    db.write(lambda session: session.execute(change))
    db.close()
    return seat


def over():
    """The columns of an expired browser."""
    return {"expires_at": clock.now()}


def test_seat_is_valid_only_in_its_own_session(server, session):
    other = begin(server)
    with Raw(server) as link:
        code = link.sit(session.join()).call("room.snapshot", {})["snapshot"]["room"]["code"]

    assert code == session.code != other.code


def test_offered_compression_is_not_negotiated(server):
    """Planted fault: the header was passed on, and eventlet accepted it."""
    offer = {"Sec-WebSocket-Extensions": "permessage-deflate; client_max_window_bits"}
    with Raw(server, headers=offer) as link:
        assert link.status == 101
        assert "sec-websocket-extensions" not in link.head.lower()


def test_nothing_is_served_before_a_seat_is_taken(server):
    with Raw(server) as link:
        assert link.packet().startswith("0{")
        link.send('421["room.snapshot",{}]')

        # Nothing arrives but the close.
        assert link.packet() == "1"


def test_seat_without_a_member_cannot_be_taken(server):
    with Raw(server) as link:
        assert link.packet().startswith("0{")
        link.send('40{"seat":"1.1.x"}')

        assert '"not_allowed"' in link.packet()


def test_printed_links_lead_to_a_connected_console(server):
    browser, console = sign_in(server.printed("Presenter"))
    seat = re.search(r'data-seat="([^"]+)"', console.text).group(1)

    with Raw(server) as link:
        me = link.sit(seat).call("room.snapshot", {})["snapshot"]["me"]

    assert me["role"] == "presenter"
    assert requests.get(server.printed("Participants"), timeout=PATIENCE_S).status_code == 200
