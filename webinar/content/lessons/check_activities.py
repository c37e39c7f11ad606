"""Lint: group work with its hand-out, and drafts of next steps."""

from __future__ import annotations

import re

from webinar.content.lessons.check_ids import check_marks, check_unique, suggest_id
from webinar.content.lessons.draft import DraftSlide
from webinar.content.lessons.parsed import ParsedSlide, ParsedStep
from webinar.content.lessons.problems import Report
from webinar.content.lessons.sentences import N_

MAX_STEPS = 50
MAX_STEP_CHARACTERS = 500
MAX_OWNER_CHARACTERS = 120
MAX_INDICATOR_CHARACTERS = 300
MAX_DAYS = 730

# `[0-9]` is written out, because `\d` takes the digits of every script.
_DAYS = re.compile(r"[0-9]{1,3}")
_BULLET = re.compile(r"[ \t]*[-*+](?=[ \t\[])")
_LIKE_HANDOUT = re.compile(
    r"[\s>*_+#-]*(?:hand-?outs?|раздаточн\S*)[^:.]{0,20}[:：]", re.IGNORECASE
)


def check_activity(draft: DraftSlide, report: Report, *, is_reference: bool) -> None:
    """Report nothing about a slide whose heading makes it neither group work nor next steps."""
    slide = draft.parsed
    if slide.is_scenario:
        _check_handout(slide, report)
    else:
        _check_stray_handout(slide, report)
    if slide.has_steps:
        _check_steps(draft, report, is_reference=is_reference)


def _check_handout(slide: ParsedSlide, report: Report) -> None:
    if not any(line.text.strip() for line in slide.handout):
        remedy = "Write what each group gets on paper behind `Handout:`, above `Note:`"
        report.error(slide.line, "this group work has no hand-out", remedy)


def _check_stray_handout(slide: ParsedSlide, report: Report) -> None:
    for line in (*slide.body, *slide.why):
        if not line.in_code and _LIKE_HANDOUT.match(line.text):
            message = N_("there is a hand-out, but the slide is not group work")
            report.error(line.number, message, N_("Write `.scenario` on the heading"))


def _check_steps(draft: DraftSlide, report: Report, *, is_reference: bool) -> None:
    steps = draft.parsed.steps
    if not 1 <= len(steps) <= MAX_STEPS:
        message = f"a slide of drafts has 1 to {MAX_STEPS} of them, this one has {len(steps)}"
        report.error(draft.parsed.line, message, "Write them as `- text {#id}`")
    for line in draft.parsed.body:
        if not line.in_code and _BULLET.match(line.text):
            remedy = "Write `- text {#id}`, and do not indent it"
            report.error(line.number, "this draft is not understood", remedy)
    for step in steps:
        suggestion = suggest_id(step.text, default="short-name")
        check_marks(step.marks, step.line, "draft", suggestion, report, values=("days",))
        for word in step.marks.classes:
            report.error(step.line, f"`.{word}` means nothing on a draft", "Delete it")
        _check_step_texts(draft, step, report)
        if is_reference:
            _check_days(step, report)
    check_unique(((step.id, step.line) for step in steps), "draft", report)


def _check_step_texts(draft: DraftSlide, step: ParsedStep, report: Report) -> None:
    text = draft.steps[step.id]
    for name, content, most in (
        ("text", text.text, MAX_STEP_CHARACTERS),
        ("Owner:", text.owner, MAX_OWNER_CHARACTERS),
        ("Indicator:", text.indicator, MAX_INDICATOR_CHARACTERS),
    ):
        if not content:
            report.error(step.line, f"this draft has no `{name}`", "Write it below, indented")
        elif len(content) > most:
            message = f"`{name}` of this draft has {len(content)} characters, at most {most} fit"
            report.error(step.line, message, "Shorten it")


def _check_days(step: ParsedStep, report: Report) -> None:
    days = step.marks.values.get("days", "1")
    if not _DAYS.fullmatch(days) or not 1 <= int(days) <= MAX_DAYS:
        remedy = f"Write a whole number from 1 to {MAX_DAYS}, as in `days=30`"
        report.error(step.line, f"`days={days}` is no number of days", remedy)
