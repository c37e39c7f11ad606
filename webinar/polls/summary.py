"""What hosts alone are told of a closed poll: by language, and what a second round changed.

Made once, because nothing changes it any more, and never while votes come in: from the difference
of two moments one could read what one person voted. Never made of an anonymous poll, of which
nobody knows which member or which language gave which answer.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from typing import NamedTuple

import msgspec
from msgspec import UNSET, UnsetType
from sqlalchemy import select
from sqlalchemy.orm import Session

from webinar.lessons.poll_kinds import PollKind
from webinar.polls import numbers, shown
from webinar.polls.models import Ballot, Choice, NumberAnswer, Poll
from webinar.polls.shown import Changed, LanguageResult

# A language with fewer voters would tell who of them gave which answer.
FEWEST = 5
OTHER = "other"

# The chosen options in their order, each with its rank or points; or a number.
Answer = tuple[tuple[int, int | None], ...] | float


class Given(NamedTuple):
    """One member's answer, and the language in which it was given."""

    language: str
    answer: Answer


class Summary(msgspec.Struct, frozen=True, kw_only=True):
    languages: dict[str, LanguageResult] | UnsetType = UNSET
    changed: Changed | UnsetType = UNSET


def keep_summary(db: Session, poll: Poll) -> Summary:
    """Make it of the ballots of a poll that is closed, and keep it.

    A poll may have been opened again after hosts were told the result by language. They are told a
    new one only if it cannot show, by the difference, how a few voters answered.
    """
    summary, told = _summary(db, poll), summary_of(poll).languages
    if told is not UNSET and not _hides_the_few(told, summary.languages or {}):
        summary = msgspec.structs.replace(summary, languages=told)
    poll.summary = msgspec.to_builtins(summary)
    return summary


def summary_of(poll: Poll) -> Summary:
    """As it was kept; empty before."""
    return msgspec.convert(poll.summary or {}, Summary)


def _hides_the_few(
    before: Mapping[str, LanguageResult], after: Mapping[str, LanguageResult]
) -> bool:
    """Whether each group stayed as large as it was, or changed by enough voters to hide each."""

    def voters(results: Mapping[str, LanguageResult], name: str) -> int:
        return results[name].voters if name in results else 0

    changes = (abs(voters(after, name) - voters(before, name)) for name in {*before, *after})
    return all(change == 0 or change >= FEWEST for change in changes)


def _summary(db: Session, poll: Poll) -> Summary:
    if poll.is_anonymous or poll.kind.is_written:
        return Summary()
    given = answers(db, poll)
    changed = _changed(poll.first, poll, answers(db, poll.first), given) if poll.first else UNSET
    return Summary(languages=by_language(poll, list(given.values())) or UNSET, changed=changed)


def answers(db: Session, poll: Poll) -> dict[int, Given]:
    """What each member chose, by the member's id; those who abstained are not in it."""
    own = Ballot.poll_id == poll.id
    if poll.kind is PollKind.NUMERIC:
        joined = (NumberAnswer.poll_id == Ballot.poll_id) & (
            NumberAnswer.member_id == Ballot.member_id
        )
        rows = select(Ballot.member_id, Ballot.language, NumberAnswer.value)
        found = db.execute(rows.join(NumberAnswer, joined).where(own))
        return {member_id: Given(language, value) for member_id, language, value in found}
    of = (Choice.poll_id == Ballot.poll_id) & (Choice.member_id == Ballot.member_id)
    chosen = select(Ballot.member_id, Ballot.language, Choice.option_id, Choice.value)
    choices: defaultdict[tuple[int, str], list[tuple[int, int | None]]] = defaultdict(list)
    for member_id, language, option_id, value in db.execute(chosen.join(Choice, of).where(own)):
        choices[member_id, language].append((option_id, value))
    places = {option.id: option.position for option in poll.options}
    return {
        member_id: Given(language, _in_order(found, places))
        for (member_id, language), found in choices.items()
    }


def is_right(poll: Poll, answer: Answer) -> bool:
    """Whether this answers a quiz; all right options and no other, or a number close enough."""
    if isinstance(answer, float):
        right = shown.right_of(poll)
        return right is not UNSET and numbers.is_right(answer, right)
    return {option_id for option_id, _ in answer} == {
        option.id for option in poll.options if option.is_correct
    }


def by_language(poll: Poll, given: Sequence[Given]) -> dict[str, LanguageResult]:
    """The result of each language with at least five voters; smaller ones together as `other`.

    Where these together are too few, the smallest of the others joins them: what is missing could
    otherwise be had by taking what is shown from the whole. Nothing is left to tell of a room in
    which only `other` remains.
    """
    groups: defaultdict[str, list[Answer]] = defaultdict(list)
    for one in given:
        groups[one.language].append(one.answer)
    large = {name: group for name, group in groups.items() if len(group) >= FEWEST}
    other = [answer for name, group in groups.items() if name not in large for answer in group]
    if 0 < len(other) < FEWEST and large:
        other += large.pop(min(large, key=lambda name: (len(large[name]), name)))
    if not large:
        return {}
    found = {name: _result(poll, large[name]) for name in sorted(large)}
    return found | ({OTHER: _result(poll, other)} if other else {})


def _result(poll: Poll, group: Sequence[Answer]) -> LanguageResult:
    return LanguageResult(
        voters=len(group),
        right=sum(is_right(poll, answer) for answer in group) if poll.is_quiz else UNSET,
        tally=_tally(poll, group) if poll.options else UNSET,
    )


def _tally(poll: Poll, group: Sequence[Answer]) -> dict[str, int]:
    votes: Counter[int] = Counter()
    for answer in group:
        if isinstance(answer, float):
            continue
        for option_id, value in answer[:1] if poll.kind is PollKind.RANKING else answer:
            votes[option_id] += value or 1 if poll.kind is PollKind.POINTS else 1
    return {option.key: votes[option.id] for option in poll.options}


def _changed(
    first: Poll, second: Poll, before: Mapping[int, Given], after: Mapping[int, Given]
) -> Changed:
    both = [
        (_by_key(first, before[one].answer), _by_key(second, after[one].answer))
        for one in before.keys() & after.keys()
    ]
    stayed = sum(old == new for old, new in both)
    if not second.is_quiz:
        return Changed(both=len(both), stayed=stayed)
    right = [
        (is_right(first, before[one].answer), is_right(second, after[one].answer))
        for one in before.keys() & after.keys()
    ]
    return Changed(
        both=len(both),
        stayed=stayed,
        to_right=right.count((False, True)),
        to_wrong=right.count((True, False)),
    )


def _by_key(poll: Poll, answer: Answer) -> object:
    """The answer in words that both rounds share."""
    if isinstance(answer, float):
        return answer
    keys = {option.id: option.key for option in poll.options}
    return [(keys[option_id], value) for option_id, value in answer]


def _in_order(
    choices: Sequence[tuple[int, int | None]], places: Mapping[int, int]
) -> tuple[tuple[int, int | None], ...]:
    """A ranking's by rank (points keep the order of the options, which does not matter)."""
    return tuple(sorted(choices, key=lambda one: (one[1] or 0, places[one[0]])))
