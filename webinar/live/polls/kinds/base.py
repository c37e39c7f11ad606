"""The interface of a kind of question, in sessions and in courses: one object per kind.

All kinds share `Kind`. Its two subclasses say how answers are stored: `options.OptionKind` is for
kinds whose answers choose among the author's options, `open.OpenKind` is for all others.
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
from webinar.live.polls.view_structs import Figures, PollAnswer, Reply

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
    """The answer that the author marked as right: exactly these options, or a number."""

    options: frozenset[str]
    number: Right | None = None


# The content of an answer, however it arrived: the chosen options in order, each with its
# rank or points if it has any; or a number.
AnswerContent = Sequence[tuple[str, int | None]] | float


class Own(NamedTuple):
    """An answer as the respondent sees it: the chosen options, and what options cannot express."""

    options: list[str]
    answer: PollAnswer | None = None


class Counted(NamedTuple):
    """The totals of a poll. `votes` and `scores` are by option key.

    A score is twice the points by Borda's count. `numbers` maps each number to how often it was
    given.
    """

    voters: int
    abstained: int
    votes: dict[str, int]
    scores: dict[str, int]
    numbers: Mapping[float, int] = {}


class GivenAnswer(NamedTuple):
    """One member's answer, and the language in which it was given."""

    language: str
    content: AnswerContent


class LearnerAnswer(NamedTuple):
    """A learner's answer in self-study, and the language in which it was given."""

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
        """Return why the answer does not fit the question; None if it does.

        The answer must hold the field of this kind and no other field. Codes: `no_choice`,
        `one_choice_only`, `matched_twice`, `unknown_option`, `too_many_points`, `bad_message`.
        """

    @abstractmethod
    def own(self, options: Collection[str], answer: Answer, language: str) -> Own:
        """Return a checked answer as the respondent sees it.

        `options` are the question's options in their order.
        """

    def content_of(self, answer: Answer) -> AnswerContent | None:
        """Return a checked answer's content for comparing; None for free text, never compared."""
        return None

    def is_right(self, right: RightAnswer, said: AnswerContent) -> bool:
        """Return whether the answer is the one that the author marked as right."""
        return False

    def pattern(self, said: AnswerContent) -> str | None:
        """Return the answer in xAPI's notation (Data, 2.4.4.1); None for free text."""
        return None

    def components(self, options: Sequence[str]) -> dict[str, Sequence[str]]:
        """Return the possible answers by the xAPI property that lists them.

        `options` are the keys of all options.
        """
        return {}

    def right_pattern(self, right: RightAnswer) -> str:
        """Return the right answer in xAPI's notation; empty if there is none."""
        return ""

    def tallied(self, question: PollItem, said: AnswerContent) -> Counter[str]:
        """Return what one anonymous answer in a course adds to each counter, by counter name."""
        return Counter()

    def answers(self, db: Session, poll: Poll) -> dict[int, GivenAnswer]:
        """Return each member's answer to a named poll by member id, without abstentions."""
        return {}

    def number_counts(self, db: Session, poll: Poll) -> dict[float, int]:
        """Return how often each number was given."""
        return {}

    def figures(self, db: Session, poll: Poll, counted: Counted, *, for_hosts: bool) -> Figures:
        """Return the figures that a result of this kind holds besides votes per option."""
        return Figures()

    def figures_of(self, question: PollItem, given: Sequence[LearnerAnswer]) -> Figures:
        """Return the figures of answers in a course: at least one answer, and no abstentions."""
        return Figures()

    def figures_of_counts(self, question: PollItem, counts: Mapping[str, int]) -> Figures:
        """Return the figures of a course's anonymous question from the sums of `tallied`."""
        return Figures()

    def replies(self, db: Session, poll: Poll, *, for_hosts: bool) -> list[Reply]:
        """Return the open texts, in the order in which hosts were told of them."""
        return []
