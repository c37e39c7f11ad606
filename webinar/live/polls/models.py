"""Polls, their options, and votes. The constraints here are the promise of one ballot each."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import (
    JSON,
    CheckConstraint,
    ForeignKey,
    ForeignKeyConstraint,
    Index,
    String,
    UniqueConstraint,
    false,
    text,
)
from sqlalchemy.orm import Mapped, mapped_column, relationship

from webinar.content.lessons.poll_kinds import PollKind
from webinar.kit.db import Base, Instant, stored_enum


class PollState(StrEnum):
    DRAFT = "draft"
    OPEN = "open"
    CLOSED = "closed"
    REVEALED = "revealed"


class ReplyState(StrEnum):
    WAITING = "waiting"
    SHOWN = "shown"
    HIDDEN = "hidden"


class Poll(Base):
    """`key` names the poll on the wire: its slide's id, or `spot-1` for one made on the spot.

    `texts` is `{language: {"question": str, "labels": {option key: str}, "why": html or ""}}`,
    the first language being the one that it was written in.
    """

    __tablename__ = "polls"
    # The second: a poll has one second round at most.
    __table_args__ = (UniqueConstraint("room_id", "key"), UniqueConstraint("first_id"))

    id: Mapped[int] = mapped_column(primary_key=True)
    room_id: Mapped[int] = mapped_column(ForeignKey("rooms.id"))
    key: Mapped[str] = mapped_column(String(80))
    position: Mapped[int]
    kind: Mapped[PollKind] = mapped_column(stored_enum(PollKind))
    is_quiz: Mapped[bool]
    on_the_spot: Mapped[bool] = mapped_column(default=False)
    state: Mapped[PollState] = mapped_column(stored_enum(PollState), default=PollState.DRAFT)
    texts: Mapped[dict[str, Any]] = mapped_column(JSON)
    opened_at: Mapped[datetime | None] = mapped_column(Instant)
    closed_at: Mapped[datetime | None] = mapped_column(Instant)
    revealed_at: Mapped[datetime | None] = mapped_column(Instant)
    # The number of ballots: updated by each vote, so that nobody counts them while all vote.
    # Those who abstained are counted apart.
    voters: Mapped[int] = mapped_column(default=0, server_default=text("0"))
    abstained: Mapped[int] = mapped_column(default=0, server_default=text("0"))
    is_anonymous: Mapped[bool] = mapped_column(default=False, server_default=false())
    may_abstain: Mapped[bool] = mapped_column(default=False, server_default=false())
    # The points to share out; 0 if there are none.
    points: Mapped[int] = mapped_column(default=0, server_default=text("0"))
    # The countdown that the author wants, 0 for none, and the end of the one that runs.
    seconds: Mapped[int] = mapped_column(default=0, server_default=text("0"))
    closes_at: Mapped[datetime | None] = mapped_column(Instant)
    right_value: Mapped[float | None]
    tolerance: Mapped[float] = mapped_column(default=0.0, server_default=text("0"))
    # The summary for hosts alone, made when the poll is closed: see polls/summary.py.
    summary: Mapped[dict[str, Any] | None] = mapped_column(JSON)
    # The first round's poll, if this is a second round.
    first_id: Mapped[int | None] = mapped_column(ForeignKey("polls.id"))

    first: Mapped[Poll | None] = relationship(remote_side=id, lazy="selectin")
    options: Mapped[list[PollOption]] = relationship(
        order_by="PollOption.position", lazy="selectin"
    )


class PollOption(Base):
    __tablename__ = "poll_options"
    __table_args__ = (UniqueConstraint("poll_id", "key"), UniqueConstraint("poll_id", "id"))

    id: Mapped[int] = mapped_column(primary_key=True)
    poll_id: Mapped[int] = mapped_column(ForeignKey("polls.id"))
    key: Mapped[str] = mapped_column(String(80))
    position: Mapped[int]
    is_correct: Mapped[bool] = mapped_column(default=False)
    # The number who chose it (first, in a ranking) or its points, updated like `Poll.voters`.
    votes: Mapped[int] = mapped_column(default=0, server_default=text("0"))
    # Twice its points by Borda's count, which come in halves.
    score: Mapped[int] = mapped_column(default=0, server_default=text("0"))


class Ballot(Base):
    """A member's ballot: at most one per poll, by its key.

    For an anonymous poll nothing else is kept of a member: no choice refers to its ballots, and
    `cast_at` is when the poll was opened. `language` is what the member read at the time.
    """

    __tablename__ = "ballots"

    poll_id: Mapped[int] = mapped_column(ForeignKey("polls.id"), primary_key=True)
    member_id: Mapped[int] = mapped_column(ForeignKey("members.id"), primary_key=True)
    cast_at: Mapped[datetime] = mapped_column(Instant)
    has_abstained: Mapped[bool] = mapped_column(default=False, server_default=false())
    language: Mapped[str] = mapped_column(String(8), default="", server_default="")


class Choice(Base):
    """A chosen option: `value` is its rank from 1, or its points. No option of another poll."""

    __tablename__ = "choices"
    __table_args__ = (
        ForeignKeyConstraint(
            ["poll_id", "member_id"],
            ["ballots.poll_id", "ballots.member_id"],
            name="fk_choices_ballot",
        ),
        ForeignKeyConstraint(
            ["poll_id", "option_id"],
            ["poll_options.poll_id", "poll_options.id"],
            name="fk_choices_option",
        ),
    )

    poll_id: Mapped[int] = mapped_column(primary_key=True)
    member_id: Mapped[int] = mapped_column(primary_key=True)
    option_id: Mapped[int] = mapped_column(primary_key=True)
    value: Mapped[int | None]


def _of_ballot(table: str) -> ForeignKeyConstraint:
    """A named answer belongs to a ballot; an anonymous one has no member, and to none."""
    return ForeignKeyConstraint(
        ["poll_id", "member_id"],
        ["ballots.poll_id", "ballots.member_id"],
        name=f"fk_{table}_ballot",
    )


# No number says in which order the rows came. Where they lie in the file is another matter: see
# `polls.sealed`.
_NO_ROWID = {"sqlite_with_rowid": False}


class NumberAnswer(Base):
    """The number that a member gave in a named poll."""

    __tablename__ = "poll_numbers"
    __table_args__ = (_of_ballot("poll_numbers"),)

    poll_id: Mapped[int] = mapped_column(primary_key=True)
    member_id: Mapped[int] = mapped_column(primary_key=True)
    value: Mapped[float]


class NumberCount(Base):
    """The count of a number given in an anonymous poll."""

    __tablename__ = "poll_number_counts"
    __table_args__ = (_NO_ROWID,)

    poll_id: Mapped[int] = mapped_column(ForeignKey("polls.id"), primary_key=True)
    value: Mapped[float] = mapped_column(primary_key=True)
    count: Mapped[int]


class OpenText(Base):
    """An open text: one per member, whose name is not kept in an anonymous poll."""

    __tablename__ = "poll_texts"
    __table_args__ = (
        _of_ballot("poll_texts"),
        UniqueConstraint("poll_id", "member_id"),
        _NO_ROWID,
    )

    poll_id: Mapped[int] = mapped_column(ForeignKey("polls.id"), primary_key=True)
    # Random: it tells nothing.
    id: Mapped[str] = mapped_column(String(16), primary_key=True)
    member_id: Mapped[int | None]
    text: Mapped[str] = mapped_column(String(500))
    language: Mapped[str] = mapped_column(String(8))
    # That of the room when the member first wrote one; none where the text is nobody's.
    version: Mapped[int | None]
    state: Mapped[ReplyState] = mapped_column(stored_enum(ReplyState), default=ReplyState.WAITING)


class CloudEntry(Base):
    """A word that a member gave to a cloud. `word` is its form that is counted."""

    __tablename__ = "poll_words"
    __table_args__ = (
        _of_ballot("poll_words"),
        UniqueConstraint("poll_id", "member_id", "word"),
        _NO_ROWID,
    )

    poll_id: Mapped[int] = mapped_column(ForeignKey("polls.id"), primary_key=True)
    id: Mapped[str] = mapped_column(String(16), primary_key=True)
    member_id: Mapped[int | None]
    language: Mapped[str] = mapped_column(String(8))
    word: Mapped[str] = mapped_column(String(40))
    written: Mapped[str] = mapped_column(String(40))


class SealedAnswer(Base):
    """An answer to an open anonymous poll, for as long as it is open: see `polls.sealed`.

    `id` is random, or the number that was given `count` times. A text is `written`, without `word`.
    """

    __tablename__ = "sealed_answers"
    __table_args__ = (_NO_ROWID,)

    poll_id: Mapped[int] = mapped_column(ForeignKey("polls.id"), primary_key=True)
    id: Mapped[str] = mapped_column(String(24), primary_key=True)
    language: Mapped[str] = mapped_column(String(8))
    word: Mapped[str] = mapped_column(String(40))
    written: Mapped[str] = mapped_column(String(500))
    count: Mapped[int]


class HiddenWord(Base):
    """A word that a host took out of a cloud, for good until it is shown again."""

    __tablename__ = "poll_hidden_words"

    poll_id: Mapped[int] = mapped_column(ForeignKey("polls.id"), primary_key=True)
    language: Mapped[str] = mapped_column(String(8), primary_key=True)
    word: Mapped[str] = mapped_column(String(40), primary_key=True)


class HandCount(Base):
    """A show of hands of one hall in one poll: how many took part, and hands by option key.

    The people whose hands were counted are stored nowhere.
    """

    __tablename__ = "hand_counts"
    __table_args__ = (
        CheckConstraint("people > 0", name="people"),
        Index("ix_hand_counts_poll_id", "poll_id"),
    )

    hall_id: Mapped[int] = mapped_column(ForeignKey("halls.id"), primary_key=True)
    poll_id: Mapped[int] = mapped_column(ForeignKey("polls.id"), primary_key=True)
    people: Mapped[int]
    hands: Mapped[dict[str, int]] = mapped_column(JSON)
    entered_at: Mapped[datetime] = mapped_column(Instant)
