"""What a report is made of, read from one consistent state: polls, ballots, steps. Reads only.

Results are plain records, so that tables can be made of them without a database and off the loop.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection
from datetime import date, datetime
from typing import Any, NamedTuple

from sqlalchemy import Select, func, select
from sqlalchemy.orm import Session

from webinar.accounts.models import User, UserRole
from webinar.attendance.turns import in_turns
from webinar.lessons.model import Module
from webinar.permissions import Can, can
from webinar.polls.models import Ballot, Choice, Poll, PollKind, PollState
from webinar.proxies.queries import by_proxy
from webinar.rooms.models import Member, Room
from webinar.rooms.queries import find_member_of_user, find_room
from webinar.slides.editions import module_of, part_of
from webinar.steps.drafts import drafts_behind
from webinar.steps.models import Answer, Step, StepAnswer, StepDraft, StepState


class OptionResult(NamedTuple):
    key: str
    is_correct: bool
    votes: int


class PollResult(NamedTuple):
    """`texts` as in `Poll.texts`. Options are in the order in which they were shown.

    `part` are the titles of the module that it belongs to, by language; none without a programme.
    """

    key: str
    kind: PollKind
    is_quiz: bool
    state: PollState
    texts: dict[str, Any]
    options: tuple[OptionResult, ...]
    voters: int
    part: dict[str, str] | None = None

    @property
    def mean(self) -> float | None:
        """Of a scale, whose options are its values; none for other polls and without a vote."""
        if self.kind is not PollKind.SCALE or not self.voters:
            return None
        return sum(int(option.key) * option.votes for option in self.options) / self.voters


class BallotRecord(NamedTuple):
    """`is_right` is none where there is no right answer.

    `by_proxy`: cast on the screen of a hall with a PIN.
    """

    poll: str
    member: int
    name: str
    language: str
    options: tuple[str, ...]
    is_right: bool | None
    cast_at: datetime
    by_proxy: bool = False


class Reason(NamedTuple):
    member: int
    name: str
    answer: Answer
    reason: str


class StepRecord(NamedTuple):
    """`texts` is `{language: text}`, the first being the one that it was written in."""

    number: int
    texts: dict[str, str]
    state: StepState
    proposed_by: str
    counts: dict[Answer, int]
    reasons: tuple[Reason, ...]
    owner: str
    due: date | None
    decided_at: datetime | None


def find_reported(db: Session, code: str, user: User | None) -> Room | None:
    """The room, if its report is this user's to read; unknown and somebody else's look the same."""
    room = find_room(db, code)
    if room is None or user is None:
        return None
    if room.owner_id == user.id or user.role is UserRole.ADMIN:
        return room
    return room if can(find_member_of_user(db, room, user.id), Can.RUN_ROOM) else None


def poll_results(db: Session, room: Room) -> list[PollResult]:
    """Polls that were opened, in their order, with the tally over all languages."""
    tally, voters = _tally(db, room), _voters(db, room)
    module = module_of(room.edition)
    return [
        PollResult(
            poll.key,
            poll.kind,
            poll.is_quiz,
            poll.state,
            poll.texts,
            tuple(OptionResult(o.key, o.is_correct, tally.get(o.id, 0)) for o in poll.options),
            voters.get(poll.id, 0),
            _part_title(module, poll),
        )
        for poll in _opened_polls(db, room)
    ]


def _part_title(module: Module, poll: Poll) -> dict[str, str] | None:
    part = None if poll.on_the_spot else part_of(module, poll.position)
    return None if part is None else part.title


def ballots(db: Session, room: Room) -> list[BallotRecord]:
    """Every member's answer to every poll: by poll, then by member number."""
    proxies = by_proxy(db, room)
    return [record for poll in _opened_polls(db, room) for record in _ballots_of(db, poll, proxies)]


