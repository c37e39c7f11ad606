"""The summary of a closed poll for hosts alone: by language, and the changes of a second round.

Made once, because nothing changes it any more, and never while votes come in: from the difference
of two moments one could read what one person voted. Never made of an anonymous poll, of which
nobody knows which member or which language gave which answer.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence

import msgspec
from msgspec import UNSET, UnsetType
from sqlalchemy.orm import Session

from webinar.kit.anonymity import SMALLEST_GROUP
from webinar.live.polls.kinds import KINDS, OPTION_KINDS
from webinar.live.polls.kinds.base import GivenAnswer, Said
from webinar.live.polls.models import Poll
from webinar.live.polls.right import is_right
from webinar.live.polls.shown import Changed, LanguageResult

OTHER = "other"


class Summary(msgspec.Struct, frozen=True, kw_only=True):
    languages: dict[str, LanguageResult] | UnsetType = UNSET
    changed: Changed | UnsetType = UNSET


def keep_summary(db: Session, poll: Poll) -> Summary:
    """Make the summary from a closed poll's ballots, and keep it.

    A poll may have been opened again after hosts were told the result by language. They are told a
    new one only if it cannot show, by the difference, how a few voters answered.
    """
    summary, told = _summary(db, poll), summary_of(poll).languages
    if told is not UNSET and not _hides_the_few(told, summary.languages or {}):
        summary = msgspec.structs.replace(summary, languages=told)
    poll.summary = msgspec.to_builtins(summary)
    return summary


def summary_of(poll: Poll) -> Summary:
    """The summary as it was kept; empty before."""
    return msgspec.convert(poll.summary or {}, Summary)


def _hides_the_few(
    before: Mapping[str, LanguageResult], after: Mapping[str, LanguageResult]
) -> bool:
    """Whether each group stayed as large as it was, or changed by enough voters to hide each."""

    def voters(results: Mapping[str, LanguageResult], name: str) -> int:
        return results[name].voters if name in results else 0

    changes = (abs(voters(after, name) - voters(before, name)) for name in {*before, *after})
    return all(change == 0 or change >= SMALLEST_GROUP for change in changes)


def _summary(db: Session, poll: Poll) -> Summary:
    if poll.is_anonymous or poll.kind.is_written:
        return Summary()
    given = KINDS[poll.kind].answers(db, poll)
    changed: Changed | UnsetType = UNSET
    if poll.first:
        before = KINDS[poll.first.kind].answers(db, poll.first)
        changed = _changed(poll.first, poll, before, given)
    return Summary(languages=by_language(poll, list(given.values())) or UNSET, changed=changed)


def by_language(poll: Poll, given: Sequence[GivenAnswer]) -> dict[str, LanguageResult]:
    """The result of each language with at least five voters; smaller ones together as `other`.

    If these together are too few, the smallest of the others joins them: otherwise the missing part
    could be had by taking the shown ones from the whole. If only `other` remains, there is nothing
    to tell.
    """
    groups: defaultdict[str, list[Said]] = defaultdict(list)
    for one in given:
        groups[one.language].append(one.said)
    large = {name: group for name, group in groups.items() if len(group) >= SMALLEST_GROUP}
    other = [answer for name, group in groups.items() if name not in large for answer in group]
    if 0 < len(other) < SMALLEST_GROUP and large:
        other += large.pop(min(large, key=lambda name: (len(large[name]), name)))
    if not large:
        return {}
    found = {name: _result(poll, large[name]) for name in sorted(large)}
    return found | ({OTHER: _result(poll, other)} if other else {})


def _result(poll: Poll, group: Sequence[Said]) -> LanguageResult:
    options = [option.key for option in poll.options]
    return LanguageResult(
        voters=len(group),
        right=sum(is_right(poll, said) for said in group) if poll.is_quiz else UNSET,
        tally=OPTION_KINDS[poll.kind].tally(options, group) if options else UNSET,
    )


def _changed(
    first: Poll,
    second: Poll,
    before: Mapping[int, GivenAnswer],
    after: Mapping[int, GivenAnswer],
) -> Changed:
    both = [(before[one].said, after[one].said) for one in before.keys() & after.keys()]
    stayed = sum(old == new for old, new in both)
    if not second.is_quiz:
        return Changed(both=len(both), stayed=stayed)
    right = [(is_right(first, old), is_right(second, new)) for old, new in both]
    return Changed(
        both=len(both),
        stayed=stayed,
        to_right=right.count((False, True)),
        to_wrong=right.count((True, False)),
    )
