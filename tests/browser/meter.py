"""Weighs a page's traffic as its browser reports it: responses and frames."""

import re
import time
from dataclasses import dataclass
from urllib.parse import urlsplit

from tests.protocol.waiting import PATIENCE_S

PING, PONG = "2", "3"
# How a connection begins: opened, seated, and given the snapshot of the room.
BEGINNING = re.compile(
    r'0\{|40\{|42\d+\["(room|remote)\.snapshot"|43\d+\[\{"ok":true,"(snapshot|same|bytes)"'
)
ACK_ID = re.compile(r"42(\d+)\[")


@dataclass(frozen=True)
class Response:
    path: str
    host: str
    kind: str
    size: int


@dataclass(frozen=True)
class Frame:
    """`size` is that of the WebSocket frame: its head, a mask if sent up, and the text."""

    text: str
    is_up: bool

    @property
    def size(self):
        length = len(self.text.encode())
        head = 2 if length < 126 else 4 if length < 65536 else 10
        return head + (4 if self.is_up else 0) + length


class Meter:
    """Begins with the first page opened after its creation. Excludes TCP, TLS and requests."""

    def __init__(self, page):
        self._page = page
        self._requests = {}
        self.responses = []
        self.frames = []
        self.handshakes = []
        session = page.context.new_cdp_session(page)
        session.on("Network.requestWillBeSent", self._ask)
        session.on("Network.responseReceived", self._note_kind)
        session.on("Network.loadingFinished", self._finish)
        session.on("Network.webSocketHandshakeResponseReceived", self._shake_hands)
        session.on("Network.webSocketFrameSent", lambda event: self._frame(event, True))
        session.on("Network.webSocketFrameReceived", lambda event: self._frame(event, False))
        session.send("Network.enable")
        self._session = session

    def block(self, *patterns):
        """Makes requests for these addresses fail; without arguments, none.

        Unlike a Playwright route, it leaves the browser's cache on, so the weights are right.
        """
        self._session.send("Network.setBlockedURLs", {"urls": patterns})

    def forget_cache(self):
        """Make the browser load everything again."""
        self._session.send("Network.setCacheDisabled", {"cacheDisabled": True})

    @property
    def response_bytes(self):
        """The size of heads and compressed bodies."""
        return sum(response.size for response in self.responses)

    @property
    def frame_bytes(self):
        """The size of frames except periodic ones, of which a slow machine has more."""
        idle = {id(frame) for frame in self.named("room.tick")}
        spoken = [
            frame
            for frame in self.frames
            if frame.text not in (PING, PONG) and id(frame) not in idle
        ]
        return sum(frame.size for frame in spoken)

    @property
    def handshake_bytes(self):
        return sum(len(handshake["headersText"].encode()) for handshake in self.handshakes)

    @property
    def regained_bytes(self):
        """The size of frames and handshakes of reconnecting, which a slow machine may need."""
        opening_frames = [frame for frame in self.frames if BEGINNING.match(frame.text)]
        second = [at for at, frame in enumerate(opening_frames) if frame.text.startswith("0{")][1:2]
        repeated = opening_frames[second[0] :] if second else []
        heads = self.handshakes[1:]
        return sum(frame.size for frame in repeated) + sum(
            len(handshake["headersText"].encode()) for handshake in heads
        )

    def named(self, event, is_up=False):
        """The frames of this broadcast or, sent up, of this command."""
        frames = [frame for frame in self.frames if frame.is_up is is_up]
        return [frame for frame in frames if re.match(rf'42\d*\["{event}",', frame.text)]

    def wait_for(self, event, count=1, within_s=PATIENCE_S, is_up=False):
        return self.wait(lambda: self.named(event, is_up)[count - 1 :], event, within_s)[0]

    def wait_for_ack(self, command):
        """The acknowledgement of this frame."""
        number = ACK_ID.match(command.text)[1]
        return self.wait(lambda: self._texts(f"43{number}["), f"the answer to {command.text}")[0]

    def wait(self, find, awaited, within_s=PATIENCE_S):
        deadline = time.monotonic() + within_s
        while not (result := find()):
            assert time.monotonic() < deadline, f"{awaited} did not come"
            self._page.wait_for_timeout(20)
        return result

    def _texts(self, start):
        return [frame for frame in self.frames if not frame.is_up and frame.text.startswith(start)]

    def _ask(self, event):
        redirect = event.get("redirectResponse")
        if redirect:
            self._add(redirect["url"], "Redirect", redirect["encodedDataLength"])
        self._requests[event["requestId"]] = [event["request"]["url"], event.get("type", "Other")]

    def _note_kind(self, event):
        self._requests[event["requestId"]][1] = event["type"]

    def _finish(self, event):
        url, kind = self._requests[event["requestId"]]
        self._add(url, kind, int(event["encodedDataLength"]))

    def _add(self, url, kind, size):
        parts = urlsplit(url)
        self.responses.append(Response(parts.path, parts.netloc, kind, size))

    def _shake_hands(self, event):
        self.handshakes.append(event["response"])

    def _frame(self, event, is_up):
        self.frames.append(Frame(event["response"]["payloadData"], is_up))
