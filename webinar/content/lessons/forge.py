"""Makes Python-Markdown read lists, code and alerts as code forges and editors do.

Authors look at their lessons in forges and editors. Python-Markdown wants an empty line above a
list and exactly four spaces for a nested one; forges want neither, and a file must mean the same
in both.
"""

from __future__ import annotations

import re
from html import escape
from itertools import groupby
from operator import attrgetter
from typing import NamedTuple
from xml.etree.ElementTree import Element  # noqa: S405 - built by us, never parsed

from markdown import Markdown
from markdown.extensions import Extension
from markdown.preprocessors import Preprocessor
from markdown.treeprocessors import Treeprocessor

from webinar.content.lessons.source import mark_code

_INDENT = 4
_ITEM = re.compile(r"( *)([-*+]|\d{1,9}[.)])( +)(?=\S)")
_RULE = re.compile(r" {0,3}([-*_])( *\1){2,} *")
_ALERT = re.compile(r"\[!(NOTE|TIP|IMPORTANT|WARNING)\][ \t]*(?:\n|$)")
_CONTAINER = re.compile(r"^<(div|details)((?: [^<>]*)?)>")


class ForgeExtension(Extension):
    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802 - the library's name
        # These run after white space is normalised (30), and before raw HTML is looked for (20).
        md.preprocessors.register(_Fences(md), "forge-fences", 28)
        md.preprocessors.register(_Lists(md), "forge-lists", 26)
        md.preprocessors.register(_Containers(md), "forge-containers", 24)
        # These run before inline markup is read (20).
        md.treeprocessors.register(_Alerts(md), "forge-alerts", 30)
        md.treeprocessors.register(_Headings(md), "forge-headings", 29)
        # Indentation means nesting here; code stands between fences.
        md.parser.blockprocessors.deregister("code")
        # A line of dashes under a text is a separator here. Forges differ, so the lint warns of it.
        md.parser.blockprocessors.deregister("setextheader")


class _Fences(Preprocessor):
    """Takes out fenced code, by the same rule that finds the slides."""

    def run(self, lines: list[str]) -> list[str]:
        out: list[str] = []
        for fence, block in groupby(mark_code(lines)[0], key=attrgetter("fence")):
            texts = [line.text for line in block]
            out += self._code(texts) if fence else texts
        return out

    def _code(self, texts: list[str]) -> list[str]:
        opening = texts[0]
        indent = opening[: len(opening) - len(opening.lstrip())]
        inside = texts[1:]
        if inside and inside[-1].strip() and set(inside[-1].strip()) == {opening.strip()[0]}:
            inside = inside[:-1]
        code = "".join(escape(text.removeprefix(indent)) + "\n" for text in inside)
        placeholder = self.md.htmlStash.store(f"<pre><code>{code}</code></pre>")
        return ["", indent + placeholder, ""]


class _Lists(Preprocessor):
    """Indents list items by four for each level and puts an empty line above a list."""

    def run(self, lines: list[str]) -> list[str]:
        return _ListWriter().write(lines)


class _Level(NamedTuple):
    """`column` is where items' text begins; `kind` is the bullet, or the sign after a number."""

    column: int
    kind: str


class _ListWriter:
    def __init__(self) -> None:
        self.out: list[str] = []
        self.levels: list[_Level] = []

    def write(self, lines: list[str]) -> list[str]:
        for line in lines:
            text = line.lstrip(" ")
            indent = len(line) - len(text)
            item = None if _RULE.fullmatch(line) else _ITEM.match(line)
            if not text:
                self.out.append("")
            elif item and (self.levels or indent < _INDENT) and self._is_list(item):
                self._item(item, line[item.end() :])
            else:
                self._text(line, text, indent)
        return self.out

    def _is_list(self, item: re.Match[str]) -> bool:
        """Return whether an item begins or continues a list.

        In "since\n1994. It was" the number is prose: only a list from 1 on may follow text.
        """
        marker = item[2]
        is_first = not marker[0].isdigit() or int(marker[:-1]) == 1
        return is_first or not self._follows_text() or self._sibling(len(item[1])) == marker[-1]

    def _item(self, item: re.Match[str], text: str) -> None:
        indent, marker, gap = len(item[1]), item[2], len(item[3])
        sibling = self._sibling(indent)
        is_first_at_top = not self.levels
        self._close(indent)
        if self._follows_text() and (is_first_at_top or sibling not in ("", marker[-1])):
            self.out.append("")
        self.out.append(f"{self._indentation()}{marker.replace(')', '.')} {text}")
        column = indent + len(marker) + (gap if gap <= _INDENT else 1)
        self.levels.append(_Level(column, marker[-1]))

    def _sibling(self, indent: int) -> str:
        """Return the kind of the list that an item at `indent` would continue, or ""."""
        return next((level.kind for level in self.levels if indent < level.column), "")

    def _text(self, line: str, text: str, indent: int) -> None:
        if not self._follows_text():
            self._close(indent)
        elif text[0] in "#><" and self.levels and indent < self.levels[-1].column:
            self._close(indent)
            self.out.append("")
        elif text[0] == "|" and not self.levels and self.out[-1].lstrip()[0] != "|":
            self.out.append("")
        self.out.append(self._indentation() + text if self.levels else line)

    def _close(self, indent: int) -> None:
        while self.levels and indent < self.levels[-1].column:
            self.levels.pop()

    def _indentation(self) -> str:
        return " " * (_INDENT * len(self.levels))

    def _follows_text(self) -> bool:
        return bool(self.out and self.out[-1])


class _Containers(Preprocessor):
    """Reads the Markdown inside `<div>` and `<details>`, as forges do."""

    def run(self, lines: list[str]) -> list[str]:
        return [_CONTAINER.sub(r'<\1 markdown="1"\2>', line, count=1) for line in lines]


class _Alerts(Treeprocessor):
    """Turns `> [!WARNING]` into a quote of that class; the style sheet adds its title."""

    def run(self, root: Element) -> None:
        for quote in root.iter("blockquote"):
            paragraph = quote.find("p")
            if paragraph is None or paragraph is not quote[0]:
                continue
            if match := _ALERT.match(paragraph.text or ""):
                quote.set("class", match[1].lower())
                paragraph.text = (paragraph.text or "")[match.end() :]


class _Headings(Treeprocessor):
    """Lowers headings to at least the third level; the slide's title has the second."""

    def run(self, root: Element) -> None:
        for element in root.iter():
            if element.tag in ("h1", "h2"):
                element.tag = "h3"
