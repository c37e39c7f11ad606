"""Composes a hand-out: selects the texts of a module for an audience."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from webinar.content.handouts import wording
from webinar.content.handouts.glossary import entries
from webinar.content.handouts.prepare import Preparer
from webinar.content.handouts.sheet import (
    Audience,
    OptionLine,
    PartSheet,
    PlanLine,
    Sheet,
    SlideSheet,
    StepLine,
)
from webinar.content.handouts.timing import Planned, plan
from webinar.content.lessons.glossary import Glossary
from webinar.content.lessons.model import Module, Part, PollItem, Slide, StepItem
from webinar.content.lessons.pairs import columns_of, rows_of
from webinar.kit.language_fallback import is_fallback, resolve


@dataclass(frozen=True)
class Composed:
    """The hand-out, and the addresses of the pictures that it shows."""

    sheet: Sheet
    pictures: list[str]


def compose(
    module: Module,
    glossary: Glossary,
    language: str,
    audience: Audience,
    pictures: Mapping[str, str],
) -> Composed:
    """Compose the sheet within `wording.speaking`. `pictures` names the file for each address."""
    writer = _Writer(module, language, audience, pictures)
    planned = plan(module)
    parts = [writer.part(part, planned) for part in module.all_parts()]
    sheet = Sheet(
        audience=audience,
        writing=wording.writing(language),
        labels=wording.labels(),
        title=resolve(module.title, language)[1],
        minutes=wording.minutes(module.minutes),
        objectives=resolve(module.objectives, language)[1] if module.objectives else [],
        plan=writer.plan_of_parts() if module.parts else parts[0].plan,
        parts=parts,
        glossary=entries(glossary, writer.preparer.terms or {}, language),
        sources=resolve(module.sources, language)[1] if module.sources else [],
        licence=module.licence,
        notice=resolve(module.notice, language)[1],
    )
    return Composed(sheet, list(writer.preparer.used))


class _Writer:
    def __init__(
        self, module: Module, language: str, audience: Audience, pictures: Mapping[str, str]
    ) -> None:
        self.module, self.language = module, language
        self.tells_all = audience is Audience.PRESENTERS
        self.level = 2 if module.parts else 1
        self.preparer = Preparer(pictures, None if self.tells_all else {})

    def part(self, part: Part, planned: list[Planned]) -> PartSheet:
        numbered_slides = [(n + 1, self.module.slides[n], planned[n]) for n in part.numbers]
        return PartSheet(
            title=resolve(part.title, self.language)[1] if self.module.parts else "",
            minutes=wording.minutes(part.minutes),
            plan=[self.plan_line(*planned_slide) for planned_slide in numbered_slides]
            if self.tells_all
            else [],
            slides=[self.slide(*planned_slide) for planned_slide in numbered_slides],
            keeps_answers=part.keeps_answers and self.tells_all,
        )

    def plan_of_parts(self) -> list[PlanLine]:
        lines = []
        begins = 0.0
        for number, part in enumerate(self.module.parts, 1):
            title = resolve(part.title, self.language)[1]
            minutes, start = wording.number(part.minutes), wording.number(begins)
            lines.append(PlanLine(wording.number(number), title, minutes, start))
            begins += part.minutes
        return lines

    def plan_line(self, number: int, slide: Slide, time: Planned) -> PlanLine:
        title = resolve(slide.text, self.language)[1].title
        has_time = any(other.minutes for other in self.module.slides)
        minutes = wording.number(time.minutes) if has_time else ""
        begins = wording.number(time.begins) if has_time else ""
        return PlanLine(wording.number(number), title, minutes, begins)

    def slide(self, number: int, slide: Slide, time: Planned) -> SlideSheet:
        shown_language, text = resolve(slide.text, self.language)
        is_other = is_fallback(shown_language, self.language)
        sheet = SlideSheet(
            number=wording.number(number),
            title=text.title,
            level=self.level,
            writing=wording.writing(shown_language),
            badge=wording.not_translated(shown_language) if is_other else "",
            body=self.preparer.content(text.html, self.level),
            # The sheet has a heading of its own.
            handout=self.preparer.content(text.handout_html, self.level + 1),
        )
        if slide.poll is not None:
            self.add_poll(sheet, slide.poll, shown_language)
        if self.tells_all:
            if time.minutes:
                times = (wording.minutes(time.minutes), wording.begins(time.begins))
                sheet.time = " · ".join(times)
            sheet.notes = self.preparer.content(text.notes_html, self.level)
            # This text anticipates answers, so participants get no copy on paper during a session.
            sheet.study = self.preparer.content(text.study_html, self.level)
            sheet.steps = [self.step(step) for step in slide.steps]
        return sheet

    def add_poll(self, sheet: SlideSheet, poll: PollItem, language: str) -> None:
        _, text = resolve(poll.text, language)
        sheet.choice = poll.kind
        sheet.takes_reason = poll.kind.takes_reason
        marks = {"anonymous": poll.is_anonymous, "abstain": poll.may_abstain}
        sheet.said = [name for name, is_so in marks.items() if is_so]
        if poll.kind.is_paired and not (self.tells_all and poll.is_quiz):
            ids = [option.id for option in poll.options]
            sheet.options = [OptionLine(text.labels[row]) for row in rows_of(ids)]
            labels = [text.labels[column] for column in columns_of(ids)]
            sheet.columns = [
                wording.numbered(number, label) for number, label in enumerate(labels, 1)
            ]
        else:
            sheet.options = [
                OptionLine(text.labels[option.id], self.tells_all and option.is_correct)
                for option in poll.options
                # Presenters read the right pairs.
                if option.is_correct or not poll.kind.is_paired
            ]
        if self.tells_all:
            sheet.right = "" if poll.right is None else wording.right_number(poll.right)
            sheet.why = self.preparer.content(text.why_html, self.level)

    def step(self, step: StepItem) -> StepLine:
        _, text = resolve(step.text, self.language)
        days = wording.days(step.days) if step.days else ""
        return StepLine(text.text, text.owner, text.indicator, days)
