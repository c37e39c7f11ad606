"""Every sound stands at the time of its capture, and everything else is silence."""

import random

from tests.live.recording.reading import Film
from tests.live.recording.speech import frame, packets
from webinar.live.recording.timing import Placing
from webinar.live.sound.packets import Packet

BEGIN = 1_790_000_000_000


def placed(*spoken, length=3_000):
    placing = Placing(BEGIN, length)
    blocks = [*placing.place(spoken), *placing.finish()]
    return Film(blocks=[(block.at, block.content) for block in blocks])


def assert_no_gap(film, length=3_000):
    assert [at for at, _ in film.frames] == list(range(0, length, 20))


def test_packets_stand_at_the_time_of_their_capture():
    film = placed(*packets(BEGIN + 1_000, 2))

    assert film.sounds == [(1_000 + 20 * number, frame(number)) for number in range(6)]
    assert_no_gap(film)


def test_mute_leaves_silence_and_shifts_nothing():
    film = placed(*packets(BEGIN, 2), *packets(BEGIN + 1_500, 1, first=2))

    assert film.sounds[6:] == [(1_500 + 20 * place, frame(6 + place)) for place in range(3)]
    assert_no_gap(film)


def test_clocks_that_differ_by_milliseconds_leave_no_gap():
    spoken = [
        Packet(packet.at + 7 * number % 19, packet.frames)
        for number, packet in enumerate(packets(BEGIN, 40))
    ]

    film = placed(*spoken)

    assert film.sounds == [(20 * number, frame(number)) for number in range(120)]


def test_clock_that_runs_slow_is_followed():
    spoken = [Packet(BEGIN + 63 * number, (frame(number),) * 3) for number in range(40)]

    film = placed(*spoken)

    firsts = {}
    for at, sound in film.sounds:
        firsts.setdefault(sound, at)
    assert all(abs(firsts[frame(number)] - 63 * number) <= 40 for number in range(40))
    assert_no_gap(film)


def test_packet_that_comes_twice_is_heard_once():
    spoken = packets(BEGIN, 3)

    assert placed(*spoken, *spoken).sounds == placed(*spoken).sounds


def test_clock_that_is_set_back_repeats_nothing_and_stays_in_step():
    film = placed(*packets(BEGIN + 1_000, 5), *packets(BEGIN + 1_000, 10, first=100))

    assert (1_300, frame(315)) in film.sounds
    assert_no_gap(film)


def test_sound_before_the_start_and_after_the_end_is_left_out():
    film = placed(*packets(BEGIN - 600, 20), *packets(BEGIN + 2_940, 5))

    assert film.sounds[0] == (0, frame(30))
    assert_no_gap(film)


def test_whatever_is_sent_the_recording_has_every_20_ms_once():
    dice = random.Random(1)
    spoken = [
        Packet(BEGIN + dice.randint(-5_000, 9_000), (frame(1),) * dice.randint(1, 3))
        for _ in range(500)
    ]

    assert_no_gap(placed(*spoken))


def test_session_without_sound_is_silence():
    film = placed(length=250)

    assert film.sounds == []
    assert len(film.frames) == 13
