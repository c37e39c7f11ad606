"""A session's record of the people who attended it. No database."""

from __future__ import annotations

from datetime import datetime

import msgspec

from webinar.room.rooms.models import MemberNumber


class PersonRecord(msgspec.Struct, frozen=True, kw_only=True):
    """A person. `minutes` are the credited ones; only the whole record has `measured` minutes.

    `measured` is None if it equals `minutes`. `percent` is the share of the planned time, or of the
    actual time if the session ended earlier. `member` is the person's first number in the session,
    None for a person who is listed only because of a correction.
    """

    member: MemberNumber | None
    name: str
    language: str
    role: str
    first_seen: datetime | None
    last_seen: datetime | None
    attended: bool
    minutes: int
    measured: int | None
    percent: int | None
    hall: str
