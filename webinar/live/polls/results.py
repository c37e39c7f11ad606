"""The result of a poll: one record, and the query that fills it.

Sessions, reports, minutes and dashboards read this record, and so do courses that show a session's
result. The record is plain data, so that files can be made from it without a database and outside
the event loop.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field, replace
from typing import Any, NamedTuple

import msgspec
from msgspec import UNSET
from sqlalchemy import select
from sqlalchemy.orm import Session

from webinar.content.editions.content import module_of, part_of
from webinar.content.lessons.model import Module
from webinar.content.lessons.poll_kinds import PollKind
from webinar.kit.anonymity import SMALLEST_GROUP
from webinar.live.polls.kinds import KINDS
from webinar.live.polls.kinds.base import Counted
from webinar.live.polls.models import Poll, PollOption, PollState
from webinar.live.polls.queries import opened_polls
from webinar.live.polls.summary import Summary, summary_of
from webinar.live.polls.view_structs import (
    CloudWord,
    Figures,
    LanguageResult,
    Numbers,
    Reply,
    RightNumber,
    right_of,
)
from webinar.room.rooms.models import Room

_OVER = (PollState.CLOSED, PollState.REVEALED)
_NOTHING = Figures()


class OptionResult(NamedTuple):
    """The result of one option. `votes` counts first choices in a ranking, points in a points poll.

    `score` is the points in a ranking. Both are None if nobody may know them. `is_correct` is None
    unless the poll is a quiz.
    """

    key: str
    is_correct: bool | None
    votes: int | None
    score: float | None


@dataclass(frozen=True, kw_only=True)
class PollResult:
    """A poll with all that its reader may know of the answers.

    `texts` is that of `Poll`. Options are in the order in which they were shown. `round` is 2 for
    the second round of a poll. `withheld` says why there is no result: `open` or `few` (anonymous,
    and open or with fewer than five answers), or `not_shown` in a copy of the protocol. `part`
    holds the titles of the poll's module, by language; None without a programme. `languages` are
    the results by readers' language, for languages with enough people.
    """

    key: str
    kind: PollKind
    is_quiz: bool
    state: PollState
    texts: Mapping[str, Mapping[str, Any]]
    options: tuple[OptionResult, ...]
    voters: int
    round: int = 1
    is_anonymous: bool = False
    withheld: str = ""
    part: Mapping[str, str] | None = None
    figures: Figures = _NOTHING
    number_counts: tuple[tuple[float, int], ...] = ()
    right: RightNumber | None = None
    replies: list[Reply] = field(default_factory=list)
    languages: dict[str, LanguageResult] = field(default_factory=dict)

    @property
    def question(self) -> dict[str, str]:
        return {language: words["question"] for language, words in self.texts.items()}

    def label(self, key: str) -> dict[str, str]:
        """Return the text of an option by language; the key itself where a language has none."""
        return {language: words["labels"].get(key, key) for language, words in self.texts.items()}

    @property
    def tally(self) -> dict[str, int]:
        """The votes by option; empty if nobody may know them."""
        return {option.key: option.votes for option in self.options if option.votes is not None}

    @property
    def abstained(self) -> int | None:
        return None if self.figures.abstained is UNSET else self.figures.abstained

    @property
    def numbers(self) -> Numbers | None:
        return self.figures.numbers or None

    @property
    def words(self) -> list[CloudWord]:
        return self.figures.words or []

    @property
    def mean(self) -> float | None:
        """The mean of the numbers or, on a scale, of the values that are its option keys.

        It is None without a vote.
        """
        if self.numbers is not None:
            return self.numbers.mean
        if not self.kind.is_scale or not self.voters or self.withheld:
            return None
        return sum(int(option.key) * (option.votes or 0) for option in self.options) / self.voters

    @property
    def median(self) -> float | None:
        return None if self.numbers is None else self.numbers.median


def of_room(db: Session, room: Room) -> list[PollResult]:
    """Return the hosts' results of all polls that were opened, in order, with their parts."""
    polls, module = opened_polls(db, room), module_of(room.edition)
    results_by_id = of_polls(db, polls, for_hosts=True)
    return [replace(results_by_id[poll.id], part=_part_title(module, poll)) for poll in polls]


