"""Socket.IO packets as we accept them: no binary, no reserved names, only clean JSON.

The library passes any event name to its handlers, even `connect` and `disconnect`, and any JSON,
even NaN, lone surrogates and numbers that no database accepts. This module turns an unacceptable
event into `REFUSED`, so that it is answered like any refused command.
"""

from __future__ import annotations

import json
import re
from typing import Any, NoReturn

import msgspec
from socketio.packet import CONNECT, DISCONNECT, EVENT, Packet

REFUSED = "refused"
RESERVED = frozenset({"connect", "disconnect", "connect_error", "message", "*", REFUSED})
MAX_DEPTH = 8
# The largest integer that a double holds exactly, so that JavaScript means the same number.
MAX_INTEGER = 2**53
MAX_ACK_DIGITS = 15


class WireJson:
    """JSON on the wire: UTF-8 without escapes (half the bytes in Cyrillic); strict when read."""

    @staticmethod
    def dumps(value: Any, **_options: Any) -> str:
        return msgspec.json.encode(value).decode()

    @staticmethod
    def loads(text: str | bytes, **_options: Any) -> Any:
        # Messages from Redis are bytes.
        if isinstance(text, str) and _is_plain(text):
            try:
                return msgspec.json.decode(text)
            except msgspec.DecodeError as error:
                raise ValueError("this is not JSON") from error
        return json.loads(text, parse_constant=_refuse_constant, parse_int=_bounded_integer)


# NUL, which databases do not store, and lone surrogates.
_UNCLEAN = re.compile("[\0\ud800-\udfff]")
_LONG_NUMBER = re.compile(r"[0-9]{15}")


def _is_plain(text: str) -> bool:
    """Whether this JSON certainly contains nothing to refuse, so that the fast reader can read it.

    Unclean characters in a string are written with a backslash, and nesting needs brackets. The
    fast reader itself refuses the other numbers that we refuse, such as NaN.
    """
    return (
        "\\" not in text
        and text.count("[") + text.count("{") <= MAX_DEPTH
        and _LONG_NUMBER.search(text) is None
    )


def is_clean(value: Any, depth: int = 0) -> bool:
    """Whether every string can be stored and nothing is nested deeper than `MAX_DEPTH`."""
    if isinstance(value, str):
        return _UNCLEAN.search(value) is None
    if isinstance(value, (list, dict)):
        if depth >= MAX_DEPTH:
            return False
        if isinstance(value, dict):
            for key in value:
                if _UNCLEAN.search(key):
                    return False
            value = value.values()
        for item in value:
            if isinstance(item, str):
                if _UNCLEAN.search(item):
                    return False
            elif not is_clean(item, depth + 1):
                return False
    return True


class GuardedPacket(Packet):  # type: ignore[misc]  # the library is untyped
    """A packet from a client. Raises ValueError for kinds that we do not handle.

    A bad event becomes `REFUSED`.
    """

    uses_binary_events = False
    json = WireJson

    def decode(self, encoded_packet: str) -> int:
        kind, rest = encoded_packet[:1], encoded_packet[1:]
        if kind not in {str(CONNECT), str(DISCONNECT), str(EVENT)}:
            raise ValueError("a packet type that no client of ours sends")
        self.packet_type, self.namespace, self.data = int(kind), None, None
        if rest.startswith("/"):
            namespace, _, rest = rest.partition(",")
            if namespace != "/":
                raise ValueError("there is one namespace")
        if self.packet_type == EVENT:
            rest = self._take_ack_id(rest)
            self.data = _event(rest)
        elif self.packet_type == CONNECT and rest:
            self.data = WireJson.loads(rest)
            if not isinstance(self.data, dict) or not is_clean(self.data):
                raise ValueError("credentials are an object")
        return 0

    def _take_ack_id(self, rest: str) -> str:
        digits = len(rest) - len(rest.lstrip("0123456789"))
        if digits > MAX_ACK_DIGITS:
            raise ValueError("too long an acknowledgement id")
        if digits:
            self.id = int(rest[:digits])
        return rest[digits:]


def _event(text: str) -> list[Any]:
    """Return the event's name and arguments, or `[REFUSED]`."""
    try:
        data = WireJson.loads(text)
    except (ValueError, RecursionError):
        return [REFUSED]
    if (
        isinstance(data, list)
        and 1 <= len(data) <= 2
        and isinstance(data[0], str)
        and data[0] not in RESERVED
        and (_is_plain(text) or is_clean(data))
    ):
        return data
    return [REFUSED]


def _bounded_integer(digits: str) -> int:
    # Check the length first, because converting a long run of digits is itself costly.
    if len(digits) > 17 or not -MAX_INTEGER <= (number := int(digits)) <= MAX_INTEGER:
        raise ValueError("an integer that not everybody can hold")
    return number


def _refuse_constant(name: str) -> NoReturn:
    raise ValueError(f"{name} is not JSON")
