"""Turns the Markdown of another program's slide into ours, and drops what has no place. Pure."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from webinar.content.importing.drafts import Outcome
from webinar.content.importing.texts import guarded, without
from webinar.content.lessons.source import mark_code

_HEADING = re.compile(r" {0,3}(#{1,6})[ \t]+(.*?)[ \t]*#*[ \t]*$")
_UNDERLINE = re.compile(r" {0,3}(=+|-{2,})[ \t]*")
_RULE = re.compile(r" {0,3}([-*_])( *\1){2,} *")
_CODE = re.compile(r"(`+[^`]*`+)")
_TAG = re.compile(r"</?([A-Za-z][\w-]*)\b(?![^<>]*://[^<>\s]*>)[^<>]*/?>")
_PROGRAMS = ("style", "script")
_IMAGE = re.compile(r"!\[([^\]\n]*)\]\(\s*<?([^)\s>]*)>?(?:\s+[\"'][^\"'\n]*[\"'])?\s*\)")
_IMG = re.compile(r"<img\b([^<>]*)>", re.IGNORECASE)
_BRACES = re.compile(r"[ \t]*\{:?[ \t]*[.#][^{}\n]*\}")
_BOX = re.compile(r"^([ \t]*[-*+][ \t]+)\[([ xX])\](?=\s)")
_SLOT = re.compile(r"::[\w-]+::\s*")
_MATH = re.compile(r"\$\$|(?<![\\$])\$[^$\s][^$\n]*\$|\\\(|\\\[")
# Marp's words for the place, size and look of a picture.
_SIZE = re.compile(
    r"\b(?:bg|fit|contain|cover|auto|left|right|vertical|(?:w|h|width|height):\S+|\d+%)(?::\d+%?)?"
    r"(?=\s|$)|\b(?:blur|brightness|contrast|drop-shadow|grayscale|hue-rotate|invert|opacity|"
    r"saturate|sepia)(?::\S+)?(?=\s|$)"
)
_MARKS = {"b": "**", "strong": "**", "i": "*", "em": "*"}
_KEPT_TAGS = frozenset({"sub", "sup", "kbd", "u", "s", "mark", "small", "del", "ins"})


@dataclass
class CleanedSlide:
    """`remarks` are lines of the report, without the slide's number."""

    title: str = ""
    lines: list[str] = field(default_factory=list)
    remarks: list[tuple[Outcome, str, str]] = field(default_factory=list)

    def say(self, outcome: Outcome, code: str, detail: str = "") -> None:
        self.remarks.append((outcome, code, detail))


def clean_slide(text: str) -> CleanedSlide:
    """Convert a slide. The first heading becomes the title; later ones get level 3 or deeper."""
    slide = CleanedSlide()
    for name in _PROGRAMS:
        text, programs = without(text, f"<{name}", f"</{name}>")
        if programs:
            slide.say(Outcome.DROPPED, "html", f"<{name}>")
    lines, unclosed = mark_code(text.split("\n"))
    for line in lines:
        if line.in_code:
            _code(slide, line.text, is_fence=line.fence == line.number)
        elif _UNDERLINE.fullmatch(line.text) and slide.lines and slide.lines[-1].strip():
            _heading(slide, 1, slide.lines.pop())
        elif heading := _HEADING.match(line.text):
            _heading(slide, len(heading[1]), _line(slide, heading[2]))
        elif _RULE.fullmatch(line.text):
            slide.lines.append("")
        else:
            slide.lines.append(_line(slide, line.text))
    if unclosed is not None:
        slide.lines.append("```" if "`" in unclosed.text else "~~~")
        slide.say(Outcome.CHANGED, "open_code")
    slide.lines = _tidy(slide.lines)
    return slide


def note_lines(text: str) -> list[str]:
    """Return notes with their formatting, but nothing in them begins another slide or section."""
    return _tidy([line for raw in text.strip().split("\n") for line in [_note_line(raw)]])


def _note_line(line: str) -> str:
    heading = _HEADING.match(line)
    if heading:
        return f"**{heading[2]}**"
    if _RULE.fullmatch(line):
        return ""
    return _TAG.sub("", _BRACES.sub("", _BOX.sub(_box, guarded(line))))


