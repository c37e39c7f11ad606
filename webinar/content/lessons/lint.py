"""Finds everything that is wrong with a module."""

from __future__ import annotations

from pathlib import Path

from webinar.content.lessons.check_activities import check_activity
from webinar.content.lessons.check_diagrams import check_diagram
from webinar.content.lessons.check_foreign import check_foreign
from webinar.content.lessons.check_front import (
    check_against_reference,
    check_front_matter,
    check_reference_key,
)
from webinar.content.lessons.check_html import check_html
from webinar.content.lessons.check_ids import ID, suggest_id
from webinar.content.lessons.check_polls import check_poll
from webinar.content.lessons.check_reveal import check_reveal, check_same_items
from webinar.content.lessons.check_slides import check_slides
from webinar.content.lessons.check_terms import check_terms
from webinar.content.lessons.check_time import check_time
from webinar.content.lessons.check_translations import check_translation
from webinar.content.lessons.check_unwritten import check_unwritten
from webinar.content.lessons.check_variants import check_variants, is_variant
from webinar.content.lessons.coverage import coverage
from webinar.content.lessons.draft import Draft, DraftFile, read_draft
from webinar.content.lessons.glossary import Glossary, read_glossary
from webinar.content.lessons.problems import Problem, Report, Severity, format_problems, has_errors
from webinar.kit.languages import LANGUAGES, our_tag

__all__ = ["Problem", "Severity", "check", "format_problems", "has_errors", "lint"]

MAX_NAME_CHARACTERS = 80


def lint(folder: Path, glossary: Glossary | None = None) -> list[Problem]:
    """Return the problems of one module, by file and line, and each language's coverage as info.

    If `glossary` is not given, the one beside the module is read.
    """
    if glossary is None:
        glossary, _ = read_glossary(folder.resolve().parent)
    return check(read_draft(folder, asset_prefix=""), glossary)


def check(draft: Draft, glossary: Glossary) -> list[Problem]:
    """Check a draft. Call this only once, because the problems are added to the draft's reports."""
    _check_folder(draft)
    if draft.files:
        for diagram in draft.diagrams.values():
            check_diagram(diagram, [file.language for file in draft.files])
    # Without the reference file, most problems found in the others would be misleading.
    reference = draft.files[0] if draft.files and draft.is_complete else None
    for file in draft.files:
        _check_file(file, reference, draft)
        check_terms(file, glossary)
    problems: list[Problem] = []
    for report in draft.reports:
        problems += sorted(report.problems, key=lambda problem: problem.line)
    return problems


def _check_folder(draft: Draft) -> None:
    if not ID.fullmatch(draft.name) or len(draft.name) > MAX_NAME_CHARACTERS:
        remedy = f"Rename it, as in `{suggest_id(draft.name, default='first-module')}`"
        message = f"“{draft.name}” cannot be the name of a module"
        draft.report.error(1, message, remedy)
    if not draft.files and draft.is_complete:
        draft.report.error(1, "the module has no lesson", "Put a file `en.md` into the folder")


def _check_language(language: str, report: Report) -> None:
    """Warn of a language that no reader can choose: its text is shown only as a fallback."""
    if our_tag(language) is None:
        message = f"no reader can choose the language `{language}`"
        remedy = f"Readers choose among {', '.join(sorted(LANGUAGES))}; see docs/translating.md"
        report.warning(1, message, remedy)


def _check_file(file: DraftFile, reference: DraftFile | None, draft: Draft) -> None:
    report = file.report
    slides = [slide.parsed for slide in file.slides]
    like = [slide.id for slide in reference.slides] if reference else []
    bank = (
        {slide.id for slide in reference.slides if is_variant(slide.parsed)} if reference else set()
    )
    assets = {asset.path: asset for asset in draft.assets}
    check_front_matter(file.front, report, is_reference=file is reference)
    check_slides(slides, report, like, bank)
    check_foreign(slides, report)
    check_unwritten(slides, file.front, report)
    _check_language(file.language, report)
    for slide in file.slides:
        check_poll(slide, report)
        check_activity(slide, report, is_reference=file is reference)
        check_reveal(slide, report)
        check_html(slide, assets, draft.diagrams, report)
    if file is reference:
        check_time([slide for slide in slides if not is_variant(slide)], file.front, report)
        check_variants(slides, report)
    if not slides and file.front.is_readable:
        remedy = "Write `## Title {#first}` below the front matter"
        report.error(file.last_line, "there are no slides", remedy)
    if reference is None:
        return
    languages = [other.language for other in draft.files]
    check_reference_key(file.front, languages, reference.language, report)
    if file is not reference:
        check_against_reference(file.front, reference.front, report)
        check_translation(file, reference)
        check_same_items(file, reference)
    report.info(coverage(file, reference))
