"""A simulated listener chooses a channel, and notices sound that is wrong, missing or late."""

import pytest

from tests.operate.rehearsal.voice.session import SERVER_MS, START, VoicedRoom, enter
from webinar.operate.rehearsal.member import Member
from webinar.operate.rehearsal.voice.ear import COMPARE_EVERY, DEAF_AFTER, Ear, Heard
from webinar.operate.rehearsal.voice.server_clock import ServerClock
from webinar.operate.rehearsal.voice.tones import tones


@pytest.fixture
def room():
    room = VoicedRoom()
    room.give("floor", 3, 1)
    room.give("kk", 4, 1)
    return room


@pytest.fixture
def make_ear(room):
    def make_ear(language="kk", **traits):
        member, clock = Member("Aida", language), ServerClock()
        clock.observe(room.snapshot()["now"], START)
        enter(member, room)
        ear = Ear(member, clock, **traits)
        ear.listens = True
        return ear

    return make_ear


@pytest.fixture
def ear(make_ear):
    ear = make_ear()
    assert chosen(ear, START) == ["kk"]
    return ear


def chosen(ear, now):
    return [event.fields["channel"] for event in ear.sounds(now) if event.name == "voice.listen"]


def acknowledged(ear, now):
    return [event.fields["at"] for event in ear.sounds(now) if event.name == "voice.ack"]


def packet(channel="kk", number=0, turn=1, tone=None):
    sound = tones()[tone or channel].packet(number)["full"]
    return {"c": channel, "t": turn, "n": number, "at": SERVER_MS + 60 * number, "d": sound}


def hear(ear, *packets, now=START):
    for one in packets:
        ear.hear_sound(one, now)


def test_own_language_is_heard_if_somebody_interprets_into_it(make_ear):
    assert chosen(make_ear("kk"), START) == ["kk"]
    assert chosen(make_ear("ru"), START) == ["floor"]


def test_interpretation_that_begins_later_is_chosen_then(make_ear, room):
    ear = make_ear("ru")
    chosen(ear, START)

    ear.member.hear(*room.give("ru", 5, 1), START + 1)

    assert chosen(ear, START + 1) == ["ru"]
    assert chosen(ear, START + 2) == []


def test_channel_is_chosen_again_over_a_new_link(ear):
    ear.connected()

    assert chosen(ear, START + 1) == ["kk"]


def test_nobody_listens_until_told_to(make_ear):
    ear = make_ear()
    ear.listens = False

    assert chosen(ear, START) == []


def test_newest_packet_is_acknowledged_twice_a_second(ear):
    hear(ear, packet(number=0), packet(number=1))

    assert acknowledged(ear, START) == [SERVER_MS + 60]
    hear(ear, packet(number=2))
    assert acknowledged(ear, START + 0.1) == []
    assert acknowledged(ear, START + 0.5) == [SERVER_MS + 120]


def test_packets_gaps_delays_and_missing_packets_are_counted(ear):
    hear(ear, packet(number=0), now=START + 0.04)
    hear(ear, packet(number=1), now=START + 0.1)
    hear(ear, packet(number=4), now=START + 0.5)

    heard = ear.heard["kk"]
    assert heard == Heard(3, 2, pytest.approx(0.4), [40, 40, 260])
    assert (ear.wrong, ear.disordered) == (0, 0)


def test_time_without_a_link_is_no_gap(ear):
    hear(ear, packet(number=0))
    ear.connected()
    chosen(ear, START + 9)
    hear(ear, packet(number=150), now=START + 9)

    assert (ear.heard["kk"].missing, ear.heard["kk"].longest_gap) == (0, 0)


def test_sound_of_a_channel_that_was_not_chosen_is_wrong(ear):
    hear(ear, packet("kk"), packet("floor"))

    assert ear.wrong == 1


def test_tone_of_another_channel_is_wrong(ear):
    hear(ear, packet("kk", tone="floor"))

    assert ear.wrong == 1


def test_voice_of_a_person_is_not_wrong(ear):
    hear(ear, {**packet("kk"), "d": "AAAA"})

    assert (ear.wrong, ear.heard["kk"].packets) == (0, 1)


def test_channel_chosen_before_may_be_heard_only_until_the_new_one(make_ear):
    ear = make_ear(compares=True)
    chosen(ear, START)
    hear(ear, packet("kk"))

    assert chosen(ear, START + COMPARE_EVERY) == ["floor"]
    hear(ear, packet("kk", number=1), packet("floor"))
    assert ear.wrong == 0
    hear(ear, packet("kk", number=2))

    assert ear.wrong == 1


def test_earlier_turn_and_repeated_packet_are_out_of_order(ear):
    hear(ear, packet(turn=2, number=5), packet(turn=1, number=6))
    assert ear.disordered == 1

    hear(ear, packet(turn=2, number=5), packet(turn=2, number=5))

    assert ear.disordered == 2


def test_listener_to_whom_nothing_comes_while_somebody_speaks_is_deaf(ear):
    chosen(ear, START + 1)
    assert ear.deaf_to == set()

    chosen(ear, START + 1 + 2 * DEAF_AFTER)

    assert ear.deaf_to == {"kk"}


def test_nobody_is_deaf_while_nobody_speaks(ear, room):
    ear.member.hear(*room.give("kk", None, 1), START)

    chosen(ear, START + 2 * DEAF_AFTER)
    chosen(ear, START + 4 * DEAF_AFTER)

    assert ear.deaf_to == set()
