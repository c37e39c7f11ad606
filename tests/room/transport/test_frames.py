"""Frames are read and written by each clause of the standard, whole and byte by byte."""

import struct

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.room.transport.wires import client_frame
from webinar.room.transport.frames import (
    BAD_TEXT,
    BINARY,
    CLOSE,
    CONTINUATION,
    PING,
    PONG,
    PROTOCOL_ERROR,
    TEXT,
    TOO_LONG,
    FrameError,
    FrameReader,
    accept_key,
    close_frame,
    control_frame,
    text_frame,
)

LIMIT_BYTES = 70_000


def read(data, limit=LIMIT_BYTES):
    return list(FrameReader(limit).feed(data))


def read_in_pieces(data, size=1, limit=LIMIT_BYTES):
    reader = FrameReader(limit)
    return [
        message for at in range(0, len(data), size) for message in reader.feed(data[at : at + size])
    ]


def code_of(data, limit=LIMIT_BYTES):
    """Return the close code for refused data, which is the same in one piece and byte by byte."""
    codes = []
    for reader in (read, read_in_pieces):
        with pytest.raises(FrameError) as refused:
            reader(data, limit=limit)
        codes.append(refused.value.code)
    assert codes[0] == codes[1]
    return codes[0]


def test_accept_key_matches_the_example_of_the_standard():
    assert accept_key("dGhlIHNhbXBsZSBub25jZQ==") == "s3pPLMBiTxaQ9kYGzzhZRbK+xOo="


@pytest.mark.parametrize(
    ("size", "head"),
    [
        (0, b"\x81\x00"),
        (125, b"\x81\x7d"),
        (126, b"\x81\x7e\x00\x7e"),
        (65_535, b"\x81\x7e\xff\xff"),
        (65_536, b"\x81\x7f\x00\x00\x00\x00\x00\x01\x00\x00"),
    ],
)
def test_server_frame_is_unmasked_with_the_shortest_length_form(size, head):
    assert text_frame("x" * size) == head + b"x" * size


def test_text_is_sent_as_utf_8():
    assert text_frame("жоқ") == b"\x81\x06" + "жоқ".encode()


def test_control_frame_payload_is_cut_to_125_bytes():
    assert control_frame(PONG, b"x" * 200) == b"\x8a\x7d" + b"x" * 125
    assert close_frame(1001) == b"\x88\x02\x03\xe9"


