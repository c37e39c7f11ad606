"""Reads the folder of modules: the modules that can be shown, programmes and the glossary."""

from __future__ import annotations

import logging
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Protocol

import msgspec

from webinar.content.lessons.build import build
from webinar.content.lessons.coverage import coverage_of_all
from webinar.content.lessons.draft import Draft, lesson_paths, module_folders, read_draft
from webinar.content.lessons.glossary import Glossary, read_glossary
from webinar.content.lessons.lint import check
from webinar.content.lessons.model import Module
from webinar.content.lessons.problems import (
    LessonError,
    Problem,
    Report,
    format_problems,
    has_errors,
)
from webinar.content.lessons.programme import programme_paths, read_programme

# The address from which the pages serve the images of a module.
ASSET_PREFIX = "/modules/"

log = logging.getLogger(__name__)


class Library(msgspec.Struct, frozen=True):
    """Modules and programmes by name, in the order of their names."""

    modules: Mapping[str, Module] = {}
    programmes: Mapping[str, Module] = {}
    glossary: Glossary = Glossary()

    def find(self, name: str) -> Module | None:
        """Return the programme or module of this name, from which a session can be set up."""
        return self.programmes.get(name) or self.modules.get(name)


def read_module(
    folder: Path, asset_prefix: str = ASSET_PREFIX, glossary: Glossary | None = None
) -> Module:
    """Read the module in a folder of its name. Raises `LessonError` if the lint finds an error."""
    draft = read_draft(folder, asset_prefix)
    if glossary is None:
        glossary, _ = read_glossary(folder.resolve().parent)
    problems = check(draft, glossary)
    if has_errors(problems):
        raise LessonError(problems)
    return build(draft)


class Sources(Protocol):
    """Where the parts of a library come from: its folder, or what was kept of it."""

    def glossary(self, library: Path) -> tuple[Glossary, list[Report]]:
        """As `read_glossary`."""

    def module(self, folder: Path, asset_prefix: str, glossary: Glossary) -> Module:
        """As `read_module`."""


class _Folder:
    glossary = staticmethod(read_glossary)
    module = staticmethod(read_module)


def _log(problems: list[Problem]) -> None:
    log.error("Something is left out:\n%s", format_problems(problems))


def read_library(
    folder: Path,
    asset_prefix: str = ASSET_PREFIX,
    report_faults: Callable[[list[Problem]], None] = _log,
    sources: Sources | None = None,
) -> Library:
    """Read the modules and programmes that can be shown.

    A module with errors is left out, and so is a programme that names it. `report_faults` is called
    once for each module or file with errors; by default it logs them.
    """
    sources = sources or _Folder()
    report = Report(str(folder))
    glossary, reports = sources.glossary(folder)
    modules: dict[str, Module] = {}
    for path in module_folders(folder, report):
        try:
            module = sources.module(path, asset_prefix, glossary)
        except LessonError as error:
            report_faults(error.problems)
        else:
            modules[module.name] = module
    programmes: dict[str, Module] = {}
    for path in programme_paths(folder):
        reports.append(Report(str(path)))
        programme = read_programme(path, modules, reports[-1])
        if programme is not None:
            programmes[programme.name] = programme
    for file_report in (report, *reports):
        if has_errors(file_report.problems):
            report_faults(file_report.problems)
    return Library(modules, programmes, glossary)


def lint_library(folder: Path) -> list[Problem]:
    """Return the problems of a folder of modules, or of one module if the folder is one."""
    report = Report(str(folder))
    is_module = bool(lesson_paths(folder))
    folders = [folder] if is_module else module_folders(folder, report)
    if not folders and not report.problems:
        report.error(1, "there is no module here", "Make a folder with a file `en.md` in it")
    glossary, reports = read_glossary(folder.resolve().parent if is_module else folder)
    modules: dict[str, Module] = {}
    problems = list(report.problems)
    drafts: list[Draft] = []
    for path in folders:
        draft = read_draft(path, "")
        drafts.append(draft)
        module_problems = check(draft, glossary)
        problems += module_problems
        if not has_errors(module_problems):
            modules[draft.name] = build(draft)
    if not is_module:
        problems += [problem for glossary_report in reports for problem in glossary_report.problems]
        for path in programme_paths(folder):
            programme_report = Report(str(path))
            read_programme(path, modules, programme_report)
            problems += programme_report.problems
        problems += coverage_of_all(drafts, glossary, str(folder))
    return problems
