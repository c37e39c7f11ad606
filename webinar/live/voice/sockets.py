"""Commands of voice, the events that carry the sound, and its part of the snapshot."""

from __future__ import annotations

from functools import partial

from sqlalchemy.orm import Session

from webinar.kit import clock
from webinar.kit.errors import Refused
from webinar.kit.limits import ACKNOWLEDGING, LISTENING, RENEWING, SPEAKING
from webinar.kit.permissions import Can
from webinar.live.recording.recorder import Recorder, Voice
from webinar.live.voice import actions, addresses, hearing, queries, wire
from webinar.live.voice.bundles import Bundles
from webinar.live.voice.speakers import Speaker, Speakers
from webinar.room.engine.change import Change
from webinar.room.engine.lifecycle import on_due, on_ended, on_left
from webinar.room.engine.link_handle import LinkHandle
from webinar.room.engine.link_registry import link_event
from webinar.room.engine.registry import BEFORE_END, Reader, command, part
from webinar.room.rooms.models import Member, Room, RoomState

# Sound whose time of capture is further from now than this is not relayed: the speaker's clock is
# wrong, or the packet waited so long that nobody wants it.
WORTH_MS = 5000


@command("voice.take", needs=Can.SPEAK, message=wire.TakeVoice)
def take(change: Change, member: Member, message: wire.TakeVoice) -> None:
    actions.take(change, member, message.holder, message.channel)


@command("voice.renew", needs=Can.SPEAK, message=wire.RenewVoice, limit=RENEWING)
def renew(change: Change, member: Member, message: wire.RenewVoice) -> None:
    actions.renew(change, member, message.turn)


@command("voice.stop", needs=Can.SPEAK, message=wire.StopVoice)
def stop(change: Change, member: Member, message: wire.StopVoice) -> None:
    actions.stop(change, member, message.turn)


@command("voice.offer", needs=Can.SPEAK, message=wire.OfferVoice)
def offer(change: Change, member: Member, message: wire.OfferVoice) -> None:
    actions.offer(change, member, message.turn, is_offered=message.offered)


@command("voice.hold_slides", needs=Can.MODERATE, message=wire.HoldSlides, states=BEFORE_END)
def hold_slides(change: Change, member: Member, message: wire.HoldSlides) -> None:
    actions.hold_slides(change, member, are_held=message.held)


@command("voice.silence", needs=Can.MODERATE, message=wire.SilenceVoice)
def silence(change: Change, _member: Member, message: wire.SilenceVoice) -> None:
    actions.silence(change, message.channel)


@on_due(actions.LAPSE)
def lapse(change: Change, channel: str) -> None:
    actions.lapse(change, channel)


on_ended(actions.end)
on_left(actions.free_left)


@part("voice")
def voice_part(db: Session, room: Room, _reader: Reader) -> dict[str, wire.VoiceView] | None:
    """Return the channels in which somebody has spoken; None if nobody has, or while not live."""
    if room.state is not RoomState.LIVE:
        return None
    return queries.channel_views(db, room) or None


@part("slides_held")
def slides_held_part(_db: Session, room: Room, _reader: Reader) -> wire.HeldView | None:
    """Return whether slides wait for the voice; None if they do, as in nearly all sessions."""
    return None if room.holds_slides else wire.HeldView(held=False)


@link_event("voice.listen", message=wire.ListenVoice, limit=LISTENING, waits=True)
def listen(link: LinkHandle, message: wire.ListenVoice) -> None:
    """Let this link hear this channel only, or none, and perhaps another one under it."""
    if message.channel is None:
        link.listen(None, among=_channel_prefix(link))
    elif (refusal := link.why_not(Can.FOLLOW)) is not None:
        raise refusal
    else:
        heard, under = hearing.addresses(message, partial(_address, link))
        link.listen(heard, among=_channel_prefix(link), lesser=under)
    hearing.count(link, message)


@link_event("voice.ack", message=wire.AcknowledgeVoice, limit=ACKNOWLEDGING)
def acknowledge(link: LinkHandle, message: wire.AcknowledgeVoice) -> None:
    link.acknowledge(message.at)


@link_event("voice.send", message=wire.SendVoice, limit=SPEAKING)
def send(link: LinkHandle, message: wire.SendVoice) -> None:
    """Pass 60 ms of sound to the links that listen to the channel, in both renditions."""
    key = (link.connection.room_id, message.channel)

    def read() -> Speaker:
        with link.db.read() as db:
            return Speaker(*queries.speaker_of(db, *key))

    if abs(clock.now().timestamp() * 1000 - message.at) > WORTH_MS:
        raise Refused("bad_message")
    speaker = Speaker(link.connection.member_id, message.turn)
    if not link.kept(Speakers).is_speaker(key, speaker, read):
        raise Refused("voice_lost")
    voice = Voice(*key, link.connection.member_id)
    link.kept(Recorder).hear(link.db, voice, message.at, message.full)
    packet = wire.VoiceHeard(
        c=message.channel, t=message.turn, n=message.number, at=message.at, d=message.full
    )
    link.send(_address(link, message.channel, thin=False), packet)
    thin_address = _address(link, message.channel, thin=True)
    link.kept(Bundles).add(key, message, partial(link.send, thin_address))


def _channel_prefix(link: LinkHandle) -> str:
    return addresses.of_room(link.connection.room_id)


def _address(link: LinkHandle, channel: str, *, thin: bool) -> str:
    return addresses.of_channel(link.connection.room_id, channel, thin=thin)