@pytest.mark.parametrize("size", [0, 1, 2, 3, 4, 5, 125, 126, 127, 65_535, 65_536, LIMIT_BYTES])
@pytest.mark.parametrize("mask", [b"\0\0\0\0", b"\xff\xff\xff\xff", b"\x01\x82\x03\xf4"])
def test_every_length_form_is_read_under_every_mask(size, mask):
    text = ("abcdefg" * (size // 7 + 1))[:size]
    data = client_frame(text, mask=mask)

    assert read(data) == [(TEXT, text)]
    assert read_in_pieces(data, size=4093) == [(TEXT, text)]


def test_frames_are_read_byte_by_byte():
    data = client_frame("один") + client_frame(b"\x00\xff", BINARY) + client_frame("x" * 300)

    assert read_in_pieces(data) == [(TEXT, "один"), (BINARY, b"\x00\xff"), (TEXT, "x" * 300)]


@given(
    st.lists(st.text(max_size=200), max_size=8),
    st.binary(min_size=4, max_size=4),
    st.integers(min_value=1, max_value=300),
)
def test_messages_do_not_depend_on_how_bytes_are_split(texts, mask, size):
    texts = [
        text for text in texts if not any("\ud800" <= character <= "\udfff" for character in text)
    ]
    data = b"".join(client_frame(text, mask=mask) for text in texts)

    assert read_in_pieces(data, size) == [(TEXT, text) for text in texts]


def test_fragments_form_one_message_with_control_frames_between():
    data = (
        client_frame("жо".encode()[:3], TEXT, fin=False)
        + client_frame(b"ping", PING)
        + client_frame("жо".encode()[3:], CONTINUATION, fin=False)
        + client_frame(b"", PONG)
        + client_frame("қ", CONTINUATION)
        + client_frame("next")
    )
    expected = [(PING, b"ping"), (PONG, b""), (TEXT, "жоқ"), (TEXT, "next")]

    assert read(data) == expected
    assert read_in_pieces(data) == expected


def test_binary_fragments_stay_binary():
    data = client_frame(b"\xff", BINARY, fin=False) + client_frame(b"\xfe", CONTINUATION)

    assert read(data) == [(BINARY, b"\xff\xfe")]


@pytest.mark.parametrize(
    "data",
    [
        client_frame("x", mask=None),
        client_frame("x", rsv=4),
        client_frame("x", rsv=2),
        client_frame("x", rsv=1),
        client_frame("x", 3),
        client_frame("x", 7),
        client_frame("x", 11),
        client_frame("x", 15),
        client_frame("x", PING, fin=False),
        client_frame("x", CLOSE, fin=False),
        client_frame("x" * 126, PING),
        client_frame("x" * 126, CLOSE),
        client_frame("x", CONTINUATION),
        client_frame("x", CONTINUATION, fin=False),
        client_frame("x", fin=False) + client_frame("y"),
        client_frame("x", fin=False) + client_frame("y", fin=False),
        client_frame("x", fin=False) + client_frame("y", BINARY),
        client_frame("x", fin=False)
        + client_frame("y", CONTINUATION)
        + client_frame("z", CONTINUATION),
        client_frame(b"\x03", CLOSE),
    ],
)
def test_forbidden_frame_is_a_protocol_error(data):
    assert code_of(data) == PROTOCOL_ERROR


@pytest.mark.parametrize("code", [0, 999, 1004, 1005, 1006, 1015, 1016, 2000, 2999, 5000, 65_535])
def test_forbidden_close_code_is_a_protocol_error(code):
    assert code_of(client_frame(struct.pack("!H", code), CLOSE)) == PROTOCOL_ERROR


@pytest.mark.parametrize("code", [1000, 1001, 1002, 1003, 1007, 1011, 1014, 3000, 4999])
def test_permitted_close_code_is_read(code):
    payload = struct.pack("!H", code) + "сау".encode()

    assert read(client_frame(payload, CLOSE)) == [(CLOSE, payload)]
    assert read(client_frame(b"", CLOSE)) == [(CLOSE, b"")]


@pytest.mark.parametrize(
    "bad", [b"\xff", b"\xc0\x80", b"\xed\xa0\x80", b"\xf4\x90\x80\x80", "ж".encode()[:1]]
)
def test_invalid_utf_8_has_its_own_close_code(bad):
    assert code_of(client_frame(bad)) == BAD_TEXT
    assert code_of(client_frame(b"a", fin=False) + client_frame(bad, CONTINUATION)) == BAD_TEXT
    assert code_of(client_frame(b"\x03\xe8" + bad, CLOSE)) == BAD_TEXT


def test_frame_over_the_limit_is_refused_by_its_header():
    """The reader neither awaits nor stores the payload."""
    assert read(client_frame("x" * 200), limit=200)
    assert code_of(client_frame(size=201)[:8], limit=200) == TOO_LONG
    assert code_of(client_frame(size=2**63)[:14], limit=200) == TOO_LONG
    assert code_of(client_frame(size=2**64 - 1)[:14], limit=200) == TOO_LONG


def test_fragmented_message_over_the_limit_is_refused():
    parts = client_frame("x" * 100, fin=False) + client_frame("x" * 101, CONTINUATION, fin=False)

    assert code_of(parts, limit=200) == TOO_LONG


def test_message_of_endless_empty_fragments_is_refused():
    parts = client_frame("", fin=False) + client_frame("", CONTINUATION, fin=False) * 20

    assert code_of(parts, limit=200) == TOO_LONG


def test_limit_applies_to_each_message():
    parts = client_frame("x" * 100, fin=False) + client_frame("x" * 100, CONTINUATION)

    assert [text for _, text in read(parts * 5, limit=200)] == ["x" * 200] * 5


def test_message_before_a_bad_frame_is_delivered_first():
    messages = []
    with pytest.raises(FrameError):
        for message in FrameReader(LIMIT_BYTES).feed(
            client_frame("good") + client_frame("x", rsv=1)
        ):
            messages.append(message)

    assert messages == [(TEXT, "good")]
