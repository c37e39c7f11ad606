"""The one list of the kinds of questions, with their properties."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from enum import StrEnum
from typing import NamedTuple

from webinar.content.lessons.sentences import N_, Sentence


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
    REASONED = "reasoned"

    @property
    def field(self) -> str:
        """The field that every answer has: options, points, number, text or words."""
        return _PROPERTIES[self].field

    @property
    def fields(self) -> tuple[str, ...]:
        """The fields that an answer may have: `field` first, then those that may be empty."""
        return (self.field, "text") if self.takes_reason else (self.field,)

    @property
    def takes_reason(self) -> bool:
        """Whether a text, which may be empty, gives the reason for the chosen options."""
        return _PROPERTIES[self].takes_reason

    @property
    def fixed_options(self) -> tuple[str, ...]:
        """The ids of the options if the kind prescribes them; otherwise authors choose their own.

        Authors write the labels in any case.
        """
        return _PROPERTIES[self].fixed_options

    @property
    def on_paper(self) -> Sentence:
        """The instruction on a printed sheet, in English; `template` finds its translation."""
        return _PROPERTIES[self].on_paper

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
    def is_made_on_the_spot(self) -> bool:
        """Whether hosts can make such a poll during a session, and not only authors on a slide."""
        return not self.is_paired

    @property
    def is_tested(self) -> bool:
        """Whether tests use this kind: learners choose, and type neither numbers nor words."""
        return self.is_choice or self.is_paired

    @property
    def picks_one(self) -> bool:
        """Whether at most one option may be chosen."""
        return _PROPERTIES[self].picks_one

    @property
    def picks_many(self) -> bool:
        """Whether several options may be ticked."""
        return self.is_choice and not self.picks_one

    @property
    def is_scale(self) -> bool:
        """Whether the options are numbers, which keep their order and have a mean."""
        return _PROPERTIES[self].is_scale

    @property
    def keeps_order(self) -> bool:
        """Whether the options stay in the author's order where others are shuffled."""
        return self.is_scale or bool(self.fixed_options)

    @property
    def is_ordered(self) -> bool:
        """Whether the order of the chosen options is the answer."""
        return _PROPERTIES[self].is_ordered

    @property
    def matches_once(self) -> bool:
        """Whether a column of two joined lists takes only one row."""
        return _PROPERTIES[self].matches_once

    @property
    def shares_points(self) -> bool:
        """Whether people share out points among the options."""
        return self.field == "points"

    @property
    def asks_number(self) -> bool:
        """Whether the answer is a number, so that a quiz has a right number."""
        return self.field == "number"

    @property
    def collects_texts(self) -> bool:
        """Whether an answer has a text, which everybody sees once a host shows it."""
        return "text" in self.fields

    @property
    def counts_words(self) -> bool:
        """Whether the answer is a few words, which are counted together."""
        return self.field == "words"

    @property
    def is_moderated(self) -> bool:
        """Whether hosts decide which texts or words of the answers everybody sees."""
        return self.collects_texts or self.counts_words

    @property
    def counts_people(self) -> bool:
        """Whether the votes of an option are people, so that they are a share of the voters."""
        return self.field == "options"

    @property
    def is_written(self) -> bool:
        """Whether the whole answer is in the participant's own words, which no machine compares."""
        return _PROPERTIES[self].is_written

    @property
    def may_be_quiz(self) -> bool:
        """Whether an author can say which answer is right."""
        return _PROPERTIES[self].may_be_quiz


def as_classes(kinds: Iterable[PollKind]) -> str:
    """Return the kinds as a remedy of the lint lists them, such as "`.matching` or `.sorting`"."""
    *others, last = (f"`.{kind}`" for kind in kinds)
    return f"{', '.join(others)} or {last}"


class _Properties(NamedTuple):
    field: str
    on_paper: Sentence
    is_choice: bool = False
    picks_one: bool = False
    is_scale: bool = False
    is_ordered: bool = False
    is_paired: bool = False
    matches_once: bool = False
    is_written: bool = False
    may_be_quiz: bool = False
    takes_reason: bool = False
    fixed_options: tuple[str, ...] = ()


_PROPERTIES: Mapping[PollKind, _Properties] = {
    PollKind.SINGLE: _Properties(
        "options", N_("Select one"), is_choice=True, picks_one=True, may_be_quiz=True
    ),
    PollKind.SEVERAL: _Properties(
        "options", N_("Select all that apply"), is_choice=True, may_be_quiz=True
    ),
    PollKind.SCALE: _Properties(
        "options",
        N_("Select one point of the scale"),
        is_choice=True,
        picks_one=True,
        is_scale=True,
    ),
    PollKind.RANKING: _Properties(
        "options", N_("Number them in your order, 1 for the first"), is_ordered=True
    ),
    PollKind.POINTS: _Properties("points", N_("Share out the points")),
    PollKind.NUMERIC: _Properties("number", N_("Write a number"), may_be_quiz=True),
    PollKind.TEXT: _Properties("text", N_("Answer in your own words"), is_written=True),
    PollKind.CLOUD: _Properties("words", N_("Write up to three words"), is_written=True),
    PollKind.MATCHING: _Properties(
        "options",
        N_("Write the number of its partner beside each"),
        is_paired=True,
        matches_once=True,
        may_be_quiz=True,
    ),
    PollKind.SORTING: _Properties(
        "options",
        N_("Write the number of its group beside each"),
        is_paired=True,
        may_be_quiz=True,
    ),
    PollKind.REASONED: _Properties(
        "options",
        N_("True or false, and why?"),
        is_choice=True,
        picks_one=True,
        may_be_quiz=True,
        takes_reason=True,
        fixed_options=("true", "false"),
    ),
}
