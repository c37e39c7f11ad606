"""Frames as RFC 6455 sections 5 to 8 define them: fragments, control frames, failing a link."""

import socket
import struct

import pytest

from tests.protocol.frames import (
    BINARY,
    CLOSE,
    CONTINUATION,
    LIMIT_BYTES,
    PING,
    PONG,
    TEXT,
    acknowledgements,
    event,
    farewell,
    frame,
    pour,
)
from tests.protocol.people import begin
from tests.protocol.raw import Raw

pytestmark = pytest.mark.transport

# Frames that must fail the connection, and the code that says why (section 7.4.1).
FAILING_FRAMES = {
    "unmasked": (1002, [frame(event(1), mask=None)]),
    "an unmasked ping": (1002, [frame("x", PING, mask=None)]),
    "reserved bit 1": (1002, [frame(event(1), rsv=4)]),
    "reserved bit 2": (1002, [frame(event(1), rsv=2)]),
    "reserved bit 3": (1002, [frame(event(1), rsv=1)]),
    "an unknown opcode": (1002, [frame("x", 3)]),
    "an unknown control opcode": (1002, [frame("x", 11)]),
    "a ping in pieces": (1002, [frame("x", PING, fin=False)]),
    "a close in pieces": (1002, [frame("", CLOSE, fin=False)]),
    "a ping of 126 bytes": (1002, [frame("x" * 126, PING)]),
    "a continuation of nothing": (1002, [frame("x", CONTINUATION)]),
    "a message within a message": (1002, [frame("4", fin=False), frame("4")]),
    "a close of one byte": (1002, [frame(b"\x03", CLOSE)]),
    "a close with a code that is none": (1002, [frame(struct.pack("!H", 1005), CLOSE)]),
    "a close with a low code": (1002, [frame(struct.pack("!H", 999), CLOSE)]),
    "too long a frame": (1009, [frame("", length=LIMIT_BYTES + 1)]),
    "an absurdly long frame": (1009, [frame("", length=2**62)]),
    "too long a message": (
        1009,
        [frame("4" * 40_000, fin=False), frame("4" * 40_000, CONTINUATION)],
    ),
    "bytes that are no text": (1007, [frame(b'421["\xff"]')]),
    "half a surrogate": (1007, [frame(b'421["\xed\xa0\x80"]')]),
    "an overlong slash": (1007, [frame(b'421["\xc0\xaf"]')]),
    "half a letter at the end": (1007, [frame(b"421\xd0")]),
    "no text in pieces": (
        1007,
        [frame(b"421", fin=False), frame(b"\xff", CONTINUATION)],
    ),
}


@pytest.fixture(scope="module")
def session(server):
    """One session for all tests: none of them changes it."""
    return begin(server)


@pytest.fixture
def link(session, server):
    with Raw(server) as link:
        yield link.sit(session.join())


@pytest.mark.parametrize("name", FAILING_FRAMES)
def test_protocol_error_is_answered_with_its_code_and_ends_the_link(link, name):
    code, frames = FAILING_FRAMES[name]

    pour(link, *frames)

    assert farewell(link) == code


@pytest.mark.parametrize("name", ["unmasked", "reserved bit 1", "a continuation of nothing"])
def test_frames_after_a_broken_one_are_not_answered(link, name):
    code, frames = FAILING_FRAMES[name]

    pour(link, *frames, frame(event(7)))

    opcode, data = link.frame()
    assert opcode == CLOSE
    assert data[:2] == struct.pack("!H", code)


def test_message_in_pieces_is_read_as_one(link):
    message = event(7).encode()
    pieces = [bytes([byte]) for byte in message]

    pour(
        link,
        frame(pieces[0], fin=False),
        *(frame(piece, CONTINUATION, fin=False) for piece in pieces[1:-1]),
        frame(pieces[-1], CONTINUATION),
    )

    assert link.answer(7)["code"] == "unknown_command"


def test_last_piece_may_be_empty(link):
    pour(link, frame(event(7), fin=False), frame("", CONTINUATION))

    assert link.answer(7)["code"] == "unknown_command"


