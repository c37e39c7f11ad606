"""Hostile packets are answered or counted, never carried out, and the next good one is answered."""

import json

import pytest
import requests

from tests.protocol.people import intervals, op
from tests.protocol.raw import BINARY, Closed, Raw
from tests.protocol.waiting import PATIENCE_S, until

BAD_MESSAGE = {"ok": False, "code": "bad_message", "retry": False}
LONG_NUMBER = "9" * 5000

# Socket.IO events that are no commands of ours: answered, because the client waits for it.
ANSWERED_EVENTS = {
    "no name": "[]",
    "no arguments": '["slide.go"]',
    "three arguments": '["slide.go",{"slide":1},1,2]',
    "not a number": '["slide.go",{"slide":NaN,"op_id":"12345678"}]',
    "infinity": '["slide.go",{"slide":Infinity,"op_id":"12345678"}]',
    "minus infinity": '["slide.go",{"slide":-Infinity,"op_id":"12345678"}]',
    "overflow to infinity": '["slide.go",{"slide":1e999,"op_id":"12345678"}]',
    "lone surrogate": '["step.propose",{"text":"\\ud800","language":"en","op_id":"12345678"}]',
    "nul": '["step.propose",{"text":"a\\u0000b","language":"en","op_id":"12345678"}]',
    "two to the 63": '["slide.go",{"slide":9223372036854775808,"op_id":"12345678"}]',
    "five thousand digits": f'["slide.go",{{"slide":{LONG_NUMBER},"op_id":"12345678"}}]',
    "twenty thousand deep": f'["slide.go",{"[" * 20000}{"]" * 20000}]',
    "unclosed depth": f'["slide.go",{"[" * 20000}',
    "a list for the object": '["slide.go",[1]]',
    "a string for the object": '["slide.go","1"]',
    "null for the object": '["slide.go",null]',
    "a string for a number": '["slide.go",{"slide":"1","op_id":"12345678"}]',
    "an object for the event": '{"slide.go":1}',
    "a number for the name": '[1,{"slide":1}]',
    "proto": '["slide.go",{"slide":1,"op_id":"12345678","__proto__":{"role":"admin"}}]',
    "an extra field": '["slide.go",{"slide":1,"op_id":"12345678","role":"admin"}]',
    "half an event": '["slide.go",{"slide"',
    "nothing": "",
    "op_id twice the length": f'["slide.go",{{"slide":1,"op_id":"{"a" * 73}"}}]',
}

# Not even events: no acknowledgement can be owed, so each is a strike.
MALFORMED_EVENTS = {
    "type 9": "49",
    "a binary event without attachments": '45200-["slide.go"]',
    "a binary event": '451-["slide.go",{"_placeholder":true,"num":0}]',
    "half a binary event": "451-[",
    "a binary acknowledgement": "461-1[]",
    "an acknowledgement nobody asked for": '431["x"]',
    "a long acknowledgement id": "42" + "9" * 300 + '["slide.go",{}]',
    "another namespace": '42/admin,["slide.go",{}]',
    "a connection to another namespace": "40/admin,{}",
    "a connect error": '44{"message":"x"}',
    "no engine packet": "x",
    "nothing": "",
}


@pytest.mark.parametrize("name", ANSWERED_EVENTS)
def test_hostile_event_is_refused_and_the_next_is_answered(session, server, name):
    """Planted fault: `_event` returned whatever it could parse."""
    with Raw(server) as link:
        link.sit(session.host)

        answer = link.exchange(ANSWERED_EVENTS[name])

        assert answer == BAD_MESSAGE
        assert link.call("room.snapshot", {})["snapshot"]["room"]["slide"] == 0


@pytest.mark.parametrize("name", MALFORMED_EVENTS)
def test_tenth_malformed_event_closes_the_link(session, server, name):
    """Planted fault: `strike` did not drop the link."""
    with Raw(server) as link:
        link.sit(session.join())
        for _ in range(9):
            link.send(MALFORMED_EVENTS[name])
        assert link.call("room.snapshot", {})["ok"]

        link.send(MALFORMED_EVENTS[name])

        with pytest.raises((Closed, ConnectionError)):
            link.call("room.snapshot", {})


