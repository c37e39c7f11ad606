"""Lint: questions of the bank, which replace others in tests that learners take alone."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from webinar.content.lessons.check_ids import nearest
from webinar.content.lessons.parsed import ParsedSlide
from webinar.content.lessons.poll_kinds import PollKind, as_classes
from webinar.content.lessons.problems import Report

# In tests learners choose among options, and the right answer must be known.
TESTED = tuple(kind for kind in PollKind if kind.is_tested and kind.may_be_quiz)
_KINDS = as_classes(TESTED).replace("`.", "`.quiz .", 1)


def is_variant(slide: ParsedSlide) -> bool:
    """Return whether a slide of the first language is a question of the bank."""
    return "variant" in slide.marks.values


def check_variants(slides: Sequence[ParsedSlide], report: Report) -> None:
    """Check the variants among the slides of the first language."""
    slides_by_id = {slide.id: slide for slide in reversed(slides) if slide.id}
    for slide in slides:
        if is_variant(slide):
            _check_itself(slide, report)
            _check_original(slide, slides_by_id, report)


def _check_itself(slide: ParsedSlide, report: Report) -> None:
    if not slide.is_quiz or slide.answer_kind not in TESTED:
        message = "a variant is a quiz that is answered by choosing, and this slide is none"
        report.error(slide.line, message, f"Write {_KINDS}")
    elif "anonymous" in slide.marks.classes:
        remedy = "Delete `.anonymous`: the answers of a test are kept by learner"
        report.error(slide.line, "no test asks a variant that is anonymous", remedy)
    for name in ("minutes", "seconds"):
        if name in slide.marks.values:
            message = f"`{name}=` means nothing on a variant: no session shows it"
            report.warning(slide.line, message, "Delete it")


def _check_original(
    slide: ParsedSlide, slides_by_id: Mapping[str, ParsedSlide], report: Report
) -> None:
    name = slide.marks.values["variant"]
    original = slides_by_id.get(name)
    others = [
        other.id for other in slides_by_id.values() if other is not slide and not is_variant(other)
    ]
    if original is None:
        near = nearest(name, others)
        remedy = f"Write `variant={near}`" if near else "Name a quiz of this module by its id"
        report.error(slide.line, f"there is no slide `#{name}` to be a variant of", remedy)
    elif original is slide:
        remedy = "Name the question in whose place it may be asked"
        report.error(slide.line, "this slide is named as a variant of itself", remedy)
    elif is_variant(original):
        first = original.marks.values["variant"]
        message = f"`#{name}` is a variant itself"
        report.error(slide.line, message, f"Write `variant={first}`, as that one does")
    elif not original.is_poll:
        message = f"`#{name}` asks nothing, so nothing can be asked in its place"
        report.error(slide.line, message, "Name a quiz of this module by its id")
    elif not original.is_quiz or original.answer_kind not in TESTED:
        message = f"`#{name}` is no quiz that is answered by choosing, so this is never asked"
        report.warning(slide.line, message, f"Name a {_KINDS}")
    elif original.answer_kind != slide.answer_kind:
        message = (
            f"`#{name}` is `.{original.answer_kind}`, so the two are not equally hard to guess"
        )
        report.warning(
            slide.line, message, f"Write `.{original.answer_kind}` here, too, if you can"
        )
