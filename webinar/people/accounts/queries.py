"""Reads about users and sign-in links. Writes nothing."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from webinar.kit import clock
from webinar.kit.tokens import token_hash
from webinar.people.accounts.actions import normal_email
from webinar.people.accounts.models import SignInLink, User


@dataclass(frozen=True)
class Invitation:
    """A link that may still be used: its user's name, the path it leads to, and what it allows."""

    name: str
    goes_to: str
    remote_of: str
    resets_password: bool
    has_password: bool


def active_user(db: Session, user_id: int) -> User | None:
    """Return the user, unless disabled."""
    return db.scalar(select(User).filter_by(id=user_id, is_disabled=False))


def user_by_email(db: Session, email: str) -> User | None:
    """Return the user with this address, unless disabled."""
    if "\x00" in email:
        # PostgreSQL accepts no such text, not even in a query.
        return None
    return db.scalar(select(User).filter_by(email=normal_email(email), is_disabled=False))


def all_users(db: Session) -> Sequence[User]:
    return db.scalars(select(User).order_by(User.name, User.id)).all()


def find_invitation(db: Session, token: str) -> Invitation | None:
    """Return what a sign-in link would do, without using it."""
    row = db.execute(
        select(
            User.name,
            SignInLink.goes_to,
            SignInLink.remote_of,
            SignInLink.resets_password,
            User.password_hash != "",
        )
        .join(User, User.id == SignInLink.user_id)
        .where(
            SignInLink.token_hash == token_hash(token),
            SignInLink.used_at.is_(None),
            SignInLink.expires_at > clock.now(),
            User.is_disabled.is_(False),
        )
    ).one_or_none()
    return None if row is None else Invitation(*row)
