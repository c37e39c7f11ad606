"""Personal links of owners, the reports on their steps, and the files of evidence."""

from __future__ import annotations

from datetime import date, datetime
from enum import StrEnum

from sqlalchemy import (
    CheckConstraint,
    Date,
    ForeignKey,
    ForeignKeyConstraint,
    Index,
    String,
    Text,
    UniqueConstraint,
)
from sqlalchemy.orm import Mapped, mapped_column

from webinar.kit.db import Base, Instant, stored_enum


class ReportKind(StrEnum):
    STARTED = "started"
    DONE = "done"
    MOVED = "moved"
    BLOCKED = "blocked"
    REOPENED = "reopened"
    NOTE = "note"


class ReminderKind(StrEnum):
    OVERDUE = "overdue"
    TODAY = "today"
    SOON = "soon"
    CHECK_BACK = "check_back"


class ReminderState(StrEnum):
    """`SENDING`: sending has begun, and its result is not recorded.

    If the server stops meanwhile, the reminder stays in this state, and may or may not have been
    sent.
    """

    SENDING = "sending"
    SENT = "sent"
    FAILED = "failed"


class FollowLink(Base):
    """The personal link of a member, or of the holder of a role that no member holds.

    The token in the address is derived from `seed` and the server's secret key, so that it can be
    shown again, but a leaked database opens no page. A link is looked up by `token_hash`.
    """

    __tablename__ = "follow_links"
    __table_args__ = (
        UniqueConstraint("token_hash"),
        Index("ix_follow_links_room_id", "room_id"),
        CheckConstraint("(member_id IS NULL) = (role != '')", name="owner"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    room_id: Mapped[int] = mapped_column(ForeignKey("rooms.id"))
    member_id: Mapped[int | None] = mapped_column(ForeignKey("members.id"))
    role: Mapped[str] = mapped_column(String(120), default="")
    seed: Mapped[str] = mapped_column(String(43))
    token_hash: Mapped[str] = mapped_column(String(64))
    created_by: Mapped[int] = mapped_column(ForeignKey("members.id"))
    created_at: Mapped[datetime] = mapped_column(Instant)
    revoked_at: Mapped[datetime | None] = mapped_column(Instant)
    # The address for reminders, if one was entered; it is deleted when the link is revoked.
    email: Mapped[str] = mapped_column(String(254), default="", server_default="")


class StepReport(Base):
    """A report on a step by an owner, or by a host for an owner; it never changes.

    `owner` is the owner's number in the step. `key` comes with the form: a key that is sent twice
    makes one report. `new_due` is set if the date moved, and `was_due` if there was one before.
    """

    __tablename__ = "step_reports"
    __table_args__ = (
        UniqueConstraint("step_id", "key"),
        CheckConstraint("(link_id IS NULL) != (member_id IS NULL)", name="by"),
        CheckConstraint("(kind = 'moved') = (new_due IS NOT NULL)", name="new_due"),
    )

    step_id: Mapped[int] = mapped_column(ForeignKey("steps.id"), primary_key=True)
    number: Mapped[int] = mapped_column(primary_key=True)
    key: Mapped[str] = mapped_column(String(40))
    owner: Mapped[int]
    kind: Mapped[ReportKind] = mapped_column(stored_enum(ReportKind))
    note: Mapped[str] = mapped_column(Text, default="")
    was_due: Mapped[date | None] = mapped_column(Date)
    new_due: Mapped[date | None] = mapped_column(Date)
    reported_at: Mapped[datetime] = mapped_column(Instant)
    # The owner's own link, or else the host whom the owner told.
    link_id: Mapped[int | None] = mapped_column(ForeignKey("follow_links.id"))
    member_id: Mapped[int | None] = mapped_column(ForeignKey("members.id"))


class StepFile(Base):
    """A file of evidence that came with a report.

    `kept` is its name on the shelf, and `name` the name that people see. `sha256` and `size`
    (bytes) are of the kept file, from which camera data was removed.
    """

    __tablename__ = "step_files"
    __table_args__ = (
        ForeignKeyConstraint(
            ["step_id", "report"], ["step_reports.step_id", "step_reports.number"]
        ),
        UniqueConstraint("step_id", "number"),
        UniqueConstraint("kept"),
        CheckConstraint("size > 0", name="size"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    step_id: Mapped[int] = mapped_column(ForeignKey("steps.id"))
    number: Mapped[int]
    report: Mapped[int]
    name: Mapped[str] = mapped_column(String(120))
    media_type: Mapped[str] = mapped_column(String(40))
    size: Mapped[int]
    sha256: Mapped[str] = mapped_column(String(64))
    kept: Mapped[str] = mapped_column(String(32))


class StepReminder(Base):
    """A reminder by mail to an owner about a date of a step; its key lets it be sent only once.

    `day` is the due date or check-back date that the step had when the mail was written. `error`
    says why the mail could not be sent; in that case it may be sent again.
    """

    __tablename__ = "step_reminders"
    __table_args__ = (ForeignKeyConstraint(["step_id"], ["steps.id"]),)

    step_id: Mapped[int] = mapped_column(primary_key=True)
    owner: Mapped[int] = mapped_column(primary_key=True)
    kind: Mapped[ReminderKind] = mapped_column(stored_enum(ReminderKind), primary_key=True)
    day: Mapped[date] = mapped_column(Date, primary_key=True)
    link_id: Mapped[int] = mapped_column(ForeignKey("follow_links.id"))
    member_id: Mapped[int] = mapped_column(ForeignKey("members.id"))
    state: Mapped[ReminderState] = mapped_column(stored_enum(ReminderState))
    error: Mapped[str] = mapped_column(String(40), default="")
    said_at: Mapped[datetime] = mapped_column(Instant)


class FollowUp(Base):
    """A session's reference to the earlier session whose agreed steps it follows up."""

    __tablename__ = "follow_ups"
    __table_args__ = (
        Index("ix_follow_ups_follows_id", "follows_id"),
        CheckConstraint("room_id != follows_id", name="other"),
    )

    room_id: Mapped[int] = mapped_column(ForeignKey("rooms.id"), primary_key=True)
    follows_id: Mapped[int] = mapped_column(ForeignKey("rooms.id"))
