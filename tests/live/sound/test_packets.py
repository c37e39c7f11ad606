"""A packet is divided into its frames only if every one of them can be played."""

import base64

import pytest

from tests.live.recording.speech import VOICED, frame, frames, on_the_wire
from webinar.live.sound.packets import decode


def test_frames_of_a_packet_are_read_from_the_wire():
    assert decode(on_the_wire(frames(7))) == frames(7)


@pytest.mark.parametrize("first", [VOICED, 0x68, 0x78, 0x98, 0xF8, 0xF8 | 4])
def test_every_way_to_code_20_ms_is_played(first):
    assert decode(on_the_wire([bytes((first, 1))])) is not None


@pytest.mark.parametrize(
    "one",
    [
        b"",
        bytes((0x40, 1)),  # 10 ms
        bytes((0x50, 1)),  # 40 ms
        bytes((0x58, 1)),  # 60 ms
        bytes((0x70, 1)),  # 10 ms, the hybrid codec
        bytes((0xE0, 1)),  # 2.5 ms
        bytes((VOICED | 1, 1, 1)),  # two frames
        bytes((VOICED | 3, 48, 1)),  # 48 frames
        bytes(1276),
    ],
    ids=lambda one: one[:2].hex(),
)
def test_frame_of_another_length_is_refused(one):
    assert decode(on_the_wire([frame(1), one])) is None


@pytest.mark.parametrize(
    "sound",
    [
        "AAAA====",
        "A",
        "é",
        base64.b64encode(b"\0").decode(),
        base64.b64encode(b"\0\x05\x48").decode(),
        base64.b64encode(b"\0\0").decode(),
        on_the_wire(frames(1, 4)),
        "",
    ],
)
def test_malformed_packet_is_refused(sound):
    assert decode(sound) is None
