"""The rules by which certificates are earned, and the issued certificates."""

from __future__ import annotations

from datetime import date, datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import JSON, CheckConstraint, Date, ForeignKey, Index, String, Text, text
from sqlalchemy.orm import Mapped, mapped_column

from webinar.kit.db import Base, Instant
from webinar.kit.outbox import Outgoing


class Design(StrEnum):
    """The look of a certificate on paper; `certificate.typ` draws each."""

    CLASSIC = "classic"
    MODERN = "modern"
    BAND = "band"


def _exactly_one(*names: str) -> str:
    """Return a check that exactly one of the columns is set."""
    return " + ".join(f"CASE WHEN {name} IS NULL THEN 0 ELSE 1 END" for name in names) + " = 1"


class CertificateRule(Base):
    """The rule for a certificate of one session, of a series taken together, or of a course.

    A person must be present for `percent` percent of the planned minutes, answer `polls` percent of
    the polls asked, and get `mark` percent of the post-test right; None is no requirement. A course
    has none of the three: learners who complete it (`completion.models.CompletionRule`) have earned
    its certificate. `titles` is `{language: title}`. `minutes` is the duration that the paper
    shows. `signers` is a list of `{"name", "office"}`, printed under the lines for signatures.
    `design` is a `Design`.
    """

    __tablename__ = "certificate_rules"
    __table_args__ = (
        CheckConstraint(_exactly_one("room_id", "series_id", "course_id"), name="of"),
        CheckConstraint("percent BETWEEN 0 AND 100", name="percent"),
        CheckConstraint("polls BETWEEN 0 AND 100", name="polls"),
        CheckConstraint("mark BETWEEN 0 AND 100", name="mark"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    room_id: Mapped[int | None] = mapped_column(ForeignKey("rooms.id"), unique=True)
    series_id: Mapped[int | None] = mapped_column(ForeignKey("series.id"), unique=True)
    course_id: Mapped[int | None] = mapped_column(ForeignKey("courses.id"), unique=True)
    percent: Mapped[int | None]
    polls: Mapped[int | None]
    mark: Mapped[int | None]
    titles: Mapped[dict[str, str]] = mapped_column(JSON)
    minutes: Mapped[int]
    signers: Mapped[list[dict[str, Any]]] = mapped_column(JSON)
    design: Mapped[str] = mapped_column(String(12), default=Design.CLASSIC.value)
    changed_by: Mapped[int] = mapped_column(ForeignKey("users.id"))
    changed_at: Mapped[datetime] = mapped_column(Instant)


class AutomaticCertificates(Outgoing, Base):
    """The server issues certificates by this rule without being asked; this user allowed it.

    It also mails those that are issued from `mails_since` on, unless that is None. After a letter
    failed, the next ones wait until `next_at`; `error` says why, as `Certificate.mail_failed` does.
    """

    __tablename__ = "automatic_certificates"

    rule_id: Mapped[int] = mapped_column(ForeignKey("certificate_rules.id"), primary_key=True)
    by_user_id: Mapped[int] = mapped_column(ForeignKey("users.id"))
    since: Mapped[datetime] = mapped_column(Instant)
    mails_since: Mapped[datetime | None] = mapped_column(Instant)
    error: Mapped[str] = mapped_column(String(20), default="")


# Only valid certificates are unique by rule and holder: a revoked one may be replaced.
_VALID = "revoked_at IS NULL"


def _one_valid_each(holder: str) -> Index:
    return Index(
        f"ix_certificates_one_each_{holder}",
        "rule_id",
        holder,
        unique=True,
        sqlite_where=text(_VALID),
        postgresql_where=text(_VALID),
    )


class CertificateNumber(Base):
    """The last number that a certificate got in this year; numbers are never used again."""

    __tablename__ = "certificate_numbers"

    year: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    last: Mapped[int]


class Emblem(Base):
    """An institution's emblem on certificates that were issued, kept once for all of them.

    `digest` is the SHA-256 of `content`, an SVG or a PNG file as `suffix` says.
    """

    __tablename__ = "emblems"

    digest: Mapped[str] = mapped_column(String(64), primary_key=True)
    suffix: Mapped[str] = mapped_column(String(4))
    content: Mapped[bytes]


class Certificate(Base):
    """An issued certificate, as it is printed; later changes of a roster do not change it.

    `number`, such as `2026-00042`, is for registers on paper; certificates from before there were
    numbers have none. `code` identifies its public page. `replaces_id` is the revoked certificate
    that this one replaces. `learner_id` is set for a course's guest who was in no session.
    `design` is a `Design`, `emblem` the digest of an `Emblem`, and `institution` the name at the
    head; certificates from before it was kept have None, and show the server's present name.
    `mailed_at` is when it was mailed last; `mail_failed` is then "sending" until the result is
    known, and after that the reason why it was not sent, if it was not (`kit/mail.py`).
    """

    __tablename__ = "certificates"
    __table_args__ = (
        CheckConstraint(_exactly_one("person_id", "member_id", "learner_id"), name="holder"),
        CheckConstraint("(revoked_at IS NULL) = (revoked_because = '')", name="revoked"),
        Index("ix_certificates_number", "number", unique=True),
        Index("ix_certificates_rule_id", "rule_id"),
        Index("ix_certificates_person_id", "person_id"),
        Index("ix_certificates_member_id", "member_id"),
        Index("ix_certificates_learner_id", "learner_id"),
        _one_valid_each("person_id"),
        _one_valid_each("member_id"),
        _one_valid_each("learner_id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    code: Mapped[str] = mapped_column(String(16), unique=True)
    number: Mapped[str | None] = mapped_column(String(16))
    rule_id: Mapped[int] = mapped_column(ForeignKey("certificate_rules.id"))
    person_id: Mapped[int | None] = mapped_column(ForeignKey("people.id"))
    member_id: Mapped[int | None] = mapped_column(ForeignKey("members.id"))
    learner_id: Mapped[int | None] = mapped_column(ForeignKey("learners.id"))
    name: Mapped[str] = mapped_column(String(80))
    rank: Mapped[str] = mapped_column(String(80), default="")
    language: Mapped[str] = mapped_column(String(8))
    title: Mapped[str] = mapped_column(String(200))
    minutes: Mapped[int]
    completed_on: Mapped[date] = mapped_column(Date)
    signers: Mapped[list[dict[str, Any]]] = mapped_column(JSON)
    design: Mapped[str] = mapped_column(String(12), default=Design.CLASSIC.value)
    institution: Mapped[str | None] = mapped_column(String(300))
    emblem: Mapped[str | None] = mapped_column(String(64))
    issued_by: Mapped[int] = mapped_column(ForeignKey("users.id"))
    issued_at: Mapped[datetime] = mapped_column(Instant)
    # The Open Badges 3 credential as a compact JWS. Its id is random, because the list of revoked
    # ids is public: the id must not reveal the code, with which anybody can read the name.
    credential_id: Mapped[str] = mapped_column(String(36), unique=True)
    credential: Mapped[str] = mapped_column(Text)
    replaces_id: Mapped[int | None] = mapped_column(ForeignKey("certificates.id"))
    revoked_at: Mapped[datetime | None] = mapped_column(Instant)
    revoked_by: Mapped[int | None] = mapped_column(ForeignKey("users.id"))
    revoked_because: Mapped[str] = mapped_column(String(300), default="")
    mailed_at: Mapped[datetime | None] = mapped_column(Instant)
    mail_failed: Mapped[str] = mapped_column(String(20), default="")
