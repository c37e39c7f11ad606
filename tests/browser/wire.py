"""The wire between a browser and the server: a TCP proxy that counts bytes and can be cut."""

import contextlib
import selectors
import socket
import threading

CHUNK_BYTES = 65536
BAD_GATEWAY = (
    b"HTTP/1.1 502 Bad Gateway\r\nContent-Type: text/html\r\n"
    b"Content-Length: 11\r\nConnection: close\r\n\r\nBad gateway"
)


class Wire:
    """Browsers connect to `url`. Counts the bytes of TCP payload in each direction.

    While it is cut, open connections are gone and new ones are closed at once, as on a phone whose
    network leads nowhere. With `is_down`, it answers 502, as a proxy does for a server that does
    not run.
    """

    def __init__(self):
        self._listener = socket.create_server(("127.0.0.1", 0))
        self.port = self._listener.getsockname()[1]
        self.url = f"http://127.0.0.1:{self.port}"
        self.up = self.down = 0
        self.is_down = False
        self._target = None
        self._is_cut = False
        self._lock = threading.Lock()
        self._pairs = set()
        threading.Thread(target=self._accept, daemon=True).start()

    def lead_to(self, port):
        self._target = ("127.0.0.1", port)

    def cut(self):
        with self._lock:
            self._is_cut = True
            pairs, self._pairs = self._pairs, set()
        for pair in pairs:
            for end in pair:
                _hang_up(end)

    def mend(self):
        with self._lock:
            self._is_cut = self.is_down = False

    def close(self):
        _hang_up(self._listener)
        self._listener.close()
        self.cut()

    def _accept(self):
        while True:
            try:
                near, _ = self._listener.accept()
            except OSError:
                return
            threading.Thread(target=self._carry, args=(near,), daemon=True).start()

    def _carry(self, near):
        with contextlib.closing(near):
            if self._is_cut or self._target is None:
                return
            if self.is_down:
                with contextlib.suppress(OSError):
                    near.recv(CHUNK_BYTES)
                    near.sendall(BAD_GATEWAY)
                return
            try:
                far = socket.create_connection(self._target)
            except OSError:
                return
            with contextlib.closing(far):
                pair = (near, far)
                with self._lock:
                    if self._is_cut:
                        return
                    self._pairs.add(pair)
                with contextlib.suppress(OSError):
                    self._pump(near, far)
                with self._lock:
                    self._pairs.discard(pair)

    def _pump(self, near, far):
        with selectors.DefaultSelector() as ready:
            ready.register(near, selectors.EVENT_READ, far)
            ready.register(far, selectors.EVENT_READ, near)
            while True:
                for key, _ in ready.select():
                    content = key.fileobj.recv(CHUNK_BYTES)
                    if not content:
                        return
                    key.data.sendall(content)
                    self._count(content, is_up=key.fileobj is near)

    def _count(self, content, is_up):
        with self._lock:
            if is_up:
                self.up += len(content)
            else:
                self.down += len(content)


def _hang_up(end):
    with contextlib.suppress(OSError):
        end.shutdown(socket.SHUT_RDWR)
