"""Seat tokens, which clients show when they connect: sockets never read a cookie.

A token names a browser (or another client) and the member who sits there. It stays the same for
as long as both rows exist, so a page can reconnect without asking for a new token. It becomes
invalid with either row: it contains the `seal` of the browser's row, which a later row with the
same id does not have. Another site does not know the token, so it cannot connect in a member's
name.
"""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from functools import cache

from itsdangerous import BadSignature, Signer
from sqlalchemy import Integer, Select, select, tuple_
from sqlalchemy.orm import Session

from webinar.kit import clock
from webinar.kit.bulk import bound_columns, dialect_of, row_parameters, select_columns
from webinar.kit.permissions import Role
from webinar.people.accounts.browsers import ALIVE, moments
from webinar.people.accounts.models import Browser
from webinar.room.rooms.models import Member, Seat


@dataclass(frozen=True)
class SeatHolder:
    browser_id: int
    member_id: int
    room_id: int
    role: Role
    language: str
    is_waiting: bool
    is_remote: bool = False


class SeatTokens:
    """Tokens are signed without a time stamp: a clock that steps back must not lock anybody out."""

    def __init__(self, secret_key: str, former_keys: tuple[str, ...] = ()) -> None:
        """`former_keys`, the oldest first, signed older tokens, which are still accepted."""
        keys = [*former_keys, secret_key]
        self._signer = Signer(keys, salt="seat", digest_method=hashlib.sha256)

    def issue(self, browser_id: int, member_id: int, seal: str) -> str:
        """Return the token of this member at the browser whose row has this `seal`."""
        # Rows from before seals existed have none; tokens in their pages stay valid.
        content = f"{browser_id}.{member_id}.{seal}" if seal else f"{browser_id}.{member_id}"
        return self._signer.sign(content).decode()

    def find(self, db: Session, token: object) -> SeatHolder | None:
        """Return the member at this seat, if the browser is known and the member not removed."""
        return self.find_all(db, [token])[0]

    def find_all(self, db: Session, tokens: Sequence[object]) -> list[SeatHolder | None]:
        """Return the holder for each of many tokens, in the order of the tokens."""
        keys = [self._read(token) for token in tokens]
        pairs = [key[:2] for key in keys if key is not None]
        rows = db.connection().execute(
            _holders_query(dialect_of(db)), row_parameters(pairs) | moments(clock.now())
        )
        holders = {(row[0], row[1], row[7]): SeatHolder(*row[:7]) for row in rows}
        return [None if key is None else holders.get(key) for key in keys]

    def _read(self, token: object) -> tuple[int, int, str] | None:
        """Return browser id, member id and seal from a token; None if we did not sign it."""
        if not isinstance(token, str) or len(token) > 200:
            return None
        try:
            browser_id, member_id, *rest = self._signer.unsign(token).decode().split(".")
            return int(browser_id), int(member_id), ".".join(rest)
        except (BadSignature, ValueError):
            return None


def ended_browsers(db: Session, browser_ids: Collection[int]) -> set[int]:
    """Return the ids whose browser is no longer known. There may be any number of ids."""
    ids = select_columns(bound_columns(dialect_of(db), Integer))
    query = select(Browser.id).where(Browser.id.in_(ids), ALIVE)
    rows = row_parameters([(browser_id,) for browser_id in browser_ids])
    return {*browser_ids} - {*db.scalars(query, rows | moments(clock.now()))}


@cache
def _holders_query(dialect: str) -> Select[int, int, int, Role, str, bool, bool, str]:
    key = tuple_(Seat.browser_id, Seat.member_id)
    return (
        select(
            Seat.browser_id,
            Seat.member_id,
            Member.room_id,
            Member.role,
            Member.language,
            Member.waits_since.is_not(None),
            Browser.remote_of != "",
            Browser.seal,
        )
        .join(Member, Member.id == Seat.member_id)
        .join(Browser, Browser.id == Seat.browser_id)
        .where(
            key.in_(select_columns(bound_columns(dialect, Integer, Integer))),
            Member.removed_at.is_(None),
            ALIVE,
        )
    )
