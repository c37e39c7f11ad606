"""Lint: questions, their options and their right answers."""

from __future__ import annotations

import re

from webinar.content.lessons.answers import POINTS, SECONDS, points_of, right_number, seconds_of
from webinar.content.lessons.check_ids import check_marks, check_unique, suggest_id
from webinar.content.lessons.check_pairs import check_pairs
from webinar.content.lessons.draft import DraftSlide
from webinar.content.lessons.marks import Marks
from webinar.content.lessons.parsed import ANSWER_CLASSES, POLL_MARKS, ParsedSlide
from webinar.content.lessons.poll_kinds import PollKind, as_classes
from webinar.content.lessons.problems import Report
from webinar.content.lessons.sentences import N_

MIN_OPTIONS = 2
MAX_OPTIONS = 20
MAX_LABEL_CHARACTERS = 200

_POINT = re.compile(r"0|[1-9][0-9]{0,2}")
# A box that is empty, or holds a letter that looks like x: the Cyrillic one is on the same key.
_BOX = re.compile(r"[ \t]*[-*+][ \t]*\[[^\]]?[^\]]?\](?!\()")
_ITEM_WITH_ID = re.compile(r"[ \t]*[-*+][ \t].*\{:?[ \t]*#[^{}]*\}[ \t]*$")
_LIKE_WHY = re.compile(
    r"[\s>*_+#-]*(?:why|почему|пояснение|объяснение|неге|түсіндірме|چرا)[\s*_]*[:：]", re.IGNORECASE
)


def check_poll(draft: DraftSlide, report: Report) -> None:
    """Report nothing about a slide whose heading makes it no poll."""
    slide = draft.parsed
    _check_kind(slide, report)
    _check_more(slide, report)
    if slide.is_poll:
        _check_body(slide, report)
        _check_behind_the_options(slide, report)
    if slide.has_open_answer:
        _check_open(slide, report)
    elif slide.is_poll:
        _check_options(draft, report)
        if slide.is_paired:
            check_pairs(slide, report)
        else:
            if slide.answer_kind.fixed_options:
                _check_fixed_options(slide, report)
            else:
                _check_count(slide, report)
            _check_right_answers(slide, report)
        if slide.is_quiz:
            check_why(slide, report)
        if slide.is_scale:
            _check_points(slide, report)


def _check_points(slide: ParsedSlide, report: Report) -> None:
    before: int | None = None
    for option in slide.options:
        point = int(option.id) if _POINT.fullmatch(option.id) else None
        is_next = point is not None and before in (None, point - 1)
        before = point
        if not is_next:
            message = f"`#{option.id}` is not the next point of this scale"
            remedy = "Number the points one after the other, as in `- [ ] 1: not at all {#1}`"
            report.error(option.line, message, remedy)
            return


def _check_kind(slide: ParsedSlide, report: Report) -> None:
    kinds = [word for word in ANSWER_CLASSES if word in slide.marks.classes]
    if slide.is_scale:
        if kinds:
            message = f"`.{kinds[0]}` means nothing on a scale"
            report.error(slide.line, message, "Delete it: one point of a scale is chosen")
    elif slide.is_poll and not kinds:
        others = as_classes(kind for kind in ANSWER_CLASSES if not kind.is_choice)
        remedy = "Write `.single` if one option may be chosen, `.several` if more; or " + others
        report.error(slide.line, "it does not say how it is answered", remedy)
    elif slide.is_poll and len(kinds) > 1:
        message = f"this poll is both `.{kinds[0]}` and `.{kinds[1]}`"
        report.error(slide.line, message, "Keep one: a poll is answered in one way")
    elif kinds and not slide.is_poll:
        remedy = "Write `.poll` for an opinion, or `.quiz` if there is a right answer"
        report.error(slide.line, f"`.{kinds[0]}` makes no poll alone", remedy)
    elif slide.is_quiz and not kinds[0].may_be_quiz:
        quizzes = as_classes(kind for kind in PollKind if kind.may_be_quiz)
        remedy = f"Write `.poll`; a quiz is {quizzes}"
        report.error(slide.line, f"`.{kinds[0]}` has no right answer", remedy)


def _check_more(slide: ParsedSlide, report: Report) -> None:
    """Check the marks and values that only the heading of a poll may have."""
    for word in POLL_MARKS:
        if word in slide.marks.classes and not slide.is_poll:
            report.error(slide.line, f"`.{word}` means nothing without a poll", "Delete it")
    values = slide.marks.values
    if "seconds" in values and not slide.is_poll:
        report.error(slide.line, "`seconds=` means nothing without a poll", "Delete it")
    elif seconds_of(slide) is None:
        remedy = f"Write `seconds=60`, {SECONDS[0]} to {SECONDS[-1]}"
        report.error(slide.line, f"`seconds={values['seconds']}` is no countdown", remedy)
    if "points" in values and (not slide.is_poll or not slide.answer_kind.shares_points):
        remedy = "Write `.points`, or delete it"
        report.error(slide.line, "`points=` means nothing on this slide", remedy)
    elif points_of(slide) is None:
        remedy = f"Write `points=10`, {POINTS[0]} to {POINTS[-1]}"
        report.error(slide.line, f"`points={values['points']}` cannot be shared out", remedy)


