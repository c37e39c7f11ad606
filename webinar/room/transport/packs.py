"""Many events in one message between processes, such as all broadcasts of a batch.

Neighbouring events that differ little are written once, with a row for each: a few hundred people
who vote at one moment get a few hundred confirmations, in which only the voter and the answer
differ.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from itertools import groupby
from os.path import commonprefix
from typing import Any, Final, Literal, NamedTuple

import msgspec

PACK: Final = "pack"


class AddressedEvent(NamedTuple):
    """An event for everybody at this address; None is everybody in this process."""

    event: str
    body: dict[str, Any]
    address: str | None


class _Run(msgspec.Struct, array_like=True):
    """Neighbouring events of one name whose bodies have the same keys.

    A row begins with what follows `prefix` in the event's address. The other values belong to the
    keys `varying` and replace those of `body`, which is the first event's.
    """

    event: str
    prefix: str
    body: dict[str, Any]
    varying: list[str]
    rows: list[list[Any]]


class Pack(msgspec.Struct):
    """The message. Its first bytes tell who sent it: see `head`."""

    method: Literal["pack"]
    host_id: str
    runs: list[_Run]

    def events(self, is_heard: Callable[[str], bool]) -> Iterator[AddressedEvent]:
        """Yield the events, in order, whose address `is_heard`. Raises ValueError for a bad row."""
        for run in self.runs:
            for rest, *values in run.rows:
                address = f"{run.prefix}{rest}"
                if is_heard(address):
                    changed = dict(zip(run.varying, values, strict=True))
                    yield AddressedEvent(run.event, {**run.body, **changed}, address)


_decoder = msgspec.json.Decoder(Pack)


def head(host_id: str) -> bytes:
    """Return the first bytes of all packs of this process: it need not read its own."""
    return msgspec.json.encode({"method": PACK, "host_id": host_id})[:-1]


_ANY_HEAD = head("")[:-1]


def pack(host_id: str, events: Sequence[AddressedEvent]) -> bytes:
    """Return the message that carries these events."""
    runs = [_run(list(neighbours)) for _, neighbours in groupby(events, key=_kind)]
    return msgspec.json.encode(Pack(PACK, host_id, runs))


def unpack(message: bytes) -> Pack | None:
    """Return the pack, or None if this is another message. Raises ValueError for a broken one."""
    if not message.startswith(_ANY_HEAD):
        return None
    try:
        return _decoder.decode(message)
    except msgspec.DecodeError as error:
        raise ValueError("this pack cannot be read") from error


def _kind(addressed: AddressedEvent) -> tuple[str, ...]:
    return (addressed.event, *addressed.body)


def _run(events: Sequence[AddressedEvent]) -> _Run:
    event, body, _ = events[0]
    addresses = [addressed.address or "" for addressed in events]
    prefix = commonprefix(addresses)
    varying = [key for key in body if not all(_is_same(e.body[key], body[key]) for e in events)]
    rows = [
        [address[len(prefix) :], *(addressed.body[key] for key in varying)]
        for address, addressed in zip(addresses, events, strict=True)
    ]
    return _Run(event, prefix, body, varying, rows)


def _is_same(one: Any, other: Any) -> bool:
    """Whether both values are the same in JSON: for Python, 1, 1.0 and True are equal."""
    if one is other:
        return True
    if type(one) is not type(other) or one != other:
        return False
    is_plain = isinstance(one, (str, int))
    return is_plain or msgspec.json.encode(one) == msgspec.json.encode(other)
