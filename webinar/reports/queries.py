"""The contents of a report, read from one consistent state: polls and steps. Reads only.

Results are plain records, so that tables can be made from them without a database and off the loop.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Any, NamedTuple

from msgspec import UNSET
from sqlalchemy import select
from sqlalchemy.orm import Session

from webinar.editions.content import module_of, part_of
from webinar.followup.queries import Told, reports_of
from webinar.kit.loop_turns import in_turns
from webinar.lessons.model import Module
from webinar.lessons.poll_kinds import PollKind
from webinar.polls import results
from webinar.polls.kinds.numeric import number_counts
from webinar.polls.models import Poll, PollState
from webinar.polls.shown import (
    CloudWord,
    Figures,
    LanguageResult,
    Numbers,
    Reply,
    Result,
    RightNumber,
    right_of,
)
from webinar.rooms.models import Member, MemberNumber, Room
from webinar.steps import queries as step_queries
from webinar.steps.models import Answer, Step, StepAnswer, StepOutcome, StepState
from webinar.steps.queries import Owner


class OptionResult(NamedTuple):
    """`votes` are first choices in a ranking, and points where these are shared out.

    `score` is the points in a ranking. Both are None if an anonymous poll has too few answers.
    """

    key: str
    is_correct: bool
    votes: int | None
    score: float | None = None


class PollResult(NamedTuple):
    """`texts` as in `Poll.texts`. Options are in the order in which they were shown.

    `part` holds the titles of the poll's module, by language; None without a programme. `round` is
    2 for the second round of a poll. `is_secret`: anonymous, and open or with too few answers, so
    that there is no result. `languages` are the results by readers' language, for languages with
    enough people.
    """

    key: str
    kind: PollKind
    is_quiz: bool
    state: PollState
    texts: dict[str, Any]
    options: tuple[OptionResult, ...]
    voters: int
    part: dict[str, str] | None = None
    round: int = 1
    is_anonymous: bool = False
    is_secret: bool = False
    abstained: int | None = None
    numbers: Numbers | None = None
    number_counts: tuple[tuple[float, int], ...] = ()
    right: RightNumber | None = None
    words: tuple[CloudWord, ...] = ()
    replies: tuple[Reply, ...] = ()
    languages: Mapping[str, LanguageResult] = {}

    @property
    def mean(self) -> float | None:
        """The mean of numbers, or of a scale, whose options are its values; None without a vote."""
        if self.numbers is not None:
            return self.numbers.mean
        if self.kind is not PollKind.SCALE or not self.voters or self.is_secret:
            return None
        return sum(int(one.key) * (one.votes or 0) for one in self.options) / self.voters

    @property
    def median(self) -> float | None:
        return None if self.numbers is None else self.numbers.median


class Reason(NamedTuple):
    member: MemberNumber
    name: str
    answer: Answer
    reason: str


class ReportedOf(NamedTuple):
    """The owners' reports of a step: their number, the latest, and the number of files."""

    reports: int = 0
    kind: str = ""
    note: str = ""
    at: datetime | None = None
    files: int = 0


class StepRecord(NamedTuple):
    """`texts` is `{language: text}`, starting with the language that it was written in.

    `counts`, `reasons` and `outcome` are of the last ballot; there is no outcome if it was
    withdrawn or never held. `owners` are the people who accepted or were asked, each by name and
    role; `owner_numbers` the same with numbers for names. `proposer` is a member's number.
    """

    number: int
    texts: dict[str, str]
    state: StepState
    proposed_by: str
    counts: dict[Answer, int]
    reasons: tuple[Reason, ...]
    owners: tuple[str, ...]
    due: date | None
    check_back: date | None
    indicator: str
    evidence: str
    decided_at: datetime | None
    proposer: int | None = None
    owner_numbers: tuple[str, ...] = ()
    told: ReportedOf = ReportedOf()
    outcome: StepOutcome | None = None


def poll_results(db: Session, room: Room) -> list[PollResult]:
    """Polls that were opened, in their order, with the result over all languages."""
    polls = opened_polls(db, room)
    known = results.of_polls(db, polls, for_hosts=True)
    module = module_of(room.edition)
    return [_poll_result(db, poll, known[poll.id], _part_title(module, poll)) for poll in polls]


