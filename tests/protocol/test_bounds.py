"""The cost of one client for the others, in memory, time and log lines, is bounded."""

import json
import socket
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from itertools import takewhile
from types import SimpleNamespace

import pytest
import requests

from tests.protocol.people import op
from tests.protocol.raw import Raw
from tests.protocol.server import Server
from tests.protocol.waiting import PATIENCE_S, until
from webinar.kit import limits
from webinar.kit.web.headers import HANDSHAKES, PAGES, Wrapped

POLLING = "/socket.io/?EIO=4&transport=polling"
FRAME_COUNT = 60_000


@pytest.fixture
def listener(session, server):
    """A well-behaved client that must notice nothing."""
    with Raw(server) as link:
        yield link.sit(session.join("Good"))


@pytest.mark.parametrize(
    ("part", "count"),
    [(b"a" * 60_000, 300), (b"", FRAME_COUNT)],
    ids=["long ones", "empty ones"],
)
def test_endless_fragments_are_cut_off_at_the_message_limit(server, session, listener, part, count):
    """Planted fault: only each fragment was bounded, so one message took all memory."""
    with Raw(server) as link:
        link.sit(session.join())
        before = server.memory

        link.send("42", fin=False)
        with suppress(OSError):
            for _ in range(count):
                link.send(part, opcode=0, fin=False)

        assert server.memory - before < 10 * 2**20
    assert listener.is_open()


@pytest.mark.parametrize("version", [None, "0", "7", "8", "14"])
def test_websocket_drafts_are_not_supported(server, version):
    """Planted fault: eventlet speaks the drafts of 2010, whose messages have no bound at all."""
    lines = [
        "GET /socket.io/?EIO=4&transport=websocket HTTP/1.1",
        f"Host: 127.0.0.1:{server.port}",
        f"Origin: {server.url}",
        "Upgrade: WebSocket",
        "Connection: Upgrade",
        "Sec-WebSocket-Key1: 4 @1  46546xW%0l 1 5",
        "Sec-WebSocket-Key2: 12998 5 Y3 1  .P00",
    ]
    lines += [f"Sec-WebSocket-Version: {version}"] if version else []
    with socket.create_connection(("127.0.0.1", server.port), timeout=PATIENCE_S) as link:
        link.sendall("\r\n".join([*lines, "", "^n:ds[4U"]).encode())

        with link.makefile("rb") as answer:
            head = list(takewhile(lambda line: line != b"\r\n", answer))

    assert head[0].startswith(b"HTTP/1.1 426 ")
    assert b"sec-websocket-version: 13\r\n" in [line.lower() for line in head]


def test_flooding_client_is_dropped_long_before_all_is_answered(server, session, listener):
    """Planted fault: 50,000 refused events a second kept everybody else waiting for 1.7 s.

    The answers are read meanwhile: on a slow machine a link that does not read may be closed first.
    """
    with Raw(server) as link, ThreadPoolExecutor(1) as beside:
        link.sit(session.join())
        read = beside.submit(link.drain)
        with suppress(OSError):
            for number in range(FRAME_COUNT):
                link.send(f'42{number}["room.nonsense",{{}}]')

        assert listener.call("room.snapshot", {})["ok"]
        # About a hundred at once, and twenty more for each second that this takes.
        assert read.result() < FRAME_COUNT // 10 * len('430[{"ok":false,"code":"unknown_command"}]')
    assert "more than any client of ours" in server.log


def test_largest_burst_of_our_client_is_not_a_flood(session, server):
    with Raw(server) as link:
        link.sit(session.join())
        for _ in range(150):
            link.send('42["room.nonsense",{}]')

        assert link.is_open()


def test_gigabyte_body_is_refused_before_it_arrives(server):
    """Planted fault: the server waited for the whole body until its deadline."""
    head = b"POST /api/join HTTP/1.1\r\nHost: x\r\nContent-Length: 1000000000\r\n\r\n"
    with socket.create_connection(("127.0.0.1", server.port), timeout=PATIENCE_S) as link:
        link.sendall(head)

        assert link.makefile("rb").readline().startswith(b"HTTP/1.1 413 ")


def test_made_up_parameter_does_not_lift_the_handshake_limit(monkeypatch):
    """Planted fault: `&notsid=` was taken for the `sid` of a session that exists."""
    # However slow the machine, no bucket refills meanwhile.
    monkeypatch.setattr(limits, "time", SimpleNamespace(monotonic=lambda: 1000.0))
    wrapped, statuses = Wrapped(lambda _environ, start: start("200 OK", []), [], is_https=False), []

    def ask(address, number):
        path, _, query = f"{POLLING}&notsid={number}".partition("?")
        environ = {"PATH_INFO": path, "QUERY_STRING": query, "REMOTE_ADDR": address}
        wrapped(environ, lambda status, _headers: statuses.append(status[:3]))

    for number in range(HANDSHAKES.count + 50):
        ask("127.0.0.77", number)
    ask("127.0.0.1", 0)

    assert (statuses[0], statuses[-2], statuses[-1]) == ("200", "429", "200")


# The requests of a browser from the link to the first slide, and once more after that.
JOINING_REQUESTS = [
    *("GET /", "GET /join/ABCD2345", "POST /join/ABCD2345", "GET /rooms/ABCD2345"),
    *(f"GET /rooms/ABCD2345/deck/ru/{part}" for part in range(3)),
]
UNLIMITED_REQUESTS = [
    "GET /static/dist/x.js",
    "GET /modules/x/picture.webp",
    f"POST {POLLING}&sid=x",
]


