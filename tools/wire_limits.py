"""Writes the limits in docs/wire.md: those of each message, and those of all."""

from __future__ import annotations

from webinar.kit import limits
from webinar.room.engine import server
from webinar.room.transport import backlog, links, packets


def table() -> str:
    """Return the table of limits that concern all messages."""
    rows = {
        "all messages of one member together": rate_words(limits.ANYTHING),
        "one frame or request to Socket.IO": f"{server.MAX_PAYLOAD} bytes",
        "nesting of a message": f"{packets.MAX_DEPTH} levels",
        "whole numbers": f"±{packets.MAX_INTEGER}",
        "digits of an acknowledgement id": str(packets.MAX_ACK_DIGITS),
        "unreadable frames before the server closes the link": str(links.MAX_STRIKES),
        "time for a link to take its seat": f"{server.SEAT_SECONDS} seconds",
        "sockets of one member in one server process": str(server.SOCKETS_PER_MEMBER),
        "data that waits for a client that does not read": f"{backlog.MOST_BYTES} bytes",
        "pings": f"every {server.PING_INTERVAL} seconds",
        "silence after a ping that closes the link": f"{server.PING_TIMEOUT} seconds",
    }
    lines = [f"| {subject} | {value} |" for subject, value in rows.items()]
    return "\n".join(["| what | limit |", "| --- | --- |", *lines])


def rate(limit: limits.Limit) -> str:
    """Return a limit as a sentence."""
    return f"At most {rate_words(limit)}."


def rate_words(limit: limits.Limit) -> str:
    """Return a limit in words, such as "4 in 900 seconds"."""
    first = f"{limit.count} in {limit.seconds:g} seconds"
    return first if limit.longer is None else f"{first}, and {rate_words(limit.longer)}"