def _check_open(slide: ParsedSlide, report: Report) -> None:
    """Check a poll with an open answer: it has no options, but a number quiz has a right number."""
    is_number = slide.answer_kind.asks_number
    if not (is_number and slide.is_quiz):
        for option in slide.options:
            message = f"a poll that is `.{slide.answer_kind}` has no options"
            remedy = "Delete this line"
            if is_number:
                remedy += ", or write `.quiz` and `- [x]` with the right number"
            report.error(option.line, message, remedy)
        return
    if not slide.options:
        remedy = "Write it below as `- [x] 23`, or `- [x] 23 ± 3` with what else is right"
        report.error(slide.line, "this quiz has no right number", remedy)
    for option in slide.options[1:]:
        report.error(option.line, "a second number cannot be right", "Delete this line")
    for option in slide.options[:1]:
        if not option.is_correct or option.marks != Marks() or not right_number(option.label):
            message = f"“{option.label}” is not understood as the right number"
            remedy = "Write `- [x] 23` or `- [x] 23 ± 3`, without an id and without words"
            report.error(option.line, message, remedy)
    check_why(slide, report)


def _check_body(slide: ParsedSlide, report: Report) -> None:
    for line in slide.body:
        if line.in_code:
            continue
        if _BOX.match(line.text):
            remedy = N_("Write `- [ ] text {#id}`, or `- [x]` with a Latin x, and do not indent it")
            report.error(line.number, N_("this option is not understood"), remedy)
        elif _ITEM_WITH_ID.match(line.text):
            report.error(line.number, "this option has no box", "Write `- [ ] text {#id}`")
        elif _LIKE_WHY.match(line.text):
            message = N_("this looks like the explanation, but would be seen before the vote")
            remedy = N_("Begin the line with `Why:`, in every language, or word it otherwise")
            report.error(line.number, message, remedy)


def _check_behind_the_options(slide: ParsedSlide, report: Report) -> None:
    for line in slide.why:
        if not line.in_code and _BOX.match(line.text):
            message = "this option stands behind `Why:`, so nobody can choose it"
            report.error(line.number, message, "Put it above `Why:`")
    for line in slide.notes:
        if not line.in_code and line.text.lstrip().startswith("Why:"):
            message = "`Why:` stands in the speaker notes, so participants never see it"
            report.error(line.number, message, "Put it above `Note:`")
        elif not line.in_code and _BOX.match(line.text):
            message = "this option stands in the speaker notes, so nobody can choose it"
            report.error(line.number, message, "Put it above `Note:`")


def _check_count(slide: ParsedSlide, report: Report) -> None:
    options = slide.options
    if not MIN_OPTIONS <= len(options) <= MAX_OPTIONS:
        message = N_(
            "a poll has %(least)s to %(most)s options, this one has %(count)s",
            least=MIN_OPTIONS,
            most=MAX_OPTIONS,
            count=len(options),
        )
        report.error(slide.line, message, N_("Write them as `- [ ] text {#id}`"))


def _check_fixed_options(slide: ParsedSlide, report: Report) -> None:
    kind = slide.answer_kind
    if sorted(option.id for option in slide.options) != sorted(kind.fixed_options):
        ids = " and ".join(f"`#{id_}`" for id_ in kind.fixed_options)
        lines = " and ".join(f"`- [ ] text {{#{id_}}}`" for id_ in kind.fixed_options)
        message = f"a poll that is `.{kind}` has the options {ids} and no others"
        report.error(slide.line, message, f"Write {lines}")


def _check_options(draft: DraftSlide, report: Report) -> None:
    options = draft.parsed.options
    for option in options:
        suggestion = suggest_id(option.label, default="short-name")
        check_marks(option.marks, option.line, "option", suggestion, report)
        for word in option.marks.classes:
            report.error(option.line, f"`.{word}` means nothing on an option", "Delete it")
        label = draft.poll.labels.get(option.id, "")
        if not label:
            report.error(option.line, N_("this option has no text"), N_("Write one behind its box"))
        if len(label) > MAX_LABEL_CHARACTERS:
            message = N_(
                "this option has %(size)s characters, at most %(most)s fit",
                size=len(label),
                most=MAX_LABEL_CHARACTERS,
            )
            report.error(option.line, message, N_("Shorten it, or explain above the options"))
    check_unique(((option.id, option.line) for option in options), "option", report)


def _check_right_answers(slide: ParsedSlide, report: Report) -> None:
    right = [option for option in slide.options if option.is_correct]
    if not slide.is_quiz:
        for option in right:
            remedy = "Write `[ ]`, or `.quiz` on the heading"
            report.error(option.line, "an opinion poll has no right answer", remedy)
        return
    if not right:
        report.error(slide.line, N_("this quiz has no right answer"), N_("Mark it with `[x]`"))
    kinds = [word for word in ANSWER_CLASSES if word in slide.marks.classes]
    if len(right) > 1 and any(kind.picks_one for kind in kinds):
        message = N_("only one option may be chosen, but more are right")
        remedy = N_("Write `.several` on the heading, or `[ ]` here")
        report.error(right[1].line, message, remedy)


def check_why(slide: ParsedSlide, report: Report) -> None:
    if not any(line.text.strip() for line in slide.why):
        remedy = N_("Write `Why:` and the explanation below the options")
        report.warning(slide.line, N_("this quiz does not explain its answer"), remedy)
