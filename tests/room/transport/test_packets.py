"""Only well-formed events reach a handler; other JSON from the wire is refused or discarded."""

import pytest

from webinar.room.transport.packets import MAX_DEPTH, REFUSED, GuardedPacket, WireJson, is_clean

NESTED = "[" * (MAX_DEPTH - 2) + "]" * (MAX_DEPTH - 2)


def decode(frame):
    return GuardedPacket(encoded_packet=frame)


def test_event_is_read_with_message_and_acknowledgement_id():
    packet = decode('27["poll.vote",{"poll":"tea","options":["a"]}]')

    assert packet.data == ["poll.vote", {"poll": "tea", "options": ["a"]}]
    assert packet.id == 7


@pytest.mark.parametrize("frame", ['2["room.end"]', '2/,["room.end"]', f'2["room.end",{NESTED}]'])
def test_event_may_omit_the_message_and_name_the_namespace(frame):
    assert decode(frame).data[0] == "room.end"


@pytest.mark.parametrize(
    "name", ["connect", "disconnect", "connect_error", "message", "*", "refused"]
)
def test_reserved_event_name_is_refused(name):
    """Planted fault: any client could run the server's connect and disconnect handlers."""
    assert decode(f'21["{name}","x"]').data == [REFUSED]


@pytest.mark.parametrize(
    "body",
    [
        "",
        "{}",
        '"slide.go"',
        "null",
        "[]",
        "[7]",
        "[null,{}]",
        '["slide.go",{},{}]',
        '["slide.go",{"slide":NaN}]',
        '["slide.go",{"slide":Infinity}]',
        '["slide.go",{"slide":-Infinity}]',
        f'["slide.go",{{"slide":{2**53 + 1}}}]',
        f'["slide.go",{{"slide":{-(2**63)}}}]',
        '["slide.go",{"slide":' + "9" * 5000 + "}]",
        '["step.propose",{"text":"a\\u0000b"}]',
        '["step.propose",{"text":"a\\ud800b"}]',
        '["step.propose",{"a\\u0000b":1}]',
        '["slide.go",' + "[" * MAX_DEPTH + "]" * MAX_DEPTH + "]",
        '["slide.go",' + '{"a":' * MAX_DEPTH + "1" + "}" * MAX_DEPTH + "]",
        "[" * 20_000 + "]" * 20_000,
        "[" * 20_000,
        '["slide.go",{"slide":1}',
        '["slide.go",{"slide":1}] tail',
    ],
    ids=lambda body: body[:24] or "nothing",
)
def test_malformed_event_is_answered_as_refused(body):
    packet = decode(f"23{body}")

    assert packet.data == [REFUSED]
    assert packet.id == 3


@pytest.mark.parametrize(
    "frame",
    [
        '32["an acknowledgement"]',
        '4{"message":"error"}',
        '51-["binary",{"_placeholder":true,"num":0}]',
        '5200-["binary"]',
        '61-["binary"]',
        "51-[",
        "9",
        "x",
        '2/admin,["slide.go"]',
        "0/admin,",
        "0/" + "a" * 50_000 + ",",
        f'2{"1" * 300}["slide.go"]',
        "0[]",
        '0"text"',
        '0{"seat":NaN}',
        '0{"seat":"\\ud800"}',
        "0{",
        "0" + '{"a":' * 20 + "1" + "}" * 20,
    ],
    ids=lambda frame: frame[:24] or "nothing",
)
def test_invalid_packet_raises_an_error_for_the_link_to_count(frame):
    with pytest.raises((ValueError, RecursionError)):
        decode(frame)


def test_last_duplicate_key_wins_and_proto_is_an_ordinary_key():
    packet = decode('2["slide.go",{"slide":1,"slide":2,"__proto__":{"admin":true}}]')

    assert packet.data == ["slide.go", {"slide": 2, "__proto__": {"admin": True}}]


def test_packets_are_sent_as_compact_utf_8_text():
    packet = GuardedPacket(2, data=["step.proposed", {"text": "Алдын алу"}], namespace="/")

    assert packet.encode() == '2["step.proposed",{"text":"Алдын алу"}]'
    assert GuardedPacket.uses_binary_events is False


def test_numbers_exact_in_javascript_are_read():
    assert WireJson.loads(f"[{2**53},{-(2**53)},1.5]") == [2**53, -(2**53), 1.5]


def test_clean_check_covers_every_level():
    assert is_clean({"a": [{"b": "c"}]})
    assert not is_clean({"a": [{"b": "\0"}]})
    assert not is_clean({"a": {"\udfff": 1}})
