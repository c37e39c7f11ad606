"""Request heads as RFC 9112 defines them: an invalid one is refused and ends the connection."""

import socket

import pytest

from tests.protocol.waiting import PATIENCE_S

SECOND_REQUEST = b"GET /second HTTP/1.1\r\nHost: x\r\n\r\n"
VALID_HEADS = {
    "the least": b"GET /healthz HTTP/1.1\r\nHost: x\r\n",
    "the old version": b"GET /healthz HTTP/1.0\r\n",
    "a port": b"GET /healthz HTTP/1.1\r\nHost: webinar.example.org:8443\r\n",
    "an address of IPv6": b"GET /healthz HTTP/1.1\r\nHost: [::1]:5000\r\n",
    "a Host of nothing": b"GET /healthz HTTP/1.1\r\nHost:\r\n",
    "letters beyond ASCII": "GET /healthz?тест HTTP/1.1\r\nHost: x\r\nX-Name: Дана\r\n".encode(),
    "spaces around a value": b"GET /healthz HTTP/1.1\r\nHost:\t x \r\nContent-Length: 0 \r\n",
    "a field of nothing": b"GET /healthz HTTP/1.1\r\nHost: x\r\nX-Empty:\r\n",
}
INVALID_HEADS = {
    "HTTP/0.9": b"GET /healthz\r\n",
    "HTTP/0.9 by name": b"GET /healthz HTTP/0.9\r\nHost: x\r\n",
    "a version of letters": b"GET /healthz HTTP/x.y\r\nHost: x\r\n",
    "a version of two digits": b"GET /healthz HTTP/1.01\r\nHost: x\r\n",
    "two spaces": b"GET  /healthz HTTP/1.1\r\nHost: x\r\n",
    "a tab": b"GET\t/healthz HTTP/1.1\r\nHost: x\r\n",
    "a fourth word": b"GET /healthz x HTTP/1.1\r\nHost: x\r\n",
    "no Host": b"GET /healthz HTTP/1.1\r\n",
    "two Hosts": b"GET /healthz HTTP/1.1\r\nHost: x\r\nHost: x\r\n",
    "a Host with a path": b"GET /healthz HTTP/1.1\r\nHost: x/y\r\n",
    "a Host with a name": b"GET /healthz HTTP/1.1\r\nHost: a@x\r\n",
    "a bare LF behind the first line": b"GET /healthz HTTP/1.1\nHost: x\r\n",
    "a bare LF behind a field": b"GET /healthz HTTP/1.1\r\nHost: x\nX-Other: x\r\n",
    "a bare CR": b"GET /healthz HTTP/1.1\r\nHost: x\r\nX-Other: a\rb: c\r\n",
    "a NUL": b"GET /healthz HTTP/1.1\r\nHost: x\r\nX-Other: a\0b\r\n",
    "a space before the colon": b"GET /healthz HTTP/1.1\r\nHost: x\r\nX-Other : a\r\n",
    "a space before the first field": b"GET /healthz HTTP/1.1\r\n Host: x\r\n",
    "a folded field": b"GET /healthz HTTP/1.1\r\nHost: x\r\nX-Other: a\r\n b\r\n",
    "a field without a colon": b"GET /healthz HTTP/1.1\r\nHost: x\r\nX-Other\r\n",
    "a field without a name": b"GET /healthz HTTP/1.1\r\nHost: x\r\n: a\r\n",
    "a name beyond ASCII": "GET /healthz HTTP/1.1\r\nHost: x\r\nИмя: a\r\n".encode(),
    "a space before the colon of an encoding": (
        b"POST /healthz HTTP/1.1\r\nHost: x\r\nTransfer-Encoding : chunked\r\n"
    ),
    "a length and an encoding": (
        b"POST /healthz HTTP/1.1\r\nHost: x\r\nContent-Length: 3\r\nTransfer-Encoding: chunked\r\n"
    ),
    "an encoding in the old version": (
        b"POST /healthz HTTP/1.0\r\nHost: x\r\nTransfer-Encoding: chunked\r\n"
    ),
    "two lengths": (
        b"POST /healthz HTTP/1.1\r\nHost: x\r\nContent-Length: 0\r\nContent-Length: 5\r\n"
    ),
    "the same length twice": (
        b"POST /healthz HTTP/1.1\r\nHost: x\r\nContent-Length: 0\r\nContent-Length: 0\r\n"
    ),
    **{
        f"a length of {length!r}": (
            f"POST /healthz HTTP/1.1\r\nHost: x\r\nContent-Length: {length}\r\n".encode()
        )
        for length in ("1_0", "+10", "-1", "0x0", "0, 0", "١", "", "1 0", "0" * 19)
    },
}


@pytest.mark.parametrize("head", VALID_HEADS.values(), ids=VALID_HEADS)
def test_valid_head_is_answered(server, head):
    assert answer_to(server, head + b"Connection: close\r\n\r\n").startswith(b"HTTP/1.1 200 ")


@pytest.mark.parametrize("head", INVALID_HEADS.values(), ids=INVALID_HEADS)
def test_invalid_head_is_refused_and_nothing_after_it_is_read(server, head):
    """Planted fault: it was accepted, and its body was read as another request."""
    answer = answer_to(server, head + b"\r\n" + SECOND_REQUEST)

    assert answer.startswith(b"HTTP/1.1 400 ")
    assert answer.count(b"HTTP/1.1") == 1


@pytest.mark.parametrize("begun", ["GET /healthz HTTP/1.1\r\nHost: x\r\n", "GET /healthz HTTP"])
@pytest.mark.parametrize("end", ["", "\n", "X-Other: a", "X-Other: a\r"])
def test_request_with_a_truncated_head_is_not_carried_out(server, begun, end):
    """Planted fault: the request was answered as though its head had ended there."""
    answer = answer_to(server, (begun + end).encode())

    assert b"200 OK" not in answer


def answer_to(server, sent):
    """The whole answer to these bytes, with nothing more sent, until the server closes."""
    answer = b""
    with socket.create_connection(("127.0.0.1", server.port), timeout=PATIENCE_S) as link:
        link.sendall(sent)
        link.shutdown(socket.SHUT_WR)
        try:
            while part := link.recv(65536):
                answer += part
        except ConnectionError:
            pass  # closed before it had read all of ours
    return answer
