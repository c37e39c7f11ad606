"""Each person's answers, for a report; for an anonymous poll only that they voted. Reads only."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping
from datetime import datetime
from typing import Any, NamedTuple

from sqlalchemy import select
from sqlalchemy.orm import Session

from webinar.kit.db import table_of
from webinar.kit.files.tables import Someone, clean
from webinar.kit.loop_turns import in_turns
from webinar.live.polls import models
from webinar.live.polls.kinds import KINDS, OPEN_KINDS, OPTION_KINDS
from webinar.live.polls.models import Ballot, Poll
from webinar.live.polls.queries import opened_polls
from webinar.live.polls.right_answers import right_of_poll
from webinar.live.proxies.queries import proxy_ballots
from webinar.results.reports.roster_names import roster_names
from webinar.room.rooms.models import Member, MemberNumber, Room

Choice = tuple[str, int | None]
ChosenOptions = list[tuple[int, int | None]]


class BallotRecord(NamedTuple):
    """One person's answer to one poll.

    `options` are in the poll's order; in a ranking, in the voter's. `answer` holds answers that are
    not options. `is_right` is None if the poll has no right answer or is anonymous, or if the voter
    abstained. `by_proxy`: the voter used a PIN on the screen of a hall.
    """

    poll: str
    member: MemberNumber
    voter: Someone
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
    voter: Someone
    language: str


def ballots(db: Session, room: Room) -> list[BallotRecord]:
    """Return every member's answer to every poll, by poll, then by member number."""
    ballots_by_proxy, voters = proxy_ballots(db, room), _voters(db, room)
    return [
        record
        for poll in opened_polls(db, room)
        for record in _poll_ballots(db, poll, voters, ballots_by_proxy)
    ]


def _voters(db: Session, room: Room) -> dict[int, _Voter]:
    """Return the voters by member id, in the order of their numbers; read once for all ballots."""
    rows = select(Member.id, Member.number, Member.name, Member.language)
    rows = rows.where(Member.room_id == room.id).order_by(Member.number)
    names = roster_names(db, room)
    return {
        member_id: _Voter(number, Someone(clean(names.get(number, name)), f"#{number}"), language)
        for member_id, number, name, language in in_turns(db.execute(rows))
    }


def _poll_ballots(
    db: Session,
    poll: Poll,
    voters: Mapping[int, _Voter],
    ballots_by_proxy: Collection[tuple[int, int]],
) -> list[BallotRecord]:
    # One poll at a time: the database delivers all rows of a query before the first one is used.
    chosen_by_member: defaultdict[int, ChosenOptions] = defaultdict(list)
    choices = select(models.Choice.member_id, models.Choice.option_id, models.Choice.value)
    for member_id, option_id, value in in_turns(
        db.execute(choices.where(models.Choice.poll_id == poll.id))
    ):
        chosen_by_member[member_id].append((option_id, value))
    answers, reader = _open_answers(db, poll), _BallotReader(poll)
    # Values rather than objects: ballots are the most numerous rows.
    rows = select(Ballot.member_id, Ballot.cast_at, Ballot.has_abstained)
    ballots_by_member = {
        row[0]: row for row in in_turns(db.execute(rows.where(Ballot.poll_id == poll.id)))
    }
    return [
        reader.record(
            voter,
            ballots_by_member[member_id][1],
            ballots_by_member[member_id][2],
            chosen_by_member.get(member_id, []),
            answers.get(member_id, []),
            (poll.id, member_id) in ballots_by_proxy,
        )
        for member_id, voter in in_turns(voters.items())
        if member_id in ballots_by_member
    ]


def _open_answers(db: Session, poll: Poll) -> defaultdict[int, list[Any]]:
    """Return the numbers, texts and words by member; none for an anonymous poll."""
    answers: defaultdict[int, list[Any]] = defaultdict(list)
    kind = OPEN_KINDS.get(poll.kind)
    if kind is not None and not poll.is_anonymous:
        table = table_of(kind.named)
        rows = select(table.c.member_id, kind.value).where(table.c.poll_id == poll.id)
        for member_id, value in in_turns(db.execute(rows)):
            answers[member_id].append(value)
    return answers


class _BallotReader:
    """A reader of one poll's ballots."""

    def __init__(self, poll: Poll) -> None:
        self._poll = poll
        self._kind = OPTION_KINDS.get(poll.kind)
        self._right = right_of_poll(poll)
        self._keys = {option.id: option.key for option in poll.options}
        self._places = {option.key: option.position for option in poll.options}
        self._shows_abstention = poll.may_abstain and not poll.is_anonymous

    def record(
        self,
        voter: _Voter,
        cast_at: datetime,
        has_abstained: bool,
        chosen: ChosenOptions,
        values: list[Any],
        is_by_proxy: bool,
    ) -> BallotRecord:
        poll = self._poll
        choices = self._in_order(chosen)
        return BallotRecord(
            poll.key,
            *voter,
            tuple(key for key, _ in choices),
            self._is_right(choices, values, has_abstained),
            cast_at,
            "; ".join(self._answer_texts(choices, values)),
            has_abstained if self._shows_abstention else None,
            poll.is_anonymous,
            is_by_proxy,
        )

    def _in_order(self, chosen: ChosenOptions) -> list[Choice]:
        choices = [(self._keys[option_id], value) for option_id, value in chosen]
        if self._kind is None or len(choices) < 2:
            return choices
        return self._kind.in_order(choices, self._places)

    def _is_right(
        self, choices: list[Choice], values: list[Any], has_abstained: bool
    ) -> bool | None:
        poll = self._poll
        if poll.is_anonymous or has_abstained or not poll.is_quiz:
            return None
        # The values of a kind with options are reasons, which nobody judges.
        answer = choices if self._kind else values[0]
        return KINDS[poll.kind].is_right(self._right, answer)

    def _answer_texts(self, choices: list[Choice], values: list[Any]) -> list[str]:
        written = [] if self._kind is None else self._kind.written(choices)
        return [
            *written,
            *(f"{value:g}" if isinstance(value, float) else str(value) for value in values),
        ]
