"""Tables of cohorts: people, imports, personal links, matches to members, and viewers."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import (
    JSON,
    CheckConstraint,
    ForeignKey,
    Index,
    LargeBinary,
    String,
    UniqueConstraint,
)
from sqlalchemy.orm import Mapped, mapped_column

from webinar.kit.db import Base, Instant
from webinar.kit.outbox import Outgoing

NAME_LENGTH = 80

# The `info` of tables whose rows are deleted with their cohort. A row of any other table that
# refers to the cohort, or to its people, keeps it: see `webinar/room/cohorts/deleting.py`.
GOES_WITH_COHORT = {"goes_with_cohort": True}


class Cohort(Base):
    """A roster of people whom an organiser invites to one or more sessions."""

    __tablename__ = "cohorts"
    __table_args__ = (Index("ix_cohorts_owner_id", "owner_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    owner_id: Mapped[int] = mapped_column(ForeignKey("users.id"))
    name: Mapped[str] = mapped_column(String(120))
    created_at: Mapped[datetime] = mapped_column(Instant)
    # The row of a deleted cohort stays, without a name: the audit log refers to its id.
    deleted_at: Mapped[datetime | None] = mapped_column(Instant)


class Person(Base):
    """A row of a roster. `number` names the person within the cohort and is never used again.

    An unknown value is an empty string. A person taken off the roster has `removed_at`; the
    person's past sessions still refer to the row.
    """

    __tablename__ = "people"
    __table_args__ = (UniqueConstraint("cohort_id", "number"), {"info": GOES_WITH_COHORT})

    id: Mapped[int] = mapped_column(primary_key=True)
    cohort_id: Mapped[int] = mapped_column(ForeignKey("cohorts.id"))
    number: Mapped[int]
    name: Mapped[str] = mapped_column(String(NAME_LENGTH))
    rank: Mapped[str] = mapped_column(String(80), default="")
    position: Mapped[str] = mapped_column(String(120), default="", server_default="")
    unit: Mapped[str] = mapped_column(String(120), default="")
    email: Mapped[str] = mapped_column(String(254), default="")
    phone: Mapped[str] = mapped_column(String(32), default="")
    language: Mapped[str] = mapped_column(String(8), default="")
    external_id: Mapped[str] = mapped_column(String(64), default="")
    added_at: Mapped[datetime] = mapped_column(Instant)
    removed_at: Mapped[datetime | None] = mapped_column(Instant)


class RosterImport(Base):
    """An import. `before` has the data to undo it, by the number of each person that it changed.

    Each is `{"was": values or null, "now": values}`: null if the person was not on the roster at
    all. The values are the fields of a roster and `is_off`.
    """

    __tablename__ = "roster_imports"
    __table_args__ = (Index("ix_roster_imports_cohort_id", "cohort_id"), {"info": GOES_WITH_COHORT})

    id: Mapped[int] = mapped_column(primary_key=True)
    cohort_id: Mapped[int] = mapped_column(ForeignKey("cohorts.id"))
    by_user_id: Mapped[int] = mapped_column(ForeignKey("users.id"))
    imported_at: Mapped[datetime] = mapped_column(Instant)
    undone_at: Mapped[datetime | None] = mapped_column(Instant)
    file_name: Mapped[str] = mapped_column(String(120))
    added: Mapped[int]
    changed: Mapped[int]
    removed: Mapped[int]
    before: Mapped[dict[str, Any]] = mapped_column(JSON)


class RosterDraft(Base):
    """A file that an organiser checks before importing it; it is deleted after a day.

    `choices` says how to read it (`mapping.Choices`). A pasted table has no file name.
    """

    __tablename__ = "roster_drafts"
    __table_args__ = (Index("ix_roster_drafts_cohort_id", "cohort_id"), {"info": GOES_WITH_COHORT})

    id: Mapped[int] = mapped_column(primary_key=True)
    cohort_id: Mapped[int] = mapped_column(ForeignKey("cohorts.id"))
    by_user_id: Mapped[int] = mapped_column(ForeignKey("users.id"))
    made_at: Mapped[datetime] = mapped_column(Instant)
    file_name: Mapped[str] = mapped_column(String(120))
    content: Mapped[bytes] = mapped_column(LargeBinary)
    choices: Mapped[dict[str, Any]] = mapped_column(JSON)


class NameChange(Base):
    """A correction of a person's name. It names no user if the person made it."""

    __tablename__ = "name_changes"
    __table_args__ = (Index("ix_name_changes_person_id", "person_id"), {"info": GOES_WITH_COHORT})

    id: Mapped[int] = mapped_column(primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("people.id"))
    was: Mapped[str] = mapped_column(String(NAME_LENGTH))
    name: Mapped[str] = mapped_column(String(NAME_LENGTH))
    by_user_id: Mapped[int | None] = mapped_column(ForeignKey("users.id"))
    changed_at: Mapped[datetime] = mapped_column(Instant)


