"""What a link hears: the addresses of its channels, and its place among the listeners."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Protocol

from webinar.live.voice import queries, wire
from webinar.live.voice.listeners import Listener, Listeners, Rendition
from webinar.room.engine.fanout import address
from webinar.room.engine.link_handle import LinkHandle
from webinar.room.engine.wire import Audience
from webinar.room.rooms.models import MemberNumber


class AddressOf(Protocol):
    def __call__(self, channel: str, *, thin: bool) -> str: ...


def addresses(message: wire.ListenVoice, address_of: AddressOf) -> tuple[str | None, str | None]:
    """Return the address of the channel's sound, and that of the one under it; None for none."""
    if message.channel is None or message.text_only or message.media_server:
        return None, None
    has_under = message.under is not None and message.under != message.channel
    return (
        address_of(message.channel, thin=message.thin),
        address_of(message.under, thin=True) if message.under and has_under else None,
    )


def count(link: LinkHandle, message: wire.ListenVoice) -> None:
    """Count the link among the listeners of this channel, and of no other."""
    listener = None
    if message.channel is not None:
        listener = Listener(link.connection.member_id, message.channel, _rendition(message))
    listeners = link.kept(Listeners)
    listeners.note(link.connection.room_id, link.connection.sid, listener, _Hosts(link))


def _rendition(message: wire.ListenVoice) -> Rendition:
    if message.media_server:
        return Rendition.MEDIA_SERVER
    if message.text_only:
        return Rendition.TEXT
    return Rendition.THIN if message.thin else Rendition.FULL


class _Hosts:
    """The hosts of the room to which this link belongs; works on when the link has closed."""

    def __init__(self, link: LinkHandle) -> None:
        self._link = link

    def is_open(self, sid: str) -> bool:
        return self._link.is_open(sid)

    def send(self, report: wire.VoiceListeners) -> None:
        self._link.send(address(self._link.connection.room_id, Audience.HOSTS), report)

    def numbers_of(self, member_ids: Collection[int]) -> Mapping[int, MemberNumber]:
        with self._link.db.read() as db:
            return queries.numbers_of(db, member_ids)
