"""Each person's answers, for a report: of an anonymous poll only who has voted. Reads only."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping
from datetime import datetime
from typing import Any, NamedTuple

from sqlalchemy import Select, select
from sqlalchemy.orm import Session

from webinar.kit.db import Base
from webinar.kit.files.tables import Someone, clean
from webinar.kit.loop_turns import in_turns
from webinar.lessons.poll_kinds import PollKind
from webinar.polls import numbers, shown
from webinar.polls.models import (
    Ballot,
    Choice,
    CloudEntry,
    NumberAnswer,
    OpenText,
    Poll,
)
from webinar.proxies.queries import by_proxy
from webinar.reports.queries import opened_polls
from webinar.reports.roster_names import roster_names
from webinar.rooms.models import Member, MemberNumber, Room

Chosen = list[tuple[int, int | None]]


class BallotRecord(NamedTuple):
    """`options` are in their order, in a ranking in the voter's. `answer` is what they do not say.

    `is_right` is none where there is no right answer, or where it is not known who gave it.
    `by_proxy`: cast on the screen of a hall with a PIN.
    """

    poll: str
    member: MemberNumber
    who: Someone
    language: str
    options: tuple[str, ...]
    is_right: bool | None
    cast_at: datetime
    answer: str = ""
    abstained: bool | None = None
    anonymous: bool = False
    by_proxy: bool = False


class _Voter(NamedTuple):
    number: MemberNumber
    who: Someone
    language: str


def ballots(db: Session, room: Room) -> list[BallotRecord]:
    """Every member's answer to every poll: by poll, then by member number."""
    proxies, voters = by_proxy(db, room), _voters(db, room)
    return [
        record
        for poll in opened_polls(db, room)
        for record in _ballots_of(db, poll, voters, proxies)
    ]


def _voters(db: Session, room: Room) -> dict[int, _Voter]:
    """Once, and not beside each ballot: by member id, in the order of their numbers."""
    rows = select(Member.id, Member.number, Member.name, Member.language)
    rows = rows.where(Member.room_id == room.id).order_by(Member.number)
    names = roster_names(db, room)
    return {
        member_id: _Voter(number, Someone(clean(names.get(number, name)), f"#{number}"), language)
        for member_id, number, name, language in in_turns(db.execute(rows))
    }


def _ballots_of(
    db: Session, poll: Poll, voters: Mapping[int, _Voter], proxies: Collection[tuple[int, int]]
) -> list[BallotRecord]:
    # One poll at a time: the database hands all rows over before the first is used.
    chosen: defaultdict[int, Chosen] = defaultdict(list)
    choices = select(Choice.member_id, Choice.option_id, Choice.value)
    for member_id, option_id, value in in_turns(
        db.execute(choices.where(Choice.poll_id == poll.id))
    ):
        chosen[member_id].append((option_id, value))
    said, reading = _said(db, poll), _Reading(poll)
    # Values rather than objects: of these there are the most.
    rows = select(Ballot.member_id, Ballot.cast_at, Ballot.has_abstained)
    cast = {row[0]: row for row in in_turns(db.execute(rows.where(Ballot.poll_id == poll.id)))}
    return [
        reading.record(
            voter,
            cast[member_id][1],
            cast[member_id][2],
            chosen.get(member_id, []),
            said.get(member_id, []),
            (poll.id, member_id) in proxies,
        )
        for member_id, voter in in_turns(voters.items())
        if member_id in cast
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


class _Reading:
    """How the ballots of one poll are read."""

    def __init__(self, poll: Poll) -> None:
        self._poll = poll
        self._keys = {option.id: option.key for option in poll.options}
        self._places = {option.id: option.position for option in poll.options}
        self._tells = poll.may_abstain and not poll.is_anonymous

    def record(
        self,
        voter: _Voter,
        cast_at: datetime,
        has_abstained: bool,
        chosen: Chosen,
        said: list[Any],
        is_by_proxy: bool,
    ) -> BallotRecord:
        poll, keys = self._poll, self._keys
        in_order = chosen if len(chosen) < 2 else sorted(chosen, key=self._place)
        if poll.kind is PollKind.POINTS:
            said = [f"{keys[option_id]}={points}" for option_id, points in in_order]
        is_judged = not poll.is_anonymous and not has_abstained
        return BallotRecord(
            poll.key,
            *voter,
            tuple(keys[option_id] for option_id, _ in in_order),
            _is_right(poll, chosen, said) if is_judged else None,
            cast_at,
            "; ".join(f"{one:g}" if isinstance(one, float) else str(one) for one in said),
            has_abstained if self._tells else None,
            poll.is_anonymous,
            is_by_proxy,
        )

    def _place(self, one: tuple[int, int | None]) -> int:
        return one[1] or 0 if self._poll.kind is PollKind.RANKING else self._places[one[0]]


def _is_right(poll: Poll, chosen: Chosen, said: list[Any]) -> bool | None:
    if not poll.is_quiz:
        return None
    right = shown.right_of(poll)
    if right:
        return any(numbers.is_right(value, right) for value in said)
    correct = {option.id for option in poll.options if option.is_correct}
    return {option_id for option_id, _ in chosen} == correct
