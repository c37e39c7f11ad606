"""The kind for numbers. In a quiz, each number within the tolerance is right."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from typing import Any

from sqlalchemy import Float, func, select
from sqlalchemy.orm import Session

from webinar.content.lessons.model import PollItem
from webinar.content.lessons.poll_kinds import PollKind
from webinar.kit.db import table_of
from webinar.kit.errors import Refused
from webinar.live.polls import numbers
from webinar.live.polls.kinds.base import (
    Answer,
    AnswerContent,
    Counted,
    GivenAnswer,
    LearnerAnswer,
    Own,
    Question,
    RightAnswer,
)
from webinar.live.polls.kinds.open import Key, KnownText, OpenKind, Sealed, insert_rows
from webinar.live.polls.models import Ballot, NumberAnswer, NumberCount, Poll
from webinar.live.polls.view_structs import Figures, PollAnswer, RightNumber, right_of
from webinar.live.polls.votes import Cast


class NumericKind(OpenKind):
    interaction = "numeric"
    named = NumberAnswer
    value = table_of(NumberAnswer).c.value
    laid = table_of(NumberCount)

    def why_not(self, question: Question, answer: Answer) -> Refused | None:
        is_number = answer.number is not None and math.isfinite(answer.number)
        return None if is_number else Refused("bad_message")

    def own(self, options: Collection[str], answer: Answer, language: str) -> Own:
        return Own([], PollAnswer(number=_normal(answer.number)))

    def own_kept(self, values: Sequence[Any]) -> Own:
        return Own([], PollAnswer(number=values[0]))

    def content_of(self, answer: Answer) -> float | None:
        return None if answer.number is None else _normal(answer.number)

    def is_right(self, right: RightAnswer, said: AnswerContent) -> bool:
        return (
            right.number is not None
            and isinstance(said, float)
            and numbers.is_right(said, right.number)
        )

    def pattern(self, said: AnswerContent) -> str | None:
        return numbers.written(said) if isinstance(said, float) else None

    def right_pattern(self, right: RightAnswer) -> str:
        return "[:]".join(numbers.ends(right.number)) if right.number else ""

    def tallied(self, question: PollItem, said: AnswerContent) -> Counter[str]:
        return Counter({repr(said): 1}) if isinstance(said, float) else Counter()

    def answers(self, db: Session, poll: Poll) -> dict[int, GivenAnswer]:
        of = (NumberAnswer.poll_id == Ballot.poll_id) & (NumberAnswer.member_id == Ballot.member_id)
        rows = select(Ballot.member_id, Ballot.language, NumberAnswer.value)
        rows = rows.join(NumberAnswer, of).where(Ballot.poll_id == poll.id)
        return {
            member_id: GivenAnswer(language, value)
            for member_id, language, value in db.execute(rows)
        }

    def number_counts(self, db: Session, poll: Poll) -> dict[float, int]:
        kept = select(NumberCount.value, NumberCount.count).where(NumberCount.poll_id == poll.id)
        if not poll.is_anonymous:
            kept = select(NumberAnswer.value, func.count()).where(NumberAnswer.poll_id == poll.id)
            kept = kept.group_by(NumberAnswer.value)
        return {value: count for value, count in db.execute(kept)}

    def figures(self, db: Session, poll: Poll, counted: Counted, *, for_hosts: bool) -> Figures:
        return _figures(counted.numbers, right_of(poll))

    def figures_of(self, question: PollItem, given: Sequence[LearnerAnswer]) -> Figures:
        counts = Counter(self.content_of(one.answer) for one in given)
        return _figures({value: count for value, count in counts.items() if value is not None})

    def figures_of_counts(self, question: PollItem, counts: Mapping[str, int]) -> Figures:
        return _figures({float(number): count for number, count in counts.items() if count})

    def insert(
        self, db: Session, casts: Mapping[Key, Cast], known: Mapping[Key, KnownText], version: int
    ) -> dict[Key, str]:
        rows = [(*key, _normal(cast.vote.number)) for key, cast in casts.items()]
        insert_rows(db, NumberAnswer, ("poll_id", "member_id", "value"), rows, Float)
        return {}

    def seal(self, cast: Cast) -> list[Sealed]:
        return [Sealed(repr(_normal(cast.vote.number)))]

    def laid_row(self, sealed: Any) -> dict[str, Any]:
        return {"value": float(sealed.id), "count": sealed.count}

    def sealed_row(self, laid: Any) -> dict[str, Any]:
        return {"id": repr(laid.value), "count": laid.count}


KIND = NumericKind(PollKind.NUMERIC)


def _figures(counts: Mapping[float, int], right: RightNumber | None = None) -> Figures:
    """Return the figures of these numbers; empty figures if there are no numbers.

    A course keeps answers of earlier editions, whose question may not have asked for a number.
    """
    return Figures(numbers=numbers.describe(counts, right)) if counts else Figures()


def _normal(number: float | None) -> float:
    """Normalise -0.0 to 0.0, or it would be counted separately."""
    return float(number or 0.0)
