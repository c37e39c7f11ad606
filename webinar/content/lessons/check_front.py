"""Lint: the required parts of a file's front matter."""

from __future__ import annotations

from collections.abc import Collection

from webinar.content.lessons.front_matter import FrontMatter
from webinar.content.lessons.problems import Report

IN_EVERY_LANGUAGE = {
    "title": 'Write `title: "…"`',
    "objectives": "Write `objectives:` and under it a line `- …` for each",
    "notice": 'Write `notice: "Independent educational material. …"`, and who does not endorse it',
}
IN_THE_REFERENCE = {
    "minutes": "Write how long it takes, as in `minutes: 45`",
    "sources": 'Write `sources:` and under it `- title: "…"` with its `url:` for each',
    "licence": 'Write under what terms others may use it, as in `licence: "CC BY 4.0"`',
}


def check_front_matter(front: FrontMatter, report: Report, *, is_reference: bool) -> None:
    """Report missing keys. A translation takes minutes, sources and licence from the reference."""
    if not front.is_readable:
        return
    required = IN_EVERY_LANGUAGE | (IN_THE_REFERENCE if is_reference else {})
    for key, remedy in required.items():
        # A key that is there but unusable was reported when it was read.
        if key not in front.lines:
            report.error(1, f"`{key}` is missing", remedy)


def check_against_reference(front: FrontMatter, reference: FrontMatter, report: Report) -> None:
    if not (front.is_readable and reference.is_readable):
        return
    if front.minutes and front.minutes != reference.minutes:
        message = f"the first language says {reference.minutes} minutes"
        report.error(front.lines["minutes"], message, f"Write `minutes: {reference.minutes}`")
    if front.objectives and len(front.objectives) != len(reference.objectives):
        message = f"the first language has {len(reference.objectives)} objectives"
        remedy = "Translate each of them, in the same order"
        report.warning(front.lines["objectives"], message, remedy)


def check_reference_key(
    front: FrontMatter, languages: Collection[str], chosen: str, report: Report
) -> None:
    reference = front.reference
    if not reference or reference == chosen:
        return
    if reference in languages:
        message = f"another file says that the first language is `{chosen}`"
    else:
        message = f"there is no file `{reference}.md`"
    report.error(front.lines["reference"], message, f"Write `reference: {chosen}` or delete it")
