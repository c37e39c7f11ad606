"""Lint: the ids of slides and options, by which all answers are counted."""

from __future__ import annotations

import difflib
import re
from collections.abc import Container, Iterable, Sequence

from webinar.content.lessons.marks import Marks
from webinar.content.lessons.problems import Report

ID = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
MAX_ID_CHARACTERS = 80
# A poll asked on the spot is stored beside the polls of the lesson, as `spot-1`.
RESERVED = re.compile(r"spot-\d+")


def check_marks(
    marks: Marks,
    line: int,
    thing: str,
    suggestion: str,
    report: Report,
    values: Container[str] = (),
) -> None:
    """Check marks. `thing` is "slide", "option" or "draft"; `suggestion` is an id for it.

    `values` are the names that pairs in these marks may have, such as `minutes`.
    """
    unknown = [name for name in marks.values if name not in values]
    for word in (*marks.unknown, *unknown):
        report.error(line, f"`{word}` in the braces means nothing", f"Write `{{#{suggestion}}}`")
    if len(marks.ids) > 1:
        report.error(line, f"this {thing} has two ids", f"Keep only `#{marks.id}`")
    if not marks.id:
        remedy = f"Write `{{#{suggestion}}}` behind it, the same in every language"
        report.error(line, f"this {thing} has no id", remedy)
    elif not ID.fullmatch(marks.id) or len(marks.id) > MAX_ID_CHARACTERS:
        remedy = f"Use small Latin letters, digits and single hyphens, as in `#{suggestion}`"
        report.error(line, f"`#{marks.id}` cannot be an id", remedy)
    elif RESERVED.fullmatch(marks.id):
        remedy = "Choose another; those are for questions made on the spot"
        report.error(line, f"`#{marks.id}` is reserved", remedy)


def check_unique(ids: Iterable[tuple[str, int]], thing: str, report: Report) -> None:
    """Report each id that repeats an earlier one. `ids` holds the ids with their lines."""
    first: dict[str, int] = {}
    for name, line in ids:
        if name and name in first:
            message = f"the {thing} `#{name}` is already in line {first[name]}"
            report.error(line, message, "Give one of the two another id")
        first.setdefault(name, line)


def suggest_id(text: str, *, default: str) -> str:
    """Make an id from the Latin letters of a title, or return `default` if there are too few."""
    slug = re.sub(r"[^a-z0-9]+", "-", text.lower())[:40].strip("-")
    return slug if len(slug) > 2 else default


def nearest(name: str, names: Sequence[str]) -> str:
    """Return the one of `names` that the author probably meant, or ""."""
    close = difflib.get_close_matches(name, names, n=1, cutoff=0.6)
    return close[0] if close else ""
