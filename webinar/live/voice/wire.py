"""Messages and broadcasts of voice.

The commands decide who speaks in a channel. The sound itself passes as events of the link
(`engine.link_events`), which nothing stores. Their fields are documented in docs/wire.md.
"""

from __future__ import annotations

from typing import Annotated, ClassVar

import msgspec

from webinar.room.engine.wire import Message, Mutation, PartState, SoundState
from webinar.room.rooms.models import MemberNumber
from webinar.room.rooms.numbering import NumberOfMember

# The channel of the presenters; every other channel is named by the language that it carries.
FLOOR = "floor"

Channel = Annotated[str, msgspec.Meta(min_length=2, max_length=8, pattern="^[A-Za-z-]+$")]
Turn = Annotated[int, msgspec.Meta(ge=1, le=9_999_999)]
# Milliseconds since 1970, on the server's clock.
CapturedMs = Annotated[int, msgspec.Meta(ge=0, le=9_999_999_999_999)]
# 60 ms of Opus in base64: at 24 kbit/s about 250 characters, with room for a louder moment.
Sound = Annotated[str, msgspec.Meta(min_length=4, max_length=1400, pattern="^[A-Za-z0-9+/]+=*$")]


class TakeVoice(Mutation, frozen=True):
    """Speak from now on: an interpreter in the language they interpret into, others on the floor.

    `holder` is the number of the speaker whom the client saw there when it sent this; null for
    none.
    """

    holder: NumberOfMember | None = None


class RenewVoice(Mutation, frozen=True):
    """Go on speaking: without this the channel becomes free after a while."""

    turn: Turn


class StopVoice(Mutation, frozen=True):
    """Stop speaking."""

    turn: Turn


class SilenceVoice(Mutation, frozen=True):
    """Take the channel from the member who speaks there."""

    channel: Channel


class ListenVoice(Message, frozen=True):
    """Hear this channel over this link, or none; `thin` asks for the sound that needs less."""

    channel: Channel | None = None
    thin: bool = False


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
    """The speaker of a channel: the member's number and name, both null while it is free."""

    holder: MemberNumber | None
    name: str | None
    turn: int


class VoiceChanged(PartState, frozen=True, kw_only=True):
    """Another member speaks in this channel, or nobody any more."""

    name: ClassVar[str] = "voice.changed"
    part: ClassVar[str] = "voice"

    key: str
    set: dict[str, VoiceView]


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
