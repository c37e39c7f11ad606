"""The one list of the kinds of questions, with their properties."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from typing import NamedTuple


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
        return _PROPERTIES[self].field

    @property
    def has_options(self) -> bool:
        """Whether people answer with the author's options."""
        return self.field in ("options", "points")

    @property
    def is_paired(self) -> bool:
        """Whether the answer joins two lists, so that each option is a pair: see `pairs`."""
        return _PROPERTIES[self].is_paired

    @property
    def is_choice(self) -> bool:
        """Whether the answer is a set of options, without an order and without weights."""
        return _PROPERTIES[self].is_choice

    @property
    def is_tested(self) -> bool:
        """Whether tests use this kind: learners choose, and type neither numbers nor words."""
        return self.is_choice or self.is_paired

    @property
    def picks_one(self) -> bool:
        """Whether at most one option may be chosen."""
        return _PROPERTIES[self].picks_one

    @property
    def counts_people(self) -> bool:
        """Whether the votes of an option are people, so that they are a share of the voters."""
        return self.field == "options"

    @property
    def is_written(self) -> bool:
        """Whether the answer is in the participant's own words, which no machine compares."""
        return _PROPERTIES[self].is_written

    @property
    def may_be_quiz(self) -> bool:
        """Whether an author can say which answer is right."""
        return _PROPERTIES[self].may_be_quiz


class _Properties(NamedTuple):
    field: str
    is_choice: bool = False
    picks_one: bool = False
    is_paired: bool = False
    is_written: bool = False
    may_be_quiz: bool = False


_PROPERTIES: Mapping[PollKind, _Properties] = {
    PollKind.SINGLE: _Properties("options", is_choice=True, picks_one=True, may_be_quiz=True),
    PollKind.SEVERAL: _Properties("options", is_choice=True, may_be_quiz=True),
    PollKind.SCALE: _Properties("options", is_choice=True, picks_one=True),
    PollKind.RANKING: _Properties("options"),
    PollKind.POINTS: _Properties("points"),
    PollKind.NUMERIC: _Properties("number", may_be_quiz=True),
    PollKind.TEXT: _Properties("text", is_written=True),
    PollKind.CLOUD: _Properties("words", is_written=True),
    PollKind.MATCHING: _Properties("options", is_paired=True, may_be_quiz=True),
    PollKind.SORTING: _Properties("options", is_paired=True, may_be_quiz=True),
}
