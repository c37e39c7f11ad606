"""Lint: a translation against the reference language, by ids."""

from __future__ import annotations

from collections.abc import Sequence

from webinar.lessons.check_ids import nearest
from webinar.lessons.draft import DraftFile
from webinar.lessons.parse import ParsedOption, ParsedSlide
from webinar.lessons.problems import Report


def check_translation(file: DraftFile, reference: DraftFile) -> None:
    """Reports in the translation's file; the reference is taken to be right."""
    report = file.report
    theirs = {slide.id: slide.parsed for slide in reference.slides if slide.id}
    ours = {slide.id: slide.parsed for slide in file.slides if slide.id}
    missing = [slide_id for slide_id in theirs if slide_id not in ours]
    for slide_id, slide in ours.items():
        if slide_id in theirs:
            _check_poll(slide, theirs[slide_id], report)
        else:
            remedy = _instead(slide_id, missing, "Add the slide to the first language")
            message = f"`{reference.language}.md` has no slide `#{slide_id}`"
            report.error(slide.line, message, remedy)
    for slide_id in missing:
        remedy = "Translate it from line {} of `{}.md`; until then readers get another language"
        message = f"the slide `#{slide_id}` is not translated"
        place = remedy.format(theirs[slide_id].line, reference.language)
        report.warning(file.last_line, message, place)
    if wrong := _first_out_of_order(list(ours), list(theirs)):
        message = f"the slide `#{wrong}` stands elsewhere in `{reference.language}.md`"
        remedy = "Put the slides into the order of that file, which counts for all"
        report.warning(ours[wrong].line, message, remedy)


def coverage(file: DraftFile, reference: DraftFile) -> str:
    """One sentence: how much of the module is there in this language."""
    wanted = {slide.id for slide in reference.slides}
    found = wanted & {slide.id for slide in file.slides}
    if file is reference:
        return f"{file.language}: {len(wanted)} slides, the first language"
    share = 100 * len(found) // max(1, len(wanted))
    return f"{file.language}: {len(found)} of {len(wanted)} slides translated ({share} %)"


def _check_poll(slide: ParsedSlide, theirs: ParsedSlide, report: Report) -> None:
    ours_are, theirs_are = set(slide.marks.classes), set(theirs.marks.classes)
    if ours_are != theirs_are:
        marks = " ".join([f"#{theirs.id}", *(f".{word}" for word in theirs.marks.classes)])
        message = "the heading says another kind of slide than in the first language"
        report.error(slide.line, message, f"Write `{{{marks}}}`")
    elif slide.is_poll:
        _check_options(slide, theirs, report)


def _check_options(slide: ParsedSlide, theirs: ParsedSlide, report: Report) -> None:
    ours = {option.id: option for option in slide.options if option.id}
    wanted = {option.id: option for option in theirs.options if option.id}
    missing = [option_id for option_id in wanted if option_id not in ours]
    for option_id, option in ours.items():
        if option_id not in wanted:
            remedy = _instead(option_id, missing, "Add the option to the first language")
            message = f"the first language has no option `#{option_id}` here"
            report.error(option.line, message, remedy)
        else:
            _check_mark(option, wanted[option_id], report)
    for option_id in missing:
        message = f"the option `#{option_id}` is not translated"
        box = "x" if wanted[option_id].is_correct else " "
        remedy = f"Write `- [{box}] text {{#{option_id}}}`; it is in line {wanted[option_id].line}"
        report.error(slide.line, message, f"{remedy} of the first language")
    if wrong := _first_out_of_order(list(ours), list(wanted)):
        message = f"the option `#{wrong}` stands elsewhere in the first language"
        remedy = "Put the options into the order of that file, which counts for all"
        report.warning(ours[wrong].line, message, remedy)


def _check_mark(option: ParsedOption, theirs: ParsedOption, report: Report) -> None:
    if option.is_correct != theirs.is_correct:
        right, box = ("right", "[x]") if theirs.is_correct else ("not right", "[ ]")
        message = f"in the first language `#{option.id}` is {right}"
        report.error(option.line, message, f"Write `{box}`, or correct line {theirs.line} there")


def _instead(name: str, missing: Sequence[str], otherwise: str) -> str:
    near = nearest(name, missing)
    if not near and len(missing) == 1:
        near = missing[0]
    return f"Write `#{near}`" if near else otherwise


def _first_out_of_order(ours: Sequence[str], theirs: Sequence[str]) -> str:
    """The first of `ours` that does not follow the order of `theirs`, or ""."""
    known = [name for name in ours if name in theirs]
    expected = [name for name in theirs if name in ours]
    return next((name for name, right in zip(known, expected, strict=True) if name != right), "")
