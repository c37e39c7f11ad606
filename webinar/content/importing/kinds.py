"""The kinds of files to import, and their readers. All of this may run off the loop."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import NamedTuple

from webinar.content.importing.decks import Program, read_deck
from webinar.content.importing.drafts import LONGEST_TEXT, Remark
from webinar.content.importing.gift import read_gift
from webinar.content.importing.powerpoint import LONGEST_FILE, read_powerpoint
from webinar.content.importing.writing import WrittenModule, write
from webinar.content.lessons.check_ids import ID, MAX_ID_CHARACTERS
from webinar.kit.errors import Refused

LONGEST = max(LONGEST_FILE, LONGEST_TEXT)
# Somewhat more than a file may have, so that our own page reports a file that is too large.
LONGEST_FORM = LONGEST + 1024 * 1024


class Kind(StrEnum):
    """`SLIDES` means Markdown of reveal.js, Slidev or Marp."""

    GIFT = "gift"
    SLIDES = "slides"
    PPTX = "pptx"


class Result(NamedTuple):
    """The files, the report on each slide, and the number of slides."""

    written: WrittenModule
    remarks: tuple[Remark, ...]
    slides: int


def convert(
    kind: Kind,
    content: bytes,
    name: str,
    language: str,
    source: str,
    folder: Path,
    program: Program | None = None,
) -> Result:
    """Make a module called `name`. The lint checks it in `folder`, which must not exist yet.

    Raises `Refused` with `module_name`, or as the readers do.
    """
    if not ID.fullmatch(name) or len(name) > MAX_ID_CHARACTERS or name == "glossary":
        raise Refused("module_name")
    if kind is Kind.GIFT:
        module = read_gift(content, language)
    elif kind is Kind.SLIDES:
        module = read_deck(content, language, program)
    else:
        module = read_powerpoint(content, language)
    written = write(module, name, language, source, folder)
    return Result(written, tuple(module.remarks), len(module.slides))


def kind_of(file_name: str, content: bytes) -> Kind:
    """Return the kind by the file's name and beginning, or raise `Refused` with `file_type`."""
    suffix = Path(file_name).suffix.lower()
    if content.startswith(b"PK") or suffix in (".pptx", ".pptm", ".potx"):
        return Kind.PPTX
    if suffix == ".gift":
        return Kind.GIFT
    if suffix in (".md", ".markdown", ".html", ".htm"):
        return Kind.SLIDES
    if suffix in (".txt", "") and b"{" in content and b"}" in content:
        return Kind.GIFT
    raise Refused("file_type")
