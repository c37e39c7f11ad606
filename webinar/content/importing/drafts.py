"""An importer's result: slides in the shape of our modules, and remarks about them."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from enum import StrEnum
from html import unescape
from typing import NamedTuple

MOST_SLIDES = 400
LONGEST_TEXT = 600_000
_ESCAPE = re.compile(r"\\([\\`*_\[\]{}#>.()+-])")


class Came(StrEnum):
    """The way in which a part of the file came in: unchanged, in another shape, or not at all."""

    FITTED = "fitted"
    CHANGED = "changed"
    DROPPED = "dropped"


class Told(NamedTuple):
    """A line of the report. `slide` counts from 1; 0 means the file as a whole.

    `words.told_words` has the sentence for `code`; `detail` is a name out of the file.
    """

    slide: int
    came: Came
    code: str
    detail: str = ""


@dataclass
class Option:
    """`label` is Markdown on one line.

    In a question that joins two lists, a head or group comes before its partners or items.
    """

    label: str
    is_right: bool = False
    is_head: bool = False


@dataclass
class MadeSlide:
    """`title` and all lines are Markdown that is safe in our format; see `plain` and `cleaned`.

    `classes` give its kind, as in `("quiz", "single")`; `right` is the right number of a numeric
    quiz. The id is made from `name`, or from the title if `name` is "".
    """

    title: str = ""
    body: list[str] = field(default_factory=list)
    classes: tuple[str, ...] = ()
    options: list[Option] = field(default_factory=list)
    right: str = ""
    why: list[str] = field(default_factory=list)
    note: list[str] = field(default_factory=list)
    name: str = ""


@dataclass
class Imported:
    """A module before it is written. `pictures` holds the files' contents by their names."""

    title: str = ""
    slides: list[MadeSlide] = field(default_factory=list)
    told: list[Told] = field(default_factory=list)
    pictures: dict[str, bytes] = field(default_factory=dict)

    def say(self, came: Came, code: str, detail: str = "", slide: int | None = None) -> None:
        """Add a remark about a slide; by default the slide being made, the one after the last."""
        number = len(self.slides) + 1 if slide is None else slide
        # The detail is shown as the author wrote it, not as our Markdown escapes it.
        shown = unescape(_ESCAPE.sub(r"\1", " ".join(detail.split())[:120]))
        line = Told(number, came, code, shown)
        if line not in self.told:
            self.told.append(line)
