"""The sound of a participant whom a host lets speak, through a real server, in every way."""

import time
from contextlib import ExitStack

import pytest

from tests.protocol.people import begin, member_of, op
from tests.protocol.raw import Raw
from tests.protocol.server import ENTRY
from tests.protocol.test_endings import close, intervals, wait_for_ending
from tests.protocol.test_voice import (
    listen,
    sounds,
    speak,
    speak_until_heard,
    start,
)
from tests.protocol.waiting import until
from tests.protocol.ways import TESTED_WAYS, serving
from webinar.room.engine.models import Ending

GOING_AWAY = 1001


@pytest.fixture(scope="module", params=TESTED_WAYS)
def server(request, tmp_path_factory):
    with serving(request.param, tmp_path_factory.mktemp(request.param), ENTRY) as server:
        yield server


@pytest.fixture
def session(server):
    return begin(server, presenters=1)


@pytest.fixture
def link(server):
    """Open the links of people in their seats."""
    with ExitStack() as links:
        yield lambda seat: links.enter_context(Raw(server)).sit(seat)


def number_of(link):
    return link.call("room.snapshot", {})["snapshot"]["me"]["member"]


def floor(link):
    return link.call("room.snapshot", {})["snapshot"]["voice"]["floor"]


def grant(host, person, **fields):
    assert host.call("talk.grant", op(member=number_of(person), **fields))["ok"]


@pytest.fixture
def people(session, link):
    """A host, a participant who has the floor, and a listener who has heard them."""
    host, person, listener = (link(seat) for seat in (session.host, *map(session.join, "AB")))
    listen(listener)
    start(host, listener)
    grant(host, person)
    assert person.call("talk.hold", op())["ok"]
    speak_until_heard(person, listener, turn=2)
    return host, person, listener


def test_participant_with_the_floor_is_heard_and_the_presenter_is_not(people):
    host, person, listener = people

    speak(host, 50)
    speak(person, 51, turn=2)

    assert [body["n"] for body in sounds(listener) if body["n"] >= 50] == [51]


def test_presenter_is_heard_again_once_the_participant_has_stopped(people):
    host, person, listener = people

    assert person.call("talk.release", op(turn=2))["ok"]
    assert host.call("voice.take", op(holder=None))["ok"]
    speak_until_heard(host, listener, turn=3)
    speak(person, 52, turn=2)
    speak(person, 53, turn=3)

    assert not {52, 53} & {body["n"] for body in sounds(listener)}


def test_participant_whose_time_has_ended_is_not_heard(people):
    host, person, listener = people

    assert host.call("talk.end", op(member=number_of(person)))["ok"]

    assert person.call("talk.hold", op())["code"] == "no_grant"
    assert floor(host)["holder"] is None

    def is_silent():
        before = len(sounds(listener))
        for turn in (2, 3):
            speak(person, 54, turn=turn)
        return len(sounds(listener)) == before

    until(is_silent, problem="a participant without a grant is still relayed")


def test_removed_participant_is_not_heard_and_the_next_may_speak(people, session, link):
    host, person, listener = people
    other = link(session.join("C"))
    grant(host, other)

    assert host.call("member.remove", op(member=number_of(person)))["ok"]

    assert floor(host)["holder"] is None
    assert other.call("talk.hold", op())["ok"]
    speak_until_heard(other, listener, turn=4)


def test_participant_without_a_grant_is_never_relayed(session, link):
    host, person, listener = (link(seat) for seat in (session.host, *map(session.join, "AB")))
    listen(listener)
    start(host, listener)
    heard = len(sounds(listener))

    assert person.call("talk.hold", op())["code"] == "no_grant"
    assert person.call("talk.release", op(turn=1))["code"] == "voice_lost"
    assert person.call("voice.take", op(holder=number_of(host)))["code"] == "not_allowed"
    for turn in (1, 2):
        speak(person, 55, turn=turn)
        time.sleep(0.3)
        speak(person, 56, turn=turn)

    assert len(sounds(listener)) == heard


@pytest.mark.parametrize(
    ("act", "ending"),
    [(close(GOING_AWAY), Ending.LEFT), (lambda link: None, Ending.LOST)],
    ids=["closed", "broken"],
)
def test_closed_page_frees_the_floor_and_a_broken_link_keeps_it(session, link, act, ending):
    """Planted fault: only the page itself freed the floor, and its last message was lost."""
    host, seat = link(session.host), session.join("A")
    person = link(seat)
    number = number_of(person)
    grant(host, person)
    assert person.call("talk.hold", op())["ok"]
    until(lambda: intervals(session.server, seat))

    act(person)
    person.socket.close()

    assert wait_for_ending(session, seat) is ending
    holder = None if ending is Ending.LEFT else number
    # The turn goes on: the page may take the floor back if it returns.
    assert (floor(host)["holder"], floor(host)["turn"]) == (holder, 1)


def test_tab_that_is_closed_leaves_the_floor_to_the_other(session, link):
    host, seat = link(session.host), session.join("A")
    first, second = link(seat), link(seat)
    grant(host, first)
    assert first.call("talk.hold", op())["ok"]

    close(GOING_AWAY)(second)
    second.socket.close()

    other = session.join("B")
    third = link(other)
    until(lambda: intervals(session.server, other))
    third.socket.close()
    wait_for_ending(session, other)  # the same look at presence has seen the closed tab
    assert floor(host)["holder"] == number_of(first)


def test_second_tab_is_heard_and_the_first_no_more(server, session, link):
    host, seat = link(session.host), session.join("A")
    first, second, listener = link(seat), link(seat), link(session.join("B"))
    listen(listener)
    grant(host, first)
    assert first.call("talk.hold", op())["ok"]
    speak_until_heard(first, listener, turn=1)

    assert second.call("talk.hold", op())["ok"]
    speak_until_heard(second, listener, turn=2)
    speak(first, 57, turn=1)

    assert 57 not in {body["n"] for body in sounds(listener)}
    assert member_of(seat)
