"""A simulated speaker takes a free channel, sends the tone in time, and yields to people."""

import pytest

from tests.operate.rehearsal.voice.session import SERVER_MS, START, VoicedRoom, enter
from webinar.operate.rehearsal.voice.server_clock import ServerClock
from webinar.operate.rehearsal.voice.speaker import ASK_AGAIN_AFTER, RENEW_EVERY, Speaker
from webinar.operate.rehearsal.voice.tones import tones


@pytest.fixture
def room():
    return VoicedRoom()


@pytest.fixture
def speaker(room):
    speaker = Speaker("Dana", "en", "kk", ServerClock())
    enter(speaker, room)
    return speaker


def begin(speaker, room, turn=1):
    """Let the speaker take the channel."""
    [take] = commands(speaker, START)
    answer(speaker, take)
    speaker.hear(*room.give("kk", room.reader, turn), START)
    assert commands(speaker, START) == []


def commands(speaker, now):
    return speaker.due(now)


def answer(speaker, command, now=START, **reply):
    speaker.replied(command.op_id, {"ok": True, **reply}, now)


def sent(speaker, now):
    return [command.fields for command in speaker.sounds(now)]


def test_free_channel_is_taken_once(speaker):
    [take] = commands(speaker, START)

    assert (take.name, take.fields["holder"]) == ("voice.take", None)
    answer(speaker, take)
    assert commands(speaker, START + 1) == []


def test_nothing_is_taken_or_sent_before_the_session_is_live(room):
    room.state = "planned"
    speaker = Speaker("Dana", "en", "kk", ServerClock())
    enter(speaker, room)

    assert commands(speaker, START) == []
    assert sent(speaker, START) == []


def test_refused_speaker_tries_again_later(speaker):
    [take] = commands(speaker, START)
    speaker.replied(take.op_id, {"ok": False, "code": "voice_moved"}, START)

    assert commands(speaker, START + 0.1) == []
    [again] = commands(speaker, START + ASK_AGAIN_AFTER)
    assert again.name == "voice.take"


def test_packets_of_the_tone_are_numbered_and_timed(speaker, room):
    begin(speaker, room)

    first, second, third = sent(speaker, START + 0.12)

    assert [packet["number"] for packet in (first, second, third)] == [0, 1, 2]
    assert [packet["at"] - SERVER_MS for packet in (first, second, third)] == [0, 60, 120]
    assert first["full"] == tones()["kk"].full[0]
    assert (second["channel"], second["turn"], second["thin"]) == ("kk", 1, tones()["kk"].thin[1])
    assert sent(speaker, START + 0.13) == []


def test_speaker_who_is_behind_goes_on_with_the_present(speaker, room):
    begin(speaker, room)

    [packet] = sent(speaker, START + 30)

    assert (packet["number"], packet["at"] - SERVER_MS) == (0, 30_000)


def test_lease_is_renewed(speaker, room):
    begin(speaker, room)

    [renewal] = commands(speaker, START + RENEW_EVERY)

    assert (renewal.name, renewal.fields["turn"]) == ("voice.renew", 1)


def test_speaker_yields_for_good_to_a_person_who_takes_over(speaker, room):
    begin(speaker, room)

    speaker.hear(*room.give("kk", 3, 2), START)
    speaker.hear(*room.give("kk", None, 2), START)

    assert sent(speaker, START + 1) == []
    assert commands(speaker, START + 60) == []


def test_speaker_whom_a_host_silences_stays_silent(speaker, room):
    begin(speaker, room)

    speaker.hear(*room.give("kk", None, 2), START)

    assert commands(speaker, START + 60) == []


def test_speaker_whose_lease_has_run_out_begins_again(speaker, room):
    begin(speaker, room)

    speaker.hear(*room.give("kk", None, 1), START + 1)
    [take] = commands(speaker, START + 60)
    answer(speaker, take)
    speaker.hear(*room.give("kk", room.reader, 2), START + 60)
    commands(speaker, START + 60)

    assert take.name == "voice.take"
    [packet] = sent(speaker, START + 60)
    assert (packet["turn"], packet["number"]) == (2, 0)


def test_speaker_gives_the_channel_back_when_told_to_stop(speaker, room):
    begin(speaker, room)

    speaker.speaks = False
    [stop] = commands(speaker, START + 5)

    assert (stop.name, stop.fields["turn"]) == ("voice.stop", 1)
    assert sent(speaker, START + 5) == []
