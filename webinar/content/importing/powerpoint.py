"""Slides of PowerPoint (PPTX): their text, tables, notes and pictures.

A PPTX is an archive of XML from an unknown source. Its unpacked size is measured before
anything is read, documents that define entities are refused, and nothing in it is ever run.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from webinar.content.importing.drafts import (
    MOST_SLIDES,
    ModuleDraft,
    Outcome,
    SlideDraft,
)
from webinar.content.importing.pictures import small_picture
from webinar.content.importing.texts import one_line, paragraphs, plain
from webinar.content.importing.wordings import UNTITLED
from webinar.kit.errors import Refused
from webinar.kit.files.archives import open_zip

# In bytes: of the file, of all its parts unpacked, and of its XML alone.
LONGEST_FILE = 40 * 1024 * 1024
MOST_UNPACKED = 300 * 1024 * 1024
MOST_XML = 60 * 1024 * 1024
MOST_PARTS = 5000
MOST_PICTURES = 150
# The limit for all pictures together, because unpacking takes time.
ALL_PIXELS = 300_000_000
_DEEPEST = 8
_ROWS, _COLUMNS = 60, 12


def read_powerpoint(content: bytes, language: str) -> ModuleDraft:
    """Read a PPTX.

    Raises `Refused` with `file_type`, `file_broken`, `file_too_large`, `nothing_found` or
    `too_many_slides`.
    """
    has_macros = _inspect(content)
    module = ModuleDraft()
    if has_macros:
        module.say(Outcome.DROPPED, "macros", slide=0)
    try:
        # Imported here, because the library is large and few requests need it.
        from pptx import Presentation

        deck = Presentation(io.BytesIO(content))
        module.title = one_line(deck.core_properties.title or "")[:200]
        slides = list(deck.slides)
    except Exception as error:  # the library may fail in any way on a broken file
        raise Refused("file_broken") from error
    if len(slides) > MOST_SLIDES:
        raise Refused("too_many_slides")
    budget = PixelBudget(ALL_PIXELS)
    for slide in slides:
        try:
            _Reader(module, slide, language, budget).read()
        except Exception:  # one slide must not take the others with it
            module.say(Outcome.DROPPED, "broken_slide")
    if not module.slides:
        raise Refused("nothing_found")
    module.title = module.title or module.slides[0].title
    return module


def _inspect(content: bytes) -> bool:
    """Return whether the file has macros; refuse it if it is no PPTX or unpacks to too much."""
    if len(content) > LONGEST_FILE:
        raise Refused("file_too_large")
    with open_zip(content, otherwise="file_type") as archive:
        parts = archive.infolist()
        names = {part.filename.lstrip("/") for part in parts}
        if "ppt/presentation.xml" not in names:
            raise Refused("file_type")
        xml = [part for part in parts if part.filename.lower().endswith((".xml", ".rels"))]
        unpacked = sum(part.file_size for part in parts)
        if (
            len(parts) > MOST_PARTS
            or unpacked > MOST_UNPACKED
            or sum(part.file_size for part in xml) > MOST_XML
        ):
            raise Refused("file_too_large")
        for part in xml:
            _refuse_entities(archive, part)
    return any("vbaproject" in name.lower() for name in names)


def _refuse_entities(archive: zipfile.ZipFile, part: zipfile.ZipInfo) -> None:
    """Refuse entities, which no program writes into a PPTX; comments may stand before them."""
    text = archive.read(part).replace(b"\x00", b"")
    if b"<!DOCTYPE" in text or b"<!ENTITY" in text:
        raise Refused("file_broken")


@dataclass
class PixelBudget:
    """The pixels of a file's pictures that may still be unpacked."""

    pixels: int