def test_control_frames_may_come_between_the_pieces(link):
    message = event(7)

    pour(
        link,
        frame(message[:4], fin=False),
        frame("one", PING),
        frame(message[4:9], CONTINUATION, fin=False),
        frame("", PONG),
        frame("two", PING),
        frame(message[9:], CONTINUATION),
    )

    frames = [link.frame() for _ in range(3)]
    pongs = [(PONG, b"one"), (PONG, b"two")]
    assert [heard for heard in frames if heard[0] == PONG] == pongs
    assert frames[:2] == pongs
    [answer] = [data for opcode, data in frames if opcode == TEXT]
    assert answer.startswith(b"437[") and b"unknown_command" in answer


def test_letter_may_be_split_between_pieces(link):
    message = event(7, fields={"name": "Айгуль"}).encode()
    at = message.index("й".encode()) + 1

    pour(link, frame(message[:at], fin=False), frame(message[at:], CONTINUATION))

    assert link.answer(7)["code"] in ("unknown_command", "bad_message")


@pytest.mark.parametrize("payload", [b"", b"x", bytes(range(125))], ids=len)
def test_ping_is_answered_with_its_own_payload(link, payload):
    pour(link, frame(payload, PING))

    assert link.frame() == (PONG, payload)


def test_unsolicited_pong_is_ignored(link):
    pour(link, frame("hello", PONG), frame(event(7)))

    assert link.answer(7)["code"] == "unknown_command"


@pytest.mark.parametrize("code", [1000, 1001, 3000, 4999])
def test_a_close_is_answered_with_its_code_and_the_connection_ends(link, code):
    pour(link, frame(struct.pack("!H", code) + "прощайте".encode(), CLOSE))

    assert farewell(link) == code


def test_a_close_without_a_code_is_answered(link):
    pour(link, frame("", CLOSE))

    assert farewell(link) in (1005, 1000)


def test_nothing_is_read_after_a_close(session, server):
    with Raw(server) as host, Raw(server) as other:
        host.sit(session.host)
        go = event(1, "slide.go", {"slide": 1, "op_id": "a-close-was-before"})
        pour(host, frame(struct.pack("!H", 1000), CLOSE), frame(go))
        assert farewell(host) == 1000

        other.sit(session.host)
        assert other.call("room.snapshot", {})["snapshot"]["room"]["slide"] == 0


@pytest.mark.parametrize("size", [125, 126, 127, 65535, 65536])
def test_every_encoding_of_a_length_is_read(link, size):
    empty = len(event(7, fields={"x": ""}))
    message = event(7, fields={"x": "a" * (size - empty)})
    assert len(message) == size

    pour(link, frame(message))

    assert link.answer(7)["ok"] is False
    assert link.is_open()


def test_frame_may_arrive_byte_by_byte(link):
    link.socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)

    for byte in frame("", PING) + frame(event(7)) + frame(event(8, fields={"x": "a" * 200})):
        link.socket.sendall(bytes([byte]))

    assert link.frame() == (PONG, b"")
    assert acknowledgements(link, 2) == [7, 8]


def test_a_hundred_frames_in_one_segment_are_answered_in_order(link):
    pour(link, *(frame(event(number)) for number in range(100)))

    assert acknowledgements(link, 100) == list(range(100))


def test_frames_split_anywhere_are_reassembled(link):
    """The end of one segment is never the end of a frame."""
    stream = b"".join(frame(event(number)) for number in range(60))

    for at in range(0, len(stream), 37):
        link.socket.sendall(stream[at : at + 37])

    assert acknowledgements(link, 60) == list(range(60))


@pytest.mark.parametrize(
    "frames",
    [
        [frame("")],
        [frame("", TEXT, fin=False), frame("", CONTINUATION)],
        [frame(b"\x00\x01", BINARY)],
        [frame("4", BINARY, fin=False), frame("2", CONTINUATION)],
    ],
    ids=["empty", "empty in pieces", "binary", "binary in pieces"],
)
def test_unknown_packet_does_not_close_the_link(link, frames):
    """It counts as a strike, and the tenth closes the link; see the hostile events."""
    pour(link, *frames, frame(event(7)))

    assert link.answer(7)["code"] == "unknown_command"


def test_connection_that_ends_in_mid_frame_is_not_an_error(link, server):
    pour(link, frame(event(7))[:9])
    link.socket.close()

    assert "Traceback" not in server.log
