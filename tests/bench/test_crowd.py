"""The load generator, against a minimal server, counts each broadcast once."""

import socket
import threading
import zlib
from contextlib import contextmanager

import pytest

from bench.load.crowd import Crowd, Stuck

MOVED = b'42["slide.moved",{"slide":1,"version":%d}]'


def make_frame(payload, compress=None):
    first = 0x81
    if compress is not None:
        first = 0xC1
        payload = compress.compress(payload) + compress.flush(zlib.Z_SYNC_FLUSH)
        payload = payload.removesuffix(b"\x00\x00\xff\xff")
    return bytes([first, len(payload)]) + payload


def read_frame(sock):
    head = sock.recv(2, socket.MSG_WAITALL)
    rest = sock.recv(4 + (head[1] & 0x7F), socket.MSG_WAITALL)
    mask, data = rest[:4], rest[4:]
    return bytes(byte ^ mask[at % 4] for at, byte in enumerate(data))


@contextmanager
def server(status=b"101 Switching Protocols", compressing=False):
    """Yield the port, and the server's ends of the connections that have been answered."""
    listener = socket.create_server(("127.0.0.1", 0))
    seated = []

    def serve():
        while True:
            try:
                sock, _ = listener.accept()
            except OSError:
                return
            head = b""
            while not head.endswith(b"\r\n\r\n"):
                head += sock.recv(4096)
            extension = b"Sec-WebSocket-Extensions: permessage-deflate\r\n" if compressing else b""
            sock.sendall(
                b"HTTP/1.1 " + status + b"\r\n" + extension + b"\r\n" + make_frame(b'0{"x":1}')
            )
            if status.startswith(b"101"):
                assert read_frame(sock) == b"40"
                # First, because this reply tells the client that it is seated.
                seated.append(sock)
                sock.sendall(make_frame(b'40{"sid":"x"}'))
            else:
                seated.append(sock)

    thread = threading.Thread(target=serve)
    thread.start()
    try:
        yield listener.getsockname()[1], seated
    finally:
        listener.shutdown(socket.SHUT_RDWR)
        listener.close()
        thread.join()
        for sock in seated:
            sock.close()


@contextmanager
def make_crowd(count, port):
    crowd = Crowd(port, ["40"] * count)
    try:
        yield crowd
    finally:
        crowd.close()


@pytest.mark.parametrize("compressing", [False, True])
def test_broadcast_is_counted_once_however_it_arrives(compressing):
    with server(compressing=compressing) as (port, seated), make_crowd(3, port) as crowd:
        crowd.connect()
        ends = []
        for sock in seated:
            packer = zlib.compressobj(wbits=-15) if compressing else None
            together = make_frame(MOVED % 1, packer) + make_frame(b'42["tally",{}]', packer)
            last = make_frame(MOVED % 2, packer)
            sock.sendall(together + last[:5])
            ends.append(last[5:])
        crowd.hear(3)
        for sock, end in zip(seated, ends, strict=True):
            sock.sendall(end)
        crowd.hear(6)
        crowd.idle(0)

        assert crowd.heard == 6
        assert [client.last for client in crowd.clients] == [MOVED % 2] * 3


def test_heartbeats_are_answered():
    with server() as (port, seated), make_crowd(1, port) as crowd:
        crowd.connect()
        seated[0].sendall(make_frame(b"2"))
        crowd.until(lambda: crowd.pings == 1, "for the heartbeat")

        assert read_frame(seated[0]) == b"3"


def test_answers_are_counted_and_refusals_recorded():
    with server() as (port, seated), make_crowd(1, port) as crowd:
        crowd.connect()
        seated[0].sendall(
            make_frame(b'431[{"ok":true}]') + make_frame(b'431[{"ok":false,"code":"rate"}]')
        )
        crowd.wait_answers(2)

        assert crowd.refused == [b'431[{"ok":false,"code":"rate"}]']


def test_refused_seat_is_an_error_that_gives_the_reason():
    with server(status=b"429 Too Many Requests") as (port, _), make_crowd(2, port) as crowd:
        with pytest.raises(Stuck, match="429"):
            crowd.connect()
