"""Messages of the media server: what a member asks, and what the media server asks."""

from __future__ import annotations

from typing import Annotated

import msgspec

from webinar.live.sound.channels import FLOOR
from webinar.live.voice.wire import Channel
from webinar.room.engine.wire import Message

QUESTION_BYTES = 8192

# A path of ours is shorter; other people's addresses may be longer.
Short = Annotated[str, msgspec.Meta(max_length=1000)]


class AskGrants(Message, frozen=True):
    """Ask what the member may do at the media server, and who speaks in this channel."""

    channel: Channel = FLOOR


class Access(msgspec.Struct, frozen=True):
    """What the media server asks before it lets a browser send or fetch sound.

    These are fields of MediaMTX's question, whose others do not matter here.
    """

    action: Short
    path: Short
    token: Short = ""
