"""The rule by which presence is judged, corrections of attendance, and final reports."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import (
    JSON,
    CheckConstraint,
    ForeignKey,
    Index,
    LargeBinary,
    String,
)
from sqlalchemy.orm import Mapped, mapped_column

from webinar.kit.db import Base, Instant, stored_enum


class Status(StrEnum):
    """The rule's judgement. `PARTLY`: the person was there, but did not meet the rule."""

    PRESENT = "present"
    PARTLY = "partly"
    ABSENT = "absent"


class AttendanceRule(Base):
    """An organiser's requirements; a session without a row is judged by `rules.DEFAULT`.

    A person must be present for `percent` of the planned minutes, and answer `polls` of the polls
    that were asked. The register notes people who came later than `late_minutes` after the start,
    or left earlier than `early_minutes` before the end. With `counts_later`, later study counts,
    too.
    """

    __tablename__ = "attendance_rules"
    __table_args__ = (
        CheckConstraint("percent BETWEEN 0 AND 100", name="percent"),
        CheckConstraint("polls >= 0", name="polls"),
    )

    room_id: Mapped[int] = mapped_column(ForeignKey("rooms.id"), primary_key=True)
    percent: Mapped[int]
    polls: Mapped[int]
    late_minutes: Mapped[int]
    early_minutes: Mapped[int]
    counts_later: Mapped[bool]


class Correction(Base):
    """An organiser's correction of the measured values, and its reason; the latest correction of a
    person holds.

    It corrects a person on the roster, or a member who is matched to no person. A row with neither
    `status` nor `minutes` takes the previous correction back. The measured values never change.
    """

    __tablename__ = "corrections"
    __table_args__ = (
        CheckConstraint("(person_id IS NULL) != (member_id IS NULL)", name="of"),
        CheckConstraint("reason != ''", name="reason"),
        Index("ix_corrections_room_id_id", "room_id", "id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    room_id: Mapped[int] = mapped_column(ForeignKey("rooms.id"))
    person_id: Mapped[int | None] = mapped_column(ForeignKey("people.id"))
    member_id: Mapped[int | None] = mapped_column(ForeignKey("members.id"))
    status: Mapped[Status | None] = mapped_column(stored_enum(Status))
    minutes: Mapped[int | None]
    reason: Mapped[str] = mapped_column(String(300))
    by_user_id: Mapped[int] = mapped_column(ForeignKey("users.id"))
    corrected_at: Mapped[datetime] = mapped_column(Instant)


class FrozenReport(Base):
    """One version of a final attendance report.

    `content` is the report in its canonical spelling, and `hash` is its SHA-256 in hexadecimal.
    `counts` is the number of people with each status: `{status: number}`. The content
    contains the hash of the version before, so that the versions form a chain.
    """

    __tablename__ = "frozen_reports"

    room_id: Mapped[int] = mapped_column(ForeignKey("rooms.id"), primary_key=True)
    version: Mapped[int] = mapped_column(primary_key=True)
    content: Mapped[bytes] = mapped_column(LargeBinary, deferred=True)
    hash: Mapped[str] = mapped_column(String(64), unique=True)
    before_hash: Mapped[str] = mapped_column(String(64), default="")
    reason: Mapped[str] = mapped_column(String(300), default="")
    counts: Mapped[dict[str, Any]] = mapped_column(JSON)
    by_user_id: Mapped[int] = mapped_column(ForeignKey("users.id"))
    frozen_at: Mapped[datetime] = mapped_column(Instant)
