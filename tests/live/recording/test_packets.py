"""Packets come back from a recording as they were."""

from tests.live.recording.speech import packets
from webinar.live.recording.packets import pack, unpack


def test_packets_are_stored_and_read_again():
    spoken = packets(5_000, 3)

    assert list(unpack(pack(spoken, 5_000), 5_000)) == spoken
