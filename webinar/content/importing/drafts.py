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


class Outcome(StrEnum):
    """The way in which a part of the file came in: unchanged, in another shape, or not at all."""

    FITTED = "fitted"
    CHANGED = "changed"
    DROPPED = "dropped"


class Remark(NamedTuple):
    """A line of the report. `slide` counts from 1; 0 means the file as a whole.

    `words.remark_words` has the sentence for `code`; `detail` is a name out of the file.
    """

    slide: int
    outcome: Outcome
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
class SlideDraft:
    """`title` and all lines are Markdown that is safe in our format; see `plain` and `clean_slide`.

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
class ModuleDraft:
    """A module before it is written. `pictures` holds the files' contents by their names."""

    title: str = ""
    slides: list[SlideDraft] = field(default_factory=list)
    remarks: list[Remark] = field(default_factory=list)
    pictures: dict[str, bytes] = field(default_factory=dict)

    def say(self, outcome: Outcome, code: str, detail: str = "", slide: int | None = None) -> None:
        """Add a remark about a slide; by default the slide being made, the one after the last."""
        number = len(self.slides) + 1 if slide is None else slide
        # The detail is shown as the author wrote it, not as our Markdown escapes it.
        plain_detail = unescape(_ESCAPE.sub(r"\1", " ".join(detail.split())[:120]))
        line = Remark(number, outcome, code, plain_detail)
        if line not in self.remarks:
            self.remarks.append(line)