def test_duplicate_key_is_resolved_and_the_event_answered(session, server):
    with Raw(server) as link:
        link.sit(session.host)

        answer = link.exchange('["slide.go",{"slide":1,"slide":2,"op_id":"12345678"}]')

        assert answer["ok"]
        assert link.call("room.snapshot", {})["snapshot"]["room"]["slide"] == 2


def test_bad_utf8_closes_only_its_own_link(session, server):
    with Raw(server) as hostile_link, Raw(server) as other_link:
        hostile_link.sit(session.join("Bad"))
        other_link.sit(session.join("Good"))

        hostile_link.send(b'421["slide.go",{"slide":"\xff\xfe"}]')

        with pytest.raises((Closed, ConnectionError)):
            hostile_link.answer(1)
        assert other_link.call("room.snapshot", {})["ok"]


def test_70_kb_event_closes_only_its_own_link(session, server):
    with Raw(server) as hostile_link, Raw(server) as other_link:
        hostile_link.sit(session.join("Bad"))
        other_link.sit(session.join("Good"))

        with pytest.raises((Closed, ConnectionError)):
            hostile_link.exchange(f'["step.propose",{{"text":"{"a" * 70_000}"}}]')

        assert other_link.call("room.snapshot", {})["ok"]


@pytest.mark.parametrize("frame", [b"\x00" * 100, b'451-["slide.go"]'])
def test_binary_frames_count_as_strikes_and_cost_nothing(session, server, frame):
    """F6. Planted fault: `strike` did not drop the link; three guards refuse the frame itself."""
    with Raw(server) as link:
        link.sit(session.join())
        for _ in range(9):
            link.send(frame, BINARY)
        assert link.call("room.snapshot", {})["ok"]

        link.send(frame, BINARY)

        with pytest.raises((Closed, ConnectionError)):
            link.call("room.snapshot", {})


def test_declared_attachments_are_not_kept(session, server):
    """F6: one client could pin 135 MB. Planted fault: the library's own packet and links."""
    with Raw(server) as link:
        link.sit(session.join())
        before = server.memory

        with pytest.raises((Closed, ConnectionError)):
            link.send('45200-["slide.go"]')
            for _ in range(200):
                link.send(bytes(60_000), BINARY)
            link.drain()
            raise Closed

        until(lambda: server.memory - before < 10 * 2**20, problem="the memory was not given back")


def test_fragmented_message_is_read_as_one_message(session, server):
    with Raw(server) as link:
        link.sit(session.join())

        link.send('427["room.sn', fin=False)
        link.send('apshot",{}]', opcode=0)

        assert link.answer(7)["ok"]


@pytest.mark.parametrize("body", ["x", "4x", "9", "", "4" * 10, '42["a"', "\x1e" * 50, "b!!!"])
def test_invalid_polling_body_is_refused(server, body):
    """Planted fault: the link was not closed first, and the request waited for ever."""
    address = f"{server.url}/socket.io/?EIO=4&transport=polling"
    opened = json.loads(requests.get(address, timeout=PATIENCE_S).text[1:])

    answer = requests.post(f"{address}&sid={opened['sid']}", data=body, timeout=PATIENCE_S)

    assert answer.status_code in (200, 400)
    assert "Error" not in answer.text


@pytest.mark.parametrize("event", ["connect", "disconnect", "connect_error", "message", "*"])
def test_reserved_event_names_run_no_handlers(session, server, event):
    """F3. Planted fault: `RESERVED` was empty, and so was the check in `_leave_seat`."""
    seat, later_seat = session.join(), session.join("Later")
    with Raw(server) as link, Raw(server) as host, Raw(server) as later:
        host.sit(session.host)
        link.sit(seat)
        [before] = until(lambda: intervals(server, seat))

        answer = link.exchange(f'["{event}",{{"seat":"{seat}"}}]')

        # The presence check that finds the later participant has seen the first one, too.
        later.sit(later_seat)
        until(lambda: intervals(server, later_seat))
        assert answer == BAD_MESSAGE
        assert intervals(server, seat) == [before]
        assert before.is_open
        assert host.call("slide.go", op(slide=1))["ok"]
        assert link.hear("slide.moved")["slide"] == 1
