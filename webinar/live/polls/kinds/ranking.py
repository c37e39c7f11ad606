"""The kind that ranks options from the top. Options that a ballot does not rank are tied."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping, Sequence

from sqlalchemy.orm import Session

from webinar.content.lessons.model import PollItem
from webinar.content.lessons.poll_kinds import PollKind
from webinar.kit.errors import Refused
from webinar.live.polls import borda
from webinar.live.polls.kinds.base import (
    Answer,
    AnswerContent,
    Counted,
    LearnerAnswer,
    Option,
    Own,
    Question,
)
from webinar.live.polls.kinds.options import OptionKind
from webinar.live.polls.models import Poll
from webinar.live.polls.view_structs import Figures


class RankingKind(OptionKind):
    """A kind in which a choice's value is its rank from 1. A ballot's first choice is its vote."""

    interaction = "sequencing"

    def why_not_chosen(self, question: Question, chosen: Sequence[str]) -> Refused | None:
        if len(set(chosen)) < len(chosen):
            return Refused("bad_message")
        return super().why_not_chosen(question, chosen)

    def own(self, options: Collection[str], answer: Answer, language: str) -> Own:
        return Own(list(answer.options))

    def own_kept(self, chosen: Mapping[str, int | None]) -> Own:
        return Own(sorted(chosen, key=lambda option: chosen[option] or 0))

    def content_of(self, answer: Answer) -> list[tuple[str, int | None]]:
        return [(key, rank) for rank, key in enumerate(answer.options, 1)]

    def in_order(
        self, choices: Sequence[tuple[Option, int | None]], places: Mapping[Option, int]
    ) -> list[tuple[Option, int | None]]:
        return sorted(choices, key=lambda choice: choice[1] or 0)

    def votes(self, choices: Sequence[tuple[Option, int | None]]) -> Counter[Option]:
        return Counter({choices[0][0]: 1}) if choices else Counter()

    def scores(
        self, choices: Sequence[tuple[Option, int | None]], options: Collection[Option]
    ) -> Counter[Option]:
        return borda.doubled([option for option, _ in choices], options) if choices else Counter()

    def pattern(self, said: AnswerContent) -> str | None:
        return None if isinstance(said, float) else "[,]".join(key for key, _ in said)

    def tallied(self, question: PollItem, said: AnswerContent) -> Counter[str]:
        if isinstance(said, float):
            return Counter()
        options = [option.id for option in question.options]
        return self.scores([choice for choice in said if choice[0] in options], options)

    def figures(self, db: Session, poll: Poll, counted: Counted, *, for_hosts: bool) -> Figures:
        return Figures(scores={key: score / 2 for key, score in counted.scores.items()})

    def figures_of(self, question: PollItem, given: Sequence[LearnerAnswer]) -> Figures:
        scores: Counter[str] = Counter()
        for one in given:
            scores.update(self.tallied(question, self.content_of(one.answer)))
        return self.figures_of_counts(question, scores)

    def figures_of_counts(self, question: PollItem, counts: Mapping[str, int]) -> Figures:
        return Figures(
            scores={option.id: _half(counts.get(option.id, 0)) for option in question.options}
        )


KIND = RankingKind(PollKind.RANKING)


def _half(score: int) -> float:
    """Return half the score, without a needless decimal place."""
    return score / 2 if score % 2 else score // 2
