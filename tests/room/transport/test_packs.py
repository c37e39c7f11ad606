"""Many events travel between processes as one message, each time unchanged and in order."""

import json

import pytest

from webinar.room.transport.packs import AddressedEvent, head, pack, unpack

SENDER = "f" * 32
VOTERS = 500


def event(name, to="everyone:7", **body):
    return AddressedEvent(name, body, to)


def carried(*events, is_heard=lambda _address: True):
    """Return the events that arrive when these are sent."""
    return list(unpack(pack(SENDER, events)).events(is_heard))


def confirmations():
    return [
        event(
            "poll.voted",
            f"member:{2000 + number}",
            poll="what-works",
            options=["abc"[number % 3]],
            version=123456,
        )
        for number in range(VOTERS)
    ]


SEVERAL = [
    [event("slide.moved", slide=3, audience="everyone", version=9, after=8)],
    [event("slide.moved", slide=number, version=number) for number in range(3)],
    [event("poll.opened", poll="a"), event("slide.moved", slide=1), event("poll.opened", poll="b")],
    [
        event("poll.voted", "member:1", poll="a"),
        event("poll.voted", "member:1", poll="a", text="x"),
    ],
    [event("poll.voted", "member:9", poll="чай"), event("poll.voted", "readers:7:kk", poll="қант")],
    [
        event("poll.voted", "a", points={"x": 1}),
        event("poll.voted", "a:b", points={"y": 2, "z": 3}),
    ],
    [event("bare", "member:1"), event("bare", "member:12")],
    [event("points", "a", n=1), event("points", "b", n=1.0)],
    [event("points", "a", n=1), event("points", "b", n=True)],
    [event("points", "a", n={"x": [0]}), event("points", "b", n={"x": [False]})],
    [event("points", "a", n=0), event("points", "b", n=None)],
    [
        event("odd", words=["\u2028", '"', "\\", "🂡"], number=None),
        event("odd", words=[], number=0.5),
    ],
]


@pytest.mark.parametrize("events", SEVERAL, ids=range(len(SEVERAL)))
def test_events_arrive_unchanged_and_in_order(events):
    """Planted fault: events of one name were gathered from all places of the batch."""
    arrived = carried(*events)

    assert arrived == events
    # For Python, 1, 1.0 and True are equal.
    assert [json.dumps(one.body) for one in arrived] == [json.dumps(one.body) for one in events]


def test_confirmation_costs_little_more_than_the_voter_and_the_answer():
    events = confirmations()

    assert carried(*events) == events
    assert len(pack(SENDER, events)) <= 18 * VOTERS
    assert sum(len(json.dumps(one)) for one in events) > 80 * VOTERS


def test_events_that_nobody_hears_are_left_out():
    events = confirmations()

    assert carried(*events, is_heard=lambda address: address == "member:2007") == [events[7]]


def test_sender_recognises_its_own_pack_by_the_first_bytes():
    message = pack(SENDER, [event("slide.moved", slide=1)])

    assert message.startswith(head(SENDER))
    assert not message.startswith(head("e" * 32))
    assert not pack(SENDER * 2, []).startswith(head(SENDER))


@pytest.mark.parametrize(
    "message", [b"", b"{}", b'{"method":"emit","host_id":"pack"}', b"\x80\x04"]
)
def test_other_messages_are_no_packs(message):
    assert unpack(message) is None


@pytest.mark.parametrize(
    "rest",
    [
        b"",
        b',"runs":1}',
        b',"runs":[["a","b",{},[]]]}',
        b',"runs":[["a","b",[],[],[]]]}',
        b',"runs":[["a","b",{},[],["c"]]]}',
        b',"runs":' + b"[" * 5000,
        b',"runs":[["\xff","b",{},[],[]]]}',
    ],
    ids=["cut off", "number", "short run", "list", "bare row", "deep", "bytes"],
)
def test_broken_pack_is_refused(rest):
    with pytest.raises((ValueError, RecursionError)):
        unpack(head(SENDER) + rest)


@pytest.mark.parametrize("row", ['["c"]', '["c",1,2]', "[]"])
def test_row_of_another_length_is_refused(row):
    message = head(SENDER) + f',"runs":[["a","b",{{"n":1}},["n"],[{row}]]]}}'.encode()

    with pytest.raises(ValueError):
        list(unpack(message).events(lambda _address: True))