@pytest.fixture
def ask(monkeypatch):
    """Send `GET /path` from an address; return status and headers. No bucket refills meanwhile."""
    monkeypatch.setattr(limits, "time", SimpleNamespace(monotonic=lambda: 1000.0))
    wrapped = Wrapped(lambda _environ, start: start("200 OK", []) or [], [], is_https=False)

    def send(request_line, address="192.0.2.1"):
        method, _, target = request_line.partition(" ")
        path, _, query = target.partition("?")
        response = []
        environ = {"REQUEST_METHOD": method, "PATH_INFO": path, "QUERY_STRING": query}
        wrapped({**environ, "REMOTE_ADDR": address}, lambda *answer: response.extend(answer))
        return response[0][:3], dict(response[1])

    return send


def test_station_of_400_joins_at_once_from_one_address(ask):
    statuses = {ask(request)[0] for _ in range(400) for request in JOINING_REQUESTS}

    assert statuses == {"200"}


def test_pages_per_address_are_limited_but_files_and_sockets_are_not(ask):
    """Planted fault: some connections that asked for pages made everybody wait for seconds."""
    for request in UNLIMITED_REQUESTS * 10 + ["GET /"] * PAGES.count:
        assert ask(request)[0] == "200"

    page_status, headers = ask("GET /")
    form_status, form_headers = ask("POST /join/ABCD2345")

    assert (page_status, form_status) == ("429", "429")
    # A page retries by itself; a form is not sent twice.
    assert headers["Refresh"] == headers["Retry-After"] == "5"
    assert "Refresh" not in form_headers
    assert {ask(request)[0] for request in UNLIMITED_REQUESTS} == {"200"}
    assert ask("GET /", "192.0.2.2")[0] == "200"


def test_ipv6_network_counts_as_one_address(ask):
    """Planted fault: each of a customer's 2**64 addresses had a limit of its own."""
    for number in range(PAGES.count):
        ask("GET /", f"2001:db8:0:1::{number:x}")

    assert ask("GET /", "2001:db8:0:1:ffff::1")[0] == "429"
    assert ask("GET /", "2001:db8:0:2::1")[0] == "200"
    assert ask("GET /", "::ffff:192.0.2.9")[0] == "200"


@pytest.mark.parametrize(
    "path",
    [
        f"{POLLING}&sid=x%0AForged",
        f"{POLLING}%0d%0aForged",
        "/socket.io/?EIO=%0AForged&transport=%0AForged",
        "/%0AForged",
        "/join/%0d%0aForged",
    ],
    ids=["a session", "a transport", "a version", "a page", "a code"],
)
def test_stranger_cannot_write_lines_into_the_log(server, path):
    """Planted fault: the library logs what it refuses as it came, line breaks included."""
    requests.get(f"{server.url}{path}", headers={"Origin": "x\tForged"}, timeout=PATIENCE_S)
    requests.get(f"{server.url}{path}", timeout=PATIENCE_S)

    assert not any(line.startswith("Forged") for line in server.log.splitlines())


@pytest.mark.parametrize("frame", [b"\xff\xfe", b"2probe" * 2, b"", b"4", b"5"])
def test_failed_upgrade_leaves_the_session_polling(server, session, frame):
    """Planted fault: the library's error in the middle of an upgrade was a traceback of ours."""
    opened = json.loads(requests.get(f"{server.url}{POLLING}", timeout=PATIENCE_S).text[1:])
    path = f"{POLLING}&sid={opened['sid']}"
    with Raw(server, path.replace("polling", "websocket")) as link:
        link.send(frame)

    requests.post(
        f"{server.url}{path}", data=f'40{{"seat":"{session.join()}"}}', timeout=PATIENCE_S
    )
    until(lambda: '40{"sid"' in requests.get(f"{server.url}{path}", timeout=PATIENCE_S).text)


@pytest.mark.parametrize("body", ["4", "4\x1e4\x1e4", "4\n"])
def test_empty_message_is_not_an_error_of_ours(server, body):
    """Planted fault: an empty packet reached the library, which indexed into nothing."""
    opened = json.loads(requests.get(f"{server.url}{POLLING}", timeout=PATIENCE_S).text[1:])

    answer = requests.post(
        f"{server.url}{POLLING}&sid={opened['sid']}", data=body, timeout=PATIENCE_S
    )

    assert answer.status_code == 200
    assert "could not be handled" not in server.log


def test_broken_link_does_not_keep_a_broadcast_from_the_others(server, session):
    seats = [session.join(f"Member {number}") for number in range(12)]
    links = [Raw(server).sit(seat) for seat in seats]
    with Raw(server) as host:
        host.sit(session.host)
        for number, link in enumerate(links[:-1]):
            link.socket.close()
            assert host.call("slide.go", op(slide=number % 3))["ok"]

        assert [links[-1].hear("slide.moved")["slide"] for _ in range(11)] == [
            number % 3 for number in range(11)
        ]
    links[-1].socket.close()


def test_link_that_never_takes_a_seat_is_closed(tmp_path):
    """Planted fault: only links without a heartbeat were closed."""
    with (
        Server(tmp_path, entry="tests/protocol/short_seat_deadline.py") as strict,
        Raw(strict) as link,
    ):
        assert link.packet().startswith("0{")

        # Nothing arrives but the close.
        assert link.drain() <= 4
