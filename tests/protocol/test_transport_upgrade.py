"""The Engine.IO 4 upgrade from long polling to a WebSocket loses and repeats nothing."""

from concurrent.futures import ThreadPoolExecutor

import pytest

from tests.protocol.frames import event, frame, pour
from tests.protocol.people import op
from tests.protocol.polling import Polling
from tests.protocol.raw import Raw

pytestmark = pytest.mark.transport


@pytest.fixture
def polling(session, server):
    return Polling(server).sit(session.join())


@pytest.fixture
def host(session, server):
    with Raw(server) as link:
        yield link.sit(session.host)


def slides(packets):
    return [
        int(packet.split(":")[1].split(",")[0]) for packet in packets if "slide.moved" in packet
    ]


def heard_until_answer(link):
    """All packets until a snapshot is answered, without that answer and an upgrade's noop."""
    link.send(event(99, "room.snapshot"))
    packets = []
    while not (packet := link.packet()).startswith("4399["):
        if packet != "6":
            packets.append(packet)
    return packets


def test_polling_alone_carries_commands_and_broadcasts(polling, host):
    assert polling.post(event(1), event(2)).status_code == 200
    assert host.call("slide.go", op(slide=1))["ok"]

    packets = []
    while not slides(packets):
        packets += polling.poll()

    assert [packet[:3] for packet in packets if packet.startswith("43")] == ["431", "432"]
    assert slides(packets) == [1]


def test_probe_releases_a_waiting_poll(polling):
    with ThreadPoolExecutor() as pool:
        waiting = pool.submit(polling.poll)
        with polling.probe() as link:
            assert waiting.result() == ["6"]
            link.send("5")
            assert heard_until_answer(link) == []


def test_session_continues_over_the_websocket(polling, host):
    with polling.upgrade() as link:
        assert heard_until_answer(link) == []
        assert host.call("slide.go", op(slide=2))["ok"]
        assert link.hear("slide.moved")["slide"] == 2


def test_first_event_may_follow_the_upgrade_at_once(polling):
    with polling.probe() as link:
        pour(link, frame("5"), frame(event(7)))
        assert link.answer(7)["code"] == "unknown_command"


def test_broadcasts_from_before_the_upgrade_arrive_after_it(polling, host):
    """They were sent while nobody polled, so the new link is the first to carry them."""
    for slide in (1, 2, 3):
        assert host.call("slide.go", op(slide=slide))["ok"]

    with polling.upgrade() as link:
        assert slides(heard_until_answer(link)) == [1, 2, 3]


def test_broadcasts_during_the_upgrade_arrive_once_and_in_order(polling, host):
    with polling.probe() as link:
        for slide in (1, 2, 3):
            assert host.call("slide.go", op(slide=slide))["ok"]
        assert polling.get().text == "6", "a poll in the middle of an upgrade takes nothing away"
        link.send("5")
        assert host.call("slide.go", op(slide=4))["ok"]
        assert slides(heard_until_answer(link)) == [1, 2, 3, 4]


def test_polling_is_refused_after_the_upgrade(polling):
    with polling.upgrade() as link:
        assert heard_until_answer(link) == []
        assert polling.get().status_code == 400
        assert polling.post(event(1)).status_code == 400
        assert link.is_open()


def test_second_upgrade_is_refused(polling):
    with polling.upgrade() as link:
        assert heard_until_answer(link) == []
        with polling.socket() as second:
            assert second.status == 400
        assert link.is_open()


@pytest.mark.parametrize("frames", [[], [frame("3")], [frame(event(1))]])
def test_failed_probe_leaves_the_session_polling(polling, host, frames):
    """Planted fault: a session was held for an upgrade whose link had died."""
    with polling.probe() as link:
        pour(link, *frames)

    assert host.call("slide.go", op(slide=1))["ok"]
    packets = []
    while not slides(packets):
        packets += [packet for packet in polling.poll() if packet != "6"]
    assert slides(packets) == [1]
    with polling.upgrade() as second:
        assert heard_until_answer(second) == []


def test_closed_polling_session_is_gone(polling):
    with ThreadPoolExecutor() as pool:
        waiting = pool.submit(polling.get)
        assert polling.post("1").status_code == 200
        waiting.result()

    assert polling.get().status_code == 400
    assert polling.post(event(1)).status_code == 400
