"""Messages and broadcasts of voice.

The commands decide who speaks in a channel. The sound itself passes as events of the link
(`engine.link_events`), which nothing stores. Their fields are documented in docs/wire.md.
"""

from __future__ import annotations

from typing import Annotated, ClassVar

import msgspec

from webinar.room.engine.wire import Audience, Message, Mutation, PartState, SoundState, State
from webinar.room.rooms.models import MemberNumber
from webinar.room.rooms.numbering import NumberOfMember

Channel = Annotated[str, msgspec.Meta(min_length=2, max_length=8, pattern="^[A-Za-z-]+$")]
Turn = Annotated[int, msgspec.Meta(ge=1, le=9_999_999)]
# Milliseconds since 1970, on the server's clock.
CapturedMs = Annotated[int, msgspec.Meta(ge=0, le=9_999_999_999_999)]
# 60 ms of Opus in base64: at 24 kbit/s about 250 characters, with room for a louder moment.
Sound = Annotated[str, msgspec.Meta(min_length=4, max_length=1400, pattern="^[A-Za-z0-9+/]+=*$")]


class TakeVoice(Mutation, frozen=True):
    """Speak from now on: an interpreter in the language they interpret into, others on the floor.

    `holder` is the number of the speaker whom the client saw there when it sent this; null for
    none. An interpreter who names the presentation's language as `channel` interprets for the
    presenters until they take another channel.
    """

    holder: NumberOfMember | None = None
    channel: Channel | None = None


class RenewVoice(Mutation, frozen=True):
    """Go on speaking: without this the channel becomes free after a while."""

    turn: Turn


class StopVoice(Mutation, frozen=True):
    """Stop speaking."""

    turn: Turn


class OfferVoice(Mutation, frozen=True):
    """Ask a colleague to take the channel over, or stop asking."""

    turn: Turn
    offered: bool


class HoldSlides(Mutation, frozen=True):
    """Let slides turn when a participant hears the presenter say so, or at once."""

    held: bool


class SilenceVoice(Mutation, frozen=True):
    """Take the channel from the member who speaks there."""

    channel: Channel


class ListenVoice(Message, frozen=True):
    """Hear this channel over this link, or none; `thin` asks for the sound that needs less.

    `under` is a second channel, to be heard quietly, whose sound is always thin. `text_only` says
    that the link is too slow for the channel, so that none of its sound is sent.
    """

    channel: Channel | None = None
    thin: bool = False
    under: Channel | None = None
    text_only: bool = False


class ListenerNames(Message, frozen=True):
    """Get `voice.listener_names` over this link from now on, or no longer."""

    wanted: bool


class AcknowledgeVoice(Message, frozen=True):
    """Say how far sound has arrived: `at` of the newest packet."""

    at: CapturedMs


class SendVoice(Message, frozen=True):
    """Send 60 ms of sound, captured from `at` on: the packet of this `number` in the turn.

    `full` has 24 kbit/s and `thin` 10 kbit/s: three Opus frames of 20 ms, each after its length in
    bytes as a 16-bit number, the high byte first.
    """

    channel: Channel
    turn: Turn
    number: Annotated[int, msgspec.Meta(ge=0, le=9_999_999)]
    at: CapturedMs
    full: Sound
    thin: Sound


class VoiceView(msgspec.Struct, frozen=True):
    """The speaker of a channel: the member's number and name, both null while it is free.

    `since` is when they began, in seconds since 1970. `offered` means that they ask to be relieved.
    """

    holder: MemberNumber | None
    name: str | None
    turn: int
    since: int | None
    offered: bool


class VoiceChanged(PartState, frozen=True, kw_only=True):
    """Another member speaks in this channel, or nobody any more."""

    name: ClassVar[str] = "voice.changed"
    part: ClassVar[str] = "voice"

    key: str
    set: dict[str, VoiceView]


class HeldView(msgspec.Struct, frozen=True):
    """Whether slides wait for the voice."""

    held: bool


class SlidesHeld(PartState, frozen=True, kw_only=True):
    """Slides wait for the voice from now on, or no longer."""

    name: ClassVar[str] = "voice.slides_held"
    part: ClassVar[str] = "slides_held"

    set: HeldView


class VoiceHeard(SoundState, frozen=True, kw_only=True):
    """60 ms of sound, to the links that listen to this channel.

    The names are short, because it is sent often.

    `c` is the channel, `t` the turn, `n` the number of the packet in it, `at` the server's time in
    ms at which it was captured, and `d` the sound, as in `voice.send`.
    """

    name: ClassVar[str] = "voice"

    c: str
    t: int
    n: int
    d: str


class ListenerCounts(msgspec.Struct, frozen=True):
    """How many hear a channel in each rendition, and for how many only text is left."""

    full: int
    thin: int
    text: int


class VoiceListeners(State, frozen=True, kw_only=True):
    """How many members hear each channel through one `process` of the server.

    Each process sends its own every few seconds while anybody listens there; a client adds them up,
    and drops those of a process that has fallen silent.
    """

    name: ClassVar[str] = "voice.listeners"
    audience: ClassVar[Audience] = Audience.HOSTS
    of: ClassVar[str] = "process"

    process: str
    channels: dict[str, ListenerCounts]


class VoiceListenerNames(State, frozen=True, kw_only=True):
    """The numbers of the members who hear each channel through one `process` of the server."""

    name: ClassVar[str] = "voice.listener_names"
    audience: ClassVar[Audience] = Audience.HOSTS
    of: ClassVar[str] = "process"

    process: str
    channels: dict[str, list[MemberNumber]]
