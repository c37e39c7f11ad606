"""Each person's answers, for a report: of an anonymous poll only who has voted. Reads only."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection
from datetime import datetime
from typing import Any, NamedTuple

from sqlalchemy import Select, select
from sqlalchemy.orm import Session

from webinar.attendance.turns import in_turns
from webinar.db import Base
from webinar.polls import numbers, shown
from webinar.polls.models import (
    Ballot,
    Choice,
    CloudEntry,
    NumberAnswer,
    OpenText,
    Poll,
    PollKind,
)
from webinar.proxies.queries import by_proxy
from webinar.reports.queries import opened_polls
from webinar.rooms.models import Member, Room

Chosen = list[tuple[int, int | None]]


class BallotRecord(NamedTuple):
    """`options` are in their order, in a ranking in the voter's. `answer` is what they do not say.

    `is_right` is none where there is no right answer, or where it is not known who gave it.
    `by_proxy`: cast on the screen of a hall with a PIN.
    """

    poll: str
    member: int
    name: str
    language: str
    options: tuple[str, ...]
    is_right: bool | None
    cast_at: datetime
    answer: str = ""
    abstained: bool | None = None
    anonymous: bool = False
    by_proxy: bool = False


def ballots(db: Session, room: Room) -> list[BallotRecord]:
    """Every member's answer to every poll: by poll, then by member number."""
    proxies = by_proxy(db, room)
    return [record for poll in opened_polls(db, room) for record in _ballots_of(db, poll, proxies)]


def _ballots_of(
    db: Session, poll: Poll, proxies: Collection[tuple[int, int]]
) -> list[BallotRecord]:
    # One poll at a time: the database sorts before it gives the first row, and others wait for it.
    chosen: defaultdict[int, Chosen] = defaultdict(list)
    choices = select(Choice.member_id, Choice.option_id, Choice.value)
    for member_id, option_id, value in in_turns(
        db.execute(choices.where(Choice.poll_id == poll.id))
    ):
        chosen[member_id].append((option_id, value))
    said = _said(db, poll)
    rows = db.execute(
        select(Member.id, Member.number, Member.name, Member.language, Ballot)
        .join(Ballot, Ballot.member_id == Member.id)
        .where(Ballot.poll_id == poll.id)
        .order_by(Member.number)
    )
    return [
        _record(
            poll, (number, name, language), ballot, chosen[member_id], said[member_id]
        )._replace(by_proxy=(poll.id, member_id) in proxies)
        for member_id, number, name, language, ballot in in_turns(rows)
    ]


def _said(db: Session, poll: Poll) -> defaultdict[int, list[Any]]:
    """Numbers, texts and words by member; those of anonymous polls have none."""
    said: defaultdict[int, list[Any]] = defaultdict(list)
    if poll.kind in _SAID and not poll.is_anonymous:
        table, value = _SAID[poll.kind]
        for member_id, one in in_turns(db.execute(_of(table, value, poll.id))):
            said[member_id].append(one)
    return said


def _of(table: Any, value: Any, poll_id: int) -> Select[Any]:
    return select(table.member_id, value).where(table.poll_id == poll_id)


_SAID: dict[PollKind, tuple[type[Base], Any]] = {
    PollKind.NUMERIC: (NumberAnswer, NumberAnswer.value),
    PollKind.TEXT: (OpenText, OpenText.text),
    PollKind.CLOUD: (CloudEntry, CloudEntry.written),
}


def _record(
    poll: Poll, member: tuple[int, str, str], ballot: Ballot, chosen: Chosen, said: list[Any]
) -> BallotRecord:
    keys = {option.id: option.key for option in poll.options}
    places = {option.id: option.position for option in poll.options}
    is_ranking = poll.kind is PollKind.RANKING
    in_order = sorted(chosen, key=lambda one: one[1] or 0 if is_ranking else places[one[0]])
    is_known = not poll.is_anonymous
    if poll.kind is PollKind.POINTS:
        said = [f"{keys[option_id]}={points}" for option_id, points in in_order]
    return BallotRecord(
        poll.key,
        *member,
        tuple(keys[option_id] for option_id, _ in in_order),
        _is_right(poll, chosen, said) if is_known and not ballot.has_abstained else None,
        ballot.cast_at,
        "; ".join(f"{one:g}" if isinstance(one, float) else str(one) for one in said),
        ballot.has_abstained if is_known and poll.may_abstain else None,
        poll.is_anonymous,
    )


def _is_right(poll: Poll, chosen: Chosen, said: list[Any]) -> bool | None:
    if not poll.is_quiz:
        return None
    right = shown.right_of(poll)
    if right:
        return any(numbers.is_right(value, right) for value in said)
    correct = {option.id for option in poll.options if option.is_correct}
    return {option_id for option_id, _ in chosen} == correct
