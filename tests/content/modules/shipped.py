"""The shipped modules, cut into the pieces of text that a reader sees."""

import re
from functools import cache
from html import unescape
from pathlib import Path
from typing import NamedTuple

from webinar.content.editions.models import Edition
from webinar.content.lessons.library import read_library
from webinar.content.lessons.model import content_hash, to_json

FOLDER = Path(__file__).resolve().parents[3] / "modules"
LANGUAGES = ("en", "ru", "kk")
MAIN_MODULES = (
    "prevention-science",
    "developmental-model",
    "policing-science",
    "role-of-law-enforcement",
)

_BLOCK_ENDS = re.compile(r"</(?:p|li|tr|h\d|text|summary|blockquote|pre)>")
_CELL_ENDS = re.compile(r"</t[dh]>|</tspan>")
_LABEL = re.compile(r'<svg[^>]* aria-label="([^"]*)"[^>]*>')
# Do not split after "No.", inside "D.A.R.E." or at a decimal point: a capital must follow.
_SENTENCE_ENDS = re.compile(r"(?<=[.!?:»”\"])\s+(?=[«“\"]?[A-ZА-ЯЁӘҒҚҢӨҰҮҺІ])")


class Piece(NamedTuple):
    """The text of one section of a slide in one language. `html` is what the server sends."""

    module: str
    slide: str
    section: str
    language: str
    html: str

    @property
    def place(self):
        return f"{self.module} #{self.slide} {self.section}"

    @property
    def text(self):
        return " ".join(self.blocks)

    @property
    def blocks(self):
        """The paragraphs, list items and table rows without tags; a drawing's label is one more."""
        html = _LABEL.sub(r"\1</p>", self.html).replace("\n", " ")
        html = _CELL_ENDS.sub(" ", _BLOCK_ENDS.sub("\n", html))
        lines = unescape(re.sub(r"<[^>]+>", "", html)).split("\n")
        # Keep no-break spaces.
        return [block for line in lines if (block := re.sub(r"[ \t]+", " ", line).strip(" "))]

    @property
    def sentences(self):
        return [sentence for block in self.blocks for sentence in _SENTENCE_ENDS.split(block)]


@cache
def library():
    faults = []
    shipped = read_library(FOLDER, report_faults=faults.append)
    assert faults == []
    return shipped


@cache
def pieces():
    return [
        piece
        for module in library().modules.values()
        for slide in (*module.slides, *module.bank)
        for language in slide.text
        for piece in _pieces(module.name, slide, language)
        if piece.html
    ]


def _pieces(module, slide, language):
    text = slide.text[language]
    sections = {
        "title": text.title,
        "body": text.html,
        "hand-out": text.handout_html,
        "notes": text.notes_html,
    }
    if slide.poll:
        poll = slide.poll.text[language]
        sections["why"] = poll.why_html
        sections |= {f"option {option}": label for option, label in poll.labels.items()}
    for step in slide.steps:
        words = step.text[language]
        sections[f"draft {step.id}"] = f"{words.text} | {words.owner} | {words.indicator}"
    for section, html in sections.items():
        yield Piece(module, slide.id, section, language, html)


def by_place():
    """Pieces by place, then by language."""
    pieces_by_place = {}
    for piece in pieces():
        pieces_by_place.setdefault(piece.place, {})[piece.language] = piece
    return pieces_by_place


def edition_of(module):
    return Edition(hash=content_hash(module), content=to_json(module))
