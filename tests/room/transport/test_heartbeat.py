"""One heartbeat pings all links, closes silent ones, and forgets closed ones."""

import random
import time
from types import SimpleNamespace

import pytest

from webinar.kit import concurrency
from webinar.room.transport.heartbeat import LINKS_IN_A_TURN, Heart


class FakeLink:
    """A link that records what the heart does to it."""

    def __init__(self, engine, sid, now):
        self.sid, self.heard_at, self.closed = sid, now, False
        self.pings, self.reason = [], None
        self._engine = engine
        engine.sockets[sid] = self

    def ping(self):
        self.pings.append(self._engine.now[0])

    def close(self, wait, reason):
        self.closed, self.reason = True, (wait, reason)


@pytest.fixture
def engine(monkeypatch):
    now = [1000.0]
    monkeypatch.setattr(time, "monotonic", lambda: now[0])
    return SimpleNamespace(
        ping_interval=5,
        ping_timeout=10,
        sockets={},
        reason=SimpleNamespace(PING_TIMEOUT="ping timeout"),
        now=now,
    )


@pytest.fixture
def heart(engine):
    return Heart(engine)


def add_link(heart, engine, sid):
    link = FakeLink(engine, sid, engine.now[0])
    heart.add(link)
    return link


def run_for(heart, engine, seconds, *answering, step=0.25):
    for _ in range(int(seconds / step)):
        engine.now[0] += step
        heart.beat()
        for link in answering:
            link.heard_at = engine.now[0]


def test_link_is_pinged_at_every_interval(heart, engine):
    link = add_link(heart, engine, "ada")

    run_for(heart, engine, 21, link)

    assert link.pings == [1005.0, 1010.0, 1015.0, 1020.0]
    assert not link.closed


def test_links_are_pinged_in_the_order_they_are_due(heart, engine):
    links, pinged = [], []
    for number in range(500):
        engine.now[0] += random.Random(number).random() / 50
        link = add_link(heart, engine, number)
        link.ping = lambda link=link: pinged.append((engine.now[0], link.sid))
        links.append(link)
    run_for(heart, engine, 30, *links)

    rounds = [pinged[at : at + 500] for at in range(0, 1500, 500)]
    assert all([sid for _, sid in pinged] == list(range(500)) for pinged in rounds)
    assert [at for at, _ in pinged] == sorted(at for at, _ in pinged)


def test_silent_link_is_closed_and_removed(heart, engine):
    ada, bek = add_link(heart, engine, "ada"), add_link(heart, engine, "bek")

    run_for(heart, engine, 14, bek)
    was_open = not ada.closed
    run_for(heart, engine, 2, bek)

    assert was_open
    assert ada.reason == (False, "ping timeout")
    assert list(engine.sockets) == ["bek"]
    assert not bek.closed
    assert len(heart._due) == 1


def test_answering_link_survives_a_long_server_pause(heart, engine):
    """Planted fault: a pause of ten seconds cut everybody off."""
    ada = add_link(heart, engine, "ada")
    run_for(heart, engine, 5.25, ada)

    engine.now[0] += 60
    heart.beat()

    assert not ada.closed
    assert ada.pings == [1005.0, 1065.25]


def test_link_is_kept_until_answers_from_a_server_pause_are_read(heart, engine):
    """Planted fault: the heart beat before the loop had read the waiting data."""
    ada, bek = add_link(heart, engine, "ada"), add_link(heart, engine, "bek")
    run_for(heart, engine, 5)

    engine.now[0] += 60
    run_for(heart, engine, 6, ada)

    assert not ada.closed
    assert bek.closed


def test_link_closed_elsewhere_is_forgotten_and_not_closed_again(heart, engine):
    ada = add_link(heart, engine, "ada")
    ada.closed = True

    run_for(heart, engine, 6)

    assert (ada.pings, ada.reason) == ([], None)
    assert not engine.sockets and not heart._due


def test_link_closed_by_its_own_ping_is_forgotten(heart, engine):
    ada = add_link(heart, engine, "ada")
    ada.ping = lambda: setattr(ada, "closed", True)

    run_for(heart, engine, 6)

    assert not engine.sockets and not heart._due


def test_failing_ping_does_not_block_the_others(heart, engine, caplog):
    def fail():
        raise RuntimeError("planted fault")

    ada, bek = add_link(heart, engine, "ada"), add_link(heart, engine, "bek")
    ada.ping = fail
    run_for(heart, engine, 6, ada, bek)

    assert bek.pings == [1005.0]
    assert "planted fault" in caplog.text
    assert len(heart._due) == 2


def test_beat_looks_only_at_links_that_are_due(heart, engine):
    for number in range(1000):
        add_link(heart, engine, number)
    engine.now[0] += 1
    late = add_link(heart, engine, "late")
    engine.now[0] += 4

    heart.beat()

    assert late.pings == []
    assert heart._due[0][1] is late


def test_links_due_at_one_moment_are_pinged_in_turns(heart, engine, monkeypatch):
    """Planted fault: ten thousand links that came together held the loop."""
    links = [add_link(heart, engine, number) for number in range(3 * LINKS_IN_A_TURN + 7)]
    turns = []

    def take_turns(seconds):
        assert seconds == 0
        turns.append(sum(len(link.pings) for link in links))

    monkeypatch.setattr(concurrency, "sleep", take_turns)
    engine.now[0] += 5
    heart.beat()

    assert turns == [LINKS_IN_A_TURN, 2 * LINKS_IN_A_TURN, 3 * LINKS_IN_A_TURN]
    assert all(len(link.pings) == 1 for link in links)


def test_link_added_between_two_turns_is_pinged_in_its_own_time(heart, engine, monkeypatch):
    for number in range(LINKS_IN_A_TURN + 1):
        add_link(heart, engine, number)
    late = []
    monkeypatch.setattr(
        concurrency, "sleep", lambda _seconds: late.append(add_link(heart, engine, "late"))
    )
    engine.now[0] += 5
    heart.beat()
    engine.now[0] += 5
    heart.beat()

    assert late[0].pings == [1010.0]