def _ballots_of(
    db: Session, poll: Poll, proxies: Collection[tuple[int, int]]
) -> list[BallotRecord]:
    # One poll at a time: the database sorts before it gives the first row, and others wait for it.
    chosen: dict[int, set[int]] = defaultdict(set)
    choices = select(Choice.member_id, Choice.option_id).where(Choice.poll_id == poll.id)
    for member_id, option_id in in_turns(db.execute(choices)):
        chosen[member_id].add(option_id)
    rows = db.execute(
        select(Member.id, Member.number, Member.name, Member.language, Ballot.cast_at)
        .join(Ballot, Ballot.member_id == Member.id)
        .where(Ballot.poll_id == poll.id)
        .order_by(Member.number)
    )
    return [
        _ballot_record(poll, chosen[member_id], number, name, language, cast_at)._replace(
            by_proxy=(poll.id, member_id) in proxies
        )
        for member_id, number, name, language, cast_at in in_turns(rows)
    ]


def _ballot_record(
    poll: Poll, chosen: set[int], member: int, name: str, language: str, cast_at: datetime
) -> BallotRecord:
    options = tuple(option.key for option in poll.options if option.id in chosen)
    correct = {option.id for option in poll.options if option.is_correct}
    is_right = chosen == correct if poll.is_quiz else None
    return BallotRecord(poll.key, member, name, language, options, is_right, cast_at)


def steps(db: Session, room: Room) -> list[StepRecord]:
    """All steps in the order of their numbers, with every answer counted and every reason."""
    answers = _answers(db, room)
    rows = db.execute(
        select(Step, Member.name)
        .join(Member, Member.id == Step.proposed_by)
        .where(Step.room_id == room.id)
        .order_by(Step.number)
    )
    found = list(rows)
    behind = drafts_behind(db, [step for step, _ in found])
    return [
        _step_record(step, name, _texts(step, behind.get(step.id)), answers[step.id])
        for step, name in found
    ]


def _texts(step: Step, draft: StepDraft | None) -> dict[str, str]:
    if draft is None:
        return {step.language: step.text}
    return {language: words["text"] for language, words in draft.texts.items()}


def _step_record(
    step: Step, proposed_by: str, texts: dict[str, str], answers: list[Reason]
) -> StepRecord:
    counts = dict.fromkeys(Answer, 0)
    for one in answers:
        counts[one.answer] += 1
    return StepRecord(
        step.number,
        texts,
        step.state,
        proposed_by,
        counts,
        tuple(one for one in answers if one.reason),
        step.owner,
        step.due,
        step.decided_at,
    )


def _answers(db: Session, room: Room) -> dict[int, list[Reason]]:
    rows = (
        select(StepAnswer.step_id, Member.number, Member.name, StepAnswer.answer, StepAnswer.reason)
        .join(Member, Member.id == StepAnswer.member_id)
        .where(Member.room_id == room.id)
        .order_by(Member.number)
    )
    answers: dict[int, list[Reason]] = defaultdict(list)
    for step_id, number, name, answer, reason in in_turns(db.execute(rows)):
        answers[step_id].append(Reason(number, name, answer, reason))
    return answers


def _opened(room: Room) -> Select[int]:
    return select(Poll.id).where(Poll.room_id == room.id, Poll.state != PollState.DRAFT)


def _opened_polls(db: Session, room: Room) -> list[Poll]:
    polls = select(Poll).where(Poll.id.in_(_opened(room)))
    return list(db.scalars(polls.order_by(Poll.position, Poll.id)))


def _tally(db: Session, room: Room) -> dict[int, int]:
    votes = select(Choice.option_id, func.count()).where(Choice.poll_id.in_(_opened(room)))
    return {option: count for option, count in db.execute(votes.group_by(Choice.option_id))}


def _voters(db: Session, room: Room) -> dict[int, int]:
    voters = select(Ballot.poll_id, func.count()).where(Ballot.poll_id.in_(_opened(room)))
    return {poll: count for poll, count in db.execute(voters.group_by(Ballot.poll_id))}