def _poll_result(
    db: Session, poll: Poll, result: Result, part: dict[str, str] | None
) -> PollResult:
    is_secret = results.is_secret(poll, poll.voters)
    figures = result.figures or Figures()
    votes, scores = result.tally or {}, figures.scores or {}
    counts = {} if is_secret or figures.numbers is UNSET else number_counts(db, poll)
    return PollResult(
        poll.key,
        poll.kind,
        poll.is_quiz,
        poll.state,
        poll.texts,
        tuple(
            OptionResult(one.key, one.is_correct, votes.get(one.key), scores.get(one.key))
            for one in poll.options
        ),
        result.voters,
        part,
        round=1 if poll.first_id is None else 2,
        is_anonymous=poll.is_anonymous,
        is_secret=is_secret,
        abstained=figures.abstained or (0 if poll.may_abstain and not is_secret else None),
        numbers=figures.numbers or None,
        number_counts=tuple(sorted(counts.items())),
        right=right_of(poll) or None,
        words=tuple(figures.words or ()),
        replies=tuple(result.replies or ()),
        languages=result.languages or {},
    )


def _part_title(module: Module, poll: Poll) -> dict[str, str] | None:
    part = None if poll.on_the_spot else part_of(module, poll.position)
    return None if part is None else part.title


def steps(db: Session, room: Room) -> list[StepRecord]:
    """All steps in the order of their numbers, with every answer counted and every reason."""
    found = step_queries.steps_of(db, room)
    answers, names = _answers(db, room), step_queries.proposed_by(db, found)
    worded, owners = step_queries.wordings(db, found), step_queries.owners(db, found)
    told, outcomes = reports_of(db, found), step_queries.last_outcomes(db, found)
    asked = {
        id_: [one for one in mine if one.row.state != "declined"] for id_, mine in owners.items()
    }
    return [
        StepRecord(
            step.number,
            {step.language: step.text}
            | {tag: row.text for tag, row in worded[step.id].items() if tag != step.language},
            step.state,
            names[step.proposed_by][1],
            {known: sum(one.answer is known for one in answers[step.id]) for known in Answer},
            tuple(one for one in answers[step.id] if one.reason),
            tuple(owner_name(one) for one in asked[step.id]),
            step.due,
            step.check_back,
            step.indicator,
            step.evidence,
            step.decided_at,
            names[step.proposed_by][0],
            tuple(_owner(f"#{one.member}" if one.name else "", one) for one in asked[step.id]),
            _reported(told[step.id]),
            outcomes.get(step.id),
        )
        for step in found
    ]


def owner_name(owner: Owner) -> str:
    """A person, a role, or a person in a role."""
    return _owner(owner.name, owner)


def _owner(name: str, owner: Owner) -> str:
    if name and owner.row.role:
        return f"{name} ({owner.row.role})"
    return name or owner.row.role


def _reported(told: Sequence[Told]) -> ReportedOf:
    if not told:
        return ReportedOf()
    last = told[-1].row
    files = sum(len(one.files) for one in told)
    return ReportedOf(len(told), last.kind.value, last.note, last.reported_at, files)


def _answers(db: Session, room: Room) -> dict[int, list[Reason]]:
    rows = (
        select(StepAnswer.step_id, Member.number, Member.name, StepAnswer.answer, StepAnswer.reason)
        .join(Step, step_queries.IN_LAST_BALLOT)
        .join(Member, Member.id == StepAnswer.member_id)
        .where(Member.room_id == room.id)
        .order_by(Member.number)
    )
    answers: dict[int, list[Reason]] = defaultdict(list)
    for step_id, number, name, answer, reason in in_turns(db.execute(rows)):
        answers[step_id].append(Reason(number, name, answer, reason))
    return answers


def opened_polls(db: Session, room: Room) -> list[Poll]:
    polls = select(Poll).where(Poll.room_id == room.id, Poll.state != PollState.DRAFT)
    return list(db.scalars(polls.order_by(Poll.position, Poll.id)))
