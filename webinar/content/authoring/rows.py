"""The content of a preview page: a row for each slide, with a version for each language."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from webinar.content.authoring.shelf import Reading
from webinar.content.lessons.answers import points_of
from webinar.content.lessons.check_time import minutes_of
from webinar.content.lessons.draft import DraftFile, DraftSlide
from webinar.content.lessons.pairs import pairs_of
from webinar.content.lessons.parsed import KINDS, POLL_MARKS
from webinar.content.lessons.problems import Problem, Severity
from webinar.kit.language_fallback import is_fallback, resolve


@dataclass(frozen=True, slots=True)
class Version:
    """A slide for readers of `language`, who get it in `shown_language`.

    `problems` and `size` describe the text in `language` itself, so they are empty and 0 if the
    slide is shown in another language.
    """

    language: str
    shown_language: str
    slide: DraftSlide
    problems: list[Problem]

    @property
    def is_fallback(self) -> bool:
        return is_fallback(self.shown_language, self.language)

    @property
    def size(self) -> int:
        return 0 if self.is_fallback else size_of(self.slide)

    @property
    def handout_size(self) -> int:
        return 0 if self.is_fallback else len(self.slide.text.handout_html.encode())

    @property
    def stamp(self) -> str:
        """A hash that changes when the frame must show something else."""
        content = (self.shown_language, self.slide.text, self.slide.poll, self.slide.parsed.marks)
        return hashlib.sha256(repr(content).encode()).hexdigest()[:12]

    @property
    def poll(self) -> dict[str, Any] | None:
        """The question in the form that a participant's page expects, open and unanswered."""
        parsed = self.slide.parsed
        if not parsed.is_poll:
            return None
        marks = {name: True for name in POLL_MARKS if name in parsed.marks.classes}
        points = {"points": points_of(parsed)} if parsed.answer_kind.shares_points else {}
        return {
            "poll": parsed.id,
            "kind": parsed.answer_kind,
            "quiz": parsed.is_quiz,
            "state": "open",
            "options": self._options,
            "mine": None,
            **marks,
            **points,
        }

    @property
    def _options(self) -> list[str]:
        parsed = self.slide.parsed
        if parsed.is_paired:
            return [cell for cell, _ in pairs_of(parsed)]
        return list(self.slide.poll.labels)

    @property
    def poll_text(self) -> dict[str, Any]:
        poll = self.slide.poll
        return {"question": poll.question, "labels": poll.labels, "language": self.shown_language}


@dataclass(frozen=True, slots=True)
class Row:
    """A slide in all languages. `key` names it in addresses; `start` is the minute it begins at.

    A question of the bank has `variant_of`; no session shows such a question, so it takes no time.
    """

    key: str
    number: int
    kind: str
    variant_of: str
    minutes: float
    start: float
    versions: list[Version]

    @property
    def title(self) -> str:
        return self.versions[0].slide.text.title

    def version(self, language: str) -> Version | None:
        return next((version for version in self.versions if version.language == language), None)


@dataclass(frozen=True, slots=True)
class Page:
    """A module. `problems` concern its folder and front matters; `coverage` concerns each file."""

    name: str
    title: str
    languages: list[str]
    old: list[str]
    minutes: int
    rows: list[Row]
    problems: list[Problem]
    coverage: list[Problem]
    errors: int
    warnings: int

    @property
    def planned(self) -> float:
        return sum(row.minutes for row in self.rows)

    @property
    def slides(self) -> int:
        """The number of slides that a session shows."""
        return len(self.rows) - self.bank

    @property
    def bank(self) -> int:
        """The number of questions that replace others in tests that learners take alone."""
        return sum(bool(row.variant_of) for row in self.rows)

    @property
    def shape(self) -> str:
        """The languages and slides as text: two pages of the same shape differ only in content."""
        return " ".join([*self.languages, "·", *(row.key for row in self.rows)])

    def row(self, key: str) -> Row | None:
        return next((row for row in self.rows if row.key == key), None)


