"""The private address of a user's calendar: making, showing and revoking it. No Flask."""

from __future__ import annotations

import base64
import hashlib
import hmac

from sqlalchemy import delete
from sqlalchemy.orm import Session

from webinar import clock
from webinar.audit.actions import note
from webinar.series.models import CalendarLink
from webinar.tokens import new_token, token_hash


def make_link(db: Session, user_id: int, secret_key: str) -> CalendarLink:
    """A new address; an earlier one finds nothing any more."""
    _forget(db, user_id)
    seed = new_token()
    link = CalendarLink(
        user_id=user_id,
        seed=seed,
        token_hash=token_hash(_token(seed, secret_key)),
        created_at=clock.now(),
    )
    db.add(link)
    db.flush()
    note(db, "calendar.shared", user_id)
    return link


def revoke_link(db: Session, user_id: int) -> None:
    _forget(db, user_id)
    note(db, "calendar.revoked", user_id)


def shown_token(link: CalendarLink, secret_key: str) -> str | None:
    """What is in the address; None once the server has another secret key."""
    token = _token(link.seed, secret_key)
    return token if hmac.compare_digest(token_hash(token), link.token_hash) else None


def _token(seed: str, secret_key: str) -> str:
    """The same each time; whoever has the database alone cannot make it."""
    made = hmac.digest(secret_key.encode(), f"calendar:{seed}".encode(), hashlib.sha256)
    return base64.urlsafe_b64encode(made).decode().rstrip("=")


def _forget(db: Session, user_id: int) -> None:
    db.execute(delete(CalendarLink).where(CalendarLink.user_id == user_id))
