"""Tells how much text each language has, in one module and in a folder of modules."""

from __future__ import annotations

from collections.abc import Sequence

from webinar.content.lessons.check_variants import is_variant
from webinar.content.lessons.draft import Draft, DraftFile
from webinar.content.lessons.glossary import Glossary
from webinar.content.lessons.problems import Problem, Severity


def coverage(file: DraftFile, reference: DraftFile) -> str:
    """Say in one sentence how much of the module this language has."""
    wanted = {slide.id for slide in reference.slides}
    if file is reference:
        bank = sum(is_variant(slide.parsed) for slide in file.slides)
        kept = f", {bank} of them questions of the bank" if bank else ""
        return f"{file.language}: {len(wanted)} slides, the first language{kept}"
    found = len(_translated(file, reference))
    return f"{file.language}: {found} of {len(wanted)} slides translated ({_share(found, wanted)})"


def coverage_of_all(drafts: Sequence[Draft], glossary: Glossary, folder: str) -> list[Problem]:
    """Return one line for each language in use; return none for a single module."""
    whole = [draft for draft in drafts if draft.files and draft.is_complete]
    languages = {file.language: None for draft in whole for file in draft.files}
    if len(whole) < 2:
        return []
    wanted = [(draft.name, slide.id) for draft in whole for slide in draft.reference.slides]
    lines = []
    for language in sorted(languages):
        found = sum(
            len(_translated(file, draft.reference))
            for draft in whole
            for file in draft.files
            if file.language == language
        )
        text = f"{language}: {found} of {len(wanted)} slides ({_share(found, wanted)})"
        if glossary.terms:
            terms = sum(language in term.text for term in glossary.terms.values())
            text += f", {terms} of {len(glossary.terms)} terms"
        lines.append(Problem(f"{folder}, all modules", 1, Severity.INFO, text))
    return lines


def _translated(file: DraftFile, reference: DraftFile) -> set[str]:
    return {slide.id for slide in reference.slides} & {slide.id for slide in file.slides}


def _share(found: int, wanted: Sequence[object] | set[str]) -> str:
    return f"{100 * found // max(1, len(wanted))} %"
