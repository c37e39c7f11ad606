"""The interface of a kind of question, in sessions and in courses: one object per kind.

All kinds share `Kind`. The two branches add how answers are kept: `options.OptionKind` for kinds
whose answers choose among what the author offers, `open.OpenKind` for all others.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from typing import ClassVar, NamedTuple, Protocol, TypeVar

from sqlalchemy.orm import Session

from webinar.content.lessons.model import PollItem
from webinar.content.lessons.poll_kinds import PollKind
from webinar.kit.errors import Refused
from webinar.live.polls.models import Poll
from webinar.live.polls.numbers import Right
from webinar.live.polls.shown import Figures, PollAnswer, Reply

Option = TypeVar("Option", str, int)


class Answer(Protocol):
    """An answer as it arrives. Its message has checked lengths and ranges."""

    @property
    def options(self) -> Sequence[str]: ...
    @property
    def points(self) -> Mapping[str, int]: ...
    @property
    def number(self) -> float | None: ...
    @property
    def text(self) -> str: ...
    @property
    def words(self) -> Sequence[str]: ...
    @property
    def abstain(self) -> bool: ...


class Question(NamedTuple):
    """A question. `options` are the keys in their order; `points` may be shared out among them."""

    kind: PollKind
    options: Collection[str] = ()
    points: int = 0
    may_abstain: bool = False


class RightAnswer(NamedTuple):
    """The answer that an author calls right: all of these options and no other, or a number."""

    options: frozenset[str]
    number: Right | None = None


# The content of an answer, however it arrived: the chosen options in order, each with its
# rank or points if it has any; or a number.
Said = Sequence[tuple[str, int | None]] | float


class Own(NamedTuple):
    """An answer as its giver sees it: the chosen options, and what these do not say."""

    options: list[str]
    answer: PollAnswer | None = None


class Counted(NamedTuple):
    """The totals of a poll: ballots, by option's key votes and twice Borda's points, and numbers.

    `numbers` is how often each number was given.
    """

    voters: int
    abstained: int
    votes: dict[str, int]
    scores: dict[str, int]
    numbers: Mapping[float, int] = {}


class GivenAnswer(NamedTuple):
    """One member's answer, and the language in which it was given."""

    language: str
    said: Said


class LearnerAnswer(NamedTuple):
    """An answer of somebody who studies alone, and the language in which it was given."""

    answer: Answer
    language: str


class Kind(ABC):
    """One kind of question. `kind` is its name on the wire, in files and in the database."""

    # The interaction type of xAPI.
    interaction: ClassVar[str]

    def __init__(self, kind: PollKind) -> None:
        self.kind = kind

    @abstractmethod
    def why_not(self, question: Question, answer: Answer) -> Refused | None:
        """Why an answer that holds this kind's field, and no other, does not answer the question.

        Codes: `no_choice`, `one_choice_only`, `matched_twice`, `unknown_option`,
        `too_many_points`, `bad_message`.
        """

    @abstractmethod
    def own(self, options: Collection[str], answer: Answer, language: str) -> Own:
        """A checked answer as its giver sees it; `options` are the question's in their order."""

    def said(self, answer: Answer) -> Said | None:
        """A checked answer's content to compare; none for own words, which no machine compares."""
        return None

    def is_right(self, right: RightAnswer, said: Said) -> bool:
        """Whether this is what the author calls right."""
        return False

    def pattern(self, said: Said) -> str | None:
        """An answer as xAPI writes it (Data, 2.4.4.1); none for own words."""
        return None

    def components(self, options: Sequence[str]) -> dict[str, Sequence[str]]:
        """The possible answers, by the properties of xAPI that list them; `options`: all keys."""
        return {}

    def right_pattern(self, right: RightAnswer) -> str:
        """The right answer as xAPI writes it; empty if nothing is right."""
        return ""

    def tallied(self, question: PollItem, said: Said) -> Counter[str]:
        """The amounts that one anonymous answer of a course adds, by the name of the counter."""
        return Counter()

    def answers(self, db: Session, poll: Poll) -> dict[int, GivenAnswer]:
        """Each member's answer to a named poll, by the member's id, without abstentions."""
        return {}

    def number_counts(self, db: Session, poll: Poll) -> dict[float, int]:
        """The count of each number given."""
        return {}

    def figures(self, db: Session, poll: Poll, counted: Counted, *, for_hosts: bool) -> Figures:
        """The figures that a result of this kind holds beside votes per option."""
        return Figures()

    def figures_of(self, question: PollItem, given: Sequence[LearnerAnswer]) -> Figures:
        """The same for the answers of a course; at least one, and no abstentions."""
        return Figures()

    def figures_of_counts(self, question: PollItem, counts: Mapping[str, int]) -> Figures:
        """The same for the counts that `tallied` added up in an anonymous question of a course."""
        return Figures()

    def replies(self, db: Session, poll: Poll, *, for_hosts: bool) -> list[Reply]:
        """The open texts, in the order in which hosts were told of them."""
        return []
