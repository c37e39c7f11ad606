"""The YAML at the top of a lesson file, which describes the module."""

from __future__ import annotations

import difflib
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlsplit

import yaml

from webinar.content.lessons.model import Source
from webinar.content.lessons.problems import Report

KEYS = ("title", "minutes", "objectives", "sources", "licence", "notice", "reference")
SOURCE_KEYS = ("title", "url", "note")
MAX_MINUTES = 600
# YAML in pure Python is slow, and nobody needs more than this before the first slide.
MAX_CHARACTERS = 20_000


@dataclass(frozen=True, slots=True)
class FrontMatter:
    """Absent and unusable values are empty; `lines` holds the line of each key.

    `is_readable` is false if there is no front matter or it is not YAML. No missing keys should
    be reported then.
    """

    title: str = ""
    minutes: int = 0
    objectives: list[str] = field(default_factory=list)
    sources: list[Source] = field(default_factory=list)
    licence: str = ""
    notice: str = ""
    reference: str = ""
    lines: dict[str, int] = field(default_factory=dict)
    is_readable: bool = True


class _Loader(yaml.SafeLoader):
    """Safe YAML without anchors: a few lines of them can stand for gigabytes."""

    def compose_node(self, parent: Any, index: Any) -> Any:
        if self.check_event(yaml.AliasEvent):
            event = self.peek_event()  # type: ignore[no-untyped-call]
            raise yaml.MarkedYAMLError(
                problem="`*` and `&` have a meaning of their own here",
                problem_mark=event.start_mark,
            )
        return super().compose_node(parent, index)


def parse_front_matter(text: str, first_line: int, report: Report) -> FrontMatter:
    """Parse `text`, which stands between the two `---` lines and begins in `first_line`."""
    if len(text) > MAX_CHARACTERS:
        report.error(first_line, f"the front matter is over {MAX_CHARACTERS} characters", "Cut it")
        return FrontMatter(is_readable=False)
    try:
        values, lines = _load(text, first_line, report)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        line = first_line + (mark.line if mark else 0)
        report.error(line, f"the front matter is not YAML: {error.problem}", _yaml_remedy(text))
        return FrontMatter(is_readable=False)
    except (yaml.YAMLError, RecursionError, ValueError):
        report.error(first_line, "the front matter is not YAML", _yaml_remedy(text))
        return FrontMatter(is_readable=False)
    return _Reader(values, lines, report).read()


def _load(text: str, first_line: int, report: Report) -> tuple[dict[str, Any], dict[str, int]]:
    values: dict[str, Any] = {}
    lines: dict[str, int] = {}
    loader = _Loader(text)
    try:
        root = loader.get_single_node()
        for key, value in _pairs(root):
            lines[key.value] = first_line + key.start_mark.line
            values[key.value] = loader.construct_object(value, deep=True)
        for key in _keys_twice(root):
            line = first_line + key.start_mark.line
            report.error(line, f"`{key.value}` stands here twice", "Delete one of the two")
    finally:
        loader.dispose()
    return values, lines


def _keys_twice(node: yaml.Node | None) -> Iterator[yaml.ScalarNode]:
    """Yield repeated keys. YAML accepts them silently, and forgets the first value."""
    if isinstance(node, yaml.SequenceNode):
        for item in node.value:
            yield from _keys_twice(item)
    elif isinstance(node, yaml.MappingNode):
        seen = set()
        for key, value in node.value:
            if isinstance(key, yaml.ScalarNode):
                if key.value in seen:
                    yield key
                seen.add(key.value)
            yield from _keys_twice(value)


def _pairs(node: yaml.Node | None) -> list[tuple[yaml.ScalarNode, yaml.Node]]:
    if node is None:
        return []
    if isinstance(node, yaml.MappingNode):
        if all(isinstance(key, yaml.ScalarNode) for key, _ in node.value):
            return list(node.value)
    problem = "there should be lines like `title: …`"
    raise yaml.MarkedYAMLError(problem=problem, problem_mark=node.start_mark)