def _heading(slide: CleanedSlide, level: int, text: str) -> None:
    if not slide.title and text and not any(line.strip() for line in slide.lines):
        slide.title = text
    elif text:
        slide.lines.append(f"{'#' * max(3, min(level, 6))} {text}")


def _code(slide: CleanedSlide, text: str, *, is_fence: bool) -> None:
    if is_fence and (fence := re.match(r"([ \t]*(?:`{3,}|~{3,}))\s*([\w+-]*)(.*)", text)):
        if fence[3].strip():
            slide.say(Outcome.DROPPED, "code_lines", fence[3])
        text = f"{fence[1]}{fence[2]}"
        if fence[2] in ("mermaid", "plantuml"):
            slide.say(Outcome.CHANGED, "diagram", fence[2])
    # At the start of a line, `Note:` would look like notes left in a code block by mistake.
    slide.lines.append(f" {text}" if text.startswith("Note:") else text)


def _line(slide: CleanedSlide, text: str) -> str:
    if _SLOT.fullmatch(text):
        slide.say(Outcome.DROPPED, "slot", text)
        return ""
    parts = _CODE.split(text)
    converted = "".join(
        part if index % 2 else _prose(slide, part) for index, part in enumerate(parts)
    )
    converted = _BOX.sub(_box, converted)
    return guarded(converted).rstrip() + ("  " if text.endswith("  ") else "")


def _prose(slide: CleanedSlide, text: str) -> str:
    text = _IMG.sub(_from_img, text)
    text = _IMAGE.sub(lambda match: _image(slide, match[1], match[2]), text)
    text = _TAG.sub(lambda match: _tag(slide, match), text)
    if _BRACES.search(text):
        slide.say(Outcome.DROPPED, "attributes", _BRACES.findall(text)[0])
        text = _BRACES.sub("", text)
    if "](http://" in text or "<http://" in text:
        slide.say(Outcome.CHANGED, "http", text[text.find("http://") :].split(")")[0])
        text = text.replace("](http://", "](https://").replace("<http://", "<https://")
    if _MATH.search(text):
        slide.say(Outcome.CHANGED, "math", text)
    return text


def _from_img(match: re.Match[str]) -> str:
    values = dict(re.findall(r"([\w-]+)\s*=\s*[\"']([^\"']*)[\"']", match[1]))
    return f"![{values.get('alt', '')}]({values.get('src', '')})"


def _image(slide: CleanedSlide, alt: str, source: str) -> str:
    words = " ".join(_SIZE.sub("", alt).split()).strip()
    if re.match(r"\s*bg\b", alt):
        slide.say(Outcome.DROPPED, "background", source)
        return ""
    if words != " ".join(alt.split()):
        slide.say(Outcome.CHANGED, "picture_size", source)
    if not source or re.match(r"(?!https?:)[a-zA-Z][a-zA-Z0-9+.-]*:", source):
        slide.say(Outcome.DROPPED, "picture", words)
        return ""
    if re.match(r"https?:|//", source):
        slide.say(Outcome.CHANGED, "far_picture", source)
        return f"[{words or source}]({re.sub('^(http:|(?=//))', 'https:', source)})"
    slide.say(Outcome.CHANGED, "picture_file", source)
    return f"![{words}]({source.removeprefix('./').lstrip('/')})"


def _tag(slide: CleanedSlide, match: re.Match[str]) -> str:
    name, is_end = match[1].lower(), match[0].startswith("</")
    if name == "br":
        return "  \n"
    if name in _MARKS:
        return _MARKS[name]
    if name in _KEPT_TAGS:
        return f"</{name}>" if is_end else f"<{name}>"
    if not is_end:
        is_click = name.startswith("v-") or name == "transform"
        slide.say(
            Outcome.CHANGED if is_click else Outcome.DROPPED,
            "click" if is_click else "html",
            f"<{name}>",
        )
    return ""


def _box(match: re.Match[str]) -> str:
    return f"{match[1]}{'☐' if match[2] == ' ' else '☑'}"


def _tidy(lines: list[str]) -> list[str]:
    """Collapse each run of empty lines into one, and drop empty lines at both ends."""
    collapsed: list[str] = []
    for line in lines:
        if line.strip() or (collapsed and collapsed[-1].strip()):
            collapsed.append(line if line.strip() else "")
    while collapsed and not collapsed[-1].strip():
        collapsed.pop()
    return collapsed
