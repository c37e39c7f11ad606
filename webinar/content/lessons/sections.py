"""Sorts the lines of a slide into its sections: body, options, explanation, hand-out, notes."""

from __future__ import annotations

import re
from collections.abc import Sequence

from webinar.content.lessons.marks import Marks, split_marks
from webinar.content.lessons.parsed import ParsedOption, ParsedSlide, ParsedStep
from webinar.content.lessons.source import Line

_WHY = re.compile(r" {0,3}Why:")
_HANDOUT = re.compile(r" {0,3}Handout:")
# Notes may have any indentation, because an unrecognised note would be shown to everyone.
NOTE = re.compile(r"[ \t]*Note:")
# Begins the part of the notes that people who study alone may also read.
_STUDY = re.compile(r"[ \t]*Study:")
_OPTION = re.compile(r" {0,3}[-*+][ \t]+\[([ xX])\](?=[ \t]|$)")
# Authors indent an option below a head or group.
_PAIRED_OPTION = re.compile(r"[ \t]{0,8}[-*+][ \t]+\[([ xX])\](?=[ \t]|$)")
_STEP = re.compile(r" {0,3}[-*+][ \t]+(?=\S)")
_STEP_KEY = re.compile(r"(Owner|Indicator):\s*")


class Sections:
    """Reads the lines below the heading of one slide into the slide."""

    def __init__(self, slide: ParsedSlide) -> None:
        self.slide = slide
        self.section = slide.body
        # The lines of the option or step that is being read.
        self.item: list[str] = []

    def read(self, lines: Sequence[Line]) -> None:
        for line in lines:
            if line.in_code:
                self._end_item()
                self.section.append(line)
            else:
                self._read_line(line)
        self._end_item()

    def _read_line(self, line: Line) -> None:
        slide = self.slide
        if mark := NOTE.match(line.text):
            self._begin(slide.notes, line, mark)
        elif mark := _STUDY.match(line.text):
            self._begin(slide.study, line, mark)
        elif self.section is slide.notes or self.section is slide.study:
            self.section.append(line)
        elif slide.is_poll and (mark := _WHY.match(line.text)):
            self._begin(slide.why, line, mark)
        elif slide.is_scenario and (mark := _HANDOUT.match(line.text)):
            self._begin(slide.handout, line, mark)
        elif (slide.is_poll or slide.has_steps) and self.section is slide.body:
            self._read_item_line(line)
        else:
            self.section.append(line)

    def _begin(self, section: list[Line], line: Line, mark: re.Match[str]) -> None:
        self._end_item()
        self.section = section
        text = line.text[mark.end() :].strip()
        # "Why: because …" is shown without "Why:", so its first letter becomes a capital. The same
        # holds for "Why: [a term](…) …".
        first = 1 if text.startswith("[") else 0
        text = text[:first] + text[first : first + 1].upper() + text[first + 1 :]
        section.append(line._replace(text=text))

    def _read_item_line(self, line: Line) -> None:
        slide = self.slide
        option = (_PAIRED_OPTION if slide.is_paired else _OPTION).match(line.text)
        head = _STEP.match(line.text) if slide.is_paired and not option else None
        mark = head or option if slide.is_poll else _STEP.match(line.text)
        if mark:
            self._end_item()
            if head:
                slide.options.append(ParsedOption(line.number, False, "", Marks(), is_head=True))
            elif option and slide.is_poll:
                slide.options.append(ParsedOption(line.number, option[1] != " ", "", Marks()))
            else:
                slide.steps.append(ParsedStep(line.number))
            self.item = [line.text[mark.end() :].strip()]
        elif self.item and line.text.strip() and not _begins_something_else(line.text):
            # Editors wrap long lines, so a line right below the item belongs to it.
            self.item.append(line.text.strip())
        else:
            self._end_item()
            slide.body.append(line)

    def _end_item(self) -> None:
        if self.item and self.slide.is_poll:
            option = self.slide.options[-1]
            option.label, option.marks = split_marks(" ".join(self.item))
            if option.is_correct and self.slide.is_paired:
                heads = [earlier.id for earlier in self.slide.options if earlier.is_head]
                option.head = heads[-1] if heads else ""
        elif self.item:
            _read_step(self.slide.steps[-1], self.item)
        self.item = []


def _read_step(step: ParsedStep, lines: Sequence[str]) -> None:
    texts: dict[str, list[str]] = {"": [], "Owner": [], "Indicator": []}
    part = ""
    for line in lines:
        if key := _STEP_KEY.match(line):
            part = key[1]
            line = line[key.end() :]
        texts[part].append(line)
    step.text, step.marks = split_marks(" ".join(texts[""]))
    step.owner, step.indicator = " ".join(texts["Owner"]), " ".join(texts["Indicator"])


def _begins_something_else(text: str) -> bool:
    return text.lstrip().startswith(("- ", "* ", "+ ", "-[", "#", ">", "|", "<", "!["))
