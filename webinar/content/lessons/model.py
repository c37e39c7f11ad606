"""A module as the rest of the server sees it: plain, frozen, and the same again after JSON.

Everything that a person reads is held per language; everything that is counted or stored elsewhere
is an id, and ids are the same in all languages. Language dictionaries begin with the reference
language, the last resort of `language_fallback.resolve`.
"""

import hashlib
from bisect import bisect_right
from collections.abc import Sequence

import msgspec

from webinar.content.lessons.pairs import columns_of, rows_of
from webinar.content.lessons.poll_kinds import PollKind


class SlideText(msgspec.Struct, frozen=True):
    """`title` is plain text; the HTML fields were cleaned and may be inserted as they are.

    `html` leaves out the title, the options, the explanation, the hand-out and the notes.
    `notes_html` is for presenters, and must never be sent to a participant. `study_html` is the
    part of the notes that people who study alone may read.
    """

    title: str
    html: str
    notes_html: str
    handout_html: str = ""
    study_html: str = ""

    @property
    def presenter_html(self) -> str:
        """The text for the presenter.

        The text for learners repeats the notes at more length and addresses another reader, so it
        is used only if there are no notes.
        """
        return self.notes_html or self.study_html


class PollText(msgspec.Struct, frozen=True):
    """`question` and `labels` (by option id) are plain text; `why_html` was cleaned.

    `why_html` gives the answer away: it may leave the server only once the poll is revealed.
    """

    question: str
    labels: dict[str, str]
    why_html: str


class OptionItem(msgspec.Struct, frozen=True):
    id: str
    is_correct: bool


class RightNumber(msgspec.Struct, frozen=True):
    """The right answers to a numeric quiz: numbers at most `tolerance` away from `value`."""

    value: float
    tolerance: float = 0.0


class PollItem(msgspec.Struct, frozen=True):
    """The question of a slide. Every language in `text` has a label for every option.

    The options of a scale are its points in order, and their ids are whole numbers: the values. The
    options of a question that joins two lists are its pairs: see `pairs`. A number, an open text
    and a cloud have none. `points` is the number to share out, `seconds` the countdown offered,
    both 0 if there is none.
    """

    kind: PollKind
    is_quiz: bool
    options: list[OptionItem]
    text: dict[str, PollText]
    is_anonymous: bool = False
    may_abstain: bool = False
    points: int = 0
    seconds: int = 0
    right: RightNumber | None = None

    def labels(self, text: PollText) -> dict[str, str]:
        """Return the label of each option, and for pairs also the labels of rows and columns."""
        ids = [option.id for option in self.options]
        parts = [*rows_of(ids), *columns_of(ids)] if self.kind.is_paired else []
        return {key: text.labels[key] for key in (*parts, *ids)}


class StepText(msgspec.Struct, frozen=True):
    """The draft of a next step in one language: plain text. `owner` is a role, never a name."""

    text: str
    owner: str
    indicator: str


class StepItem(msgspec.Struct, frozen=True):
    """The draft of a next step; `days` is how long it may take, 0 if its author does not say."""

    id: str
    days: int
    text: dict[str, StepText]


class Slide(msgspec.Struct, frozen=True):
    """`text` holds the languages that have this slide; the reference language always does.

    `minutes` is the planned time, 0 if the author plans none for this slide. A question of the bank
    has `variant_of`, the id of the slide in whose place it may be asked. A slide with `is_break`
    is on the screen while a session rests; there is nothing to learn from it. `reveals` is the
    number of list items that a presenter reveals one by one, 0 if all are shown at once.
    """

    id: str
    text: dict[str, SlideText]
    poll: PollItem | None = None
    minutes: float = 0.0
    is_scenario: bool = False
    is_break: bool = False
    steps: list[StepItem] = []
    variant_of: str = ""
    reveals: int = 0

    @property
    def is_interactive(self) -> bool:
        """Whether participants do more than listen during this slide."""
        return self.poll is not None or self.is_scenario or bool(self.steps)


class Source(msgspec.Struct, frozen=True):
    """The source of a statement. `url` is https or empty; `title` and `note` are plain text."""

    title: str
    url: str = ""
    note: str = ""


class Asset(msgspec.Struct, frozen=True):
    """An image of the module. `path` is relative to its folder; slides ask for `url`."""

    path: str
    media_type: str
    size: int
    sha256: str
    url: str


class Part(msgspec.Struct, frozen=True, kw_only=True):
    """One module of a programme: `slides` of its slides, from number `first`, counted from 0.

    `keeps_answers` is for a pre-test: its right answers are not shown in the session.
    """

    id: str
    module: str
    title: dict[str, str]
    minutes: int
    first: int
    slides: int
    keeps_answers: bool = False

    @property
    def numbers(self) -> range:
        """The numbers of its slides in the programme, counted from 0."""
        return range(self.first, self.first + self.slides)


class Module(msgspec.Struct, frozen=True, kw_only=True):
    """A folder of lessons, or the modules of a programme one after another, as `parts`.

    `languages` begins with the reference language, whose order counts. Titles, objectives and
    notices are plain text. `bank` holds questions that replace others in tests taken alone; a live
    session does not use them.
    """

    name: str
    languages: list[str]
    title: dict[str, str]
    minutes: int
    objectives: dict[str, list[str]]
    sources: dict[str, list[Source]]
    licence: str
    notice: dict[str, str]
    slides: list[Slide]
    assets: list[Asset] = []
    parts: list[Part] = []
    bank: list[Slide] = []

    def all_parts(self) -> list[Part]:
        """Return the parts of a programme; a module alone is one part."""
        whole = Part(
            id=self.name,
            module=self.name,
            title=self.title,
            minutes=self.minutes,
            first=0,
            slides=len(self.slides),
        )
        return self.parts or [whole]

    def slides_of(self, part: Part) -> list[Slide]:
        return self.slides[part.first : part.first + part.slides]

    def slide(self, slide_id: str) -> Slide | None:
        return next((slide for slide in self.slides if slide.id == slide_id), None)


def part_number(parts: Sequence[Part], slide: int) -> int:
    """Return the number of the part that the slide is in; both are counted from 0."""
    return max(0, bisect_right([part.first for part in parts], slide) - 1)


def to_json(module: Module) -> bytes:
    """Encode the module; dictionaries keep their order, because the first language matters."""
    return msgspec.json.encode(module)


def from_json(content: bytes) -> Module:
    """Read a module that `to_json` wrote. Raises `msgspec.ValidationError` for anything else."""
    return msgspec.json.decode(content, type=Module)


def content_hash(module: Module) -> str:
    """Return 16 hex digits that change when anything in the module does, an image included."""
    canonical = msgspec.json.Encoder(order="sorted").encode(module)
    return hashlib.sha256(canonical).hexdigest()[:16]
