"""Sound for a slow client is left out instead of queueing up."""

from webinar.room.transport.sound_gate import UNDER_WAY_MS, SoundGate

PACKET_MS = 60
BUNDLE_MS = 360
START_MS = 1_000_000


def sent(gate, first_ms, count):
    """The times of the packets that the gate takes, of `count` packets from `first_ms` on."""
    times = [first_ms + PACKET_MS * number for number in range(count)]
    return [captured_ms for captured_ms in times if gate.takes(captured_ms, PACKET_MS)]


def test_client_that_acknowledges_gets_everything():
    gate = SoundGate()
    for number in range(100):
        captured_ms = START_MS + PACKET_MS * number
        assert gate.takes(captured_ms, PACKET_MS)
        gate.acknowledge(captured_ms)


def test_no_more_is_under_way_than_is_worth_it():
    gate = SoundGate()

    times = sent(gate, START_MS, 100)

    assert times[0] == START_MS
    assert UNDER_WAY_MS < times[-1] - times[0] <= UNDER_WAY_MS + PACKET_MS


def test_bundles_to_a_client_that_acknowledges_nothing_are_no_pauses():
    gate = SoundGate()

    taken = [gate.takes(START_MS + BUNDLE_MS * number, BUNDLE_MS) for number in range(20)]

    assert sum(taken) * BUNDLE_MS <= UNDER_WAY_MS + 2 * BUNDLE_MS


def test_slow_client_goes_on_with_the_newest_sound():
    gate = SoundGate()
    under_way = sent(gate, START_MS, 100)
    assert sent(gate, START_MS + 10_000, 5) == []

    gate.acknowledge(under_way[-1])

    assert sent(gate, START_MS + 20_000, 1) == [START_MS + 20_000]


def test_pause_of_the_speaker_does_not_count_as_under_way():
    gate = SoundGate()
    sent(gate, START_MS, 10)

    after_pause = sent(gate, START_MS + 60_000, 10)

    assert len(after_pause) == 10


def test_pause_does_not_hide_what_a_slow_client_lacks():
    gate = SoundGate()
    sent(gate, START_MS, 20)

    after_pause = sent(gate, START_MS + 60_000, 20)

    assert 0 < len(after_pause) < 10


def test_client_cannot_acknowledge_what_was_not_sent():
    gate = SoundGate()
    gate.acknowledge(START_MS + 10**9)
    sent(gate, START_MS, 100)

    gate.acknowledge(START_MS + 10**9)

    assert not gate.takes(START_MS + 10_000, PACKET_MS)


def test_lesser_channel_falls_silent_first():
    gate = SoundGate("lesser")
    taken = {"main": 0, "lesser": 0}
    for number in range(100):
        for address in taken:
            taken[address] += gate.takes(START_MS + PACKET_MS * number, PACKET_MS, address)

    assert 0 < taken["lesser"] < 0.75 * taken["main"]


def test_one_acknowledgement_covers_both_channels():
    gate = SoundGate("lesser")
    for number in range(100):
        captured_ms = START_MS + PACKET_MS * number
        assert gate.takes(captured_ms, PACKET_MS, "main")
        # The other speaker's sound comes half a second later.
        assert gate.takes(captured_ms - 500, PACKET_MS, "lesser")
        gate.acknowledge(captured_ms)
