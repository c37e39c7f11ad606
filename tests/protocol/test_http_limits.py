"""The limits on requests and connections, which are the same in both async modes."""

from contextlib import ExitStack

import pytest
import requests

from tests.protocol.raw import connect, was_cut
from tests.protocol.server import ENTRY, PATIENT_ENTRY
from tests.protocol.waiting import PATIENCE_S, until
from tests.protocol.ways import TESTED_WAYS, serving
from webinar.kit.web.http_limits import FIELD_LIMIT, LONGEST_HEAD, REQUEST_LINE_LIMIT

MODES = [way for way in TESTED_WAYS if way != "library"]
MAX_CONNECTIONS = 6
BEGUN = b"GET /healthz HTTP/1.1\r\nHost: x\r\n"
LONG_POST = b"POST /nothing HTTP/1.1\r\nHost: x\r\nContent-Length: 1000000000\r\n\r\n"


@pytest.fixture(scope="module", params=MODES)
def way(request):
    return request.param


@pytest.fixture(scope="module")
def server(way, tmp_path_factory):
    with serving(way, tmp_path_factory.mktemp("patient"), PATIENT_ENTRY) as server:
        yield server


@pytest.fixture(scope="module")
def hasty(way, tmp_path_factory):
    folder = tmp_path_factory.mktemp("hasty")
    with serving(way, folder, "tests/protocol/short_deadlines.py") as server:
        yield server


def status_of(server, head):
    """Return the status of the answer to these bytes."""
    with connect(server) as link:
        link.sendall(head)
        with link.makefile("rb") as answer:
            return int(answer.readline().split()[1])


def request_line(size):
    """Return a request line of this length, with its end."""
    line = b"GET /healthz?%s HTTP/1.1\r\n"
    return line % (b"a" * (size - len(line) + 2))


def field(size):
    """Return a field of this length, with its end."""
    return b"X-Long: %s\r\n" % (b"a" * (size - 10))


def fields(size):
    """Return fields that together have this length."""
    count = size // 4000 - 1
    return field(4000) * count + field(size - 4000 * count)


@pytest.mark.parametrize(("over", "status"), [(-1, 200), (0, 414), (100_000, 414)])
def test_request_line_is_limited(server, over, status):
    head = request_line(REQUEST_LINE_LIMIT + over) + b"Host: x\r\n\r\n"

    assert status_of(server, head) == status


@pytest.mark.parametrize(("over", "status"), [(-1, 200), (0, 400), (100_000, 400)])
def test_field_of_a_head_is_limited(server, over, status):
    """Planted fault: with threads, a field could have 64 KiB."""
    assert status_of(server, BEGUN + field(FIELD_LIMIT + over) + b"\r\n") == status


@pytest.mark.parametrize(("over", "status"), [(0, 200), (1, 400), (300_000, 400)])
def test_whole_head_is_limited(server, over, status):
    """Planted fault: with threads, a head could have 6 MiB."""
    rest = LONGEST_HEAD + over - len(b"Host: x\r\n") - len(b"\r\n")

    assert status_of(server, BEGUN + fields(rest) + b"\r\n") == status


def test_rest_of_a_body_is_not_read_for_ever(server):
    """Planted fault: with threads, the server read 10 GB of a body that it had refused."""
    with connect(server) as link, pytest.raises(ConnectionError):
        link.sendall(LONG_POST)
        for _ in range(1000):
            link.sendall(bytes(65536))


@pytest.mark.parametrize(
    "begin",
    [
        b"GET / HTTP/1.1\r\nX-Slow: ",
        b"POST /api/join HTTP/1.1\r\nHost: x\r\nContent-Length: 5000\r\n\r\n{",
        b"",
    ],
    ids=["head", "body", "silence"],
)
def test_trickled_bytes_do_not_extend_the_deadline(hasty, begin):
    """Planted fault: the deadline was not set, and only `SOCKET_SECONDS` was left."""
    with connect(hasty) as link:
        assert was_cut(link, begin, drip=b"a" if begin else b"")


def test_trickled_rest_of_a_body_does_not_hold_the_connection(server):
    """Planted fault: with threads, the server waited for ten more megabytes, without a deadline."""
    with connect(server) as link:
        assert was_cut(link, LONG_POST, drip=b"a")


def test_request_may_run_longer_than_its_body_may_take_to_arrive(hasty):
    """Planted fault: the body's deadline ran until the answer and cut off the waiting client."""
    answer = requests.post(f"{hasty.url}/slow", data="as it came", timeout=PATIENCE_S)

    assert answer.text == "as it came"


def test_body_has_one_deadline_however_it_is_read(hasty):
    head = b"POST /slow HTTP/1.1\r\nHost: x\r\nContent-Length: 5000\r\n\r\n"
    with connect(hasty) as link:
        assert was_cut(link, head, drip=b"a")


def test_client_that_reads_nothing_of_its_response_is_cut(way, tmp_path):
    with serving(way, tmp_path, "tests/protocol/short_reads.py") as server:
        before = server.connections
        with connect(server, buffer=4096) as link:
            link.sendall(b"GET /long HTTP/1.1\r\nHost: x\r\n\r\n")
            assert link.recv(1)

            until(lambda: server.connections <= before)


def test_connections_are_limited_in_all(way, tmp_path):
    limits = {"MAX_CONNECTIONS": str(MAX_CONNECTIONS), "TRUSTED_PROXIES": "1"}
    with serving(way, tmp_path, ENTRY, **limits) as server:
        with ExitStack() as opened:
            begun = [opened.enter_context(connect(server)) for _ in range(MAX_CONNECTIONS)]
            for link in begun:
                link.sendall(b"GET /healthz HTTP/1.1\r\nHost:")
            one_more = opened.enter_context(connect(server))

            assert was_cut(one_more)
            begun[0].sendall(b" x\r\n\r\n")
            with begun[0].makefile("rb") as answer:
                assert answer.readline().startswith(b"HTTP/1.1 200 ")
        until(lambda: is_answered(server))


def is_answered(server):
    try:
        return requests.get(f"{server.url}/healthz", timeout=PATIENCE_S).status_code == 200
    except requests.ConnectionError:
        return False
