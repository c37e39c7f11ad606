"""Packets of the thin rendition travel in bundles, which no gap and no change of speaker enters."""

from base64 import b64encode

import pytest

from webinar.live.voice.bundles import LATEST_SECONDS, Bundles
from webinar.live.voice.wire import PACKETS_IN_BUNDLE, SendVoice

KEY = (1, "floor")
START_MS = 1_000_000
FULL = "AAMAAAAA"


def bytes_of(number):
    """Three Opus frames of 20 ms, which tell the packet's number."""
    return bytes((0, 2, 1 << 3, number)) * 3


def packet(number, turn=1, at=None, thin=None):
    thin = b64encode(bytes_of(number)).decode() if thin is None else thin
    at = START_MS + 60 * number if at is None else at
    return SendVoice(channel="floor", turn=turn, number=number, at=at, full=FULL, thin=thin)


class Room:
    """Collects the bundles that are sent; waiting tasks run when the test says so."""

    def __init__(self):
        self.sent, self.waiting, self.slept = [], [], []
        self.bundles = Bundles(lambda *task: self.waiting.append(task), self.slept.append)

    def hear(self, *packets, key=KEY):
        for one in packets:
            self.bundles.add(key, one, self.sent.append)

    def wait(self):
        waiting, self.waiting = self.waiting, []
        for work, *arguments in waiting:
            work(*arguments)

    def numbers(self):
        """The turn and the numbers of the packets of each bundle that was sent."""
        return [(one.t, [*one.d[3::12]]) for one in self.sent]


@pytest.fixture
def room():
    return Room()


def test_bundle_holds_six_packets_and_the_place_of_the_first(room):
    room.hear(*(packet(number) for number in range(6, 12)))

    [bundle] = room.sent
    assert PACKETS_IN_BUNDLE == 6
    assert (bundle.c, bundle.t, bundle.n, bundle.at) == ("floor", 1, 6, START_MS + 360)
    assert bundle.d == b"".join(bytes_of(number) for number in range(6, 12))


def test_bundles_follow_each_other(room):
    room.hear(*(packet(number) for number in range(12)))
    room.wait()

    assert room.numbers() == [(1, [0, 1, 2, 3, 4, 5]), (1, [6, 7, 8, 9, 10, 11])]


def test_speaker_who_changes_in_mid_bundle_begins_another(room):
    # Even if the number and the time would fit.
    room.hear(packet(0), packet(1), packet(2, turn=2), packet(3, turn=2))
    room.wait()

    assert room.numbers() == [(1, [0, 1]), (2, [2, 3])]


@pytest.mark.parametrize(
    "later",
    [packet(4, at=START_MS + 120), packet(2, at=START_MS + 5000), packet(2, at=START_MS + 60)],
    ids=["left out", "late", "early"],
)
def test_bundle_has_no_gap(room, later):
    room.hear(packet(0), packet(1), later)

    assert room.numbers() == [(1, [0, 1])]


def test_clock_that_is_corrected_in_steps_makes_no_gap(room):
    room.hear(*(packet(number, at=START_MS + 61 * number) for number in range(6)))

    assert room.numbers() == [(1, [0, 1, 2, 3, 4, 5])]


def test_rest_is_sent_when_the_speaker_falls_silent(room):
    room.hear(*(packet(number) for number in range(8)))
    assert len(room.sent) == 1

    room.wait()

    assert room.numbers()[1:] == [(1, [6, 7])]
    assert set(room.slept) == {LATEST_SECONDS}


def test_channels_have_bundles_of_their_own(room):
    for number in range(6):
        room.hear(packet(number))
        room.hear(packet(number), key=(1, "kk"))

    assert room.numbers() == [(1, [0, 1, 2, 3, 4, 5])] * 2


@pytest.mark.parametrize("thin", ["AAMBBBBB", "AAAAA", "AAIIAAACCAA="], ids=len)
def test_packet_that_nobody_could_play_spoils_no_bundle(room, thin):
    room.hear(packet(0), packet(1), packet(2, thin=thin), packet(3))
    room.wait()

    assert room.numbers() == [(1, [0, 1]), (1, [3])]


def test_nothing_is_kept_of_a_channel_that_is_silent(room):
    room.hear(packet(0))

    room.wait()

    assert room.bundles._begun == {}
