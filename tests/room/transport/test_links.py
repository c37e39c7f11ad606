"""A link accepts only valid packets, and closes when its client sends or lets wait too many."""

import time

import engineio
import pytest
from engineio import exceptions, packet
from engineio.socket import Socket

from webinar.room.transport import links
from webinar.room.transport.backlog import MOST_BYTES
from webinar.room.transport.links import guard


@pytest.fixture
def server():
    server = engineio.Server(async_mode="threading", ping_interval=5, ping_timeout=10)
    server.left = []
    server.heard = []
    server.on("disconnect", lambda sid, reason: server.left.append(sid))
    server.on("message", lambda sid, data: server.heard.append(data))
    return server


@pytest.fixture
def link(server):
    socket = Socket(server, "one")
    socket.connected = True
    return guard(socket, now=time.monotonic())


def message(data="2[]"):
    return packet.Packet(packet.MESSAGE, data)


def waiting_packets(link):
    return [packet for packet in link.queue.queue if packet is not None]


def test_link_with_too_many_waiting_packets_is_closed(server, link):
    for _ in range(links.MAX_WAITING_PACKETS):
        link.send(message())
    held = len(waiting_packets(link))

    link.send(message())

    assert held == links.MAX_WAITING_PACKETS
    assert link.closed and waiting_packets(link) == []
    assert server.left == ["one"]


def test_link_with_too_many_waiting_bytes_is_closed(server, link):
    for _ in range(8):
        link.send(message("x" * (MOST_BYTES // 8)))
    was_open = not link.closed

    link.send(message("x"))

    assert was_open and link.closed


def test_oversized_snapshot_is_sent_to_a_client_that_reads(link):
    link.send(message("x" * MOST_BYTES * 2))

    assert not link.closed
    assert len(waiting_packets(link)) == 1


def test_sending_to_a_closed_link_is_silently_dropped(link):
    """Planted fault: sending raised, and later recipients of the broadcast got nothing."""
    link.let_go()

    link.send(message())

    assert waiting_packets(link) == []


def test_link_closed_by_another_thread_while_sending_is_no_error(link, monkeypatch):
    """Planted fault: sending raised if the link was closed between the check and the send."""
    monkeypatch.setattr(link, "is_over", lambda _packet: link.let_go())

    link.send(message())

    assert link.closed


def test_link_reports_its_disconnect_once(server, link):
    link.let_go()
    link.let_go()

    assert server.left == ["one"]


@pytest.mark.parametrize(
    "bad",
    [
        packet.Packet(packet.OPEN, "{}"),
        packet.Packet(packet.NOOP),
        packet.Packet(packet.MESSAGE, b"binary"),
        packet.Packet(packet.MESSAGE, ""),
        packet.Packet(packet.MESSAGE, {"json": 1}),
    ],
    ids=["open", "noop", "binary", "nothing", "an object"],
)
def test_invalid_packet_is_a_strike_and_the_last_strike_closes(server, link, bad):
    for _ in range(links.MAX_STRIKES - 1):
        link.receive(bad)
    link.receive(message("2[]"))
    was_open = not link.closed

    link.receive(bad)

    assert was_open and link.closed
    assert server.heard == ["2[]"]


def test_any_frame_is_evidence_of_presence(link, monkeypatch):
    now = time.monotonic() + 7
    monkeypatch.setattr(time, "monotonic", lambda: now)

    link.receive(packet.Packet(packet.PONG))

    assert link.heard_at == now


def test_silence_is_measured_on_the_monotonic_clock(server, link, monkeypatch):
    """Planted fault: the library uses the wall clock, and a clock step cut everybody off."""
    link.last_ping = time.time()
    monkeypatch.setattr(time, "time", lambda: link.last_ping + 3600)
    after_a_step = link.check_ping_timeout()
    monkeypatch.setattr(time, "monotonic", lambda: link.heard_at + 16)
    after_silence = link.check_ping_timeout()

    assert (after_a_step, after_silence) == (True, False)
    assert server.left == ["one"]
    with pytest.raises(exceptions.SocketIsClosedError):
        link.check_ping_timeout()


def test_flood_closes_its_link_and_the_allowance_refills(server, link, monkeypatch):
    now = [time.monotonic()]
    monkeypatch.setattr(time, "monotonic", lambda: now[0])
    for _ in range(links.FRAMES_AT_ONCE):
        link.receive(message())
    now[0] += 1
    for _ in range(links.FRAMES_PER_SECOND):
        link.receive(message())
    was_open = not link.closed

    link.receive(message())

    assert was_open and link.closed
    assert len(server.heard) == links.FRAMES_AT_ONCE + links.FRAMES_PER_SECOND


class FakeWebSocket:
    """Yields the given frames, then fails like a dead connection."""

    def __init__(self, *frames):
        self.frames = list(frames)

    def wait(self):
        if not self.frames:
            raise OSError("the connection is gone")
        return self.frames.pop(0)

    def close(self):
        raise OSError("the connection is gone")


def test_only_readable_frames_reach_the_library(link):
    frames = links._Frames(FakeWebSocket("x", b"42[]", '42["a"]', "9", "3", "2probe", "4"), link)

    read = [frames.wait() for _ in range(4)]

    assert read == ['42["a"]', "3", "2probe", None]
    assert link.strikes == 4


def test_lost_connection_raises_no_error(link):
    frames = links._Frames(FakeWebSocket(), link)

    frames.close()

    assert frames.wait() is None
