"""Messages and broadcasts of still pictures. The pictures themselves travel by HTTP.

`POST /rooms/<code>/stills/<kind>` takes one, and `GET /stills/<key>` returns it.
"""

from __future__ import annotations

from enum import StrEnum
from typing import ClassVar

import msgspec

from webinar.room.engine.wire import Mutation, PartState
from webinar.room.rooms.models import MemberNumber


class StillKind(StrEnum):
    """`speaker`: a presenter before the camera. `screen`: a host's screen, over the slide."""

    SPEAKER = "speaker"
    SCREEN = "screen"


class RemoveStill(Mutation, frozen=True):
    """Take the picture of this kind away; whoever sends it is told with the next one."""

    kind: StillKind


class StillView(msgspec.Struct, frozen=True):
    """A picture: the member whose it is, and the key in its address, `/stills/<key>`.

    `text` says in words what a screen shows, in this `language`; both are null if nobody wrote it.
    """

    by: MemberNumber
    name: str
    key: str
    text: str | None
    language: str | None


class StillChanged(PartState, frozen=True, kw_only=True):
    """There is a newer picture of this kind, or none any more: null."""

    name: ClassVar[str] = "still.changed"
    part: ClassVar[str] = "stills"

    key: str
    set: dict[str, StillView | None]
