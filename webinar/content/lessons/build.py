"""Turns a draft without errors into the module that the rest of the server sees."""

from __future__ import annotations

from collections.abc import Mapping

from webinar.content.lessons.answers import points_of, right_number, seconds_of
from webinar.content.lessons.check_time import minutes_of
from webinar.content.lessons.draft import Draft, DraftFile, DraftSlide
from webinar.content.lessons.model import Module, OptionItem, PollItem, Slide, StepItem
from webinar.content.lessons.pairs import pairs_of
from webinar.content.lessons.parsed import ParsedSlide, ParsedStep


def build(draft: Draft) -> Module:
    """Build the module. `draft` must have passed the lint without an error."""
    files = draft.files
    reference = draft.reference
    slides = _slides(files)
    return Module(
        name=draft.name,
        languages=[file.language for file in files],
        title={file.language: file.front.title for file in files},
        minutes=reference.front.minutes,
        objectives={file.language: file.front.objectives for file in files},
        sources={file.language: file.front.sources for file in files if file.front.sources},
        licence=reference.front.licence,
        notice={file.language: file.front.notice for file in files},
        slides=[slide for slide in slides if not slide.variant_of],
        bank=[slide for slide in slides if slide.variant_of],
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
        slides.append(_slide(reference.parsed, translations))
    return slides


def _slide(parsed: ParsedSlide, translations: Mapping[str, DraftSlide]) -> Slide:
    return Slide(
        id=parsed.id,
        text={language: slide.text for language, slide in translations.items()},
        poll=_poll(parsed, translations) if parsed.is_poll else None,
        minutes=minutes_of(parsed) or 0.0,
        is_scenario=parsed.is_scenario,
        is_break=parsed.is_break,
        steps=[_step(step, translations) for step in parsed.steps],
        variant_of=parsed.marks.values.get("variant", ""),
        reveals=next(iter(translations.values())).reveals,
    )


def _poll(parsed: ParsedSlide, translations: Mapping[str, DraftSlide]) -> PollItem:
    return PollItem(
        kind=parsed.answer_kind,
        is_quiz=parsed.is_quiz,
        options=_options(parsed),
        text={language: slide.poll for language, slide in translations.items()},
        is_anonymous="anonymous" in parsed.marks.classes,
        may_abstain="abstain" in parsed.marks.classes,
        points=points_of(parsed) or 0,
        seconds=seconds_of(parsed) or 0,
        right=right_number(parsed.options[0].label) if _has_right_number(parsed) else None,
    )


def _options(parsed: ParsedSlide) -> list[OptionItem]:
    """Return the poll's options. A right number is written among them, but is no option."""
    if parsed.has_open_answer:
        return []
    if parsed.is_paired:
        return [OptionItem(cell, is_right) for cell, is_right in pairs_of(parsed)]
    return [OptionItem(option.id, option.is_correct) for option in parsed.options]


def _has_right_number(parsed: ParsedSlide) -> bool:
    return parsed.is_quiz and parsed.answer_kind.asks_number and bool(parsed.options)


def _step(step: ParsedStep, translations: Mapping[str, DraftSlide]) -> StepItem:
    text = {
        language: slide.steps[step.id]
        for language, slide in translations.items()
        if step.id in slide.steps
    }
    return StepItem(step.id, int(step.marks.values.get("days", "0")), text)
