"""Broadcasts of the call, and the call as hosts, participants and waiting members see it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

import msgspec

from webinar.room.call.models import CallEntry
from webinar.room.engine.wire import Audience, PartState


class CallDetails(msgspec.Struct, frozen=True, kw_only=True):
    """How to join the call. `language` is "" in the entry for all; missing texts are empty."""

    language: str
    link: str
    phone: str
    pin: str
    note: str


class CallView(msgspec.Struct, frozen=True, kw_only=True):
    """The call beside the session: all entries for hosts, at most their own for participants.

    There are no `entries` without a call, and none once the session is over.
    """

    entries: list[CallDetails]


class CallChanged(PartState, frozen=True):
    """All entries of the call, for hosts."""

    name: ClassVar[str] = "call.changed"
    audience: ClassVar[Audience] = Audience.HOSTS
    part: ClassVar[str] = "call"

    set: CallView


class CallShown(PartState, frozen=True):
    """The call for the participants who read the session in one language."""

    name: ClassVar[str] = "call.shown"
    audience: ClassVar[Audience] = Audience.READERS
    part: ClassVar[str] = "call"

    set: CallView


def details(entry: CallEntry) -> CallDetails:
    return CallDetails(
        language=entry.language,
        link=entry.link,
        phone=entry.phone,
        pin=entry.pin,
        note=entry.note,
    )


def without_pin(entry: CallEntry) -> CallDetails:
    return msgspec.structs.replace(details(entry), pin="")


def call_view(entries: Sequence[CallEntry]) -> CallView:
    return CallView(entries=[details(entry) for entry in entries])
