"""The messages that processes send each other through the message queue, besides packs.

They are JSON objects with `method` and `host_id`, as the library's are. A process ignores kinds
that it does not know, so that releases which know different kinds can run beside each other.
"""

from __future__ import annotations

from typing import Any

from webinar.room.transport.packets import WireJson
from webinar.room.transport.packs import PACK, AddressedEvent, Pack, unpack

# A process says that it is there, that it had to drop something, or that it ends.
HERE, MISSED, BYE = "here", "missed", "bye"


def word(method: str, host_id: str, place: str) -> bytes:
    """Return a process's word about itself: where it serves, and what else it can read."""
    return _encoded({"method": method, "host_id": host_id, "place": place, "reads": [PACK]})


def lone_event(host_id: str, addressed: AddressedEvent) -> bytes:
    """Return an event by itself, in the library's form, which every release can read."""
    event, body, address = addressed
    return _encoded(
        {
            "method": "emit",
            "event": event,
            "data": [body],
            "namespace": "/",
            "room": address,
            "host_id": host_id,
        }
    )


def read(message: bytes) -> Pack | dict[str, Any] | None:
    """Return a pack, or another message's fields; None if no process of ours sent it."""
    try:
        data = unpack(message) or WireJson.loads(message)
    except (ValueError, RecursionError):
        return None  # others may use this Redis
    if isinstance(data, Pack):
        return data
    if not isinstance(data, dict):
        return None
    is_ours = isinstance(data.get("method"), str) and isinstance(data.get("host_id"), str)
    return data if is_ours else None


def place_of(word: dict[str, Any]) -> str:
    return str(word.get("place") or word["host_id"])


def reads_packs(word: dict[str, Any]) -> bool:
    """Whether the process says that it can read packs; older releases say nothing."""
    kinds = word.get("reads")
    return isinstance(kinds, list) and PACK in kinds


def _encoded(message: dict[str, Any]) -> bytes:
    return WireJson.dumps(message).encode()
