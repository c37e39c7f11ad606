"""How an event is delivered to links that cannot take everything."""

from __future__ import annotations

from typing import Any, NamedTuple, Protocol


class Delivery(NamedTuple):
    """`state` names the state whose newest value an event is; None if every such event matters.

    `captured_ms` is the server's time in ms at which an event's sound was captured, None if the
    event is no sound; `length_ms` is how long the sound is. `attachment` names the field of the
    body, base64, that a WebSocket carries as bytes.
    """

    state: str | None = None
    captured_ms: int | None = None
    length_ms: int = 0
    attachment: str | None = None


class DeliveryOf(Protocol):
    def __call__(self, event: str, body: Any) -> Delivery: ...


EVERY_EVENT_MATTERS = Delivery()


def every_event_matters(event: str, body: Any) -> Delivery:
    return EVERY_EVENT_MATTERS
