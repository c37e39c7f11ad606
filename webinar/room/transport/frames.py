"""WebSocket framing (RFC 6455) without any I/O: text to bytes, and bytes to messages."""

from __future__ import annotations

import base64
import hashlib
import struct
from collections.abc import Iterator

CONTINUATION, TEXT, BINARY, CLOSE, PING, PONG = 0x0, 0x1, 0x2, 0x8, 0x9, 0xA
NORMAL, GOING_AWAY, PROTOCOL_ERROR, BAD_TEXT, TOO_LONG = 1000, 1001, 1002, 1007, 1009
# Stands for a close frame without a code; never sent.
NO_CODE = 1005

_GUID = b"258EAFA5-E914-47DA-95CA-C5AB0DC85B11"
_FINAL = 0x80
_MASKED = 0x80
_MASK_BYTES = 4
_LONGEST_CONTROL = 125
# Even a short fragment has a cost, so each counts as at least this many bytes.
_LEAST_FRAGMENT = 16

# An opcode and its payload: text is decoded, everything else is bytes.
Message = tuple[int, "str | bytes"]


class FrameError(Exception):
    """A frame after which the stream cannot go on; `code` is the close code that says why."""

    def __init__(self, code: int, why: str) -> None:
        super().__init__(why)
        self.code = code


def accept_key(key: str) -> str:
    """Return the answer to a client's `Sec-WebSocket-Key`."""
    return base64.b64encode(hashlib.sha1(key.encode() + _GUID).digest()).decode()  # noqa: S324


def text_frame(text: str) -> bytes:
    """Frame a whole text message. A server does not mask, so everybody gets the same bytes."""
    return _frame(TEXT, text.encode())


def binary_frame(payload: bytes) -> bytes:
    """Frame a whole binary message."""
    return _frame(BINARY, payload)


def control_frame(opcode: int, payload: bytes = b"") -> bytes:
    """Return a ping, pong or close frame; a payload longer than 125 bytes is cut off."""
    return _frame(opcode, payload[:_LONGEST_CONTROL])


def close_frame(code: int) -> bytes:
    return control_frame(CLOSE, struct.pack("!H", code))


def _frame(opcode: int, payload: bytes) -> bytes:
    size = len(payload)
    if size < 126:
        return bytes((_FINAL | opcode, size)) + payload
    if size < 65536:
        return struct.pack("!BBH", _FINAL | opcode, 126, size) + payload
    return struct.pack("!BBQ", _FINAL | opcode, 127, size) + payload


class FrameReader:
    """Assembles messages from a client's bytes; `limit` is the longest message, in bytes."""

    __slots__ = ("_buffer", "_fragments", "_kind", "_limit", "_size")

    def __init__(self, limit: int) -> None:
        self._limit = limit
        self._buffer = b""
        self._fragments: list[bytes] | None = None
        self._kind = TEXT
        self._size = 0

    def feed(self, data: bytes) -> Iterator[Message]:
        """Yield the messages that this data completes. Raises `FrameError` at the first bad frame.

        Messages before the bad frame are yielded first. A close frame's payload is its code and
        reason, which have been checked.
        """
        if self._buffer:
            data = self._buffer + data
            self._buffer = b""
        at = 0
        while (frame := self._next_frame(data, at)) is not None:
            first, payload, at = frame
            message = self._take(first, payload)
            if message is not None:
                yield message
        self._buffer = data[at:]

    def _next_frame(self, data: bytes, at: int) -> tuple[int, bytes, int] | None:
        """Return the frame's first byte and unmasked payload, and where the next frame begins.

        Return None if the frame is not complete yet.
        """
        if len(data) - at < 2:
            return None
        first, second = data[at], data[at + 1]
        size, start = second & 0x7F, at + 2
        self._check_head(first, second, size)
        if size == 126:
            if len(data) < start + 2:
                return None
            size, start = int.from_bytes(data[start : start + 2]), start + 2
        elif size == 127:
            if len(data) < start + 8:
                return None
            size, start = int.from_bytes(data[start : start + 8]), start + 8
        if size > self._limit:
            raise FrameError(TOO_LONG, "a frame is too long")
        body = start + _MASK_BYTES
        end = body + size
        if len(data) < end:
            return None
        return first, _unmask(data[body:end], data[start:body]), end

    def _check_head(self, first: int, second: int, size: int) -> None:
        opcode = first & 0x0F
        if first & 0x70:
            raise FrameError(PROTOCOL_ERROR, "reserved bits are set")
        if not second & _MASKED:
            raise FrameError(PROTOCOL_ERROR, "a client masks its frames")
        if opcode & 8:
            if opcode > PONG or not first & _FINAL or size > _LONGEST_CONTROL:
                raise FrameError(PROTOCOL_ERROR, "a bad control frame")
        elif opcode > BINARY:
            raise FrameError(PROTOCOL_ERROR, "an unknown opcode")
        elif (opcode == CONTINUATION) != (self._fragments is not None):
            raise FrameError(PROTOCOL_ERROR, "a fragment out of place")

    def _take(self, first: int, payload: bytes) -> Message | None:
        opcode = first & 0x0F
        if opcode & 8:
            return opcode, _check_close(payload) if opcode == CLOSE else payload
        if self._fragments is None:
            if first & _FINAL:
                return opcode, _decode(opcode, payload)
            self._fragments, self._kind, self._size = [], opcode, 0
        self._size += max(len(payload), _LEAST_FRAGMENT)
        if self._size > self._limit:
            raise FrameError(TOO_LONG, "a message is too long")
        self._fragments.append(payload)
        if not first & _FINAL:
            return None
        message, self._fragments = b"".join(self._fragments), None
        return self._kind, _decode(self._kind, message)


def _unmask(payload: bytes, mask: bytes) -> bytes:
    size = len(payload)
    key = (mask * (size // _MASK_BYTES + 1))[:size]
    # XOR of two wide integers is many times faster than byte by byte.
    return (int.from_bytes(payload) ^ int.from_bytes(key)).to_bytes(size)


def _decode(opcode: int, payload: bytes) -> str | bytes:
    if opcode != TEXT:
        return payload
    try:
        return payload.decode()
    except UnicodeDecodeError as error:
        raise FrameError(BAD_TEXT, "text that is not UTF-8") from error


def _check_close(payload: bytes) -> bytes:
    if not payload:
        return payload
    code = int.from_bytes(payload[:2]) if len(payload) > 1 else 0
    if not (1000 <= code <= 1003 or 1007 <= code <= 1014 or 3000 <= code <= 4999):
        raise FrameError(PROTOCOL_ERROR, "no such close code")
    _decode(TEXT, payload[2:])
    return payload
