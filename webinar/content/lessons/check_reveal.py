"""Lint: slides whose lists are revealed item by item."""

from __future__ import annotations

from webinar.content.lessons.draft import DraftFile, DraftSlide
from webinar.content.lessons.problems import Report


def check_reveal(draft: DraftSlide, report: Report) -> None:
    """Check a slide by itself. Nothing is wrong with a slide that reveals nothing."""
    slide = draft.parsed
    if not slide.is_revealed:
        return
    if slide.is_poll or slide.has_steps or slide.is_break:
        remedy = "Delete it: only plain slides and group work reveal their lists"
        report.error(slide.line, "`.reveal` means nothing on this slide", remedy)
    elif not draft.reveals:
        remedy = "Write a list, as in `- text`, or delete `.reveal`"
        report.error(slide.line, "`.reveal` finds no list on this slide", remedy)


def check_same_items(file: DraftFile, reference: DraftFile) -> None:
    """Compare with the first language: one press of Next reveals the same item in all."""
    originals = reference.by_id()
    for slide in file.slides:
        original = originals.get(slide.id)
        if original is None or not slide.parsed.is_revealed or not original.parsed.is_revealed:
            continue
        if slide.reveals != original.reveals:
            number, line = original.reveals, original.parsed.line
            message = f"this slide reveals {slide.reveals} items, in the first language {number}"
            remedy = f"Write as many as in line {line} there; nested items do not count"
            file.report.error(slide.parsed.line, message, remedy)
