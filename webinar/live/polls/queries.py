"""Reads polls and ballots."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from itertools import groupby
from operator import itemgetter
from typing import Any

from sqlalchemy import Connection, Select, Text, and_, bindparam, select
from sqlalchemy.orm import Session

from webinar.content.lessons.poll_kinds import PollKind
from webinar.kit.bulk import bound_columns, row_parameters, select_columns
from webinar.kit.ready_statements import ReadyStatement
from webinar.live.polls.models import Choice, Poll, PollOption, PollState
from webinar.live.polls.votes import Paper
from webinar.room.rooms.models import Member, Room

# While these polls are open, their results have nothing but votes per option.
_IS_PLAIN = and_(
    Poll.kind.in_([kind for kind in PollKind if kind.has_options and not kind.is_ordered]),
    Poll.is_anonymous.is_(False),
    Poll.may_abstain.is_(False),
    Poll.first_id.is_(None),
).label("is_plain")


def _select_polls(keys: Any, *columns: Any) -> Select[*tuple[Any, ...]]:
    """Select one row per option of the polls with these keys.

    A poll without options has one row.
    """
    return (
        select(*columns)
        .outerjoin(PollOption, PollOption.poll_id == Poll.id)
        .where(Poll.room_id == bindparam("room_id"))
        .where(Poll.key.in_(keys))
        .order_by(Poll.position, Poll.id, PollOption.position)
    )


_PAPER_KEYS = (Poll.id, Poll.key, Poll.state, Poll.kind)
_PAPER_RULES = (Poll.is_anonymous, Poll.may_abstain, Poll.points, Poll.opened_at)
_PAPER_OPTIONS = (PollOption.key, PollOption.id)
_PAPERS = ReadyStatement(
    lambda dialect: _select_polls(
        select_columns(bound_columns(dialect, Text)), *_PAPER_KEYS, *_PAPER_RULES, *_PAPER_OPTIONS
    )
)
_STANDINGS = _select_polls(
    bindparam("keys", expanding=True),
    *(Poll.key, Poll.voters, _IS_PLAIN, PollOption.key, PollOption.votes),
)


def second_round_of(db: Session, poll: Poll) -> Poll | None:
    """Return the second round of this poll, if there is one."""
    return db.scalar(select(Poll).where(Poll.first_id == poll.id))


def find_poll(db: Session, room: Room, key: str) -> Poll | None:
    """Return the room's poll of this key, if there is one."""
    return db.scalar(select(Poll).filter_by(room_id=room.id, key=key))


def polls_of(db: Session, room: Room, keys: Collection[str] | None = None) -> Sequence[Poll]:
    """Return the room's polls in their order: all of them, or only those with these keys."""
    polls = select(Poll).filter_by(room_id=room.id).order_by(Poll.position, Poll.id)
    return db.scalars(polls if keys is None else polls.where(Poll.key.in_(keys))).all()


def opened_polls(db: Session, room: Room) -> list[Poll]:
    """Return the polls that were opened, in their order; some may be closed by now."""
    return [poll for poll in polls_of(db, room) if poll.state is not PollState.DRAFT]


def open_polls(db: Session, room: Room) -> Sequence[Poll]:
    return db.scalars(select(Poll).filter_by(room_id=room.id, state=PollState.OPEN)).all()


def papers(connection: Connection, room: Room, keys: Collection[str]) -> dict[str, Paper]:
    """Return the room's polls of these keys, by key, with the facts that voting needs."""
    rows = _PAPERS.run(connection, room_id=room.id, **row_parameters([[key] for key in keys]))
    return {
        fields[1]: Paper(
            {option: id_ for *_, option, id_ in options if option is not None}, *fields
        )
        for fields, options in groupby(rows, key=itemgetter(slice(0, -2)))
    }


def standings(
    db: Session, room: Room, keys: Collection[str]
) -> list[tuple[str, int, dict[str, int] | None]]:
    """Return key, voters and tally of the room's polls of these keys. The pulse asks often.

    The tally is None if the poll's result has more to it, or must not show the tally.
    """
    rows = db.execute(_STANDINGS, {"room_id": room.id, "keys": list(keys)})
    return [
        (key, ballots, {option: votes for *_, option, votes in options} if is_plain else None)
        for (key, ballots, is_plain), options in groupby(rows, key=itemgetter(0, 1, 2))
    ]


def choices_of(db: Session, room: Room, member: Member) -> dict[str, dict[str, int | None]]:
    """Return the member's choices by poll key: options in their order, with rank or points."""
    by_poll: dict[str, dict[str, int | None]] = {}
    rows = db.execute(_CHOICES, {"room_id": room.id, "member_id": member.id})
    for poll, option, value in rows:
        by_poll.setdefault(poll, {})[option] = value
    return by_poll


_CHOICES = (
    select(Poll.key, PollOption.key, Choice.value)
    .join(Choice, (Choice.poll_id == Poll.id) & (Choice.member_id == bindparam("member_id")))
    .join(PollOption, PollOption.id == Choice.option_id)
    .where(Poll.room_id == bindparam("room_id"))
    .order_by(PollOption.position)
)
