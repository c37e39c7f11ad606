"""The clock of the server is known from its first answer, and does not jump afterwards."""

from webinar.operate.rehearsal.voice.server_clock import ServerClock


def test_time_is_unknown_before_the_first_answer():
    assert ServerClock().ms(5.0) is None


def test_first_answer_sets_the_clock():
    clock = ServerClock()

    clock.observe("1970-01-01T00:01:00+00:00", 10.0)
    clock.observe("1970-01-01T00:09:00Z", 11.0)

    assert clock.ms(10.5) == 60_500
