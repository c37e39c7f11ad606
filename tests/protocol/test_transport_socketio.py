"""The packets of Socket.IO 5: connecting, events, acknowledgements, disconnecting."""

import json

import pytest

from tests.protocol.frames import acknowledgements, event, farewell, frame, pour
from tests.protocol.people import op
from tests.protocol.raw import Closed, Raw

pytestmark = pytest.mark.transport

REFUSED = '44{"message":"not_allowed"}'


@pytest.fixture
def link(server):
    """A link that has been opened and has no seat yet."""
    with Raw(server) as link:
        assert link.packet().startswith("0{")
        yield link


def connect(seat):
    return "40" + json.dumps({"seat": seat})


def is_gone(link):
    """Whether the server ends the link at once, without another packet from the application.

    "At once", because it leaves a silent link, or one without a seat, open longer than we wait.
    """
    try:
        while True:
            assert not link.packet().startswith("43")
    except (Closed, ConnectionError):
        return True


def test_a_seat_is_answered_with_an_id(link, session):
    link.send(connect(session.join()))

    answer = link.packet()

    assert answer.startswith("40{")
    [(name, sid)] = json.loads(answer[2:]).items()
    assert name == "sid"
    assert isinstance(sid, str)
    assert sid


@pytest.mark.parametrize("credentials", ["", "{}", '{"seat":"1.1.x"}', '{"seat":null}'])
def test_connection_without_a_seat_is_refused(link, credentials):
    link.send(f"40{credentials}")

    assert link.packet() == REFUSED


def test_right_seat_can_be_taken_after_a_refusal(link, session):
    link.send("40{}")
    assert link.packet() == REFUSED

    link.send(connect(session.join()))

    assert link.packet().startswith('40{"sid"')
    assert link.is_open()


def test_a_second_connect_changes_nothing(server, link, session):
    """The same link with the same seat: whatever the answer, each broadcast arrives once."""
    seat = session.join()
    pour(link, frame(connect(seat)), frame(connect(seat)))
    assert link.packet().startswith('40{"sid"')

    assert link.call("room.snapshot", {})["ok"]
    with Raw(server) as host:
        host.sit(session.host)
        assert host.call("slide.go", op(slide=1))["ok"]
    assert link.hear("slide.moved")["slide"] == 1
    assert link.call("room.snapshot", {})["ok"]
    assert "slide.moved" not in [name for name, _body in link.heard]


def test_an_event_before_the_connect_ends_the_link(link, session):
    link.send(event(1, "room.snapshot"))

    assert is_gone(link)


@pytest.mark.parametrize("number", [0, 1, 7, 123456789012345])
def test_an_acknowledgement_has_the_id_of_its_event(link, session, number):
    link.send(connect(session.join()))
    assert link.packet().startswith("40{")
    link.send(event(number))

    assert link.packet().startswith(f'43{number}[{{"ok":false,"code":"unknown_command"')


def test_event_without_an_id_is_carried_out_and_not_answered(server, session):
    with Raw(server) as host:
        host.sit(session.host)
        host.send("42" + json.dumps(["slide.go", op(slide=2)]))
        host.send(event(5, "room.snapshot"))

        packets = []
        while not packets or not packets[-1].startswith("435["):
            packets.append(host.packet())

    assert not any(packet.startswith("43[") for packet in packets)
    assert json.loads(packets[-1][3:])[0]["snapshot"]["room"]["slide"] == 2


def test_disconnecting_client_is_dropped(server, session):
    """There is only one namespace, so the link has no further use."""
    with Raw(server) as link:
        link.sit(session.join())
        link.send("41")

        assert is_gone(link)


def test_events_after_a_disconnect_are_ignored(server, session):
    with Raw(server) as host, Raw(server) as other:
        host.sit(session.host)
        go = event(1, "slide.go", {"slide": 1, "op_id": "it-has-gone-before"})
        pour(host, frame("41"), frame(go))
        other.sit(session.host)
        assert other.call("room.snapshot", {})["snapshot"]["room"]["slide"] == 0
        assert is_gone(host)


def test_remaining_tab_is_not_disconnected_with_the_other(server, session):
    seat = session.join()
    with Raw(server) as link, Raw(server) as other:
        link.sit(seat)
        other.sit(seat)
        link.send("1")
        farewell(link)

        assert other.is_open()


def test_commands_in_one_segment_run_and_are_answered_in_order(server, session):
    with Raw(server) as host, Raw(server) as viewer:
        viewer.sit(session.join())
        host.sit(session.host)
        moves = [frame(event(n, "slide.go", op(slide=n))) for n in (1, 2, 3)]

        pour(host, *moves, frame(event(4, "room.snapshot")))

        assert acknowledgements(host, 3) == [1, 2, 3]
        assert host.answer(4)["snapshot"]["room"]["slide"] == 3
        assert [viewer.hear("slide.moved")["slide"] for _ in range(3)] == [1, 2, 3]


def test_query_sees_earlier_commands_and_no_later_ones(server, session):
    with Raw(server) as host:
        host.sit(session.host)

        pour(
            host,
            frame(event(1, "slide.go", op(slide=1))),
            frame(event(2, "room.snapshot")),
            frame(event(3, "slide.go", op(slide=2))),
            frame(event(4, "room.snapshot")),
        )

        answers = {}
        while len(answers) < 4:
            packet = host.packet()
            if packet.startswith("43"):
                answers[int(packet[2])] = json.loads(packet[3:])[0]
    assert list(answers) == [1, 2, 3, 4]
    assert answers[2]["snapshot"]["room"]["slide"] == 1
    assert answers[4]["snapshot"]["room"]["slide"] == 2


def test_immediate_refusal_does_not_overtake_earlier_answers(server, session):
    with Raw(server) as host:
        host.sit(session.host)

        pour(
            host,
            frame(event(1, "slide.go", op(slide=1))),
            frame(event(2)),
            frame(event(3, "slide.go", {"slide": "x"})),
            frame(event(4, "slide.go", op(slide=2))),
        )

        assert acknowledgements(host, 4) == [1, 2, 3, 4]


def test_change_is_broadcast_before_it_is_acknowledged(server, session):
    with Raw(server) as host:
        host.sit(session.host)
        host.send(event(1, "slide.go", op(slide=1)))

        packets = []
        while not packets or not packets[-1].startswith("431["):
            packets.append(host.packet())

    assert any(packet.startswith('42["slide.moved"') for packet in packets[:-1])