def page_of(reading: Reading) -> Page:
    files = reading.draft.files
    places = _Places(reading)
    rows: list[Row] = []
    start = 0.0
    for key, slides in _slides_by_key(files).items():
        first = next(iter(slides.values())).parsed
        variant_of = first.marks.values.get("variant", "")
        minutes = 0 if variant_of else minutes_of(first) or 0
        kind = next((word for word in first.marks.classes if word in KINDS), "")
        versions = [_version(file.language, slides, places) for file in files]
        rows.append(Row(key, len(rows) + 1, kind, variant_of, minutes, start, versions))
        start += minutes
    severities = [problem.severity for problem in reading.problems]
    return Page(
        name=reading.draft.name,
        title=next((file.front.title for file in files if file.front.title), reading.draft.name),
        languages=[file.language for file in files],
        old=sorted(reading.old),
        minutes=files[0].front.minutes if files else 0,
        rows=rows,
        problems=[
            problem for problem in places.remaining() if problem.severity is not Severity.INFO
        ],
        coverage=[problem for problem in reading.problems if problem.severity is Severity.INFO],
        errors=severities.count(Severity.ERROR),
        warnings=severities.count(Severity.WARNING),
    )


def size_of(slide: DraftSlide) -> int:
    """Return the bytes that the lint counts for a slide, without its hand-out."""
    texts = [slide.text.title, slide.text.html, *slide.poll.labels.values(), slide.poll.why_html]
    return sum(len(text.encode()) for text in texts)


def _version(language: str, slides: Mapping[str, DraftSlide], places: _Places) -> Version:
    shown_language, slide = resolve(slides, language)
    problems = places.take(language, slide) if shown_language == language else []
    return Version(language, shown_language, slide, problems)


def _slides_by_key(files: list[DraftFile]) -> dict[str, dict[str, DraftSlide]]:
    """Return the first language's slides in order, then slides that only translations have.

    A slide without a unique id gets a row of its own, so that the author sees it.
    """
    rows: dict[str, dict[str, DraftSlide]] = {}
    for file in files:
        for key, slide in _keys(file):
            rows.setdefault(key, {})[file.language] = slide
    return rows


def _keys(file: DraftFile) -> Iterator[tuple[str, DraftSlide]]:
    used_keys: set[str] = set()
    for slide in file.slides:
        key = slide.id.replace("/", "-")
        if not key or key in used_keys:
            key = f"{key or 'slide'}--{file.language}-{slide.parsed.line}"
        used_keys.add(key)
        yield key, slide


class _Places:
    """Hands out each problem to the slide that its line is in."""

    def __init__(self, reading: Reading) -> None:
        self._lines: dict[str, list[int]] = {}
        self._files = {}
        for file in reading.draft.files:
            if file.language not in reading.old:
                path = str(reading.folder / f"{file.language}.md")
                self._files[file.language] = path
                self._lines[path] = [slide.parsed.line for slide in file.slides]
        self._drawings = {str(reading.folder / name): name for name in reading.draft.diagrams}
        self._remaining = list(reading.problems)

    def take(self, language: str, slide: DraftSlide) -> list[Problem]:
        """Return a slide's problems, each once; a drawing's go to the first slide that shows it."""
        path = self._files.get(language)
        image_names = {image.src for image in (*slide.body.images, *slide.handout.images)}
        problems = [
            problem
            for problem in self._remaining
            if problem.severity is not Severity.INFO
            and (
                (problem.file == path and self._is_in(path, problem.line, slide.parsed.line))
                or self._drawings.get(problem.file) in image_names
            )
        ]
        self._remaining = [problem for problem in self._remaining if problem not in problems]
        return problems

    def remaining(self) -> list[Problem]:
        return self._remaining

    def _is_in(self, path: str, line: int, first: int) -> bool:
        """Return whether `line` belongs to the slide that begins at line `first`."""
        return max((each for each in self._lines[path] if each <= line), default=0) == first
