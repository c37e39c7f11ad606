"""Next steps: their wordings, answers, outcomes and owners."""

from __future__ import annotations

from datetime import date, datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import (
    JSON,
    CheckConstraint,
    Date,
    ForeignKey,
    ForeignKeyConstraint,
    Index,
    String,
    Text,
    UniqueConstraint,
    false,
    text,
)
from sqlalchemy.orm import Mapped, mapped_column

from webinar.kit.db import Base, Instant, stored_enum

# In characters: an indicator, or the evidence that is wanted.
LINE_LENGTH = 300


class StepState(StrEnum):
    """A step's state; `moves` lists its next states. `CLOSED` awaits answers on their way."""

    PROPOSED = "proposed"
    PUT = "put"
    CLOSED = "closed"
    AGREED = "agreed"
    OWNED = "owned"
    IN_PROGRESS = "in_progress"
    DONE = "done"
    BLOCKED = "blocked"
    DROPPED = "dropped"


class Answer(StrEnum):
    AGREE = "agree"
    RESERVE = "reserve"
    DISAGREE = "disagree"
    ABSTAIN = "abstain"
    MUST_ASK = "must_ask"


class Rule(StrEnum):
    """The rule by which a session agrees; `rules` computes each."""

    CONSENT = "consent"
    MAJORITY = "majority"
    TWO_THIRDS = "two_thirds"
    OWNERS = "owners"


class Verdict(StrEnum):
    AGREED = "agreed"
    NOT_AGREED = "not_agreed"
    NO_QUORUM = "no_quorum"


class OwnerState(StrEnum):
    ASKED = "asked"
    ACCEPTED = "accepted"
    DECLINED = "declined"


class StepTerms(Base):
    """A session's terms for agreeing, chosen before it began. Without a row, the defaults hold.

    `quorum` is in percent of those present. If `shares_reasons`, everybody reads the reasons and
    their authors' names; otherwise only hosts do.
    """

    __tablename__ = "step_terms"
    __table_args__ = (CheckConstraint("quorum BETWEEN 0 AND 100", name="quorum"),)

    room_id: Mapped[int] = mapped_column(ForeignKey("rooms.id"), primary_key=True)
    rule: Mapped[Rule] = mapped_column(stored_enum(Rule))
    quorum: Mapped[int]
    shares_reasons: Mapped[bool]


