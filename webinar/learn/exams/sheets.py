"""Each person's first attempt at each test of a course, alone or live. Reads only.

Later attempts are ignored: answers to questions seen before measure something else.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from webinar.content.editions.content import module_of
from webinar.content.editions.models import Edition
from webinar.kit.anonymity import SMALLEST_GROUP
from webinar.kit.loop_turns import in_turns
from webinar.learn.courses.models import Course, Learner
from webinar.learn.courses.queries import module_of_course
from webinar.learn.exams.drawing import versions_of
from webinar.learn.exams.itemstats import ItemFigures, Mark, item_figures
from webinar.learn.exams.live_papers import papers
from webinar.learn.exams.models import ExamAnswer, ExamAttempt
from webinar.learn.identity.keys import Identity
from webinar.learn.identity.queries import identities_of, present_identities
from webinar.live.assessment.gains import Gains, gains
from webinar.live.assessment.gains import Match as Pairing
from webinar.live.assessment.plan import Item, Pair, find_pair, pairs_of


@dataclass(frozen=True)
class FirstSheet:
    """One person's first attempt at one test.

    `marks` are by the name of the item, for items with a right answer.
    """

    identity: Identity
    part: str
    at: datetime
    language: str
    marks: dict[str, Mark]


@dataclass(frozen=True)
class PairFigures:
    """A pair of tests: the gain, and by part the figures of items and how many people count."""

    pair: Pair
    gains: Gains | None
    items: dict[str, list[ItemFigures]]
    people: dict[str, int]


def pair_figures(db: Session, course: Course) -> list[PairFigures]:
    """Return the figures of each pair of tests of the course's edition."""
    pairs = pairs_of(module_of_course(course))
    sheets = first_sheets(db, course) if pairs else {}
    return [_pair(pair, sheets) for pair in pairs]


def first_sheets(db: Session, course: Course) -> dict[str, dict[Identity, FirstSheet]]:
    """Return the first sheets by part, then by person."""
    sheets: dict[str, dict[Identity, FirstSheet]] = defaultdict(dict)
    for sheet in (*_sheets_taken_alone(db, course), *_sheets_taken_live(db, course)):
        earlier = sheets[sheet.part].get(sheet.identity)
        if earlier is None or sheet.at < earlier.at:
            sheets[sheet.part][sheet.identity] = sheet
    return dict(sheets)


def _pair(pair: Pair, sheets: dict[str, dict[Identity, FirstSheet]]) -> PairFigures:
    items, people = {}, {}
    for test in pair.tests:
        counted = _in_whole_groups(sheets.get(test.id, {}).values())
        names = [item.name for item in test.items if item.right]
        marks = [sheet.marks for sheet in counted]
        items[test.id] = [
            figure for name in in_turns(names, 1) for figure in item_figures([name], marks)
        ]
        people[test.id] = len(counted)
    return PairFigures(pair, _gains(pair, sheets), items, people)


def _gains(pair: Pair, sheets: dict[str, dict[Identity, FirstSheet]]) -> Gains | None:
    if pair.post is None:
        return None
    before, after = (sheets.get(test.id, {}) for test in pair.tests)
    second_sheets = _in_whole_groups(after[identity] for identity in before.keys() & after.keys())
    matches = [
        Pairing(
            name, sheet.identity, sheet.language, first_mark.is_right, sheet.marks[name].is_right
        )
        for sheet in second_sheets
        for name, first_mark in before[sheet.identity].marks.items()
        if name in sheet.marks
    ]
    return gains([item.name for item in pair.pre.items if item.right], matches)


def _in_whole_groups(sheets: Iterable[FirstSheet]) -> Sequence[FirstSheet]:
    """Return the sheets in order of arrival, without an incomplete group at the end.

    Groups have the smallest size that may be shown. If the figures changed with every sheet, an
    organiser could watch them and infer each person's answers.
    """
    ordered = sorted(sheets, key=lambda sheet: (sheet.at, sheet.identity))
    return ordered[: len(ordered) - len(ordered) % SMALLEST_GROUP]


def _sheets_taken_alone(db: Session, course: Course) -> Iterator[FirstSheet]:
    first = (
        select(func.min(ExamAttempt.id))
        .join(Learner, Learner.id == ExamAttempt.learner_id)
        .where(Learner.course_id == course.id, ExamAttempt.handed_in_at.is_not(None))
        .group_by(ExamAttempt.learner_id, ExamAttempt.part)
    )
    answers: dict[int, dict[str, tuple[tuple[str, ...], bool, str]]] = defaultdict(dict)
    rows = db.execute(
        select(
            ExamAnswer.attempt_id,
            ExamAnswer.asked,
            ExamAnswer.options,
            ExamAnswer.is_right,
            ExamAnswer.language,
        ).where(ExamAnswer.attempt_id.in_(first))
    )
    for attempt_id, slide_id, options, was_right, language in in_turns(rows):
        answers[attempt_id][slide_id] = (tuple(options), bool(was_right), language)
    asked_items = _AskedItems(db)
    identities = identities_of(db, db.scalars(select(Learner).filter_by(course_id=course.id)))
    for row in in_turns(db.scalars(select(ExamAttempt).where(ExamAttempt.id.in_(first)))):
        if row.handed_in_at is None:
            continue
        marks = {}
        for slide_id, item in asked_items.scored(row):
            answer = answers[row.id].get(slide_id, ((), False, row.language))
            marks[item.name] = Mark(slide_id, *answer)
        yield FirstSheet(
            identities[row.learner_id], row.part, row.handed_in_at, row.language, marks
        )


class _AskedItems:
    """The questions that attempts asked, looked up once for each edition and test."""

    def __init__(self, db: Session) -> None:
        self._db = db
        self._versions: dict[tuple[int, str], dict[str, Item]] = {}

    def scored(self, row: ExamAttempt) -> Iterator[tuple[str, Item]]:
        key = row.edition_id, row.part
        if key not in self._versions:
            self._versions[key] = self._read(*key)
        for slide_id in row.asked:
            item = self._versions[key].get(slide_id)
            if item is not None and item.right:
                yield slide_id, item

    def _read(self, edition_id: int, part: str) -> dict[str, Item]:
        module = module_of(self._db.get_one(Edition, edition_id))
        pair_and_test = find_pair(module, part)
        return {} if pair_and_test is None else versions_of(module, pair_and_test[1])


def _sheets_taken_live(db: Session, course: Course) -> Iterator[FirstSheet]:
    """Yield the sheets of shut tests only: watching the others would reveal single answers."""
    shut = [paper for paper in papers(db, course) if paper.is_shut]
    identities = present_identities(db, (Identity("member", paper.member_id) for paper in shut))
    for paper in shut:
        marks = {}
        for item in paper.test.items:
            if item.right:
                answer = paper.answers.get(item.key)
                options = answer.options if answer else ()
                was_right = answer is not None and item.is_right(options)
                marks[item.name] = Mark(item.key, options, was_right, paper.language)
        identity = identities[Identity("member", paper.member_id)]
        yield FirstSheet(identity, paper.test.id, paper.at, paper.language, marks)
