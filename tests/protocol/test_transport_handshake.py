"""How a link opens: RFC 6455 section 4, and the handshake of Engine.IO 4."""

import json

import pytest
import requests

from tests.protocol.frames import acknowledgements, event, frame
from tests.protocol.polling import PATH, Polling
from tests.protocol.raw import SOCKET_IO, Raw
from tests.protocol.server import Server
from tests.protocol.waiting import PATIENCE_S

pytestmark = pytest.mark.transport


@pytest.fixture(scope="module")
def shipped(tmp_path_factory):
    """A server with the shipped heartbeats."""
    with Server(tmp_path_factory.mktemp("shipped")) as server:
        yield server


def headers(link):
    lines = link.head.split("\r\n")[1:-2]
    return {name.lower(): value for name, value in (line.split(": ", 1) for line in lines)}


def test_links_go_by_our_own_path_on_every_loop(shipped):
    """Planted fault: the names of the loop on asyncio were not known."""
    assert "links go by the library's own, slower path" not in shipped.log


def test_key_is_answered_as_the_standard_says(server):
    """Section 1.3 has this pair."""
    with Raw(server, headers={"Sec-WebSocket-Key": "dGhlIHNhbXBsZSBub25jZQ=="}) as link:
        assert link.head.startswith("HTTP/1.1 101 ")
        answered = headers(link)
        assert answered["upgrade"].lower() == "websocket"
        assert answered["connection"].lower() == "upgrade"
        assert answered["sec-websocket-accept"] == "s3pPLMBiTxaQ9kYGzzhZRbK+xOo="
        assert "content-length" not in answered


@pytest.mark.parametrize(
    "fields",
    [
        {"Upgrade": "WebSocket", "Connection": "upgrade"},
        {"Connection": "keep-alive, Upgrade"},
    ],
    ids=["other case", "several tokens"],
)
def test_varying_spelling_of_handshake_headers_is_accepted(server, fields):
    with Raw(server, headers=fields) as link:
        assert link.status == 101
        assert link.packet().startswith("0{")


@pytest.mark.parametrize(
    "fields",
    [
        {"Sec-WebSocket-Key": None},
        {"Sec-WebSocket-Key": "short"},
        {"Sec-WebSocket-Key": "!" * 24},
        {"Upgrade": None},
        {"Upgrade": "h2c"},
    ],
    ids=["no key", "a short key", "a key of no base64", "no upgrade", "another upgrade"],
)
def test_request_that_is_not_a_handshake_is_a_bad_request(server, fields):
    with Raw(server, headers=fields) as link:
        assert link.status == 400


def test_client_of_another_version_learns_the_supported_one(server):
    with Raw(server, headers={"Sec-WebSocket-Version": "12"}) as link:
        assert link.status == 426
        assert headers(link)["sec-websocket-version"] == "13"


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("Sec-WebSocket-Extensions", "permessage-deflate; client_max_window_bits"),
        ("Sec-WebSocket-Protocol", "chat, superchat"),
    ],
)
def test_no_extension_or_subprotocol_is_accepted(server, name, value):
    """Browsers always offer compression: it would cost more than it saves."""
    with Raw(server, headers={name: value}) as link:
        assert link.status == 101
        assert name.lower() not in headers(link)
        assert link.packet().startswith("0{")


def test_first_packet_describes_the_session(shipped):
    with Raw(shipped) as link:
        first, second = link._take(2)
        assert first == 0x81, "a whole text frame"
        assert not second & 0x80, "a server does not mask"
        assert second < 126, "the shortest length that fits"
        opened = link._take(second)

    assert opened[:1] == b"0"
    handshake = json.loads(opened[1:])
    assert handshake.pop("sid")
    assert handshake == {
        "upgrades": [],
        "pingInterval": 5000,
        "pingTimeout": 10000,
        "maxPayload": 65536,
    }


def test_a_polling_session_may_become_a_websocket(shipped):
    opened = Polling(shipped).opened

    assert opened.pop("sid")
    assert opened == {
        "upgrades": ["websocket"],
        "pingInterval": 5000,
        "pingTimeout": 10000,
        "maxPayload": 65536,
    }


@pytest.mark.parametrize(
    "query",
    [
        "EIO=3&transport={}",
        "EIO=abc&transport={}",
        "transport={}",
        "EIO=4&transport=carrier-pigeon",
        "EIO=4&transport={}&sid=nobody",
    ],
)
@pytest.mark.parametrize("transport", ["polling", "websocket"])
def test_request_unknown_to_engine_io_is_a_bad_request(server, query, transport):
    path = f"/socket.io/?{query.format(transport)}"

    if transport == "polling":
        assert requests.get(f"{server.url}{path}", timeout=PATIENCE_S).status_code == 400
    else:
        with Raw(server, path) as link:
            assert link.status == 400


def test_post_without_a_session_is_refused(server):
    assert requests.post(f"{server.url}{PATH}", data="2", timeout=PATIENCE_S).status_code == 400


def test_two_links_have_two_ids(server):
    with Raw(server) as link, Raw(server) as other:
        assert link.packet() != other.packet()


def test_frame_in_the_same_segment_as_the_request_is_not_lost(session, server):
    """Planted fault: the HTTP side had read on into its own buffer."""
    seat = json.dumps({"seat": session.join()})
    frames = frame(f"40{seat}") + b"".join(frame(event(number)) for number in range(1, 4))

    with Raw(server, SOCKET_IO, behind=frames) as link:
        assert link.packet().startswith("0{")
        assert link.packet().startswith('40{"sid"')
        assert acknowledgements(link, 3) == [1, 2, 3]


def test_half_a_frame_after_the_request_is_completed_later(session, server):
    connect = frame("40" + json.dumps({"seat": session.join()}))

    with Raw(server, SOCKET_IO, behind=connect[:5]) as link:
        assert link.packet().startswith("0{")
        link.socket.sendall(connect[5:])
        assert link.packet().startswith('40{"sid"')
