"""A session's record of the people who attended it. No database."""

from __future__ import annotations

from datetime import datetime

import msgspec

from webinar.rooms.models import MemberNumber


class PersonRecord(msgspec.Struct, frozen=True, kw_only=True):
    """One person. `minutes` are credited; of other `measured` ones only the whole record tells.

    `percent` is of the planned time, or of what there was of it if the session ended earlier.
    `member` is their first number in the session, none of who was there by a correction alone.
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
