"""The summary of a closed poll, only for hosts: results by language, and a second round's changes.

The summary is made when the poll is closed and its votes no longer change. While votes come in,
the difference between two moments could reveal how one person voted. Anonymous polls have no
summary, because nobody knows which member or which language gave which answer.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence

import msgspec
from msgspec import UNSET, UnsetType
from sqlalchemy.orm import Session

from webinar.kit.anonymity import SMALLEST_GROUP
from webinar.live.polls.kinds import KINDS, OPTION_KINDS
from webinar.live.polls.kinds.base import AnswerContent, GivenAnswer
from webinar.live.polls.models import Poll
from webinar.live.polls.right_answers import is_right
from webinar.live.polls.view_structs import Changed, LanguageResult

OTHER = "other"


class Summary(msgspec.Struct, frozen=True, kw_only=True):
    languages: dict[str, LanguageResult] | UnsetType = UNSET
    changed: Changed | UnsetType = UNSET


def keep_summary(db: Session, poll: Poll) -> Summary:
    """Make the summary from a closed poll's ballots, and store it.

    A poll may have been opened again after hosts saw its result by language. Hosts get a new result
    only if its difference from the old one cannot show how a few voters answered.
    """
    summary, shown_languages = _summary(db, poll), summary_of(poll).languages
    if shown_languages is not UNSET and not _hides_the_few(
        shown_languages, summary.languages or {}
    ):
        summary = msgspec.structs.replace(summary, languages=shown_languages)
    poll.summary = msgspec.to_builtins(summary)
    return summary


def summary_of(poll: Poll) -> Summary:
    """Return the stored summary; an empty one if none was made."""
    return msgspec.convert(poll.summary or {}, Summary)


def _hides_the_few(
    before: Mapping[str, LanguageResult], after: Mapping[str, LanguageResult]
) -> bool:
    """Return whether each group kept its size, or changed by enough voters to hide each voter."""

    def voters(results: Mapping[str, LanguageResult], name: str) -> int:
        return results[name].voters if name in results else 0

    changes = (abs(voters(after, name) - voters(before, name)) for name in {*before, *after})
    return all(change == 0 or change >= SMALLEST_GROUP for change in changes)


def _summary(db: Session, poll: Poll) -> Summary:
    if poll.is_anonymous or poll.kind.is_written:
        return Summary()
    answers = KINDS[poll.kind].answers(db, poll)
    changed: Changed | UnsetType = UNSET
    if poll.first:
        first_answers = KINDS[poll.first.kind].answers(db, poll.first)
        changed = _changed(poll.first, poll, first_answers, answers)
    return Summary(languages=by_language(poll, list(answers.values())) or UNSET, changed=changed)


def by_language(poll: Poll, answers: Sequence[GivenAnswer]) -> dict[str, LanguageResult]:
    """Return the result of each language with at least five voters; `other` combines the rest.

    If `other` would have too few voters, the smallest shown language joins it: otherwise a reader
    could subtract the shown languages from the whole. If only `other` remains, the result is empty.
    """
    groups: defaultdict[str, list[AnswerContent]] = defaultdict(list)
    for answer in answers:
        groups[answer.language].append(answer.content)
    large = {name: group for name, group in groups.items() if len(group) >= SMALLEST_GROUP}
    other = [answer for name, group in groups.items() if name not in large for answer in group]
    if 0 < len(other) < SMALLEST_GROUP and large:
        other += large.pop(min(large, key=lambda name: (len(large[name]), name)))
    if not large:
        return {}
    by_name = {name: _result(poll, large[name]) for name in sorted(large)}
    return by_name | ({OTHER: _result(poll, other)} if other else {})


def _result(poll: Poll, group: Sequence[AnswerContent]) -> LanguageResult:
    options = [option.key for option in poll.options]
    return LanguageResult(
        voters=len(group),
        right=sum(is_right(poll, content) for content in group) if poll.is_quiz else UNSET,
        tally=OPTION_KINDS[poll.kind].tally(options, group) if options else UNSET,
    )


def _changed(
    first: Poll,
    second: Poll,
    before: Mapping[int, GivenAnswer],
    after: Mapping[int, GivenAnswer],
) -> Changed:
    pairs = [(before[key].content, after[key].content) for key in before.keys() & after.keys()]
    stayed = sum(old == new for old, new in pairs)
    if not second.is_quiz:
        return Changed(both=len(pairs), stayed=stayed)
    right_pairs = [(is_right(first, old), is_right(second, new)) for old, new in pairs]
    return Changed(
        both=len(pairs),
        stayed=stayed,
        to_right=right_pairs.count((False, True)),
        to_wrong=right_pairs.count((True, False)),
    )
