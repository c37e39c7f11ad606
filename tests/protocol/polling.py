"""An Engine.IO session over long polling, and its upgrade to a WebSocket."""

import json

import requests

from tests.protocol.raw import Raw, is_tick
from tests.protocol.waiting import PATIENCE_S

PATH = "/socket.io/?EIO=4&transport=polling"
SEPARATOR = "\x1e"


class Polling:
    """A session after its handshake; `opened` is the server's description of it."""

    def __init__(self, server):
        self._server = server
        answer = requests.get(f"{server.url}{PATH}", timeout=PATIENCE_S)
        assert answer.status_code == 200
        assert answer.text[0] == "0"
        self.opened = json.loads(answer.text[1:])
        self.path = f"{PATH}&sid={self.opened['sid']}"

    def sit(self, seat):
        assert self.post("40" + json.dumps({"seat": seat})).text == "OK"
        assert self.poll()[0].startswith('40{"sid"')
        return self

    def post(self, *packets):
        body = SEPARATOR.join(packets).encode()
        return requests.post(f"{self._server.url}{self.path}", data=body, timeout=PATIENCE_S)

    def get(self):
        return requests.get(f"{self._server.url}{self.path}", timeout=PATIENCE_S)

    def poll(self):
        """The next packets, without ticks and heartbeats; heartbeats are answered."""
        while True:
            packets = self.get().text.split(SEPARATOR)
            if "2" in packets:
                self.post("3")
            if packets := [packet for packet in packets if packet != "2" and not is_tick(packet)]:
                return packets

    def socket(self):
        """A WebSocket of this session that has not been probed."""
        return Raw(self._server, self.path.replace("polling", "websocket"))

    def probe(self):
        """A WebSocket of this session after its probe."""
        link = self.socket()
        assert link.status == 101
        link.send("2probe")
        assert link.packet() == "3probe"
        return link

    def upgrade(self):
        """A WebSocket that has taken the session over."""
        link = self.probe()
        link.send("5")
        return link
