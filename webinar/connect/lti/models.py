"""Learning platforms that launch our courses: their registrations, links, users and grades."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, CheckConstraint, ForeignKey, Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from webinar.kit.db import Base, Instant
from webinar.kit.outbox import Outgoing

ID_LENGTH = 255
URL_LENGTH = 1000


class LtiPlatform(Base):
    """An LTI 1.3 registration of a learning platform, as its administrator and ours agreed.

    `deployments` are the ids of the deployments that may launch. `hosts` are the hosts of the
    platform's services that the addresses here do not mention.
    """

    __tablename__ = "lti_platforms"
    __table_args__ = (UniqueConstraint("issuer", "client_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(String(80))
    issuer: Mapped[str] = mapped_column(String(ID_LENGTH))
    client_id: Mapped[str] = mapped_column(String(ID_LENGTH))
    login_url: Mapped[str] = mapped_column(String(URL_LENGTH))
    token_url: Mapped[str] = mapped_column(String(URL_LENGTH))
    keys_url: Mapped[str] = mapped_column(String(URL_LENGTH))
    deployments: Mapped[list[str]] = mapped_column(JSON)
    hosts: Mapped[list[str]] = mapped_column(JSON)
    created_at: Mapped[datetime] = mapped_column(Instant)
    disabled_at: Mapped[datetime | None] = mapped_column(Instant)


class LtiInvitation(Base):
    """A link with which one learning platform may register itself once, before the link expires.

    `address` is the platform's own. Addresses that the platform names must be there or at the https
    `hosts`: the server contacts no other hosts for it. The link is derived from `seed`.
    """

    __tablename__ = "lti_invitations"
    __table_args__ = (Index("ix_lti_invitations_expires_at", "expires_at"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    seed: Mapped[str] = mapped_column(String(64))
    name: Mapped[str] = mapped_column(String(80))
    address: Mapped[str] = mapped_column(String(URL_LENGTH))
    hosts: Mapped[list[str]] = mapped_column(JSON)
    by_user_id: Mapped[int] = mapped_column(ForeignKey("users.id"))
    made_at: Mapped[datetime] = mapped_column(Instant)
    expires_at: Mapped[datetime] = mapped_column(Instant)
    used_at: Mapped[datetime | None] = mapped_column(Instant)


class LtiCourse(Base):
    """A course that its organiser lets a platform use."""

    __tablename__ = "lti_courses"
    __table_args__ = (Index("ix_lti_courses_course_id", "course_id"),)

    platform_id: Mapped[int] = mapped_column(
        ForeignKey("lti_platforms.id", ondelete="CASCADE"), primary_key=True
    )
    course_id: Mapped[int] = mapped_column(ForeignKey("courses.id"), primary_key=True)
    allowed_at: Mapped[datetime] = mapped_column(Instant)


class LtiLink(Base):
    """A place in a platform that leads into a course, as the last launch described it.

    `line_item` is the address for its grades, `members` for its names; each is empty if the
    platform offers none. If the platform names no line item, but lets us add one to `line_items`,
    ours is `own_item` once it exists; the process that creates it has until `making_until`.
    """

    __tablename__ = "lti_links"
    __table_args__ = (
        UniqueConstraint("platform_id", "deployment", "resource"),
        Index("ix_lti_links_course_id", "course_id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    platform_id: Mapped[int] = mapped_column(ForeignKey("lti_platforms.id", ondelete="CASCADE"))
    deployment: Mapped[str] = mapped_column(String(ID_LENGTH))
    resource: Mapped[str] = mapped_column(String(ID_LENGTH))
    course_id: Mapped[int] = mapped_column(ForeignKey("courses.id"))
    context_title: Mapped[str] = mapped_column(String(200))
    line_item: Mapped[str] = mapped_column(String(URL_LENGTH))
    line_items: Mapped[str] = mapped_column(String(URL_LENGTH), server_default="")
    own_item: Mapped[str] = mapped_column(String(URL_LENGTH), server_default="")
    making_until: Mapped[datetime | None] = mapped_column(Instant)
    members: Mapped[str] = mapped_column(String(URL_LENGTH))
    seen_at: Mapped[datetime] = mapped_column(Instant)

    @property
    def takes_scores(self) -> bool:
        return bool(self.line_item or self.line_items)


class LtiUser(Base):
    """Maps a platform's user to a learner of a course; `sub` is the platform's id for the user."""

    __tablename__ = "lti_users"
    __table_args__ = (Index("ix_lti_users_course_id", "course_id"),)

    platform_id: Mapped[int] = mapped_column(
        ForeignKey("lti_platforms.id", ondelete="CASCADE"), primary_key=True
    )
    sub: Mapped[str] = mapped_column(String(ID_LENGTH), primary_key=True)
    course_id: Mapped[int] = mapped_column(ForeignKey("courses.id"), primary_key=True)
    learner_id: Mapped[int] = mapped_column(ForeignKey("learners.id"), unique=True)


class LtiGrade(Outgoing, Base):
    """The score of one learner at one link: due to be sent to the platform, or sent already.

    `said_at` is the score's time as sent to the platform, in whole seconds. It gets later with each
    change, and stays the same when the same score is sent again. Without `next_at` there is nothing
    to send; `error` is the reason for the last refusal.
    """

    __tablename__ = "lti_grades"
    __table_args__ = (
        CheckConstraint("given >= 0 AND given <= 100", name="given"),
        Index("ix_lti_grades_learner_id", "learner_id"),
        Index("ix_lti_grades_next_at", "next_at"),
    )

    link_id: Mapped[int] = mapped_column(
        ForeignKey("lti_links.id", ondelete="CASCADE"), primary_key=True
    )
    learner_id: Mapped[int] = mapped_column(ForeignKey("learners.id"), primary_key=True)
    given: Mapped[int]
    is_finished: Mapped[bool]
    said_at: Mapped[datetime | None] = mapped_column(Instant)
    looked_at: Mapped[datetime | None] = mapped_column(Instant)
    sent_at: Mapped[datetime | None] = mapped_column(Instant)
    error: Mapped[str] = mapped_column(String(20))


class LtiTicket(Base):
    """The content of a launch that continues when the user presses a button, once, within minutes.

    `browser` is the hash of a secret in a cookie, which the same browser must present.
    """

    __tablename__ = "lti_tickets"
    __table_args__ = (Index("ix_lti_tickets_expires_at", "expires_at"),)

    token_hash: Mapped[str] = mapped_column(String(64), primary_key=True)
    browser: Mapped[str] = mapped_column(String(64))
    content: Mapped[dict[str, Any]] = mapped_column(JSON)
    expires_at: Mapped[datetime] = mapped_column(Instant)


class LtiNonce(Base):
    """A record that a launch was used, kept for as long as an attacker could replay the launch."""

    __tablename__ = "lti_nonces"
    __table_args__ = (Index("ix_lti_nonces_expires_at", "expires_at"),)

    nonce_hash: Mapped[str] = mapped_column(String(64), primary_key=True)
    expires_at: Mapped[datetime] = mapped_column(Instant)
