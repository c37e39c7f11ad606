"""Kinds that choose options without rank or points: one, several, or a value on a scale."""

from __future__ import annotations

from collections.abc import Sequence

from webinar.kit.errors import Refused
from webinar.live.polls.kinds.base import Question
from webinar.live.polls.kinds.options import OptionKind


class ChoiceKind(OptionKind):
    interaction = "choice"


class SingleKind(ChoiceKind):
    """A choice of at most one option."""

    def why_not_chosen(self, question: Question, chosen: Sequence[str]) -> Refused | None:
        if len(set(chosen)) > 1:
            return Refused("one_choice_only")
        return super().why_not_chosen(question, chosen)


class ScaleKind(SingleKind):
    interaction = "likert"
    component = "scale"
