"""A message to many links is encoded once."""

import json

from engineio import packet

from webinar.room.transport import broadcast_frame
from webinar.room.transport.broadcast_frame import Frame, acknowledgement
from webinar.room.transport.frames import BINARY, TEXT, text_frame


def test_a_broadcast_is_the_same_for_both_kinds_of_link():
    frame = Frame("slide.moved", {"slide": 3, "title": "Әлем"}, "slide.moved:")

    assert frame.bytes == text_frame('42["slide.moved",{"slide":3,"title":"Әлем"}]')
    assert frame.packet.encode() == '42["slide.moved",{"slide":3,"title":"Әлем"}]'
    assert frame.packet.packet_type == packet.MESSAGE
    assert frame.state == "slide.moved:"
    assert frame.bytes[0] == 0x80 | TEXT


def test_attachment_is_bytes_on_a_websocket_and_base64_elsewhere():
    frame = Frame("voice.bundle", {"n": 1, "d": "AAMA"}, attachment="d")

    event = '451-["voice.bundle",{"n":1,"d":{"_placeholder":true,"num":0}}]'
    assert frame.bytes == text_frame(event) + bytes((0x80 | BINARY, 3, 0, 3, 0))
    assert frame.packet.encode() == '42["voice.bundle",{"n":1,"d":"AAMA"}]'


def test_many_links_share_one_encoding_and_one_frame(monkeypatch):
    encoded, framed = [], []
    encode = broadcast_frame.msgspec.json.encode

    class Counted:
        @staticmethod
        def encode(value):
            encoded.append(value)
            return encode(value)

    monkeypatch.setattr(broadcast_frame.msgspec, "json", Counted)
    monkeypatch.setattr(
        broadcast_frame, "text_frame", lambda text: framed.append(text) or text_frame(text)
    )
    frame = Frame("room.tick", {"version": 1})

    frames = {id(frame.bytes) for _ in range(1000)}
    packets = {id(frame.packet) for _ in range(1000)}

    assert len(frames) == len(packets) == len(encoded) == len(framed) == 1


def test_acknowledgement_carries_the_id_it_answers():
    frame = acknowledgement(17, {"ok": True, "version": 4})

    text = frame[2:].decode()
    assert text[:4] == "4317"
    assert json.loads(text[4:]) == [{"ok": True, "version": 4}]


def test_equal_answers_of_a_batch_are_encoded_once(monkeypatch):
    encoded = []
    encode = broadcast_frame._json
    monkeypatch.setattr(
        broadcast_frame, "_json", lambda value: encoded.append(value) or encode(value)
    )
    monkeypatch.setattr(broadcast_frame, "_last_answer", ({}, "[{}]"))

    frames = [acknowledgement(n, {"ok": True, "version": 4}) for n in range(100)]
    other = acknowledgement(7, {"ok": True, "version": 5})
    refused = acknowledgement(8, {"ok": False, "code": "rate", "retry": True})

    assert len(encoded) == 3
    assert frames[17] == text_frame('4317[{"ok":true,"version":4}]')
    assert other == text_frame('437[{"ok":true,"version":5}]')
    assert refused == text_frame('438[{"ok":false,"code":"rate","retry":true}]')