def of_polls(db: Session, polls: Collection[Poll], *, for_hosts: bool) -> dict[int, PollResult]:
    """Return results by poll id: for hosts in full, else what everybody sees of revealed polls.

    While an anonymous poll is open, only the number of voters is known. If it gets fewer than five
    answers, its result is never known.
    """
    counted = _counts_of(db, polls)
    return {poll.id: _result(db, poll, counted[poll.id], for_hosts) for poll in polls}


def for_participants(db: Session, polls: Collection[Poll]) -> dict[int, PollResult]:
    """Return results by poll id for participants.

    A poll that is not revealed has only the texts that a host shows.
    """
    revealed = [poll for poll in polls if poll.state is PollState.REVEALED]
    results_by_id = of_polls(db, revealed, for_hosts=False)
    for poll in polls:
        if poll.id not in results_by_id:
            texts = KINDS[poll.kind].replies(db, poll, for_hosts=False)
            results_by_id[poll.id] = _record(poll, voters=0, replies=texts)
    return results_by_id


def replies(db: Session, poll: Poll) -> list[Reply]:
    """Return all open texts of a poll as hosts see them.

    The caller must have checked that hosts may see them.
    """
    return KINDS[poll.kind].replies(db, poll, for_hosts=True)


def is_secret(poll: Poll, voters: int) -> bool:
    """Return whether nobody may know the poll's answers now."""
    return poll.is_anonymous and (poll.state not in _OVER or voters < SMALLEST_GROUP)


def _result(db: Session, poll: Poll, counted: Counted, for_hosts: bool) -> PollResult:
    if is_secret(poll, counted.voters):
        is_over = poll.state in _OVER
        return _record(
            poll,
            # Add abstentions to the voters: counted apart, they would betray the latest voter.
            voters=counted.voters + counted.abstained,
            withheld="few" if is_over else "open",
            figures=Figures(few=SMALLEST_GROUP) if is_over else _NOTHING,
        )
    # A poll that was opened again still has its earlier summary.
    summary = summary_of(poll) if for_hosts and poll.state in _OVER else Summary()
    kind = KINDS[poll.kind]
    counted = counted._replace(numbers=kind.number_counts(db, poll))
    figures = msgspec.structs.replace(
        kind.figures(db, poll, counted, for_hosts=for_hosts),
        abstained=counted.abstained if poll.may_abstain else UNSET,
        changed=summary.changed,
    )
    return _record(
        poll,
        counted.votes,
        voters=counted.voters,
        figures=figures,
        number_counts=tuple(sorted(counted.numbers.items())),
        replies=kind.replies(db, poll, for_hosts=for_hosts),
        languages=summary.languages or {},
    )


def _record(
    poll: Poll, votes: Mapping[str, int] = {}, figures: Figures = _NOTHING, **fields: Any
) -> PollResult:
    """Return the record of a poll. Options without an entry in `votes` have no votes.

    `fields` are other fields of `PollResult`, as far as they are known.
    """
    scores = figures.scores or {}
    return PollResult(
        key=poll.key,
        kind=poll.kind,
        is_quiz=poll.is_quiz,
        state=poll.state,
        texts=poll.texts,
        options=tuple(
            OptionResult(
                option.key,
                option.is_correct if poll.is_quiz else None,
                votes.get(option.key),
                scores.get(option.key),
            )
            for option in poll.options
        ),
        round=1 if poll.first_id is None else 2,
        is_anonymous=poll.is_anonymous,
        figures=figures,
        right=right_of(poll),
        **fields,
    )


def _counts_of(db: Session, polls: Collection[Poll]) -> dict[int, Counted]:
    ids = [poll.id for poll in polls]
    rows = select(Poll.id, Poll.voters, Poll.abstained).where(Poll.id.in_(ids))
    counts_by_id = {row[0]: Counted(row[1], row[2], {}, {}) for row in db.execute(rows)}
    options = (
        select(PollOption.poll_id, PollOption.key, PollOption.votes, PollOption.score)
        .where(PollOption.poll_id.in_(ids))
        .order_by(PollOption.poll_id, PollOption.position)
    )
    for poll_id, key, votes, score in db.execute(options):
        counts_by_id[poll_id].votes[key] = votes
        counts_by_id[poll_id].scores[key] = score
    return counts_by_id


def _part_title(module: Module, poll: Poll) -> dict[str, str] | None:
    part = None if poll.on_the_spot else part_of(module, poll.position)
    return None if part is None else part.title
