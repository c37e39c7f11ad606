"""Item statistics: each question's difficulty and discrimination, computed from answers. Pure.

Difficulty is the share of right answers. Discrimination is the corrected point-biserial correlation
of a question with the rest of the test, in which the question itself does not count (S. Henrysson,
"Correction of item-total correlations in item analysis", Psychometrika 28, 1963, 211-218):

    r = (M1 - M0) / s * sqrt(p * q)

with M1 and M0 the mean rest score of people who answered correctly and of the others, s the
standard deviation of all rest scores (of the population: divided by n), p the share of right
answers and q = 1 - p. It is undefined if all answered alike or all rest scores are the same.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import sqrt
from statistics import fmean, pstdev

from webinar.kit.anonymity import SMALLEST_GROUP
from webinar.kit.rounding import percent
from webinar.live.assessment.gains import shown_languages


@dataclass(frozen=True)
class Mark:
    """One person's answer to one question. `slide_id` is that of the version asked.

    Without `options` the question was not answered, which counts as wrong.
    """

    slide_id: str
    options: tuple[str, ...]
    is_right: bool
    language: str


# One person's answers in one test, by the item's name.
Sheet = Mapping[str, Mark]


@dataclass(frozen=True)
class Figures:
    """`right` of `people` answered correctly. `discrimination` is from -1 to 1, or None."""

    people: int
    right: int
    discrimination: float | None

    @property
    def percent(self) -> int:
        """The percentage of right answers."""
        return percent(self.right, self.people) or 0


@dataclass(frozen=True)
class VersionFigures:
    """The original question or one of its variants. Figures are None if too few answered it.

    `chosen` counts the choices of each option, `left_out` the people who did not answer.
    """

    slide_id: str
    people: int
    figures: Figures | None
    chosen: Mapping[str, int] | None
    left_out: int | None


@dataclass(frozen=True)
class ItemFigures:
    """The figures of a question: over all versions, by version, and by the readers' language.

    A figure is None, or absent, if too few people answered, or if a reader could compute the
    answers of a few people from it and the others.
    """

    item: str
    people: int
    whole: Figures | None
    versions: Sequence[VersionFigures]
    languages: Mapping[str, Figures]


def item_figures(names: Sequence[str], sheets: Sequence[Sheet]) -> list[ItemFigures]:
    """Return the figures of these items, in the same order."""
    return [_item(name, [sheet for sheet in sheets if name in sheet]) for name in names]


def figures(answers: Sequence[tuple[bool, float]]) -> Figures:
    """Return the figures. `answers` are each person's correctness and rest score in the test."""
    right = [rest for is_right, rest in answers if is_right]
    wrong = [rest for is_right, rest in answers if not is_right]
    return Figures(len(answers), len(right), _point_biserial(right, wrong))


def _point_biserial(right: Sequence[float], wrong: Sequence[float]) -> float | None:
    if not right or not wrong:
        return None
    spread = pstdev([*right, *wrong])
    # Rest scores that should be equal may differ by a rounding error.
    if spread < 1e-9:
        return None
    share = len(right) / (len(right) + len(wrong))
    return (fmean(right) - fmean(wrong)) / spread * sqrt(share * (1 - share))


def rest_score(name: str, sheet: Sheet) -> float:
    """Return the share of the other questions that were answered correctly.

    It is a share and not a number, because tests of two editions may differ in length. If they do
    not, the correlation is the same.
    """
    others = [mark.is_right for other, mark in sheet.items() if other != name]
    return sum(others) / len(others) if others else 0.0


def _item(name: str, sheets: Sequence[Sheet]) -> ItemFigures:
    return ItemFigures(
        item=name,
        people=len(sheets),
        whole=_figures(name, sheets) if len(sheets) >= SMALLEST_GROUP else None,
        versions=_versions(name, sheets),
        languages=_languages(name, sheets),
    )


def _figures(name: str, sheets: Sequence[Sheet]) -> Figures:
    return figures([(sheet[name].is_right, rest_score(name, sheet)) for sheet in sheets])


def _versions(name: str, sheets: Sequence[Sheet]) -> list[VersionFigures]:
    people = Counter(sheet[name].slide_id for sheet in sheets)
    shown_versions = shown_languages(people)
    versions = []
    for slide_id, count in sorted(people.items(), key=lambda pair: (-pair[1], pair[0])):
        if slide_id not in shown_versions:
            versions.append(VersionFigures(slide_id, count, None, None, None))
            continue
        group = [sheet for sheet in sheets if sheet[name].slide_id == slide_id]
        chosen = Counter(option for sheet in group for option in sheet[name].options)
        left_out = sum(not sheet[name].options for sheet in group)
        versions.append(VersionFigures(slide_id, count, _figures(name, group), chosen, left_out))
    return versions


def _languages(name: str, sheets: Sequence[Sheet]) -> dict[str, Figures]:
    """Return the figures by language, the most frequent first; empty if there is only one."""
    people = Counter(sheet[name].language for sheet in sheets)
    if len(people) < 2:
        return {}
    order = sorted(shown_languages(people), key=lambda language: (-people[language], language))
    return {
        language: _figures(name, [sheet for sheet in sheets if sheet[name].language == language])
        for language in order
    }
