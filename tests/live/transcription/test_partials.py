"""Texts that are no lines yet are slowed down, and the newest wins."""

import pytest

from webinar.live.transcription.partials import PAUSE_SECONDS, Partials


class Desk:
    """Partials with a clock that stands still, and background work that waits for `later`."""

    def __init__(self):
        self.now, self.sent, self._work = 0.0, [], []
        self.partials = Partials(
            clock=lambda: self.now, sleep=self._sleep, spawn=lambda *work: self._work.append(work)
        )

    def put(self, text, key=(1, "kk")):
        self.partials.put(key, lambda: self.sent.append(text))

    def later(self):
        work, self._work = self._work, []
        for function, *arguments in work:
            function(*arguments)

    def _sleep(self, seconds):
        self.now += seconds


@pytest.fixture
def desk():
    return Desk()


def test_first_text_is_sent_at_once(desk):
    desk.put("one")

    assert desk.sent == ["one"]


def test_newest_text_is_sent_after_the_pause(desk):
    for text in ("one", "two", "three"):
        desk.put(text)
    assert desk.sent == ["one"]

    desk.later()

    assert desk.sent == ["one", "three"]
    assert desk.now == PAUSE_SECONDS


def test_languages_do_not_wait_for_each_other(desk):
    desk.put("one")
    desk.put("two", (1, "ru"))
    desk.put("three", (2, "kk"))

    assert desk.sent == ["one", "two", "three"]


def test_waiting_text_is_void_once_the_line_has_come(desk):
    desk.put("one")
    desk.put("two")

    desk.partials.drop((1, "kk"))
    desk.later()

    assert desk.sent == ["one"]
