"""Each channel has a tone that the server takes, and that differs from all others."""

from base64 import b64decode

import msgspec
import pytest

from webinar.kit.languages import LANGUAGES
from webinar.live.sound.channels import FLOOR
from webinar.live.voice.wire import SendVoice
from webinar.operate.rehearsal.voice.tones import channels_of, tones

CHANNELS = (FLOOR, *LANGUAGES)


def test_each_channel_has_a_tone_of_its_own():
    assert tuple(tones()) == CHANNELS, "python -m tools.tones"
    assert len({tone.hz for tone in tones().values()}) == len(CHANNELS)


@pytest.mark.parametrize("channel", CHANNELS)
def test_server_takes_its_packets_of_three_frames(channel):
    tone = tones()[channel]
    for number in range(len(tone.full)):
        fields = {"channel": channel, "turn": 1, "number": number, "at": 1, **tone.packet(number)}
        message = msgspec.convert(fields, SendVoice)
        for sound in (message.full, message.thin):
            assert frames_in(b64decode(sound)) == 3
    assert tone.packet(len(tone.full)) == tone.packet(0)


@pytest.mark.parametrize("channel", CHANNELS)
def test_most_packets_tell_their_channel(channel):
    full = tones()[channel].full
    certain = [sound for sound in full if channels_of(sound) == {channel}]

    assert all(channel in channels_of(sound) for sound in full)
    assert len(certain) > len(full) / 2
    assert channels_of("AAAA") == frozenset()


def frames_in(packet):
    count = 0
    while packet:
        length = int.from_bytes(packet[:2])
        assert len(packet) >= 2 + length
        packet, count = packet[2 + length :], count + 1
    return count
