"""Puts the result of a poll into the record. No database."""

from __future__ import annotations

from collections.abc import Mapping

from webinar.kit.files.tables import clean
from webinar.polls.models import PollState
from webinar.polls.numbers import written
from webinar.protocol.record import Copy, OptionRecord, PollRecord, SaidRecord
from webinar.reports.queries import PollResult


def poll_record(poll: PollResult, copy: Copy) -> PollRecord:
    """Return the poll's record, without the parts that readers of this copy may not know."""
    withheld = _withheld(poll, copy)
    return PollRecord(
        key=poll.key,
        kind=poll.kind,
        question={tag: clean(words["question"]) for tag, words in poll.texts.items()},
        part=poll.part or {},
        is_quiz=poll.is_quiz,
        is_anonymous=poll.is_anonymous,
        round=poll.round,
        voters=poll.voters,
        abstained=None if withheld else poll.abstained,
        withheld=withheld,
        options=_options(poll, withheld),
        mean=None if withheld or poll.mean is None else round(poll.mean, 6),
        median=None if withheld or poll.numbers is None else round(poll.numbers.median, 6),
        right=_right(poll) if not withheld else "",
        words=[] if withheld else _words(poll),
        replies=[] if withheld == "few" else _replies(poll, copy),
    )


def _withheld(poll: PollResult, copy: Copy) -> str:
    if poll.is_secret:
        return "open" if poll.state is PollState.OPEN else "few"
    return "not_shown" if copy is Copy.ALL and poll.state is not PollState.REVEALED else ""


def _options(poll: PollResult, withheld: str) -> list[OptionRecord]:
    tells = poll.is_quiz and withheld != "not_shown"
    return [
        OptionRecord(
            key=one.key,
            label=_label(poll.texts, one.key),
            votes=None if withheld else one.votes,
            score=None if withheld else one.score,
            is_correct=one.is_correct if tells else None,
        )
        for one in poll.options
    ]


def _label(texts: Mapping[str, Mapping[str, Mapping[str, str]]], key: str) -> dict[str, str]:
    return {tag: clean(words["labels"].get(key, key)) for tag, words in texts.items()}


def _right(poll: PollResult) -> str:
    if poll.right is None:
        return ""
    value, tolerance = (written(one) for one in (poll.right.value, poll.right.tolerance))
    return f"{value} ± {tolerance}" if poll.right.tolerance else value


def _words(poll: PollResult) -> list[SaidRecord]:
    """Return the word cloud and the numbers, without the words that a host hid."""
    cloud = [
        SaidRecord(text=clean(one.word), language=one.language, count=one.count)
        for one in poll.words
        if one.hidden is not True
    ]
    numbers = [
        SaidRecord(text=f"{value:.10g}", language="", count=count)
        for value, count in poll.number_counts
    ]
    return cloud + numbers


def _replies(poll: PollResult, copy: Copy) -> list[SaidRecord]:
    """Texts that a host let through; in the hosts' copy also those that waited for that."""
    states = {"shown"} if copy is Copy.ALL else {"shown", "waiting"}
    return [
        SaidRecord(text=clean(one.text), language=one.language, count=1)
        for one in poll.replies
        if one.state in states
    ]
