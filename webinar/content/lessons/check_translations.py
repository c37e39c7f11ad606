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
    originals = {slide.id: slide.parsed for slide in reference.slides if slide.id}
    translations = {slide.id: slide.parsed for slide in file.slides if slide.id}
    missing = [slide_id for slide_id in originals if slide_id not in translations]
    for slide_id, slide in translations.items():
        if slide_id in originals:
            _check_kind(slide, originals[slide_id], report)
        else:
            remedy = _rename_remedy(slide_id, missing, "Add the slide to the first language")
            message = f"`{reference.language}.md` has no slide `#{slide_id}`"
            report.error(slide.line, message, remedy)
    for slide_id in missing:
        remedy = "Translate it from line {} of `{}.md`; until then readers get another language"
        message = f"the slide `#{slide_id}` is not translated"
        place = remedy.format(originals[slide_id].line, reference.language)
        report.warning(file.last_line, message, place)
    if wrong := _first_out_of_order(list(translations), list(originals)):
        message = f"the slide `#{wrong}` stands elsewhere in `{reference.language}.md`"
        remedy = "Put the slides into the order of that file, which counts for all"
        report.warning(translations[wrong].line, message, remedy)


def _check_kind(slide: ParsedSlide, original: ParsedSlide, report: Report) -> None:
    own_classes, original_classes = set(slide.marks.classes), set(original.marks.classes)
    if own_classes != original_classes:
        marks = " ".join([f"#{original.id}", *(f".{word}" for word in original.marks.classes)])
        message = "the heading says another kind of slide than in the first language"
        report.error(slide.line, message, f"Write `{{{marks}}}`")
        return
    if slide.has_open_answer:
        _check_right_number(slide, original, report)
    _check_items("option", slide, slide.options, original.options, report)
    _check_items("draft", slide, slide.steps, original.steps, report)
    if bool(slide.handout) != bool(original.handout):
        has, do = ("a", "Write") if original.handout else ("no", "Delete")
        message = f"in the first language this slide has {has} hand-out"
        report.error(slide.line, message, f"{do} the section that begins with `Handout:`")
    if original.study and not slide.study:
        message = "the text for learners is not translated"
        remedy = f"Write `Study:` and what stands in line {original.study[0].number} there"
        report.warning(slide.line, message, remedy)
    for name in slide.marks.values:
        if name in VALUES:
            message = f"`{name}=` stands in the first language only"
            report.warning(slide.line, message, "Delete it here")


def _check_right_number(slide: ParsedSlide, original: ParsedSlide, report: Report) -> None:
    own_numbers, right_numbers = (
        [right_number(option.label) for option in version.options] for version in (slide, original)
    )
    if original.options and own_numbers != right_numbers:
        option = original.options[0]
        message = "in the first language another number is right"
        remedy = f"Write `- [x] {option.label}`, as in line {option.line} there"
        report.error(slide.options[0].line if slide.options else slide.line, message, remedy)


def _check_items(
    thing: str,
    slide: ParsedSlide,
    own_items: Sequence[Item],
    original_items: Sequence[Item],
    report: Report,
) -> None:
    own_by_id = {item.id: item for item in own_items if item.id}
    originals = {item.id: item for item in original_items if item.id}
    missing = [item_id for item_id in originals if item_id not in own_by_id]
    for item_id, item in own_by_id.items():
        if item_id not in originals:
            remedy = _rename_remedy(item_id, missing, f"Add the {thing} to the first language")
            message = f"the first language has no {thing} `#{item_id}` here"
            report.error(item.line, message, remedy)
        else:
            _check_mark(item, originals[item_id], report)
    for item_id in missing:
        message = f"the {thing} `#{item_id}` is not translated"
        remedy = f"Write `{_mould(originals[item_id])}`; it is in line {originals[item_id].line}"
        report.error(slide.line, message, f"{remedy} of the first language")
    if wrong := _first_out_of_order(list(own_by_id), list(originals)):
        message = f"the {thing} `#{wrong}` stands elsewhere in the first language"
        remedy = f"Put the {thing}s into the order of that file, which counts for all"
        report.warning(own_by_id[wrong].line, message, remedy)


def _mould(item: Item) -> str:
    if isinstance(item, ParsedStep):
        return f"- text {{#{item.id}}}"
    box = "" if item.is_head else f"[{'x' if item.is_correct else ' '}] "
    return f"- {box}text {{#{item.id}}}"


def _check_mark(option: Item, original: Item, report: Report) -> None:
    if isinstance(option, ParsedStep) or isinstance(original, ParsedStep):
        if "days" in option.marks.values:
            message = "`days=` stands in the first language only"
            report.warning(option.line, message, "Delete it here")
    elif option.is_correct != original.is_correct:
        right, box = ("right", "[x]") if original.is_correct else ("not right", "[ ]")
        message = f"in the first language `#{option.id}` is {right}"
        report.error(option.line, message, f"Write `{box}`, or correct line {original.line} there")
    elif (option.is_head, option.head) != (original.is_head, original.head):
        message = f"in the first language `#{option.id}` belongs elsewhere"
        report.error(option.line, message, f"Write the list as in line {original.line} there")


def _rename_remedy(name: str, missing: Sequence[str], otherwise: str) -> str:
    near = nearest(name, missing)
    if not near and len(missing) == 1:
        near = missing[0]
    return f"Write `#{near}`" if near else otherwise


def _first_out_of_order(names: Sequence[str], order: Sequence[str]) -> str:
    """Return the first of `names` that does not follow the `order`, or ""."""
    common = [name for name in names if name in order]
    expected = [name for name in order if name in names]
    return next((name for name, right in zip(common, expected, strict=True) if name != right), "")
