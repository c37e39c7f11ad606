"""Kinds whose answers choose among the options that an author offers."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import ClassVar

from sqlalchemy import select
from sqlalchemy.orm import Session

from webinar.content.lessons.model import PollItem
from webinar.kit.errors import Refused
from webinar.live.polls.kinds.base import (
    Answer,
    AnswerContent,
    GivenAnswer,
    Kind,
    Option,
    Own,
    Question,
    RightAnswer,
)
from webinar.live.polls.kinds.open import OpenKind, has_text
from webinar.live.polls.models import Ballot, Choice, Poll
from webinar.live.polls.view_structs import Reply


class OptionKind(Kind):
    """A kind whose answers are stored as `Choice` rows and counted in the options' rows."""

    # The property of xAPI that lists the options; empty if its type has no such list.
    component: ClassVar[str] = "choices"
    # Stores the reasons that answers give for their options; None if they give none.
    reason: ClassVar[OpenKind | None] = None

    def why_not(self, question: Question, answer: Answer) -> Refused | None:
        return self.why_not_chosen(question, answer.options)

    def why_not_chosen(self, question: Question, chosen: Sequence[str]) -> Refused | None:
        """Return why these options, at least one, do not fit the question; None if they do."""
        is_known = all(key in question.options for key in chosen)
        return None if is_known else Refused("unknown_option")

    def own(self, options: Collection[str], answer: Answer, language: str) -> Own:
        # Return the options in the question's order, not in the order of the member's taps.
        chosen = [key for key in options if key in answer.options]
        if self.reason is None or not has_text(answer):
            return Own(chosen)
        return Own(chosen, self.reason.own(options, answer, language).answer)

    def own_kept(self, chosen: Mapping[str, int | None]) -> Own:
        """Return a member's stored answer as the member sees it.

        `chosen` maps the options, in their order, to their rank or points.
        """
        return Own(list(chosen))

    def content_of(self, answer: Answer) -> list[tuple[str, int | None]]:
        return [(key, None) for key in dict.fromkeys(answer.options)]

    def in_order(
        self, choices: Sequence[tuple[Option, int | None]], places: Mapping[Option, int]
    ) -> list[tuple[Option, int | None]]:
        """Return one ballot's choices in reading order: that of the options' `places`."""
        return sorted(choices, key=lambda choice: places[choice[0]])

    def votes(self, choices: Sequence[tuple[Option, int | None]]) -> Counter[Option]:
        """Return the votes that one ballot's choices, given in order, add to their options."""
        return Counter({option: 1 for option, _ in choices})

    def tally(self, options: Iterable[str], given: Iterable[AnswerContent]) -> dict[str, int]:
        """Return the votes of these answers, by option."""
        votes: Counter[str] = Counter()
        for said in given:
            if not isinstance(said, float):
                votes.update(self.votes(said))
        return {option: votes[option] for option in options}

    def scores(
        self, choices: Sequence[tuple[Option, int | None]], options: Collection[Option]
    ) -> Counter[Option]:
        """Return twice the points that a ballot adds to each option; empty if it ranks nothing."""
        return Counter()

    def written(self, choices: Sequence[tuple[str, int | None]]) -> list[str]:
        """Return the texts that a table of answers shows besides the options' names."""
        return []

    def is_right(self, right: RightAnswer, said: AnswerContent) -> bool:
        return not isinstance(said, float) and {key for key, _ in said} == right.options

    def pattern(self, said: AnswerContent) -> str | None:
        return None if isinstance(said, float) else "[,]".join(sorted(key for key, _ in said))

    def components(self, options: Sequence[str]) -> dict[str, Sequence[str]]:
        return {self.component: options} if self.component else {}

    def right_pattern(self, right: RightAnswer) -> str:
        return "[,]".join(sorted(right.options))

    def tallied(self, question: PollItem, said: AnswerContent) -> Counter[str]:
        return Counter() if isinstance(said, float) else self.votes(said)

    def answers(self, db: Session, poll: Poll) -> dict[int, GivenAnswer]:
        of = (Choice.poll_id == Ballot.poll_id) & (Choice.member_id == Ballot.member_id)
        rows = (
            select(Ballot.member_id, Ballot.language, Choice.option_id, Choice.value)
            .join(Choice, of)
            .where(Ballot.poll_id == poll.id)
        )
        keys = {option.id: option.key for option in poll.options}
        places = {option.key: option.position for option in poll.options}
        chosen: defaultdict[tuple[int, str], list[tuple[str, int | None]]] = defaultdict(list)
        for member_id, language, option_id, value in db.execute(rows):
            chosen[member_id, language].append((keys[option_id], value))
        return {
            member_id: GivenAnswer(language, self.in_order(choices, places))
            for (member_id, language), choices in chosen.items()
        }

    def replies(self, db: Session, poll: Poll, *, for_hosts: bool) -> list[Reply]:
        return [] if self.reason is None else self.reason.replies(db, poll, for_hosts=for_hosts)
