"""Users who sign in, browsers that we know, and one-time sign-in links."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import JSON, ForeignKey, Index, String, false
from sqlalchemy.orm import Mapped, mapped_column

from webinar.kit.db import Base, Instant, stored_enum


class UserRole(StrEnum):
    """The purpose of an account. A viewer reads the results of sessions, and changes nothing."""

    ADMIN = "admin"
    ORGANISER = "organiser"
    PRESENTER = "presenter"
    INTERPRETER = "interpreter"
    VIEWER = "viewer"


class User(Base):
    """A person with an account.

    `password_hash` is empty until the person has chosen a password, `language` until one was chosen
    for them or they have signed in. With a `time_zone`, the person also reads the times of sessions
    elsewhere in this zone. `invited_by` is the organiser who made the account by naming the person;
    None if an administrator made it.
    """

    __tablename__ = "users"

    id: Mapped[int] = mapped_column(primary_key=True)
    email: Mapped[str] = mapped_column(String(254), unique=True)
    name: Mapped[str] = mapped_column(String(80))
    role: Mapped[UserRole] = mapped_column(stored_enum(UserRole))
    language: Mapped[str] = mapped_column(String(8), default="")
    password_hash: Mapped[str] = mapped_column(String(200), default="")
    is_disabled: Mapped[bool] = mapped_column(default=False)
    time_zone: Mapped[str] = mapped_column(String(64), default="", server_default="")
    invited_by: Mapped[int | None] = mapped_column(ForeignKey("users.id"))
    created_at: Mapped[datetime] = mapped_column(Instant)

    # Flask-Login's questions about a user, answered here rather than inherited from it: tables do
    # not depend on the web. Closed accounts are never loaded, so a loaded user is active.
    is_authenticated = True
    is_active = True
    is_anonymous = False

    def get_id(self) -> str:
        return str(self.id)


class Browser(Base):
    """A server-side session: the cookie holds a random token, this row its SHA-256 and the data.

    `seal` is a random value that stays with the row: seat tokens hold it, so that no token outlives
    its row. It is empty for rows older than the column, whose tokens hold no seal. `remote_of` is
    the code of a session if this browser opens only that session's remote; empty otherwise.
    """

    __tablename__ = "browsers"
    __table_args__ = (
        Index("ix_browsers_user_id", "user_id"),
        Index("ix_browsers_expires_at", "expires_at"),
        # Ids are never reused, because open sockets know their browser by its id.
        {"sqlite_autoincrement": True},
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    token_hash: Mapped[str] = mapped_column(String(64), unique=True)
    user_id: Mapped[int | None] = mapped_column(ForeignKey("users.id"))
    seal: Mapped[str] = mapped_column(String(16), default="", server_default="")
    remote_of: Mapped[str] = mapped_column(String(8), default="", server_default="")
    data: Mapped[dict[str, Any]] = mapped_column(JSON)
    created_at: Mapped[datetime] = mapped_column(Instant)
    seen_at: Mapped[datetime] = mapped_column(Instant)
    expires_at: Mapped[datetime] = mapped_column(Instant)


class SignInLink(Base):
    """A link that signs one user in, once.

    `remote_of` becomes that of the browser that it signs in. Only with `resets_password` may a user
    who has a password set a new one without typing the old one.
    """

    __tablename__ = "sign_in_links"

    token_hash: Mapped[str] = mapped_column(String(64), primary_key=True)
    user_id: Mapped[int] = mapped_column(ForeignKey("users.id"))
    goes_to: Mapped[str] = mapped_column(String(200), default="/desk")
    remote_of: Mapped[str] = mapped_column(String(8), default="", server_default="")
    resets_password: Mapped[bool] = mapped_column(default=False, server_default=false())
    created_at: Mapped[datetime] = mapped_column(Instant)
    expires_at: Mapped[datetime] = mapped_column(Instant)
    used_at: Mapped[datetime | None] = mapped_column(Instant)
