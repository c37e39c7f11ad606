"""The load generator speaks WebSocket as a browser does and reads every frame, however split."""

import pytest

from bench.load import frames


def unmask(frame):
    size, start = frame[1] & 0x7F, 2
    if size == 126:
        size, start = int.from_bytes(frame[2:4]), 4
    elif size == 127:
        size, start = int.from_bytes(frame[2:10]), 10
    mask, data = frame[start : start + 4], frame[start + 4 :]
    assert len(data) == size
    return bytes(byte ^ mask[at % 4] for at, byte in enumerate(data)).decode()


def server_frame(data, first=0x81):
    size = len(data)
    if size < 126:
        return bytes([first, size]) + data
    if size < 65536:
        return bytes([first, 126]) + size.to_bytes(2) + data
    return bytes([first, 127]) + size.to_bytes(8) + data


@pytest.mark.parametrize("size", [0, 1, 125, 126, 65535, 65536])
def test_masked_text_survives_unmasking(size):
    text = ("Сәлем " * size)[: size // 2] + "x" * (size % 2)

    assert unmask(frames.masked(text)) == text


def test_the_handshake_offers_compression_as_browsers_do():
    assert b"permessage-deflate; client_max_window_bits" in frames.handshake("host", "/path")


@pytest.mark.parametrize("size", [0, 1, 125, 126, 65535, 65536])
def test_frame_of_any_length_is_read_whole(size):
    data = server_frame(b"x" * size) + server_frame(b"next", first=0xC1)

    frames_read = list(frames.walk(data))

    assert [(first, len(payload)) for first, payload, _ in frames_read] == [(0x81, size), (0xC1, 4)]
    assert frames_read[-1][2] == len(data)


@pytest.mark.parametrize("size", [20, 200, 70000])
def test_incomplete_frame_is_left_for_later(size):
    first, second = server_frame(b"whole"), server_frame(b"y" * size)

    for cut in [1, 2, 3, 5, 9, len(second) - 1]:
        frames_read = list(frames.walk(first + second[:cut]))

        assert [payload for _, payload, _ in frames_read] == [b"whole"]
        assert frames_read[-1][2] == len(first)
