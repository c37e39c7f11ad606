"""The kind that chooses at most one option."""

from __future__ import annotations

from collections.abc import Sequence

from webinar.content.lessons.poll_kinds import PollKind
from webinar.kit.errors import Refused
from webinar.live.polls.kinds.base import Question
from webinar.live.polls.kinds.options import OptionKind


class SingleKind(OptionKind):
    interaction = "choice"

    def why_not_chosen(self, question: Question, chosen: Sequence[str]) -> Refused | None:
        if len(set(chosen)) > 1:
            return Refused("one_choice_only")
        return super().why_not_chosen(question, chosen)


KIND = SingleKind(PollKind.SINGLE)
