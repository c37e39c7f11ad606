"""Messages and broadcasts of the fair choice of who answers."""

from __future__ import annotations

from typing import ClassVar

import msgspec

from webinar.room.engine.wire import Audience, Mutation, PartChange
from webinar.room.rooms.models import MemberNumber
from webinar.room.rooms.numbering import NumberOfMember
from webinar.room.sessions.wire import Language


class DrawPick(Mutation, frozen=True):
    """Choose somebody who is here, among those who have had the fewest turns.

    With `language`, only among its readers.
    """

    language: Language | None = None


class NamePick(Mutation, frozen=True):
    """Call on the member whose name is shown."""

    member: NumberOfMember


class PickView(msgspec.Struct, frozen=True, kw_only=True):
    """The member whom the choice has named."""

    member: MemberNumber
    name: str


class PicksView(msgspec.Struct, frozen=True):
    """The name that hosts see now, or null."""

    shown: PickView | None


class PicksChanged(PartChange, frozen=True, kw_only=True):
    """The choice has named somebody, or nobody is named any more; for hosts."""

    name: ClassVar[str] = "picks.changed"
    audience: ClassVar[Audience] = Audience.HOSTS
    part: ClassVar[str] = "picks"

    set: PicksView
