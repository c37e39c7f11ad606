"""A broadcast costs one encoding, and one system call per link, on any machine."""

import json
import time

import pytest
import socketio
from engineio.socket import Socket

from tests.room.transport.wires import Wire
from webinar.room.engine.wire import delivery_of
from webinar.room.transport import broadcast_frame, stream
from webinar.room.transport.broadcast_frame import acknowledgement
from webinar.room.transport.cork import corked
from webinar.room.transport.direct import DirectLink
from webinar.room.transport.frames import text_frame
from webinar.room.transport.links import guard
from webinar.room.transport.packs import AddressedEvent
from webinar.room.transport.rooms import Rooms
from webinar.room.transport.stream import Stream

LINKS = 50


class Hall:
    """Many direct links in one room, each with a connection that counts its sends."""

    def __init__(self, count):
        self.manager = Rooms()
        server = socketio.Server(async_mode="threading", client_manager=self.manager)
        self.manager.delivery_of = delivery_of
        self.links, self.wires = [], []
        for number in range(count):
            link = guard(Socket(server.eio, f"{number}"), now=time.monotonic(), kind=DirectLink)
            link.connected = link.upgraded = True
            self.wires.append(Wire())
            link.stream = Stream(self.wires[-1], link, 1000, lambda: None)
            server.eio.sockets[f"{number}"] = link
            sid = self.manager.pre_connect(f"{number}", "/")
            self.manager.enter_room(sid, "/", "everyone")
            self.manager.connect(sid, "/")
            self.links.append(link)

    def say(self, event, **body):
        self.manager.emit(event, body, "/", room="everyone")

    def sends(self):
        return [len(wire.sent) for wire in self.wires]


@pytest.fixture
def hall():
    return Hall(LINKS)


@pytest.fixture
def encodings(monkeypatch):
    """A list of each encoding of an event or answer, and of each framing."""
    steps = []

    class Json:
        @staticmethod
        def encode(value):
            steps.append("encoded")
            return encode(value)

    encode = broadcast_frame.msgspec.json.encode
    monkeypatch.setattr(broadcast_frame.msgspec, "json", Json)
    # No other test's last answer may spare this one an encoding.
    monkeypatch.setattr(broadcast_frame, "_last_answer", ({}, "[{}]"))
    monkeypatch.setattr(
        broadcast_frame, "text_frame", lambda text: steps.append("framed") or text_frame(text)
    )
    return steps


def test_broadcast_costs_one_encoding_and_one_send_per_link(hall, encodings):
    hall.say("slide.moved", slide=1, version=2)

    assert hall.sends() == [1] * LINKS
    assert encodings == ["encoded", "framed"]
    assert {wire.sent[0] for wire in hall.wires} == {
        text_frame('42["slide.moved",{"slide":1,"version":2}]')
    }


def test_broadcast_that_nobody_hears_is_not_encoded(hall, encodings):
    hall.manager.emit("voice", {"at": 1, "d": "AAAA"}, "/", room="voice:1:kk:thin")

    assert encodings == [] and hall.sends() == [0] * LINKS


def test_fast_clients_need_no_listener_and_no_backlog(hall, monkeypatch):
    hub_calls = []
    monkeypatch.setattr(stream.hubs, "get_hub", lambda: hub_calls.append(1))

    for number in range(20):
        hall.say("room.tick", version=number)

    assert hub_calls == []
    assert all(link.stream._backlog is None for link in hall.links)


def test_batch_of_broadcasts_and_an_answer_costs_one_send_per_link(hall, encodings):
    voter = hall.links[7]
    with corked():
        hall.say("poll.opened", poll="a")
        hall.say("slide.moved", slide=1)
        hall.say("poll.closed", poll="a")
        voter.stream.write(acknowledgement(5, {"ok": True, "version": 9}))

    assert hall.sends() == [1] * LINKS
    assert encodings == ["encoded", "framed"] * 4
    broadcasts = hall.wires[0].sent[0]
    assert hall.wires[7].sent[0] == broadcasts + acknowledgement(5, {"ok": True, "version": 9})


def test_batch_of_votes_costs_one_send_per_voter_only(hall):
    with corked():
        for number, link in enumerate(hall.links[:10]):
            link.stream.write(text_frame("voted"))
            link.stream.write(acknowledgement(number, {"ok": True, "version": 9}))

    assert hall.sends() == [1] * 10 + [0] * (LINKS - 10)


def test_events_sent_at_once_cost_one_send_per_link(hall):
    """Planted fault: what another process said in one message was written piece by piece."""
    hall.manager.together = corked
    said = [("poll.opened", {"poll": "a"}), ("slide.moved", {"slide": 1}), ("poll.closed", {})]

    hall.manager.emit_all([AddressedEvent(*event, "everyone") for event in said])

    assert hall.sends() == [1] * LINKS
    assert hall.wires[0].sent[0] == b"".join(
        text_frame(f"42{json.dumps(event, separators=(',', ':'))}") for event in said
    )


def test_slide_move_fits_in_100_bytes(hall):
    hall.say("slide.moved", slide=10, audience="everyone", version=123, after=122)

    assert len(hall.wires[0].sent[0]) <= 100