def _yaml_remedy(text: str) -> str:
    if "\t" in text:
        return "Put spaces where there are tabs, and texts with a colon into quotes"
    return "Put texts with a colon or another special character into quotes"


class _Reader:
    """Reads the keys whose values have the right shape, and reports the others."""

    def __init__(self, values: dict[str, Any], lines: dict[str, int], report: Report) -> None:
        self.values, self.lines, self.report = values, lines, report

    def read(self) -> FrontMatter:
        self._refuse_unknown_keys()
        return FrontMatter(
            title=self._text("title"),
            minutes=self._minutes(),
            objectives=self._objectives(),
            sources=self._sources(),
            licence=self._text("licence"),
            notice=self._text("notice"),
            reference=self._text("reference"),
            lines=self.lines,
        )

    def _refuse_unknown_keys(self) -> None:
        for key in self.values:
            if key not in KEYS:
                near = difflib.get_close_matches(key, KEYS, n=1)
                remedy = f"Write `{near[0]}`" if near else f"Known are {', '.join(KEYS)}"
                self.report.error(self.lines[key], f"`{key}` is not known here", remedy)

    def _text(self, key: str) -> str:
        if key not in self.values:
            return ""
        value = self.values[key]
        if isinstance(value, str) and value.strip():
            return " ".join(value.split())
        self.report.error(self.lines[key], f"`{key}` is not a text", "Put a text into quotes")
        return ""

    def _minutes(self) -> int:
        if "minutes" not in self.values:
            return 0
        value = self.values["minutes"]
        # In Python a Boolean, such as YAML's `yes`, is also a number.
        if isinstance(value, int) and not isinstance(value, bool) and 1 <= value <= MAX_MINUTES:
            return value
        remedy = f"Write a whole number from 1 to {MAX_MINUTES}, as in `minutes: 45`"
        self.report.error(self.lines["minutes"], "`minutes` is not a number of minutes", remedy)
        return 0

    def _objectives(self) -> list[str]:
        if "objectives" not in self.values:
            return []
        value = self.values["objectives"]
        if isinstance(value, list) and value and all(map(_is_text, value)):
            return [" ".join(item.split()) for item in value]
        remedy = 'Write one line for each, as in `- "Name three features"`'
        self.report.error(self.lines["objectives"], "`objectives` is not a list of texts", remedy)
        return []

    def _sources(self) -> list[Source]:
        if "sources" not in self.values:
            return []
        value = self.values["sources"]
        # An empty list says that the module has nothing to cite: a break, for instance.
        if isinstance(value, list):
            sources = [self._source(item) for item in value]
            return [source for source in sources if source is not None]
        remedy = 'Write `- title: "…"` and under it `url: https://…` for each'
        self.report.error(self.lines["sources"], "`sources` is not a list", remedy)
        return []

    def _source(self, item: Any) -> Source | None:
        line = self.lines["sources"]
        texts = item if isinstance(item, dict) else {}
        title = texts.get("title")
        if not _is_text(title):
            remedy = 'Write `- title: "…"` and under it `url: https://…`'
            self.report.error(line, "a source has no title", remedy)
            return None
        if not all(key in SOURCE_KEYS and isinstance(text, str) for key, text in texts.items()):
            remedy = f"Write only {', '.join(SOURCE_KEYS)}, each with a text in quotes"
            self.report.error(line, f"the source “{title}” has an entry that is not known", remedy)
            return None
        if "url" in texts and not _is_https(texts["url"]):
            remedy = "Write the whole address, beginning with https://"
            self.report.error(line, f"the source “{title}” has no https address", remedy)
            return None
        return Source(**texts)


def _is_text(value: Any) -> bool:
    return isinstance(value, str) and bool(value.strip())


def _is_https(url: str) -> bool:
    if any(character.isspace() for character in url):
        return False
    try:
        parts = urlsplit(url)
    except ValueError:
        return False
    return parts.scheme == "https" and bool(parts.hostname)
