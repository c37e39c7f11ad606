"""Lint: questions that join two lists."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from webinar.content.lessons.parsed import ParsedOption, ParsedSlide
from webinar.content.lessons.problems import Report

HEADS = range(2, 9)
OPTIONS = range(2, 13)
# The most pairs that a phone can show and a vote can contain.
MOST_PAIRS = 60
# A cell's key has room for two ids and the text between them.
MAX_ID_CHARACTERS = 39


def check_pairs(slide: ParsedSlide, report: Report) -> None:
    """Check heads with one partner each, or groups with items; an opinion has no right pairs."""
    heads = [option for option in slide.options if option.is_head]
    others = [option for option in slide.options if not option.is_head]
    _check_count(slide, heads, others, report)
    for option in slide.options:
        if len(option.id) > MAX_ID_CHARACTERS:
            message = f"`#{option.id}` is longer than {MAX_ID_CHARACTERS} characters"
            report.error(option.line, message, "Choose a shorter one")
    if not slide.is_quiz:
        for option in others:
            if option.is_correct:
                remedy = "Write `[ ]`, or `.quiz` on the heading"
                report.error(option.line, "an opinion poll has no right answer", remedy)
    elif not slide.answer_kind.matches_once:
        _check_sorted(others, report)
    else:
        _check_matched(heads, others, report)


def _check_count(
    slide: ParsedSlide,
    heads: Sequence[ParsedOption],
    others: Sequence[ParsedOption],
    report: Report,
) -> None:
    is_sorting = not slide.answer_kind.matches_once
    head, other = ("groups", "items") if is_sorting else ("heads", "partners")
    if len(heads) not in HEADS:
        message = f"this question has {len(heads)} {head}, {HEADS[0]} to {HEADS[-1]} fit"
        report.error(slide.line, message, "Write each as `- text {#id}`, without a box")
    if len(others) not in OPTIONS:
        message = f"this question has {len(others)} {other}, {OPTIONS[0]} to {OPTIONS[-1]} fit"
        remedy = "Write each as `- [x] text {#id}` below the one that it belongs to"
        if not slide.is_quiz:
            remedy = "Write each as `- [ ] text {#id}`"
        report.error(slide.line, message, remedy)
    elif len(heads) * len(others) > MOST_PAIRS:
        message = f"{len(heads)} {head} and {len(others)} {other} are more than a phone can show"
        report.error(slide.line, message, f"Make two questions: {MOST_PAIRS} pairs fit in one")


def _check_sorted(items: Sequence[ParsedOption], report: Report) -> None:
    for item in items:
        if not item.head:
            remedy = "Mark it with `[x]`, and put it below its group"
            report.error(item.line, f"`#{item.id}` belongs to no group", remedy)


def _check_matched(
    heads: Sequence[ParsedOption], partners: Sequence[ParsedOption], report: Report
) -> None:
    """Check that each head has one partner. More partners are fine: they make guessing harder."""
    counts = Counter(partner.head for partner in partners if partner.is_correct)
    for head in heads:
        if counts[head.id] != 1:
            message = f"`#{head.id}` has {counts[head.id]} partners, one is right"
            remedy = "Write one `- [x] text {#id}` below it, and `[ ]` for those of nobody"
            report.error(head.line, message, remedy)
    for partner in partners:
        if partner.is_correct and not partner.head:
            remedy = "Put it below its head, or write `[ ]`"
            report.error(partner.line, f"`#{partner.id}` stands below nothing", remedy)
