"""The modules that are fit to be shown. A module with errors is reported and left out."""

from __future__ import annotations

import logging
from collections.abc import Callable
from pathlib import Path

from webinar.lessons.draft import Draft, DraftFile, DraftSlide, module_folders, read_draft
from webinar.lessons.lint import check
from webinar.lessons.model import Module, OptionItem, PollItem, Slide
from webinar.lessons.problems import LessonError, Problem, Report, format_problems, has_errors

# Where the pages serve the images of a module from.
ASSET_PREFIX = "/modules/"

log = logging.getLogger(__name__)


def read_module(folder: Path, asset_prefix: str = ASSET_PREFIX) -> Module:
    """The module in a folder of its name. Raises `LessonError` if lint finds an error in it."""
    draft = read_draft(folder, asset_prefix)
    problems = check(draft)
    if has_errors(problems):
        raise LessonError(problems)
    return _build(draft)


def _log(problems: list[Problem]) -> None:
    log.error("A module is left out:\n%s", format_problems(problems))


def read_library(
    folder: Path,
    asset_prefix: str = ASSET_PREFIX,
    report_faults: Callable[[list[Problem]], None] = _log,
) -> dict[str, Module]:
    """All modules in a folder by name, in the order of their names.

    `report_faults` is called once for each that is left out; unless given, it writes to the log.
    """
    report = Report(str(folder))
    modules: dict[str, Module] = {}
    for path in module_folders(folder, report):
        try:
            module = read_module(path, asset_prefix)
        except LessonError as error:
            report_faults(error.problems)
        else:
            modules[module.name] = module
    if report.problems:
        report_faults(report.problems)
    return modules


def _build(draft: Draft) -> Module:
    files = draft.files
    reference = draft.reference
    return Module(
        name=draft.name,
        languages=[file.language for file in files],
        title={file.language: file.front.title for file in files},
        minutes=reference.front.minutes,
        objectives={file.language: file.front.objectives for file in files},
        sources={file.language: file.front.sources for file in files if file.front.sources},
        licence=reference.front.licence,
        notice={file.language: file.front.notice for file in files},
        slides=_slides(files),
        assets=draft.assets,
    )


def _slides(files: list[DraftFile]) -> list[Slide]:
    by_language = {file.language: file.by_id() for file in files}
    slides = []
    for reference in files[0].slides:
        translations = {
            language: slides_by_id[reference.id]
            for language, slides_by_id in by_language.items()
            if reference.id in slides_by_id
        }
        text = {language: slide.text for language, slide in translations.items()}
        poll = _poll(reference, translations) if reference.parsed.is_poll else None
        slides.append(Slide(reference.id, text, poll))
    return slides


def _poll(reference: DraftSlide, translations: dict[str, DraftSlide]) -> PollItem:
    parsed = reference.parsed
    return PollItem(
        kind="single" if "single" in parsed.marks.classes else "several",
        is_quiz=parsed.is_quiz,
        options=[OptionItem(option.id, option.is_correct) for option in parsed.options],
        text={language: slide.poll for language, slide in translations.items()},
    )
