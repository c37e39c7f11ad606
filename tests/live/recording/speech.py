"""Packets of made-up sound, whose frames can be told apart."""

import base64
import struct

from webinar.live.sound.packets import Packet

# The configuration of a frame of 20 ms, alone in its packet, wideband (RFC 6716, table 2).
VOICED = 0x48


def frame(number):
    return bytes((VOICED,)) + struct.pack(">H", number)


def frames(number, count=3):
    """The frames of the packet of this number."""
    return tuple(frame(3 * number + place) for place in range(count))


def packets(begin, count, first=0):
    """Packets that follow each other from `begin` (ms)."""
    return [Packet(begin + 60 * place, frames(first + place)) for place in range(count)]


def on_the_wire(packet_frames):
    content = b"".join(struct.pack(">H", len(one)) + one for one in packet_frames)
    return base64.b64encode(content).decode()
