"""The problems of a lesson, in words that its author can act on."""

from __future__ import annotations

from collections.abc import Iterable
from enum import StrEnum
from typing import NamedTuple


class Severity(StrEnum):
    """An error prevents the module from being loaded. Info is the translation coverage."""

    ERROR = "error"
    WARNING = "warning"
    INFO = "info"


class Problem(NamedTuple):
    """`message` and `remedy` are sentences without their full stop; `line` counts from 1."""

    file: str
    line: int
    severity: Severity
    message: str
    remedy: str = ""


class Report:
    """Collects the problems of one file."""

    def __init__(self, file: str) -> None:
        self.file = file
        self.problems: list[Problem] = []

    def error(self, line: int, message: str, remedy: str = "") -> None:
        self.problems.append(Problem(self.file, line, Severity.ERROR, message, remedy))

    def warning(self, line: int, message: str, remedy: str = "") -> None:
        self.problems.append(Problem(self.file, line, Severity.WARNING, message, remedy))

    def info(self, message: str) -> None:
        self.problems.append(Problem(self.file, 1, Severity.INFO, message))


class LessonError(Exception):
    """A module could not be read. `problems` says why, errors and warnings alike."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = list(problems)
        super().__init__(format_problems(self.problems))


def has_errors(problems: Iterable[Problem]) -> bool:
    """Return whether `webinar lint` should fail; warnings and info do not count."""
    return any(problem.severity is Severity.ERROR for problem in problems)


def format_problems(problems: Iterable[Problem]) -> str:
    """Format one problem per line, with the translation coverage last; "" if there are none."""
    ordered = sorted(problems, key=lambda problem: problem.severity is Severity.INFO)
    return "\n".join(_format(problem) for problem in ordered)


def _format(problem: Problem) -> str:
    text = " ".join(f"{part}." for part in (problem.message, problem.remedy) if part)
    if problem.severity is Severity.INFO:
        return f"{problem.file}: {text}"
    return f"{problem.file}:{problem.line}: {problem.severity}: {text}"
