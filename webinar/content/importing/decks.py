"""Cuts Markdown of other programs (reveal.js, Slidev, Marp) into slides.

The separators, front matter, comments and notes of each program are understood here; `cleaned`
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

from webinar.content.importing.cleaned import cleaned, note_lines
from webinar.content.importing.made import MOST_SLIDES, Came, Imported, MadeSlide
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


def read_deck(content: bytes, language: str, program: Program | None = None) -> Imported:
    """Read a deck of slides; find out the program it was written for, unless it is given.

    Raises `Refused` as `texts.read_text` does, or with `nothing_found` or `too_many_slides`.
    """
    read = read_text(content)
    made = Imported()
    if read.is_guessed:
        made.say(Came.CHANGED, "encoding", slide=0)
    text = _inside_html(read.text)
    head, lines = _front_matter(text.split("\n"))
    chosen = program or _program(head, lines)
    made.title = one_line(str(head.get("title") or ""))[:200]
    settings = {key for key in head if str(key) != "title"}
    if settings:
        made.say(Came.DROPPED, "settings", ", ".join(sorted(map(str, settings))[:6]), slide=0)
    for page in _pages(chosen, head, lines):
        _add(made, page, chosen, language)
        if len(made.slides) > MOST_SLIDES:
            raise Refused("too_many_slides")
    if not made.slides:
        raise Refused("nothing_found")
    made.title = made.title or made.slides[0].title
    return made


def _inside_html(text: str) -> str:
    """Return the slides in a page of reveal.js; other text unchanged."""
    if not text.lstrip().startswith("<"):
        return text
    found = []
    for match in _TEMPLATE.finditer(text):
        end = text.find(f"</{match[1]}", match.end())
        if end < 0:
            break
        found.append(_outdented(text[match.end() : end]))
    return "\n\n---\n\n".join(found) if found else text


def _outdented(text: str) -> str:
    lines = text.strip("\n").split("\n")
    indents = [len(line) - len(line.lstrip()) for line in lines if line.strip()]
    least = min(indents, default=0)
    return "\n".join(line[least:] for line in lines)


def _front_matter(lines: list[str]) -> tuple[Mapping[str, Any], list[str]]:
    """Split the lines into the settings at the very beginning, if there are any, and the rest."""
    first = next((n for n, line in enumerate(lines) if line.strip()), 0)
    if lines[first].rstrip() != "---":
        return {}, lines
    for number in range(first + 1, min(len(lines), first + 200)):
        if lines[number].rstrip() == "---":
            found = _settings("\n".join(lines[first + 1 : number]))
            return (found, lines[number + 1 :]) if found is not None else ({}, lines[first + 1 :])
    return {}, lines[first + 1 :]


def _settings(text: str) -> Mapping[str, Any] | None:
    """Return a mapping; None if the text is none or has aliases, which could grow without end."""
    if not text.strip():
        return {}
    if len(text) > 10_000 or re.search(r"(?m)[&*]\w+\s*$", text):
        return None
    try:
        found = yaml.safe_load(text)
    except (yaml.YAMLError, RecursionError, ValueError):
        return None
    return found if isinstance(found, dict) else None


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
    level = _divider(head) if program is Program.MARP else 0
    rules = {"---", "***", "___", "- - -"} if program is Program.MARP else {"---", "--", "----"}
    page = _Page()
    for line in marked:
        heading = None if line.in_code else _HEADING.match(line.text)
        if not line.in_code and line.text.strip() in rules and not _is_underline(page, line):
            yield page
            page = _Page()
        elif heading and len(heading[1]) <= level and any(one.strip() for one in page.lines):
            yield page
            page = _Page(lines=[line.text])
        else:
            page.lines.append(line.text)
    yield page


def _divider(head: Mapping[str, Any]) -> int:
    wanted = head.get("headingDivider")
    if isinstance(wanted, list):
        wanted = max((one for one in wanted if isinstance(one, int)), default=0)
    return wanted if isinstance(wanted, int) and not isinstance(wanted, bool) else 0


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
            found = _settings("\n".join(inside)) if number < len(lines) else None
            if found is None:
                # These lines are no settings, but a slide that begins without an empty line.
                page.lines += inside
            else:
                page.settings = found
                number += 1
    yield page


def _add(made: Imported, page: _Page, program: Program, language: str) -> None:
    text, notes = _notes(made, "\n".join(page.lines), program)
    if program is Program.SLIDEV and made.slides:
        _slidev_settings(made, page.settings)
    found = cleaned(text)
    for came, code, detail in found.told:
        made.say(came, code, detail)
    if not found.title and not any(line.strip() for line in found.lines):
        if page.lines and any(line.strip() for line in page.lines):
            made.say(Came.DROPPED, "empty_slide")
        return
    title = found.title or plain(one_line(str(page.settings.get("title") or "")))
    if not title:
        title = f"{UNTITLED.get(language, UNTITLED['en'])} {len(made.slides) + 1}"
        made.say(Came.CHANGED, "no_title", title)
    else:
        made.say(Came.FITTED, "slide", title)
    made.slides.append(MadeSlide(title=title, body=found.lines, note=note_lines(notes)))


def _slidev_settings(made: Imported, settings: Mapping[str, Any]) -> None:
    if "src" in settings:
        made.say(Came.DROPPED, "other_file", str(settings["src"]))
    for key in ("image", "background", "url"):
        if settings.get(key):
            made.say(Came.DROPPED, "background", str(settings[key]))
    others = sorted(set(map(str, settings)) - {"src", "image", "background", "url", "title"})
    if others:
        made.say(Came.DROPPED, "settings", ", ".join(others[:6]))


def _notes(made: Imported, text: str, program: Program) -> tuple[str, str]:
    """Return the text without its notes and comments, and the notes."""
    if program is Program.REVEAL:
        found = _REVEAL_NOTE.search(text)
        text, notes = (text[: found.start()], text[found.end() :]) if found else (text, "")
        text, comments = without(text, *_COMMENT)
        for comment in comments:
            code = "attributes" if _REVEAL_ATTRIBUTES.match(comment) else "comment"
            made.say(Came.DROPPED, code, comment)
        return text, without(notes, *_COMMENT)[0]
    if program is Program.SLIDEV:
        is_last = text.rstrip().endswith(_COMMENT[1])
        text, comments = without(text, *_COMMENT)
        notes = _CLICK.sub("", comments.pop()) if is_last and comments else ""
        for comment in comments:
            made.say(Came.DROPPED, "comment", comment)
        return text, notes
    said: list[str] = []
    text, comments = without(text, *_COMMENT)
    for comment in comments:
        if _is_directive(comment):
            made.say(Came.DROPPED, "settings", comment)
        elif comment.strip() != "fit":
            said.append(comment.strip())
    return text, "\n\n".join(said)


def _is_directive(comment: str) -> bool:
    found = _settings(comment)
    return bool(found) and all(
        str(key).lstrip("_$").lower() in _DIRECTIVES for key in (found or {})
    )