class _Reader:
    """Reads one slide into `module`."""

    def __init__(self, module: ModuleDraft, slide: Any, language: str, budget: PixelBudget) -> None:
        self._module, self._slide, self._language, self._budget = module, slide, language, budget
        self._new_slide = SlideDraft()

    def read(self) -> None:
        module, slide = self._module, self._new_slide
        if self._slide.element.get("show") == "0":
            module.say(Outcome.CHANGED, "hidden")
        if self._slide.element.xpath("./p:cSld/p:bg//a:blip"):
            module.say(Outcome.DROPPED, "background")
        title = self._slide.shapes.title
        if title is not None and title.has_text_frame:
            slide.title = plain(title.text_frame.text)
        pictures: list[str] = []
        for shape in self._ordered(self._slide.shapes):
            if title is None or shape.shape_id != title.shape_id:
                self._shape(shape, pictures)
        if self._slide.has_notes_slide and self._slide.notes_slide.notes_text_frame is not None:
            slide.note = paragraphs(self._slide.notes_slide.notes_text_frame.text)
        if not slide.title and not any(line.strip() for line in slide.body):
            module.say(Outcome.DROPPED, "empty_slide")
            return
        if slide.title:
            module.say(Outcome.FITTED, "slide", slide.title)
        else:
            number = len(module.slides) + 1
            slide.title = f"{UNTITLED.get(self._language, UNTITLED['en'])} {number}"
            module.say(Outcome.CHANGED, "no_title", slide.title)
        module.slides.append(slide)

    def _ordered(self, shapes: Any, depth: int = 0) -> Iterator[Any]:
        """Yield the shapes in reading order: from above, then from the left; groups opened."""
        for shape in sorted(shapes, key=_place):
            if hasattr(shape, "shapes") and depth < _DEEPEST:
                yield from self._ordered(shape.shapes, depth + 1)
            else:
                yield shape

    def _shape(self, shape: Any, pictures: list[str]) -> None:
        if getattr(shape, "has_table", False):
            self._add(self._table(shape.table))
        elif getattr(shape, "has_chart", False):
            self._module.say(Outcome.DROPPED, "chart", shape.name)
        elif hasattr(shape, "image"):
            self._picture(shape, pictures)
        elif shape.has_text_frame:
            if shape._element.xpath("./p:spPr/a:blipFill"):
                self._module.say(Outcome.DROPPED, "picture", shape.name)
            self._add(self._text(shape))
        elif _tag(shape) not in ("cxnSp", "grpSp"):
            self._module.say(Outcome.DROPPED, "object", shape.name)

    def _add(self, lines: Sequence[str]) -> None:
        if any(line.strip() for line in lines):
            self._new_slide.body += ["", *lines] if self._new_slide.body else list(lines)

    def _text(self, shape: Any) -> list[str]:
        """Make lists where the layout has them; leave out footers, dates and slide numbers."""
        kind = shape.placeholder_format.type if shape.is_placeholder else None
        name = getattr(kind, "name", "")
        if name in ("DATE", "FOOTER", "SLIDE_NUMBER"):
            return []
        filled = [paragraph for paragraph in shape.text_frame.paragraphs if paragraph.text.strip()]
        is_list = name in ("BODY", "OBJECT", "VERTICAL_BODY", "VERTICAL_OBJECT") and len(filled) > 1
        if not is_list:
            return paragraphs(
                "\n\n".join(paragraph.text.replace("\v", "\n") for paragraph in filled)
            )
        return [f"{'  ' * paragraph.level}- {plain(paragraph.text)}" for paragraph in filled]

    def _table(self, table: Any) -> list[str]:
        rows = [
            [plain(cell.text).replace("|", "&#124;") for cell in list(row.cells)[:_COLUMNS]]
            for row in list(table.rows)[:_ROWS]
        ]
        if len(table.rows) > _ROWS or len(table.columns) > _COLUMNS:
            self._module.say(Outcome.DROPPED, "large_table")
        if not rows or not rows[0]:
            return []
        lines = [f"| {' | '.join(row)} |" for row in rows]
        return [lines[0], f"|{' --- |' * len(rows[0])}", *lines[1:]]

    def _picture(self, shape: Any, pictures: list[str]) -> None:
        module, alt = self._module, _description(shape)
        if len(module.pictures) >= MOST_PICTURES:
            module.say(Outcome.DROPPED, "picture", shape.name)
            return
        try:
            small = small_picture(shape.image.blob, self._budget.pixels)
        except Exception:  # a picture that is only linked, or of a kind that cannot be read
            small = None
        if small is None:
            module.say(Outcome.DROPPED, "picture", shape.name)
            return
        self._budget.pixels -= small.pixels
        number = len(module.slides) + 1
        pictures.append(f"slide-{number}-{len(pictures) + 1}{small.suffix}")
        module.pictures[pictures[-1]] = small.content
        if small.is_smaller:
            module.say(Outcome.CHANGED, "picture_smaller", pictures[-1])
        if not alt:
            module.say(Outcome.CHANGED, "no_alt", pictures[-1])
        self._add([f"![{alt}]({pictures[-1]})"])


def _place(shape: Any) -> tuple[int, int]:
    """Return the place in steps of a centimetre, so that a row of shapes is read from the left."""
    top, left = shape.top or 0, shape.left or 0
    return top // 360_000, left


def _description(shape: Any) -> str:
    """Return a picture's description; a file name that a program put there does not count."""
    properties = shape._element.xpath("./*/p:cNvPr")
    text = one_line(properties[0].get("descr") or "") if properties else ""
    is_name = text.lower().endswith((".png", ".jpg", ".jpeg", ".gif")) and " " not in text
    return "" if is_name else plain(text)[:300]


def _tag(shape: Any) -> str:
    return str(shape._element.tag).rpartition("}")[2]
