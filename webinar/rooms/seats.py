"""Seat tokens: what a client shows when it connects. A socket never reads a cookie.

A token names a browser (or another client) and the member who sits there. It stays the same for
as long as both rows are there, so a page can reconnect without asking for a new one, and it dies
with either row. Another site cannot know it, so it cannot connect in somebody's name.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass

from itsdangerous import BadSignature, Signer
from sqlalchemy import select
from sqlalchemy.orm import Session

from webinar import clock
from webinar.accounts.browsers import alive
from webinar.accounts.models import Browser
from webinar.permissions import Role
from webinar.rooms.models import Member, Seat


@dataclass(frozen=True)
class SeatHolder:
    browser_id: int
    room_id: int
    member_id: int
    role: Role


class SeatTokens:
    """Signed without a time stamp: a clock that steps back must not throw anybody out."""

    def __init__(self, secret_key: str) -> None:
        self._signer = Signer(secret_key, salt="seat", digest_method=hashlib.sha256)

    def issue(self, browser_id: int, member_id: int) -> str:
        return self._signer.sign(f"{browser_id}.{member_id}").decode()

    def find(self, db: Session, token: object) -> SeatHolder | None:
        """Who sits there, if the browser is still known and the member has not been removed."""
        if not isinstance(token, str) or len(token) > 200:
            return None
        try:
            browser_id, member_id = self._signer.unsign(token).decode().split(".")
        except (BadSignature, ValueError):
            return None
        row = db.execute(
            select(Member.room_id, Member.role)
            .join(Seat, (Seat.member_id == Member.id) & (Seat.browser_id == int(browser_id)))
            .join(Browser, Browser.id == Seat.browser_id)
            .where(
                Member.id == int(member_id),
                Member.removed_at.is_(None),
                alive(clock.now()),
            )
        ).one_or_none()
        if row is None:
            return None
        return SeatHolder(int(browser_id), row.room_id, int(member_id), row.role)
