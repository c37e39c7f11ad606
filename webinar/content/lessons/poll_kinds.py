"""The kinds of questions: the one list of them, and their properties wherever they are asked."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum


class PollKind(StrEnum):
    """The way a question is answered."""

    SINGLE = "single"
    SEVERAL = "several"
    SCALE = "scale"
    RANKING = "ranking"
    POINTS = "points"
    NUMERIC = "numeric"
    TEXT = "text"
    CLOUD = "cloud"
    MATCHING = "matching"
    SORTING = "sorting"

    @property
    def field(self) -> str:
        """The field of an answer that holds it: options, points, number, text or words."""
        return _FIELDS[self]

    @property
    def has_options(self) -> bool:
        """Whether the answer is picked from what the author offers."""
        return self.field in ("options", "points")

    @property
    def is_paired(self) -> bool:
        """Whether the answer joins two lists, so that each option is a pair: see `pairs`."""
        return self in _PAIRED

    @property
    def is_choice(self) -> bool:
        """Whether the answer is a set of options, without an order and without weights."""
        return self in _CHOICES

    @property
    def is_tested(self) -> bool:
        """Whether tests ask it: by choosing, so that no number and no words are to be typed."""
        return self.is_choice or self.is_paired

    @property
    def picks_one(self) -> bool:
        """Whether no more than one option may be chosen."""
        return self in _PICK_ONE

    @property
    def counts_people(self) -> bool:
        """Whether the votes of an option are people, so that they are a share of the voters."""
        return self.field == "options"

    @property
    def is_written(self) -> bool:
        """Whether the answer is in the participant's own words, which no machine compares."""
        return self in _WRITTEN

    @property
    def may_be_quiz(self) -> bool:
        """Whether an author can say which answer is right."""
        return self in _QUIZZES


_FIELDS: Mapping[PollKind, str] = {
    PollKind.SINGLE: "options",
    PollKind.SEVERAL: "options",
    PollKind.SCALE: "options",
    PollKind.RANKING: "options",
    PollKind.POINTS: "points",
    PollKind.NUMERIC: "number",
    PollKind.TEXT: "text",
    PollKind.CLOUD: "words",
    PollKind.MATCHING: "options",
    PollKind.SORTING: "options",
}
_PAIRED = frozenset({PollKind.MATCHING, PollKind.SORTING})
_CHOICES = frozenset({PollKind.SINGLE, PollKind.SEVERAL, PollKind.SCALE})
_PICK_ONE = frozenset({PollKind.SINGLE, PollKind.SCALE})
_WRITTEN = frozenset({PollKind.TEXT, PollKind.CLOUD})
_QUIZZES = frozenset({PollKind.SINGLE, PollKind.SEVERAL, PollKind.NUMERIC, *_PAIRED})
