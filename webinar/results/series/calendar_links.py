"""The private address of a user's calendar: making, showing and revoking it. No Flask."""

from __future__ import annotations

from sqlalchemy import delete
from sqlalchemy.orm import Session

from webinar.kit import clock
from webinar.kit.tokens import derived_token, new_token, shown_token, token_hash
from webinar.people.audit.actions import note
from webinar.results.series.models import CalendarLink

PURPOSE = "calendar"


def make_link(db: Session, user_id: int, secret_key: str) -> CalendarLink:
    """Make a new address; the previous one stops working."""
    _forget(db, user_id)
    seed = new_token()
    link = CalendarLink(
        user_id=user_id,
        seed=seed,
        token_hash=token_hash(derived_token(PURPOSE, seed, secret_key)),
        created_at=clock.now(),
    )
    db.add(link)
    db.flush()
    note(db, "calendar.shared", user_id)
    return link


def revoke_link(db: Session, user_id: int) -> None:
    _forget(db, user_id)
    note(db, "calendar.revoked", user_id)


def token_of(link: CalendarLink, *secret_keys: str) -> str:
    """Return the token in the link's address; see `tokens.shown_token`."""
    return shown_token(PURPOSE, link.seed, link.token_hash, *secret_keys)


def _forget(db: Session, user_id: int) -> None:
    db.execute(delete(CalendarLink).where(CalendarLink.user_id == user_id))
