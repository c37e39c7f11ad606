"""Next steps: their wording, the answers to them, what came of these, and who owns them."""

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


class StepState(StrEnum):
    """A step's state; `moves` holds which may follow. `CLOSED` awaits answers on their way."""

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
    """A session's terms for agreeing, chosen before it began. No row: the defaults.

    `quorum` is in percent of those present. `shares_reasons`: everybody reads the reasons, with the
    names of those who gave them; otherwise hosts alone do.
    """

    __tablename__ = "step_terms"
    __table_args__ = (CheckConstraint("quorum BETWEEN 0 AND 100", name="quorum"),)

    room_id: Mapped[int] = mapped_column(ForeignKey("rooms.id"), primary_key=True)
    rule: Mapped[Rule] = mapped_column(stored_enum(Rule))
    quorum: Mapped[int]
    shares_reasons: Mapped[bool]


class Step(Base):
    """A next step. `number` names it on the wire and in the protocol of the session.

    `text` in `language` is the newest original wording, of which `version` is the number. Each time
    that it is put to the room with another wording, or again after it was closed, is a `ballot` of
    its own; `put_version` is the wording that the last one was about. `details` counts the changes
    of the dates, the indicator and the evidence wanted.
    """

    __tablename__ = "steps"
    __table_args__ = (
        UniqueConstraint("room_id", "number"),
        # One thing now: at most one step of a room is put to it at a time.
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
    indicator: Mapped[str] = mapped_column(String(300), default="")
    evidence: Mapped[str] = mapped_column(String(300), default="")
    details: Mapped[int] = mapped_column(default=0)
    # The step of the same room with which this one became one.
    merged_id: Mapped[int | None] = mapped_column(ForeignKey("steps.id"))
    proposed_at: Mapped[datetime] = mapped_column(Instant)
    put_at: Mapped[datetime | None] = mapped_column(Instant)
    closed_at: Mapped[datetime | None] = mapped_column(Instant)
    decided_at: Mapped[datetime | None] = mapped_column(Instant)


class StepWording(Base):
    """A wording of a step, in the order of `revision`; never changed.

    `version` counts the original wordings. A translation belongs to one version: readers get the
    newest revision of a version and language.
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
    """An owner of a step: a member of the session, or a role that nobody holds here yet.

    The member who accepts a role becomes its `member_id`. `paper_by`: a host says that it was
    accepted on paper. The same member owns a step once.
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

    `key` is its id in the programme. `texts` is `{language: {"text", "owner", "indicator"}}`, the
    first language being the one that it was written in; `days` is how long it may take, or 0.
    """

    __tablename__ = "step_drafts"
    __table_args__ = (UniqueConstraint("room_id", "key"), UniqueConstraint("step_id"))

    id: Mapped[int] = mapped_column(primary_key=True)
    room_id: Mapped[int] = mapped_column(ForeignKey("rooms.id"))
    key: Mapped[str] = mapped_column(String(80))
    position: Mapped[int]
    texts: Mapped[dict[str, Any]] = mapped_column(JSON)
    days: Mapped[int]
    # The step that was made of it; none while it is a draft.
    step_id: Mapped[int | None] = mapped_column(ForeignKey("steps.id"))


class StepAnswer(Base):
    """One member's answer in one ballot about a step: at most one, by its key.

    `is_late`: it was given before the step was closed, and arrived after it.
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
    """The outcome of one ballot, with the figures that it was computed from: these never change.

    `computed` is the rule's outcome. `recorded` differs only if a host (`overruled_by`) said
    so, with a `reason`.
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
    # `{answer: how many}`, with every answer.
    counts: Mapped[dict[str, int]] = mapped_column(JSON)
    late: Mapped[int]
    owners: Mapped[int]
    owners_accepted: Mapped[int]
    computed: Mapped[Verdict] = mapped_column(stored_enum(Verdict, "computed"))
    recorded: Mapped[Verdict] = mapped_column(stored_enum(Verdict, "recorded"))
    reason: Mapped[str] = mapped_column(String(500), default="")
    overruled_by: Mapped[int | None] = mapped_column(ForeignKey("members.id"))
    decided_at: Mapped[datetime] = mapped_column(Instant)