class Step(Base):
    """A next step. Messages and the session's record name it by `number`.

    `text` in `language` is the newest original wording, and `version` is its number. A new `ballot`
    begins whenever the step is put to the room with another wording, or again after it was closed;
    `put_version` is the wording in the last ballot. `details` counts the changes of the dates, the
    indicator and the evidence wanted.
    """

    __tablename__ = "steps"
    __table_args__ = (
        UniqueConstraint("room_id", "number"),
        # At most one step is put to a room at a time.
        Index(
            "uq_steps_put",
            "room_id",
            unique=True,
            sqlite_where=text("state = 'put'"),
            postgresql_where=text("state = 'put'"),
        ),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    room_id: Mapped[int] = mapped_column(ForeignKey("rooms.id"))
    number: Mapped[int]
    text: Mapped[str] = mapped_column(String(500))
    language: Mapped[str] = mapped_column(String(8))
    version: Mapped[int] = mapped_column(default=1)
    proposed_by: Mapped[int] = mapped_column(ForeignKey("members.id"))
    state: Mapped[StepState] = mapped_column(stored_enum(StepState), default=StepState.PROPOSED)
    ballot: Mapped[int] = mapped_column(default=0)
    put_version: Mapped[int] = mapped_column(default=0)
    due: Mapped[date | None] = mapped_column(Date)
    check_back: Mapped[date | None] = mapped_column(Date)
    indicator: Mapped[str] = mapped_column(String(LINE_LENGTH), default="")
    evidence: Mapped[str] = mapped_column(String(LINE_LENGTH), default="")
    details: Mapped[int] = mapped_column(default=0)
    # The step of the same room into which this one was merged.
    merged_id: Mapped[int | None] = mapped_column(ForeignKey("steps.id"))
    proposed_at: Mapped[datetime] = mapped_column(Instant)
    put_at: Mapped[datetime | None] = mapped_column(Instant)
    closed_at: Mapped[datetime | None] = mapped_column(Instant)
    decided_at: Mapped[datetime | None] = mapped_column(Instant)


class StepWording(Base):
    """A wording of a step, which never changes; `revision` gives the order.

    `version` counts the original wordings. A translation belongs to one version. Readers get the
    newest revision in their language of the newest version.
    """

    __tablename__ = "step_wordings"

    step_id: Mapped[int] = mapped_column(ForeignKey("steps.id"), primary_key=True)
    revision: Mapped[int] = mapped_column(primary_key=True)
    version: Mapped[int]
    language: Mapped[str] = mapped_column(String(8))
    text: Mapped[str] = mapped_column(String(500))
    is_original: Mapped[bool]
    member_id: Mapped[int] = mapped_column(ForeignKey("members.id"))
    worded_at: Mapped[datetime] = mapped_column(Instant)


class StepOwner(Base):
    """An owner of a step: a member of the session, or a role that no member has accepted yet.

    When a member accepts a role, `member_id` names them. `paper_by` is the host who says that the
    owner accepted on paper. A member owns a step only once.
    """

    __tablename__ = "step_owners"
    __table_args__ = (UniqueConstraint("step_id", "member_id"),)

    step_id: Mapped[int] = mapped_column(ForeignKey("steps.id"), primary_key=True)
    number: Mapped[int] = mapped_column(primary_key=True)
    role: Mapped[str] = mapped_column(String(120), default="")
    member_id: Mapped[int | None] = mapped_column(ForeignKey("members.id"))
    state: Mapped[OwnerState] = mapped_column(stored_enum(OwnerState), default=OwnerState.ASKED)
    reason: Mapped[str] = mapped_column(String(500), default="")
    proposed_by: Mapped[int] = mapped_column(ForeignKey("members.id"))
    paper_by: Mapped[int | None] = mapped_column(ForeignKey("members.id"))
    asked_at: Mapped[datetime] = mapped_column(Instant)
    answered_at: Mapped[datetime | None] = mapped_column(Instant)


class StepDraft(Base):
    """A next step that the session's programme prepared, for hosts to put to the room.

    `key` is its id in the programme. `texts` is `{language: {"text", "owner", "indicator"}}`, with
    the original language first; `days` is the number of days that the step may take, or 0.
    """

    __tablename__ = "step_drafts"
    __table_args__ = (UniqueConstraint("room_id", "key"), UniqueConstraint("step_id"))

    id: Mapped[int] = mapped_column(primary_key=True)
    room_id: Mapped[int] = mapped_column(ForeignKey("rooms.id"))
    key: Mapped[str] = mapped_column(String(80))
    position: Mapped[int]
    texts: Mapped[dict[str, Any]] = mapped_column(JSON)
    days: Mapped[int]
    # The step that was made of this draft, once a host has used it.
    step_id: Mapped[int | None] = mapped_column(ForeignKey("steps.id"))


class StepAnswer(Base):
    """A member's answer in one ballot about a step: the key allows at most one.

    If `is_late`, the answer was given before the step was closed, and arrived afterwards.
    """

    __tablename__ = "step_answers"

    step_id: Mapped[int] = mapped_column(ForeignKey("steps.id"), primary_key=True)
    ballot: Mapped[int] = mapped_column(primary_key=True)
    member_id: Mapped[int] = mapped_column(ForeignKey("members.id"), primary_key=True)
    answer: Mapped[Answer] = mapped_column(stored_enum(Answer))
    reason: Mapped[str] = mapped_column(Text, default="")
    language: Mapped[str] = mapped_column(String(8))
    is_late: Mapped[bool] = mapped_column(default=False, server_default=false())
    answered_at: Mapped[datetime] = mapped_column(Instant)


class StepOutcome(Base):
    """The outcome of one ballot, with the figures behind it, which never change.

    `computed` is the rule's outcome. `recorded` differs only if a host (`overruled_by`) overruled
    it with a `reason`.
    """

    __tablename__ = "step_outcomes"
    __table_args__ = (
        CheckConstraint("recorded = computed OR reason != ''", name="reason"),
        ForeignKeyConstraint(["step_id"], ["steps.id"]),
    )

    step_id: Mapped[int] = mapped_column(primary_key=True)
    ballot: Mapped[int] = mapped_column(primary_key=True)
    version: Mapped[int]
    rule: Mapped[Rule] = mapped_column(stored_enum(Rule))
    quorum: Mapped[int]
    present: Mapped[int]
    # `{answer: count}`, with every possible answer.
    counts: Mapped[dict[str, int]] = mapped_column(JSON)
    late: Mapped[int]
    owners: Mapped[int]
    owners_accepted: Mapped[int]
    computed: Mapped[Verdict] = mapped_column(stored_enum(Verdict, "computed"))
    recorded: Mapped[Verdict] = mapped_column(stored_enum(Verdict, "recorded"))
    reason: Mapped[str] = mapped_column(String(500), default="")
    overruled_by: Mapped[int | None] = mapped_column(ForeignKey("members.id"))
    decided_at: Mapped[datetime] = mapped_column(Instant)
