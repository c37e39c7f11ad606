"""Who sits at a socket, and how the server finds out: by the tokens of `accounts.seats`."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Protocol

from sqlalchemy.orm import Session

from webinar.permissions import Role


@dataclass(frozen=True)
class SeatHolder:
    browser_id: int
    member_id: int
    room_id: int
    role: Role
    language: str
    is_waiting: bool
    is_remote: bool = False


class Seats(Protocol):
    """What the live path asks of seat tokens: see `accounts.seats.SeatTokens`."""

    def issue(self, browser_id: int, member_id: int, seal: str) -> str: ...

    def find(self, db: Session, token: object) -> SeatHolder | None: ...

    def find_all(self, db: Session, tokens: Sequence[object]) -> Sequence[SeatHolder | None]: ...

    def ended(self, db: Session, browser_ids: Collection[int]) -> set[int]: ...
