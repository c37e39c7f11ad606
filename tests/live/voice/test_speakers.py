"""A process checks packets against the speakers it remembers, and seldom asks the database."""

import pytest

from webinar.live.voice.speakers import (
    FORGOTTEN_SECONDS,
    KEPT_SECONDS,
    RETRY_SECONDS,
    Speaker,
    Speakers,
)

KEY = (1, "floor")
ANNA, BORIS = Speaker(1, turn=1), Speaker(2, turn=2)


class Database:
    """Says who speaks, and counts how often it was asked."""

    def __init__(self):
        self.speaker = ANNA
        self.reads = 0

    def read(self):
        self.reads += 1
        return self.speaker


@pytest.fixture
def database():
    return Database()


@pytest.fixture
def time():
    return [100.0]


@pytest.fixture
def speakers(time):
    return Speakers(clock=lambda: time[0], spawn=lambda work, *arguments: work(*arguments))


def test_first_packet_is_dropped_and_starts_a_read_of_the_speaker(speakers, database):
    assert not speakers.is_speaker(KEY, ANNA, database.read)
    assert speakers.is_speaker(KEY, ANNA, database.read)
    assert database.reads == 1


def test_speaker_is_read_again_after_a_while(speakers, database, time):
    speakers.is_speaker(KEY, ANNA, database.read)
    time[0] += KEPT_SECONDS + 0.1
    database.speaker = Speaker(None, turn=1)

    assert speakers.is_speaker(KEY, ANNA, database.read)
    assert not speakers.is_speaker(KEY, ANNA, database.read)


def test_new_speaker_is_known_at_the_second_packet(speakers, database, time):
    speakers.is_speaker(KEY, ANNA, database.read)
    database.speaker = BORIS
    time[0] += RETRY_SECONDS + 0.1

    assert not speakers.is_speaker(KEY, BORIS, database.read)
    assert speakers.is_speaker(KEY, BORIS, database.read)
    assert not speakers.is_speaker(KEY, ANNA, database.read)


def test_flood_of_packets_from_a_wrong_speaker_costs_one_read(speakers, database):
    for _ in range(100):
        speakers.is_speaker(KEY, BORIS, database.read)

    assert database.reads == 1


def test_only_one_read_is_under_way(database, time):
    waiting = []
    speakers = Speakers(clock=lambda: time[0], spawn=lambda *call: waiting.append(call))

    for _ in range(3):
        speakers.is_speaker(KEY, ANNA, database.read)

    assert len(waiting) == 1


def test_failed_read_is_tried_again(speakers, database):
    def fail():
        raise ConnectionError

    with pytest.raises(ConnectionError):
        speakers.is_speaker(KEY, ANNA, fail)

    speakers.is_speaker(KEY, ANNA, database.read)
    assert speakers.is_speaker(KEY, ANNA, database.read)


def test_silent_channels_are_forgotten(speakers, database, time):
    speakers.is_speaker(KEY, ANNA, database.read)
    time[0] += FORGOTTEN_SECONDS + 1

    speakers.is_speaker((2, "kk"), BORIS, database.read)

    assert list(speakers._answers) == [(2, "kk")]
