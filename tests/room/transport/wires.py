"""Make connections that count their sends, and client frames, for tests of streams."""

import struct

MASK = b"\x37\xfa\x21\x3d"


def client_frame(payload=b"", opcode=1, *, fin=True, mask=MASK, rsv=0, size=None):
    """A client frame; `size` overrides the stated length, `mask=None` makes it invalid."""
    payload = payload.encode() if isinstance(payload, str) else payload
    length = len(payload) if size is None else size
    head = bytes([(0x80 if fin else 0) | rsv << 4 | opcode])
    bit = 0 if mask is None else 0x80
    if length < 126:
        head += bytes([bit | length])
    elif length < 65536:
        head += bytes([bit | 126]) + struct.pack("!H", length)
    else:
        head += bytes([bit | 127]) + struct.pack("!Q", length)
    if mask is None:
        return head + payload
    return head + mask + bytes(byte ^ mask[at % 4] for at, byte in enumerate(payload))


class Owner:
    """Records what a stream reports."""

    def __init__(self):
        self.texts, self.others, self.ends = [], [], []

    def on_text(self, text):
        self.texts.append(text)

    def on_other(self, *, is_control):
        self.others.append(is_control)

    def on_end(self, *, close_code):
        self.ends.append(close_code is not None)


class Wire:
    """Accepts everything at once; `sent` has one entry per system call."""

    def __init__(self):
        self.sent = []
        self.is_closed = False

    def send(self, data):
        self.sent.append(bytes(data))
        return len(data)

    def shutdown(self, _how):
        pass

    def close(self):
        self.is_closed = True
