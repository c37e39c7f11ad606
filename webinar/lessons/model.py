"""A module as the rest of the server sees it: plain, frozen, and the same again after JSON.

Everything that a person reads is held per language; everything that is counted or stored elsewhere
is an id, and ids are the same in all languages. Language dictionaries begin with the reference
language, which is what `fallback.resolve` relies on as its last resort.
"""

import hashlib
from typing import Literal

import msgspec


class SlideText(msgspec.Struct, frozen=True):
    """`title` is plain text; the two HTML fields were cleaned and may be inserted as they are.

    `html` leaves out the title, the options, the explanation and the notes. `notes_html` is for
    those who present, and must never be sent to a participant.
    """

    title: str
    html: str
    notes_html: str


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


class PollItem(msgspec.Struct, frozen=True):
    """The question of a slide. Every language in `text` has a label for every option."""

    kind: Literal["single", "several"]
    is_quiz: bool
    options: list[OptionItem]
    text: dict[str, PollText]


class Slide(msgspec.Struct, frozen=True):
    """`text` holds the languages that have this slide; the reference language always does."""

    id: str
    text: dict[str, SlideText]
    poll: PollItem | None = None


class Source(msgspec.Struct, frozen=True):
    """Where a statement comes from. `url` is https or empty; `title` and `note` are plain text."""

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


class Module(msgspec.Struct, frozen=True, kw_only=True):
    """A folder of lessons. `languages` begins with the reference language, whose order counts.

    Titles, objectives and notices are plain text.
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

    def slide(self, slide_id: str) -> Slide | None:
        return next((slide for slide in self.slides if slide.id == slide_id), None)


def to_json(module: Module) -> bytes:
    """The whole module; dictionaries keep their order, because the first language matters."""
    return msgspec.json.encode(module)


def from_json(content: bytes) -> Module:
    """What `to_json` wrote. Raises `msgspec.ValidationError` for anything else."""
    return msgspec.json.decode(content, type=Module)


def content_hash(module: Module) -> str:
    """16 hex digits that change when anything in the module does, an image included."""
    canonical = msgspec.json.Encoder(order="sorted").encode(module)
    return hashlib.sha256(canonical).hexdigest()[:16]
