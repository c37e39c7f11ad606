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
from webinar.learn.exams.live import papers
from webinar.learn.exams.models import ExamAnswer, ExamAttempt
from webinar.learn.identity.keys import Identity
from webinar.learn.identity.queries import identities_of, known_as
from webinar.live.assessment.gains import Gains, gains
from webinar.live.assessment.gains import Match as Pairing
from webinar.live.assessment.plan import Item, Pair, find_pair, pairs_of


@dataclass(frozen=True)
class FirstSheet:
    """One person's first attempt at one test.

    `marks` are by the name of the item, for items with a right answer.
    """

    who: Identity
    part: str
    at: datetime
    language: str
    marks: dict[str, Mark]


@dataclass(frozen=True)
class PairFigures:
    """A pair of tests: the gain, and the items of each test, by part."""

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
    found: dict[str, dict[Identity, FirstSheet]] = defaultdict(dict)
    for sheet in (*_own(db, course), *_live(db, course)):
        known = found[sheet.part].get(sheet.who)
        if known is None or sheet.at < known.at:
            found[sheet.part][sheet.who] = sheet
    return dict(found)


def _pair(pair: Pair, sheets: dict[str, dict[Identity, FirstSheet]]) -> PairFigures:
    items, people = {}, {}
    for test in pair.tests:
        counted = _by_fives(sheets.get(test.id, {}).values())
        names = [item.name for item in test.items if item.right]
        marks = [one.marks for one in counted]
        items[test.id] = [
            figure for name in in_turns(names, 1) for figure in item_figures([name], marks)
        ]
        people[test.id] = len(counted)
    return PairFigures(pair, _gains(pair, sheets), items, people)


def _gains(pair: Pair, sheets: dict[str, dict[Identity, FirstSheet]]) -> Gains | None:
    if pair.post is None:
        return None
    before, after = (sheets.get(test.id, {}) for test in pair.tests)
    both = _by_fives(after[who] for who in before.keys() & after.keys())
    matches = [
        Pairing(name, one.who, one.language, was.is_right, one.marks[name].is_right)
        for one in both
        for name, was in before[one.who].marks.items()
        if name in one.marks
    ]
    return gains([item.name for item in pair.pre.items if item.right], matches)


def _by_fives(sheets: Iterable[FirstSheet]) -> Sequence[FirstSheet]:
    """Return the sheets in order of arrival, without an incomplete group at the end.

    Groups have the smallest size that may be shown. If the figures changed with every sheet, an
    organiser could watch them and infer each person's answers.
    """
    ordered = sorted(sheets, key=lambda one: (one.at, one.who))
    return ordered[: len(ordered) - len(ordered) % SMALLEST_GROUP]


def _own(db: Session, course: Course) -> Iterator[FirstSheet]:
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
    for attempt_id, asked, options, was_right, language in in_turns(rows):
        answers[attempt_id][asked] = (tuple(options), bool(was_right), language)
    asked_of = _Asked(db)
    known = identities_of(db, db.scalars(select(Learner).filter_by(course_id=course.id)))
    for row in in_turns(db.scalars(select(ExamAttempt).where(ExamAttempt.id.in_(first)))):
        if row.handed_in_at is None:
            continue
        marks = {}
        for asked, item in asked_of.scored(row):
            given = answers[row.id].get(asked, ((), False, row.language))
            marks[item.name] = Mark(asked, *given)
        yield FirstSheet(known[row.learner_id], row.part, row.handed_in_at, row.language, marks)


class _Asked:
    """The questions that attempts asked, looked up once for each edition and test."""

    def __init__(self, db: Session) -> None:
        self._db = db
        self._versions: dict[tuple[int, str], dict[str, Item]] = {}

    def scored(self, row: ExamAttempt) -> Iterator[tuple[str, Item]]:
        key = row.edition_id, row.part
        if key not in self._versions:
            self._versions[key] = self._read(*key)
        for asked in row.asked:
            item = self._versions[key].get(asked)
            if item is not None and item.right:
                yield asked, item

    def _read(self, edition_id: int, part: str) -> dict[str, Item]:
        module = module_of(self._db.get_one(Edition, edition_id))
        found = find_pair(module, part)
        return {} if found is None else versions_of(module, found[1])


def _live(db: Session, course: Course) -> Iterator[FirstSheet]:
    """Yield the sheets of shut tests only: watching the others would reveal single answers."""
    shut = [one for one in papers(db, course) if one.is_shut]
    known = known_as(db, (Identity("member", one.member_id) for one in shut))
    for paper in shut:
        marks = {}
        for item in paper.test.items:
            if item.right:
                given = paper.answers.get(item.key)
                options = given.options if given else ()
                was_right = given is not None and item.is_right(options)
                marks[item.name] = Mark(item.key, options, was_right, paper.language)
        who = known[Identity("member", paper.member_id)]
        yield FirstSheet(who, paper.test.id, paper.at, paper.language, marks)