class PersonLink(Base):
    """The personal link of a person, to all sessions that the person's cohort is invited to.

    Like owners' links, its token is derived from `seed` and the server's secret key, so that it can
    be printed again, but a leaked database opens nothing. The link is found by `token_hash`.
    """

    __tablename__ = "person_links"
    __table_args__ = (
        UniqueConstraint("token_hash"),
        Index("ix_person_links_person_id", "person_id"),
        {"info": GOES_WITH_COHORT},
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("people.id"))
    seed: Mapped[str] = mapped_column(String(43))
    token_hash: Mapped[str] = mapped_column(String(64))
    created_at: Mapped[datetime] = mapped_column(Instant)
    revoked_at: Mapped[datetime | None] = mapped_column(Instant)
    opened_at: Mapped[datetime | None] = mapped_column(Instant)
    # When the last letter with this link was sent, and why it failed (empty if it did not).
    mailed_at: Mapped[datetime | None] = mapped_column(Instant)
    mail_failed: Mapped[str] = mapped_column(String(20), default="")
    # The dates in the last letter that did not fail; see `cohorts.dates`.
    mailed_dates: Mapped[dict[str, str] | None] = mapped_column(JSON)


class AutomaticLetters(Outgoing, Base):
    """A cohort to which the server sends new dates and reminders by itself.

    `dates` are the newest that the server has seen (`cohorts.dates`), and `dates_at` is when it saw
    the last change of them. `error` says why the last try failed; it is empty if it did not.
    """

    __tablename__ = "automatic_letters"
    __table_args__ = {"info": GOES_WITH_COHORT}

    cohort_id: Mapped[int] = mapped_column(ForeignKey("cohorts.id"), primary_key=True)
    by_user_id: Mapped[int] = mapped_column(ForeignKey("users.id"))
    since: Mapped[datetime] = mapped_column(Instant)
    dates: Mapped[dict[str, str]] = mapped_column(JSON)
    dates_at: Mapped[datetime] = mapped_column(Instant)
    next_at: Mapped[datetime] = mapped_column(Instant)
    error: Mapped[str] = mapped_column(String(20), default="")


class SessionReminder(Base):
    """A reminder of a session at this time to a person; it is never sent twice.

    `error` is "sending" until the result is known, then as in `PersonLink.mail_failed`.
    """

    __tablename__ = "session_reminders"
    __table_args__ = (
        Index("ix_session_reminders_person_id", "person_id"),
        {"info": GOES_WITH_COHORT},
    )

    room_id: Mapped[int] = mapped_column(ForeignKey("rooms.id"), primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("people.id"), primary_key=True)
    starts_at: Mapped[datetime] = mapped_column(Instant, primary_key=True)
    said_at: Mapped[datetime] = mapped_column(Instant)
    error: Mapped[str] = mapped_column(String(20))


class Invited(Base):
    """The cohort that is invited to a session. Without `takes_guests`, only its links admit."""

    __tablename__ = "invited"

    room_id: Mapped[int] = mapped_column(ForeignKey("rooms.id"), primary_key=True)
    cohort_id: Mapped[int] = mapped_column(ForeignKey("cohorts.id"), index=True)
    takes_guests: Mapped[bool] = mapped_column(default=True)


class Match(Base):
    """The match of a session's member to a person of the roster.

    The person's own link made it (then `by_user_id` and the reason are empty), or an organiser with
    a reason. Several members may be one person, who joined with a phone by link, and with a laptop
    as a guest.
    """

    __tablename__ = "matches"
    __table_args__ = (
        CheckConstraint("by_user_id IS NULL OR reason != ''", name="reason"),
        Index("ix_matches_room_id_person_id", "room_id", "person_id"),
        Index("ix_matches_person_id", "person_id"),
    )

    member_id: Mapped[int] = mapped_column(ForeignKey("members.id"), primary_key=True)
    room_id: Mapped[int] = mapped_column(ForeignKey("rooms.id"))
    person_id: Mapped[int] = mapped_column(ForeignKey("people.id"))
    by_user_id: Mapped[int | None] = mapped_column(ForeignKey("users.id"))
    reason: Mapped[str] = mapped_column(String(300), default="")
    matched_at: Mapped[datetime] = mapped_column(Instant)


class Viewer(Base):
    """A user who may read the results of a cohort's sessions, but change nothing."""

    __tablename__ = "viewers"
    __table_args__ = (Index("ix_viewers_user_id", "user_id"), {"info": GOES_WITH_COHORT})

    cohort_id: Mapped[int] = mapped_column(ForeignKey("cohorts.id"), primary_key=True)
    user_id: Mapped[int] = mapped_column(ForeignKey("users.id"), primary_key=True)
    named_by: Mapped[int] = mapped_column(ForeignKey("users.id"))
    named_at: Mapped[datetime] = mapped_column(Instant)
