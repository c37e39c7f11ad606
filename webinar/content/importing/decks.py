"""Cuts Markdown of other programs (reveal.js, Slidev, Marp) into slides.

The separators, front matter, comments and notes of each program are understood here; `clean_slide`
converts the Markdown itself. Sources: revealjs.com/markdown,
sli.dev/guide/syntax, marpit.marp.app/markdown and /directives.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

import yaml

from webinar.content.importing.drafts import MOST_SLIDES, ModuleDraft, Outcome, SlideDraft
from webinar.content.importing.markdown_cleaning import clean_slide, note_lines
from webinar.content.importing.texts import one_line, plain, read_text, without
from webinar.content.importing.wordings import UNTITLED
from webinar.content.lessons.source import Line, mark_code
from webinar.kit.errors import Refused

_TEMPLATE = re.compile(
    r"<(textarea|script)\b[^<>]*(?:data-template|text/template)[^<>]*>", re.IGNORECASE
)
_COMMENT = ("<!--", "-->")
_REVEAL_NOTE = re.compile(r"^\s*notes?:", re.IGNORECASE | re.MULTILINE)
_REVEAL_ATTRIBUTES = re.compile(r"\s*\.(?:slide|element)\b", re.IGNORECASE)
_HEADING = re.compile(r" {0,3}(#{1,6})[ \t]+(?=\S)")
_UNDERLINE = re.compile(r" {0,3}(=+|-+)[ \t]*")
# Marpit's directives, and Marp's own. A leading underscore limits one to a single slide.
_DIRECTIVES = frozenset(
    "theme style headingdivider lang paginate header footer class backgroundcolor backgroundimage"
    " backgroundposition backgroundrepeat backgroundsize color marp size math title author"
    " description keywords url image transition auto-scaling".split()
)
_CLICK = re.compile(r"\[click(?::\d+)?\]\s*")


class Program(StrEnum):
    REVEAL = "reveal"
    SLIDEV = "slidev"
    MARP = "marp"


@dataclass
class _Page:
    """A slide of the deck: its settings, its lines, and its notes."""

    settings: Mapping[str, Any] = field(default_factory=dict)
    lines: list[str] = field(default_factory=list)


def read_deck(content: bytes, language: str, program: Program | None = None) -> ModuleDraft:
    """Read a deck of slides; without `program`, find out which program it was written for.

    Raises `Refused` as `texts.read_text` does, or with `nothing_found` or `too_many_slides`.
    """
    source = read_text(content)
    module = ModuleDraft()
    if source.is_guessed:
        module.say(Outcome.CHANGED, "encoding", slide=0)
    text = _inside_html(source.text)
    head, lines = _front_matter(text.split("\n"))
    deck_program = program or _program(head, lines)
    module.title = one_line(str(head.get("title") or ""))[:200]
    settings = {key for key in head if str(key) != "title"}
    if settings:
        module.say(Outcome.DROPPED, "settings", ", ".join(sorted(map(str, settings))[:6]), slide=0)
    for page in _pages(deck_program, head, lines):
        _add(module, page, deck_program, language)
        if len(module.slides) > MOST_SLIDES:
            raise Refused("too_many_slides")
    if not module.slides:
        raise Refused("nothing_found")
    module.title = module.title or module.slides[0].title
    return module


def _inside_html(text: str) -> str:
    """Return the slides in a page of reveal.js; other text unchanged."""
    if not text.lstrip().startswith("<"):
        return text
    slides = []
    for match in _TEMPLATE.finditer(text):
        end = text.find(f"</{match[1]}", match.end())
        if end < 0:
            break
        slides.append(_outdent(text[match.end() : end]))
    return "\n\n---\n\n".join(slides) if slides else text


def _outdent(text: str) -> str:
    lines = text.strip("\n").split("\n")
    indents = [len(line) - len(line.lstrip()) for line in lines if line.strip()]
    least = min(indents, default=0)
    return "\n".join(line[least:] for line in lines)


def _front_matter(lines: list[str]) -> tuple[Mapping[str, Any], list[str]]:
    """Split the lines into the settings at the very beginning, if there are any, and the rest."""
    first = next((index for index, line in enumerate(lines) if line.strip()), 0)
    if lines[first].rstrip() != "---":
        return {}, lines
    for number in range(first + 1, min(len(lines), first + 200)):
        if lines[number].rstrip() == "---":
            head = _settings("\n".join(lines[first + 1 : number]))
            return (head, lines[number + 1 :]) if head is not None else ({}, lines[first + 1 :])
    return {}, lines[first + 1 :]


def _settings(text: str) -> Mapping[str, Any] | None:
    """Return the YAML mapping; None if it is none or has aliases, which could grow endlessly."""
    if not text.strip():
        return {}
    if len(text) > 10_000 or re.search(r"(?m)[&*]\w+\s*$", text):
        return None
    try:
        value = yaml.safe_load(text)
    except (yaml.YAMLError, RecursionError, ValueError):
        return None
    return value if isinstance(value, dict) else None


def _program(head: Mapping[str, Any], lines: list[str]) -> Program:
    if head.get("marp"):
        return Program.MARP
    text = "\n".join(lines)
    if re.search(r"(?im)<!--\s*\.(slide|element)|^notes?:|^--$", text):
        return Program.REVEAL
    if head or re.search(r"(?m)^---\n(layout|src|class|transition):|<v-click|^::\w+::", text):
        return Program.SLIDEV
    return Program.REVEAL


def _pages(program: Program, head: Mapping[str, Any], lines: list[str]) -> Iterator[_Page]:
    marked, _unclosed = mark_code(lines)
    if program is Program.SLIDEV:
        yield from _slidev(head, marked)
        return
    level = _divider_level(head) if program is Program.MARP else 0
    rules = {"---", "***", "___", "- - -"} if program is Program.MARP else {"---", "--", "----"}
    page = _Page()
    for line in marked:
        heading = None if line.in_code else _HEADING.match(line.text)
        if not line.in_code and line.text.strip() in rules and not _is_underline(page, line):
            yield page
            page = _Page()
        elif heading and len(heading[1]) <= level and any(text.strip() for text in page.lines):
            yield page
            page = _Page(lines=[line.text])
        else:
            page.lines.append(line.text)
    yield page


def _divider_level(head: Mapping[str, Any]) -> int:
    level = head.get("headingDivider")
    if isinstance(level, list):
        level = max((value for value in level if isinstance(value, int)), default=0)
    return level if isinstance(level, int) and not isinstance(level, bool) else 0


def _is_underline(page: _Page, line: Line) -> bool:
    """Return whether two dashes make a heading of the text right above, and begin no new slide."""
    return line.text.strip() == "--" and bool(page.lines) and bool(page.lines[-1].strip())


def _slidev(head: Mapping[str, Any], lines: list[Line]) -> Iterator[_Page]:
    """Yield slides; a rule followed by a non-empty line begins the settings of the next slide."""
    page, number = _Page(head), 0
    while number < len(lines):
        line = lines[number]
        if line.in_code or not re.fullmatch(r"---+\s*", line.text):
            page.lines.append(line.text)
            number += 1
            continue
        yield page
        page, number = _Page(), number + 1
        if number < len(lines) and lines[number].text.strip():
            inside = []
            while number < len(lines) and lines[number].text.rstrip() != "---":
                inside.append(lines[number].text)
                number += 1
            settings = _settings("\n".join(inside)) if number < len(lines) else None
            if settings is None:
                # These lines are no settings, but a slide that begins without an empty line.
                page.lines += inside
            else:
                page.settings = settings
                number += 1
    yield page


def _add(module: ModuleDraft, page: _Page, program: Program, language: str) -> None:
    text, notes = _notes(module, "\n".join(page.lines), program)
    if program is Program.SLIDEV and module.slides:
        _slidev_settings(module, page.settings)
    slide = clean_slide(text)
    for outcome, code, detail in slide.remarks:
        module.say(outcome, code, detail)
    if not slide.title and not any(line.strip() for line in slide.lines):
        if page.lines and any(line.strip() for line in page.lines):
            module.say(Outcome.DROPPED, "empty_slide")
        return
    title = slide.title or plain(one_line(str(page.settings.get("title") or "")))
    if not title:
        title = f"{UNTITLED.get(language, UNTITLED['en'])} {len(module.slides) + 1}"
        module.say(Outcome.CHANGED, "no_title", title)
    else:
        module.say(Outcome.FITTED, "slide", title)
    module.slides.append(SlideDraft(title=title, body=slide.lines, note=note_lines(notes)))


def _slidev_settings(module: ModuleDraft, settings: Mapping[str, Any]) -> None:
    if "src" in settings:
        module.say(Outcome.DROPPED, "other_file", str(settings["src"]))
    for key in ("image", "background", "url"):
        if settings.get(key):
            module.say(Outcome.DROPPED, "background", str(settings[key]))
    others = sorted(set(map(str, settings)) - {"src", "image", "background", "url", "title"})
    if others:
        module.say(Outcome.DROPPED, "settings", ", ".join(others[:6]))


def _notes(module: ModuleDraft, text: str, program: Program) -> tuple[str, str]:
    """Return the text without its notes and comments, and the notes."""
    if program is Program.REVEAL:
        marker = _REVEAL_NOTE.search(text)
        text, notes = (text[: marker.start()], text[marker.end() :]) if marker else (text, "")
        text, comments = without(text, *_COMMENT)
        for comment in comments:
            code = "attributes" if _REVEAL_ATTRIBUTES.match(comment) else "comment"
            module.say(Outcome.DROPPED, code, comment)
        return text, without(notes, *_COMMENT)[0]
    if program is Program.SLIDEV:
        is_last = text.rstrip().endswith(_COMMENT[1])
        text, comments = without(text, *_COMMENT)
        notes = _CLICK.sub("", comments.pop()) if is_last and comments else ""
        for comment in comments:
            module.say(Outcome.DROPPED, "comment", comment)
        return text, notes
    note_texts: list[str] = []
    text, comments = without(text, *_COMMENT)
    for comment in comments:
        if _is_directive(comment):
            module.say(Outcome.DROPPED, "settings", comment)
        elif comment.strip() != "fit":
            note_texts.append(comment.strip())
    return text, "\n\n".join(note_texts)


def _is_directive(comment: str) -> bool:
    settings = _settings(comment)
    return bool(settings) and all(
        str(key).lstrip("_$").lower() in _DIRECTIVES for key in (settings or {})
    )
