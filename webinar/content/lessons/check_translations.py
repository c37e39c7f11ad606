"""Lint: compares a translation with the reference language, by ids."""

from __future__ import annotations

from collections.abc import Sequence

from webinar.content.lessons.answers import right_number
from webinar.content.lessons.check_ids import nearest
from webinar.content.lessons.check_slides import VALUES
from webinar.content.lessons.draft import DraftFile
from webinar.content.lessons.parsed import ParsedOption, ParsedSlide, ParsedStep
from webinar.content.lessons.problems import Report

Item = ParsedOption | ParsedStep


def check_translation(file: DraftFile, reference: DraftFile) -> None:
    """Compare a translation with the reference; report differences in the translation's file."""
    report = file.report
    theirs = {slide.id: slide.parsed for slide in reference.slides if slide.id}
    ours = {slide.id: slide.parsed for slide in file.slides if slide.id}
    missing = [slide_id for slide_id in theirs if slide_id not in ours]
    for slide_id, slide in ours.items():
        if slide_id in theirs:
            _check_kind(slide, theirs[slide_id], report)
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


def _check_kind(slide: ParsedSlide, theirs: ParsedSlide, report: Report) -> None:
    ours_are, theirs_are = set(slide.marks.classes), set(theirs.marks.classes)
    if ours_are != theirs_are:
        marks = " ".join([f"#{theirs.id}", *(f".{word}" for word in theirs.marks.classes)])
        message = "the heading says another kind of slide than in the first language"
        report.error(slide.line, message, f"Write `{{{marks}}}`")
        return
    if slide.has_open_answer:
        _check_right_number(slide, theirs, report)
    _check_items("option", slide, slide.options, theirs.options, report)
    _check_items("draft", slide, slide.steps, theirs.steps, report)
    if bool(slide.handout) != bool(theirs.handout):
        has, do = ("a", "Write") if theirs.handout else ("no", "Delete")
        message = f"in the first language this slide has {has} hand-out"
        report.error(slide.line, message, f"{do} the section that begins with `Handout:`")
    if theirs.study and not slide.study:
        message = "the text for learners is not translated"
        remedy = f"Write `Study:` and what stands in line {theirs.study[0].number} there"
        report.warning(slide.line, message, remedy)
    for name in slide.marks.values:
        if name in VALUES:
            message = f"`{name}=` stands in the first language only"
            report.warning(slide.line, message, "Delete it here")


def _check_right_number(slide: ParsedSlide, theirs: ParsedSlide, report: Report) -> None:
    ours, wanted = (
        [right_number(option.label) for option in one.options] for one in (slide, theirs)
    )
    if theirs.options and ours != wanted:
        option = theirs.options[0]
        message = "in the first language another number is right"
        remedy = f"Write `- [x] {option.label}`, as in line {option.line} there"
        report.error(slide.options[0].line if slide.options else slide.line, message, remedy)


def _check_items(
    thing: str, slide: ParsedSlide, here: Sequence[Item], there: Sequence[Item], report: Report
) -> None:
    ours = {item.id: item for item in here if item.id}
    wanted = {item.id: item for item in there if item.id}
    missing = [item_id for item_id in wanted if item_id not in ours]
    for item_id, item in ours.items():
        if item_id not in wanted:
            remedy = _instead(item_id, missing, f"Add the {thing} to the first language")
            message = f"the first language has no {thing} `#{item_id}` here"
            report.error(item.line, message, remedy)
        else:
            _check_mark(item, wanted[item_id], report)
    for item_id in missing:
        message = f"the {thing} `#{item_id}` is not translated"
        remedy = f"Write `{_mould(wanted[item_id])}`; it is in line {wanted[item_id].line}"
        report.error(slide.line, message, f"{remedy} of the first language")
    if wrong := _first_out_of_order(list(ours), list(wanted)):
        message = f"the {thing} `#{wrong}` stands elsewhere in the first language"
        remedy = f"Put the {thing}s into the order of that file, which counts for all"
        report.warning(ours[wrong].line, message, remedy)


def _mould(item: Item) -> str:
    if isinstance(item, ParsedStep):
        return f"- text {{#{item.id}}}"
    box = "" if item.is_head else f"[{'x' if item.is_correct else ' '}] "
    return f"- {box}text {{#{item.id}}}"


def _check_mark(option: Item, theirs: Item, report: Report) -> None:
    if isinstance(option, ParsedStep) or isinstance(theirs, ParsedStep):
        if "days" in option.marks.values:
            message = "`days=` stands in the first language only"
            report.warning(option.line, message, "Delete it here")
    elif option.is_correct != theirs.is_correct:
        right, box = ("right", "[x]") if theirs.is_correct else ("not right", "[ ]")
        message = f"in the first language `#{option.id}` is {right}"
        report.error(option.line, message, f"Write `{box}`, or correct line {theirs.line} there")
    elif (option.is_head, option.head) != (theirs.is_head, theirs.head):
        message = f"in the first language `#{option.id}` belongs elsewhere"
        report.error(option.line, message, f"Write the list as in line {theirs.line} there")


def _instead(name: str, missing: Sequence[str], otherwise: str) -> str:
    near = nearest(name, missing)
    if not near and len(missing) == 1:
        near = missing[0]
    return f"Write `#{near}`" if near else otherwise


def _first_out_of_order(ours: Sequence[str], theirs: Sequence[str]) -> str:
    """Return the first of `ours` that does not follow the order of `theirs`, or ""."""
    known = [name for name in ours if name in theirs]
    expected = [name for name in theirs if name in ours]
    return next((name for name, right in zip(known, expected, strict=True) if name != right), "")
