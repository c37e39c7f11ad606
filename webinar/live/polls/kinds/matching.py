"""The kind that matches two lists: like sorting, but a column takes only one row."""

from __future__ import annotations

from collections.abc import Sequence

from webinar.content.lessons.pairs import parts_of
from webinar.content.lessons.poll_kinds import PollKind
from webinar.kit.errors import Refused
from webinar.live.polls.kinds.base import Question
from webinar.live.polls.kinds.sorting import SortingKind


class MatchingKind(SortingKind):
    def why_not_chosen(self, question: Question, chosen: Sequence[str]) -> Refused | None:
        columns = [parts_of(cell)[1] for cell in chosen]
        refusal = super().why_not_chosen(question, chosen)
        return refusal or (Refused("matched_twice") if len(set(columns)) < len(columns) else None)


KIND = MatchingKind(PollKind.MATCHING)
