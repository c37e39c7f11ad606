"""Polls, their options, and votes. The constraints allow each member one ballot per poll."""

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
    """A poll. `key` names it on the wire: the slide's id or, for a poll made on the spot, `spot-1`.

    `texts` is `{language: {"question": str, "labels": {option key: str}, "why": html or ""}}`;
    the first language is the one in which the poll was written.
    """

    __tablename__ = "polls"
    # The second constraint allows a poll only one second round.
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
    # The number of ballots, without abstentions, which are counted apart. Each vote updates the
    # number, so that nothing has to count ballots while everybody votes.
    voters: Mapped[int] = mapped_column(default=0, server_default=text("0"))
    abstained: Mapped[int] = mapped_column(default=0, server_default=text("0"))
    is_anonymous: Mapped[bool] = mapped_column(default=False, server_default=false())
    may_abstain: Mapped[bool] = mapped_column(default=False, server_default=false())
    # The points to share out; 0 if there are none.
    points: Mapped[int] = mapped_column(default=0, server_default=text("0"))
    # The author's countdown, 0 for none, and the end of the countdown that runs.
    seconds: Mapped[int] = mapped_column(default=0, server_default=text("0"))
    closes_at: Mapped[datetime | None] = mapped_column(Instant)
    right_value: Mapped[float | None]
    tolerance: Mapped[float] = mapped_column(default=0.0, server_default=text("0"))
    # The summary only for hosts, made when the poll is closed: see polls/summary.py.
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
    # How many chose the option (first, in a ranking), or its points. Updated like `Poll.voters`.
    votes: Mapped[int] = mapped_column(default=0, server_default=text("0"))
    # Twice the option's points by Borda's count, which may be halves.
    score: Mapped[int] = mapped_column(default=0, server_default=text("0"))


class Ballot(Base):
    """A member's ballot; the primary key allows one per poll.

    `language` is the one that the member read. A ballot of an anonymous poll stores only that the
    member voted: it has no language and no choices, and `cast_at` is when the poll was opened.
    """

    __tablename__ = "ballots"

    poll_id: Mapped[int] = mapped_column(ForeignKey("polls.id"), primary_key=True)
    member_id: Mapped[int] = mapped_column(ForeignKey("members.id"), primary_key=True)
    cast_at: Mapped[datetime] = mapped_column(Instant)
    has_abstained: Mapped[bool] = mapped_column(default=False, server_default=false())
    language: Mapped[str] = mapped_column(String(8), default="", server_default="")


class Choice(Base):
    """A chosen option of the ballot's own poll. `value` is its rank from 1, or its points."""

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


def _ballot_key(table: str) -> ForeignKeyConstraint:
    """Tie a named answer to its ballot; an anonymous answer has no member and thus no ballot."""
    return ForeignKeyConstraint(
        ["poll_id", "member_id"],
        ["ballots.poll_id", "ballots.member_id"],
        name=f"fk_{table}_ballot",
    )


# Without rowids no number shows the order in which rows came. `polls.sealed_answers` deals with the
# place of rows in the file.
_NO_ROWID = {"sqlite_with_rowid": False}


class NumberAnswer(Base):
    """The number that a member gave in a named poll."""

    __tablename__ = "poll_numbers"
    __table_args__ = (_ballot_key("poll_numbers"),)

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
    """An open text, one per member. An anonymous poll does not store the member."""

    __tablename__ = "poll_texts"
    __table_args__ = (
        _ballot_key("poll_texts"),
        UniqueConstraint("poll_id", "member_id"),
        _NO_ROWID,
    )

    poll_id: Mapped[int] = mapped_column(ForeignKey("polls.id"), primary_key=True)
    # Random, so that the id reveals nothing.
    id: Mapped[str] = mapped_column(String(16), primary_key=True)
    member_id: Mapped[int | None]
    text: Mapped[str] = mapped_column(String(500))
    language: Mapped[str] = mapped_column(String(8))
    # The room's version when the member first wrote a text; None if no member is stored.
    version: Mapped[int | None]
    state: Mapped[ReplyState] = mapped_column(stored_enum(ReplyState), default=ReplyState.WAITING)


class CloudEntry(Base):
    """A word that a member gave to a cloud. `word` is the form in which it is counted."""

    __tablename__ = "poll_words"
    __table_args__ = (
        _ballot_key("poll_words"),
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
    """An answer of an open kind to an anonymous poll that is still open: see `sealed_answers`.

    `id` is random or, for numbers, the number that was given `count` times. A text has `written`
    but no `word`.
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
    """A word that a host removed from a cloud; it stays hidden until a host shows it again."""

    __tablename__ = "poll_hidden_words"

    poll_id: Mapped[int] = mapped_column(ForeignKey("polls.id"), primary_key=True)
    language: Mapped[str] = mapped_column(String(8), primary_key=True)
    word: Mapped[str] = mapped_column(String(40), primary_key=True)


class HandCount(Base):
    """A show of hands in one hall for one poll. `people` took part; `hands` are by option key.

    The database does not store whose hands were counted.
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
