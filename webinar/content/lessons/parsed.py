"""A slide as its author typed it: sections of lines, nothing judged and nothing rendered."""

from __future__ import annotations

from dataclasses import dataclass, field

from webinar.content.lessons.marks import Marks
from webinar.content.lessons.poll_kinds import PollKind
from webinar.content.lessons.source import Line

# A heading may give its slide at most one of the `KINDS`, of which these are polls.
POLL_CLASSES = ("poll", "quiz", "scale")
# The ways to answer a poll or quiz. Each poll or quiz has exactly one.
ANSWER_CLASSES = tuple(kind for kind in PollKind if not kind.is_scale)
# Further marks for a poll of any kind.
POLL_MARKS = ("anonymous", "abstain")
KINDS = (*POLL_CLASSES, "scenario", "steps", "break")
# On the heading of a slide whose lists are revealed item by item.
REVEAL = "reveal"


@dataclass(slots=True)
class ParsedOption:
    """`label` is Markdown without its marks.

    A question that joins two lists also has heads or groups. An option that is marked as right has
    in `head` the id of the one above it.
    """

    line: int
    is_correct: bool
    label: str
    marks: Marks
    is_head: bool = False
    head: str = ""

    @property
    def id(self) -> str:
        return self.marks.id


@dataclass(slots=True)
class ParsedStep:
    """The draft of a next step; its three texts are Markdown without marks and keywords."""

    line: int
    text: str = ""
    owner: str = ""
    indicator: str = ""
    marks: Marks = field(default_factory=Marks)

    @property
    def id(self) -> str:
        return self.marks.id


@dataclass(slots=True)
class ParsedSlide:
    """`title` is Markdown; `level` is 0 if the slide has no heading. Sections keep their lines."""

    line: int
    title: str = ""
    level: int = 0
    marks: Marks = field(default_factory=Marks)
    body: list[Line] = field(default_factory=list)
    options: list[ParsedOption] = field(default_factory=list)
    steps: list[ParsedStep] = field(default_factory=list)
    why: list[Line] = field(default_factory=list)
    handout: list[Line] = field(default_factory=list)
    notes: list[Line] = field(default_factory=list)
    study: list[Line] = field(default_factory=list)

    @property
    def id(self) -> str:
        return self.marks.id

    @property
    def is_poll(self) -> bool:
        return bool(set(POLL_CLASSES) & set(self.marks.classes))

    @property
    def is_quiz(self) -> bool:
        return "quiz" in self.marks.classes

    @property
    def is_scale(self) -> bool:
        return "scale" in self.marks.classes

    @property
    def answer_kind(self) -> PollKind:
        """The kind of answer; several choices if the author names none."""
        if self.is_scale:
            return PollKind.SCALE
        names = [name for name in ANSWER_CLASSES if name in self.marks.classes]
        return names[0] if names else PollKind.SEVERAL

    @property
    def is_paired(self) -> bool:
        return self.is_poll and self.answer_kind.is_paired

    @property
    def has_open_answer(self) -> bool:
        return self.is_poll and not self.answer_kind.has_options

    @property
    def is_scenario(self) -> bool:
        return "scenario" in self.marks.classes

    @property
    def is_break(self) -> bool:
        return "break" in self.marks.classes

    @property
    def is_revealed(self) -> bool:
        return REVEAL in self.marks.classes

    @property
    def has_steps(self) -> bool:
        return "steps" in self.marks.classes
