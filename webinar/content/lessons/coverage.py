"""Tells how much text each language has, in one module and in a folder of modules."""

from __future__ import annotations

from collections.abc import Sequence

from webinar.content.lessons.check_variants import is_variant
from webinar.content.lessons.draft import Draft, DraftFile
from webinar.content.lessons.glossary import Glossary
from webinar.content.lessons.problems import Problem, Severity


def coverage(file: DraftFile, reference: DraftFile) -> str:
    """Say in one sentence how much of the module this language has."""
    ids = {slide.id for slide in reference.slides}
    if file is reference:
        bank = sum(is_variant(slide.parsed) for slide in file.slides)
        bank_words = f", {bank} of them questions of the bank" if bank else ""
        return f"{file.language}: {len(ids)} slides, the first language{bank_words}"
    count = len(_translated(file, reference))
    return f"{file.language}: {count} of {len(ids)} slides translated ({_share(count, ids)})"


def coverage_of_all(drafts: Sequence[Draft], glossary: Glossary, folder: str) -> list[Problem]:
    """Return one line for each language in use; return none for a single module."""
    complete_drafts = [draft for draft in drafts if draft.files and draft.is_complete]
    languages = {file.language: None for draft in complete_drafts for file in draft.files}
    if len(complete_drafts) < 2:
        return []
    ids = [(draft.name, slide.id) for draft in complete_drafts for slide in draft.reference.slides]
    lines = []
    for language in sorted(languages):
        count = sum(
            len(_translated(file, draft.reference))
            for draft in complete_drafts
            for file in draft.files
            if file.language == language
        )
        text = f"{language}: {count} of {len(ids)} slides ({_share(count, ids)})"
        if glossary.terms:
            terms = sum(language in term.text for term in glossary.terms.values())
            text += f", {terms} of {len(glossary.terms)} terms"
        lines.append(Problem(f"{folder}, all modules", 1, Severity.INFO, text))
    return lines


def _translated(file: DraftFile, reference: DraftFile) -> set[str]:
    return {slide.id for slide in reference.slides} & {slide.id for slide in file.slides}


def _share(count: int, items: Sequence[object] | set[str]) -> str:
    return f"{100 * count // max(1, len(items))} %"
