"""A record as JSON, in every language at once. Equal records give equal bytes."""

from __future__ import annotations

import msgspec

from webinar.protocol.record import Record


def encode(record: Record) -> bytes:
    """Keys in the order of the record, a line for each value, so that it compares well."""
    return msgspec.json.format(msgspec.json.encode(record), indent=2) + b"\n"
