"""The people of a session as hosts see them, and the broadcast that sends them to hosts."""

from __future__ import annotations

from typing import ClassVar, Literal

import msgspec
from msgspec import UNSET, UnsetType

from webinar.kit.permissions import Role
from webinar.room.engine.wire import Audience, State
from webinar.room.rooms.models import MemberNumber

Seen = Literal["here", "lost", "away"]


class PersonView(msgspec.Struct, frozen=True, kw_only=True):
    """One member. `state` is `here`, `lost` (silent or cut off for up to a minute) or `away`.

    A person who has left a hall is `away` at once, because they have no connection that could
    return. `hall` is for people in a hall, without a device of their own.
    """

    member: MemberNumber
    name: str
    language: str
    role: Role
    state: Seen
    hall: str | UnsetType = UNSET


class PeopleView(msgspec.Struct, frozen=True, kw_only=True):
    """The people in the session. The numbers count participants; `members` lists everybody.

    `languages` has, by language tag, how many are here.
    """

    here: int
    lost: int
    joined: int
    languages: dict[str, int]
    members: list[PersonView]


class RoomPeople(State, frozen=True):
    """The people in the session, for hosts; sent when somebody comes, goes or falls silent."""

    name: ClassVar[str] = "room.people"
    audience: ClassVar[Audience] = Audience.HOSTS

    people: PeopleView
