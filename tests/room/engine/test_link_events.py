"""Link events: what is not allowed is dropped and counted, and never reaches the handler."""

import pytest

from webinar.kit.errors import Refused
from webinar.kit.limits import Limit
from webinar.room.engine import refusals
from webinar.room.engine.connections import Connection
from webinar.room.engine.link_events import LinkEvents
from webinar.room.engine.link_registry import LINK_EVENTS, link_event
from webinar.room.engine.wire import Message

NAME = "test.note"


class Note(Message, frozen=True):
    number: int


@pytest.fixture
def handled(monkeypatch):
    """The numbers that reach the handler of an event that is allowed three times.

    The handler refuses 13, and fails at 14.
    """
    numbers = []

    def handle(_link, message):
        if message.number == 13:
            raise Refused("voice_lost")
        if message.number == 14:
            raise RuntimeError("a defect of the handler")
        numbers.append(message.number)

    monkeypatch.setattr(refusals, "_counts", refusals.Counter())
    link_event(NAME, message=Note, limit=Limit(3, 600))(handle)
    yield numbers
    del LINK_EVENTS[NAME]


@pytest.fixture
def send():
    events = LinkEvents(server=None, db=None)

    def send(fields, *, is_remote=False, member_id=1):
        events.handle(Connection("sid", "eio", 1, member_id, 1, is_remote), NAME, fields)

    return send


def test_good_event_reaches_its_handler(handled, send):
    send({"number": 1})

    assert (handled, refusals.refusals()) == ([1], {})


@pytest.mark.parametrize("fields", [None, [], {}, {"number": "1"}, {"number": 1, "role": "host"}])
def test_malformed_event_is_dropped_and_counted(handled, send, fields):
    send(fields)

    assert (handled, refusals.refusals()) == ([], {f"{NAME} bad_message": 1})


def test_too_many_events_are_dropped_and_counted(handled, send):
    for number in range(5):
        send({"number": number})
    send({"number": 9}, member_id=2)

    assert (handled, refusals.refusals()) == ([0, 1, 2, 9], {f"{NAME} rate": 2})


def test_remote_sends_no_link_events(handled, send):
    send({"number": 1}, is_remote=True)

    assert (handled, refusals.refusals()) == ([], {f"{NAME} not_allowed": 1})


def test_refusal_of_the_handler_is_counted(handled, send):
    send({"number": 13})

    assert (handled, refusals.refusals()) == ([], {f"{NAME} voice_lost": 1})


def test_defect_of_the_handler_is_logged_and_ends_there(handled, send, caplog):
    send({"number": 14})
    send({"number": 1})

    assert handled == [1]
    assert "test.note failed in room 1" in caplog.text
